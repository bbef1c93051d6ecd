import { bare, distance, isInflected, namesIn, plain, type Name } from '../picture-words.ts'
import { at, type Check, type Found, type TextBlock } from './check.ts'

/** Where a run of words was first seen, and how often. */
interface Seen {
  words: string[]
  block: TextBlock
  count: number
}

/**
 * Careful rather than complete. Two or three words are one name when all but one of them agree and that one differs by a
 * letter or two; a single word only where it stands once against several. What stands in the credits is right.
 */
export const names: Check = {
  id: 'name-spelling',
  label: 'A name is spelled in two ways',
  level: 'warn',
  find({ meta }, { blocks }) {
    const credited = new Set(meta.credits.map(({ profile }) => plain(profile.name)))
    const runs = new Map<string, Seen>()
    const words = new Map<string, Seen>()
    for (const block of blocks) {
      // Captions and credit lines are held against the text by the pictures' own check.
      if (block.type === 'caption' || block.type === 'credit') continue
      for (const name of namesIn(block.text.replaceAll('\ufffc', ' '))) {
        for (const run of severalOf(name)) note(runs, run, block)
        for (const [index, word] of name.words.entries()) if (!(name.opens && index === 0)) note(words, [word], block)
      }
    }
    const found: Found[] = []
    const told = new Set<string>()
    for (const [one, two] of [...pairsOfRuns(runs), ...pairsOfWords(words)]) {
      const [rare, usual] = weaker(one, two, credited) ? [one, two] : [two, one]
      const differing = rare.words.findIndex((word, index) => word !== usual.words[index])
      const [slip, right] = [plain(rare.words[differing] ?? ''), plain(usual.words[differing] ?? '')]
      if (told.has(`${slip} ${right}`) || told.has(`${right} ${slip}`)) continue
      told.add(`${slip} ${right}`)
      const written = rare.words.join(' ')
      const start = rare.block.text.indexOf(written)
      const range = start < 0 ? undefined : { start, end: start + written.length }
      found.push({
        message: `“${written}” here, “${usual.words.join(' ')}” elsewhere: one name, two spellings?`,
        ...at(rare.block.id, range)
      })
    }
    return found
  }
}

function note(seen: Map<string, Seen>, words: string[], block: TextBlock): void {
  // Capitals throughout are an abbreviation, or a line that shouts.
  if (words.some((word) => word.length > 1 && word === word.toUpperCase())) return
  const key = words.join(' ')
  const known = seen.get(key)
  if (known) known.count++
  else seen.set(key, { words, block, count: 1 })
}

/** Every two and three words that stand together; the first of a sentence has its capital for another reason. */
function severalOf({ words }: Name): string[][] {
  const runs: string[][] = []
  for (const length of [2, 3])
    for (let start = 0; start + length <= words.length; start++) runs.push(words.slice(start, start + length))
  return runs
}

/** Runs that are the same but for one word: found by what is left when that word is taken out. */
function* pairsOfRuns(runs: Map<string, Seen>): Generator<[Seen, Seen]> {
  const alike = new Map<string, Seen[]>()
  for (const seen of runs.values())
    for (const index of seen.words.keys()) {
      const key = seen.words.map((word, place) => (place === index ? '' : plain(word))).join(' ')
      const others = alike.get(key) ?? []
      for (const other of others)
        if (isSlip(seen.words[index] ?? '', other.words[index] ?? '', 4, 7)) yield [seen, other]
      alike.set(key, [...others, seen])
    }
}

/** Single words of six letters and more, once against twice and more; an accent counts for words of any length. */
function* pairsOfWords(words: Map<string, Seen>): Generator<[Seen, Seen]> {
  const byInitial = new Map<string, Seen[]>()
  for (const seen of words.values()) {
    const initial = bare(plain(seen.words[0] ?? '')).charAt(0)
    const others = byInitial.get(initial) ?? []
    for (const other of others) {
      const [one = '', two = ''] = [seen.words[0], other.words[0]]
      if (Math.abs(one.length - two.length) > 2 || Math.min(seen.count, other.count) > 1) continue
      const accents = one.length > 3 && plain(one) !== plain(two) && bare(plain(one)) === bare(plain(two))
      if (accents || (Math.max(seen.count, other.count) > 1 && isSlip(one, two, 6, 9))) yield [seen, other]
    }
    byInitial.set(initial, [...others, seen])
  }
}

/** Whether two words can be one, mistyped: one letter from `least` letters on, two from `long` letters on. */
function isSlip(one: string, two: string, least: number, long: number): boolean {
  const [first, second] = [plain(one), plain(two)]
  if (first === second || first.charAt(0) !== second.charAt(0) || isInflected(first, second)) return false
  if (/\d/.test(first + second)) return false
  if (bare(first) === bare(second)) return true
  const shorter = Math.min(first.length, second.length)
  return shorter >= least && distance(first, second) <= (shorter >= long ? 2 : 1)
}

/** Whether the first is the one to look at: not credited, rarer, or later. */
function weaker(one: Seen, two: Seen, credited: Set<string>): boolean {
  const right = (seen: Seen) => credited.has(plain(seen.words.join(' ')))
  if (right(one) !== right(two)) return right(two)
  return one.count <= two.count
}
