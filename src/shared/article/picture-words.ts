import type { Picture } from './media.ts'
import type { Placement, PlacementField } from './placements.ts'

export const findingCodes = [
  'picture-missing',
  'caption-missing',
  'credit-missing',
  'alt-missing',
  'alt-is-caption',
  'caption-is-file-name',
  'caption-unchanged',
  'name-differs'
] as const
export type FindingCode = (typeof findingCodes)[number]

/** Something missing or odd about a picture's words where it stands. */
export interface Finding {
  code: FindingCode
  field: PlacementField | 'picture'
  /** A sentence. */
  message: string
}

/** What the words of a placement are held against. */
export interface Surroundings {
  /** The article's copy with its headline and standfirst, plain, one line a textblock. */
  copy: string
  /** The picture's asset record, or null when the picture is not on this computer. */
  picture: Pick<Picture, 'fileName' | 'metadata'> | null
}

/** Everything missing or odd, in the order of the columns in which a desk reads: picture, caption, credit, alt. */
export function findPictureWords(placement: Placement, { copy, picture }: Surroundings): Finding[] {
  const { media, caption, credit, alt, fileName } = placement
  const found: Finding[] = []
  const say = (code: FindingCode, field: Finding['field'], message: string) => found.push({ code, field, message })
  if (media === null) say('picture-missing', 'picture', 'The picture is still to come.')
  else if (!picture) say('picture-missing', 'picture', 'The picture is not on this computer.')
  if (isBlank(caption)) say('caption-missing', 'caption', 'No caption.')
  else if (isFileName(caption, fileName) || (picture && isFileName(caption, picture.fileName)))
    say('caption-is-file-name', 'caption', 'The caption is a file name.')
  else if (picture && !isBlank(picture.metadata.caption) && fold(caption) === fold(picture.metadata.caption))
    say('caption-unchanged', 'caption', 'The caption is the one that came with the file, unchanged.')
  for (const { written, elsewhere } of namesSpeltDifferently(caption, copy))
    say('name-differs', 'caption', `“${written}” here, “${elsewhere}” in the text.`)
  if (isBlank(credit)) say('credit-missing', 'credit', 'No credit.')
  if (isBlank(alt)) say('alt-missing', 'alt', 'No alt text.')
  else if (!isBlank(caption) && fold(alt) === fold(caption))
    say('alt-is-caption', 'alt', 'The alt text repeats the caption: say what the picture shows.')
  return found
}

function isBlank(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text)
}

/** Without what nobody reads as a difference: case, white space, the shape of quotation marks, a full stop at the end. */
function fold(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″]/g, '"')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.…]+$/, '')
    .toLowerCase()
}

const cameraName =
  /^(img|dsc[fn]?|dscn|pict?|pxl|mvi|gopr|dji|sam|p|cimg|kimg|wp|screenshot|screen shot|image|photo|whatsapp image)[-_ ]?\d[\d\s._@():-]*(at [\d.:]+)?$/i

/** The picture's own file name, with or without its ending; any name with a picture's ending; or what a camera counts. */
function isFileName(caption: string, fileName: string): boolean {
  const text = caption.trim()
  const stem = (name: string) => fold(name.replace(/\.[a-z0-9]{2,5}$/i, '')).replace(/[\s_-]+/g, ' ')
  if (fileName !== '' && stem(text) === stem(fileName)) return true
  return /^\S+\.(jpe?g|png|webp|gif|tiff?|heic|avif)$/i.test(text) || cameraName.test(text)
}

interface TwoSpellings {
  written: string
  elsewhere: string
}

export interface Name {
  words: string[]
  /** Begins a sentence: its first word may have its capital for that reason alone. */
  opens: boolean
}

/**
 * Names in the caption that the copy has with one or two letters otherwise. Careful rather than complete: a name that the
 * copy has as well is right; two words must agree in all but one; a single word must stand inside a sentence in both.
 */
export function namesSpeltDifferently(caption: string, copy: string): TwoSpellings[] {
  const captionNames = namesIn(caption)
  if (captionNames.length === 0) return []
  const { candidates, known } = readCopy(copy)
  const found = new Map<string, TwoSpellings>()
  for (const name of captionNames) {
    // Every two words of the name that stand together, then its single words.
    for (const run of runsOf(name)) {
      if (run.words.every((word) => known.has(plain(word)))) continue
      const other = candidates.find((candidate) => isOtherSpelling(run, candidate))
      if (!other) continue
      const at = run.words.findIndex((word, index) => plain(word) !== plain(other.words[index] ?? ''))
      const key = plain(run.words[at] ?? '')
      if (known.has(key) || found.has(key)) continue
      found.set(key, { written: run.words[at] ?? '', elsewhere: other.words[at] ?? '' })
    }
  }
  return [...found.values()]
}

interface ReadCopy {
  copy: string
  /** Every run of one or two words of a name in it, once. */
  candidates: Name[]
  known: Set<string>
}

// An article's pictures are all held against one copy, one after another.
let lastRead: ReadCopy = { copy: '', candidates: [], known: new Set() }

function readCopy(copy: string): ReadCopy {
  if (lastRead.copy === copy) return lastRead
  const runs = new Map<string, Name>()
  for (const run of namesIn(copy).flatMap(runsOf)) runs.set(`${run.opens} ${run.words.join(' ')}`, run)
  lastRead = { copy, candidates: [...runs.values()], known: new Set(wordsOf(copy).map(plain)) }
  return lastRead
}

function isOtherSpelling(run: Name, other: Name): boolean {
  if (run.words.length !== other.words.length) return false
  const differing = run.words.flatMap((word, index) => {
    const [one, two] = [plain(word), plain(other.words[index] ?? '')]
    return one === two ? [] : [[one, two] as const]
  })
  const [pair] = differing
  if (!pair || differing.length > 1) return false
  const [one, two] = pair
  if (isInflected(one, two)) return false
  if (bare(one) === bare(two)) return true
  const shorter = Math.min(one.length, two.length)
  if (run.words.length > 1) return shorter >= 3 && distance(one, two) <= (shorter >= 6 ? 2 : 1) && one[0] === two[0]
  return !run.opens && !other.opens && shorter >= 5 && one[0] === two[0] && distance(one, two) <= (shorter >= 8 ? 2 : 1)
}

/** Possessives, plurals and the endings that languages of the north put on a name. */
export function isInflected(one: string, two: string): boolean {
  const [short, long] = one.length < two.length ? [one, two] : [two, one]
  return long.startsWith(short) && /^(['’]?s|['’]|es|n|en|er|ene|a|et|i|y|an|ian|in)$/.test(long.slice(short.length))
}

function runsOf({ words, opens }: Name): Name[] {
  const runs: Name[] = []
  for (const length of [2, 1])
    for (let at = 0; at + length <= words.length; at++)
      runs.push({ words: words.slice(at, at + length), opens: opens && at === 0 })
  return runs
}

/** Runs of capitalised words, sentence by sentence. */
export function namesIn(text: string): Name[] {
  return text.split(/(?<=[.!?:…]["'’”)]?)\s+|\n+/u).flatMap((sentence) => {
    const names: Name[] = []
    let words: string[] = []
    let opens = false
    let first = true
    const end = () => {
      if (words.length > 0) names.push({ words, opens })
      words = []
    }
    for (const piece of sentence.split(/\s+/)) {
      const [, word = '', rest = ''] = /^[^\p{L}\p{N}]*([\p{L}\p{M}\p{N}'’-]*)(.*)$/su.exec(piece) ?? []
      const cleaned = word.replace(/['’]s?$/, '').replace(/^-+|-+$/g, '')
      if (/^\p{Lu}/u.test(cleaned) && /\p{L}{2}/u.test(cleaned)) {
        if (words.length === 0) opens = first
        words.push(cleaned)
        if (/[,;:()“”"–—.]/.test(rest) || word !== cleaned) end()
      } else end()
      if (/[\p{L}\p{N}]/u.test(piece)) first = false
    }
    end()
    return names
  })
}

function wordsOf(text: string): string[] {
  return (text.match(/[\p{L}\p{M}\p{N}'’-]+/gu) ?? []).flatMap((word) => [word, word.replace(/['’]s?$/, '')])
}

export function plain(word: string): string {
  return word.normalize('NFC').replace(/[‘’]/g, "'").toLowerCase()
}

/** Without accents; letters that only look like another with one are that other. */
export function bare(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'd')
    .replace(/ı/g, 'i')
}

/** Letters put in, left out, exchanged or swapped with their neighbour; 3 stands for more than 2. */
export function distance(one: string, two: string): number {
  const [a, b] = [[...one], [...two]]
  if (Math.abs(a.length - b.length) > 2) return 3
  let before: number[] = []
  let row = b.map((_, index) => index).concat(b.length)
  for (const [i, letter] of a.entries()) {
    const next = [i + 1]
    for (const [j, other] of b.entries()) {
      const cost = Math.min((row[j] ?? 0) + Number(letter !== other), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1)
      const swapped = i > 0 && j > 0 && letter === b[j - 1] && a[i - 1] === other ? (before[j - 1] ?? 9) + 1 : 9
      next.push(Math.min(cost, swapped))
    }
    before = row
    row = next
  }
  return Math.min(3, row[b.length] ?? 3)
}
