import { anchorOn, anchorText, findAnchor, type Anchor, type AnchorText, type Place } from '#shared/article/anchor.ts'
import { followAnchor, resolveAnchor, wordWay, type WordWay } from '#shared/merge/anchors.ts'
import { walkBody, type Body } from '#shared/document/body.ts'
import { isTextblock, textOf } from '#shared/document/text.ts'
import { idOf } from '#shared/document/tokens.ts'
import { seededRandom } from '#test/bench/random.ts'
import { editSession } from './edit-session.ts'

/** One word where it really stands: the tag tells it from every other word that reads the same. */
interface TrueWord {
  tag: string
  block: string
  start: number
  end: number
}

/**
 * `exact`: all that is left of the words, and nothing else. `overlapping`: some of it, or more than it. `wrong`: other
 * words. `missed`: given up, though words are left. `gone`: given up, and nothing is left.
 */
export const outcomes = ['exact', 'overlapping', 'wrong', 'missed', 'gone'] as const
export type Outcome = (typeof outcomes)[number]
export type Tally = Record<Outcome, number>

type Find = (text: AnchorText, anchor: Anchor, way: () => WordWay) => Place | null

/** What Copydesk does, and each half of it alone. */
export const ways = {
  both: (text, anchor, way) => resolveAnchor(text, anchor, way),
  'quote and context alone': (text, anchor) => findAnchor(text, anchor),
  'the way of the words alone': (_text, anchor, way) => followAnchor(way(), anchor)
} satisfies Record<string, Find>
export type Way = keyof typeof ways

/** `count` anchors on words of an article of 2,000, looked for after `edits` random edits; counted by what came of them. */
export function anchorTally(name: Way, { seed, count, edits }: { seed: number; count: number; edits: number }): Tally {
  const tally: Tally = { exact: 0, overlapping: 0, wrong: 0, missed: 0, gone: 0 }
  const session = editSession(seed, 2000, edits)
  const random = seededRandom(seed * 7919 + edits)
  const before = trueWords(session.tagged.before)
  const after = new Map(trueWords(session.tagged.after).map((word) => [word.tag, word]))
  const lines = new Map(anchorText(session.before).lines.map((line) => [line.id, line]))
  const text = anchorText(session.after)
  let known: WordWay | undefined
  const way = () => (known ??= wordWay(session.before, session.after, 'en'))
  for (let done = 0; done < count; done++) {
    const first = Math.floor(random() * before.length)
    const begun = before[first]
    const line = lines.get(begun?.block ?? '')
    if (!begun || !line) throw new Error('An anchor without a line.')
    const words = before
      .slice(first, first + 1 + Math.floor(random() * 12))
      .filter(({ block }) => block === begun.block)
    const anchor: Anchor = { revision: null, ...anchorOn(line, begun.start, words.at(-1)?.end ?? begun.end) }
    const find: Find = ways[name]
    const place = find(text, anchor, way)
    const left = words.flatMap(({ tag }) => after.get(tag) ?? [])
    tally[outcomeOf(place, left)]++
  }
  return tally
}

function outcomeOf(place: Place | null, left: TrueWord[]): Outcome {
  if (place === null) return left.length === 0 ? 'gone' : 'missed'
  if (place.kind !== 'words') return 'wrong'
  const here = left.filter(({ block, start, end }) => block === place.block && start < place.end && end > place.start)
  if (here.length === 0) return 'wrong'
  const begin = Math.min(...here.map(({ start }) => start))
  const end = Math.max(...here.map((word) => word.end))
  return here.length === left.length && begin === place.start && end === place.end ? 'exact' : 'overlapping'
}

function trueWords(tagged: Body): TrueWord[] {
  const words: TrueWord[] = []
  for (const { node } of walkBody(tagged)) {
    if (!isTextblock(node)) continue
    const block = idOf(node)
    let at = 0
    for (const part of textOf(node).split(/( )/)) {
      const [word = '', tag] = part.split('§')
      if (tag && block) words.push({ tag, block, start: at, end: at + word.length })
      at += word.length
    }
  }
  return words
}
