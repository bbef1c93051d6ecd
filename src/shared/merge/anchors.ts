import {
  anchorText,
  findAnchor,
  isOnWords,
  type Anchor,
  type AnchorText,
  type Place,
  type WordsPlace
} from '../article/anchor.ts'
import type { Body, BodyNode } from '../document/body.ts'
import { isTextblock } from '../document/text.ts'
import { idOf, tokensOf, type Token } from '../document/tokens.ts'
import { compareBlocks, type Row, type Step } from './compare.ts'

/** Some text of an old block, and where it stands now; `to` null: it is gone. */
interface Span {
  start: number
  end: number
  to: { block: string; start: number } | null
  /** Whether it is a word, and not a space or a sign. */
  word: boolean
}

/** The way of every word from one text to another. */
export interface WordWay {
  /** By the id of the old block. */
  spans: Map<string, Span[]>
  /** What is new, by the id of the new block: [start, end), ascending. */
  fresh: Map<string, [number, number][]>
  text: AnchorText
}

/** Less than this of an anchor's letters still there: what is left is there by chance. */
const enough = 0.4
/** Fewer letters than this may stand anywhere: what stood beside them must have stayed beside them. */
const alone = 6
/** Letters and digits by which words that are new in one place are known as those that have gone from another. */
const moveLength = 16

export function wordWay(before: Body, after: Body, language: string): WordWay {
  const way: WordWay = { spans: new Map(), fresh: new Map(), text: anchorText(after) }
  for (const row of compareBlocks(before.content ?? [], after.content ?? [], language)) {
    const old = new Reader()
    const now = new Reader()
    for (const step of stepsOfRow(row, language)) {
      const from = step.op === 'insert' ? null : old.read(step.before)
      const to = step.op === 'delete' ? null : now.read(step.after)
      if (from)
        listOf(way.spans, from.block).push({
          start: from.start,
          end: from.end,
          to: to && { block: to.block, start: to.start },
          word: from.word
        })
      else if (to) addFresh(listOf(way.fresh, to.block), to.start, to.end)
    }
  }
  for (const spans of way.spans.values()) spans.sort((one, other) => one.start - other.start)
  return way
}

/** What was kept whole has no steps: every word of it is where it was. */
function stepsOfRow(row: Row, language: string): Step[] {
  if (row.change === 'moved-away') return []
  if (row.steps.length > 0) return row.steps
  const after = tokensOf(row.after, language)
  return tokensOf(row.before, language).flatMap((before, index): Step[] => {
    const token = after[index]
    return token ? [{ op: 'keep', before, after: token }] : []
  })
}

/** Reads the tokens of one side in order and knows at which character of which textblock each of them stands. */
class Reader {
  #block: string | null = null
  #at = 0

  read(token: Token): { block: string; start: number; end: number; word: boolean } | null {
    if (token.kind === 'open' && isTextblock(token.face as BodyNode)) {
      this.#block = idOf(token.face)
      this.#at = 0
    }
    if (token.kind !== 'word' && token.kind !== 'inline') return null
    const start = this.#at
    this.#at += token.kind === 'word' ? token.text.length : 1
    if (this.#block === null) return null
    return { block: this.#block, start, end: this.#at, word: token.kind === 'word' && token.counts }
  }
}

function listOf<T>(map: Map<string, T[]>, key: string): T[] {
  let list = map.get(key)
  if (!list) map.set(key, (list = []))
  return list
}

function addFresh(ranges: [number, number][], start: number, end: number): void {
  const last = ranges.at(-1)
  if (last && last[1] === start) last[1] = end
  else ranges.push([start, end])
}

/**
 * Where an anchor stands in a text, or null when its words are gone: by quote and context, else by the way of its words
 * from the revision where it was set. `way` is asked only where the first is not sure; null where that text is not here.
 */
export function resolveAnchor(
  text: AnchorText,
  anchor: Omit<Anchor, 'revision'>,
  way: () => WordWay | null
): Place | null {
  const found = findAnchor(text, anchor)
  if (found || !isOnWords(anchor)) return found
  const known = way()
  return known && followAnchor(known, anchor)
}

/** Rather nowhere than at other words: an anchor of which hardly anything is left is gone. */
export function followAnchor(way: WordWay, anchor: Omit<Anchor, 'revision'>): Place | null {
  const place = keptPlace(way, anchor) ?? movedPlace(way, anchor)
  return place && { kind: 'words', ...place }
}

function keptPlace({ spans }: WordWay, { block, start, end }: Omit<Anchor, 'revision'>): WordsPlace | null {
  const line = spans.get(block ?? '') ?? []
  const all = line.filter((span) => span.end > start && span.start < end)
  const letters = (list: Span[]) =>
    list.reduce((sum, span) => sum + (span.word ? Math.min(span.end, end) - Math.max(span.start, start) : 0), 0)
  const byBlock = new Map<string, Span[]>()
  for (const span of all) if (span.to) listOf(byBlock, span.to.block).push(span)
  let best: Span[] = []
  for (const list of byBlock.values()) if (letters(list) > letters(best)) best = list
  const words = best.filter(({ word }) => word)
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last || letters(best) < letters(all) * enough) return null
  if (letters(best) < alone && !hasNeighbour(line, first, -1) && !hasNeighbour(line, last, 1)) return null
  // Signs at the ends belong to the words: a quotation is found with its marks.
  const from = outermost(best, first, -1)
  const until = outermost(best, last, 1)
  const begin = placeIn(from) + Math.max(0, start - from.start)
  const finish = placeIn(until) + Math.min(until.end, end) - until.start
  return finish > begin && first.to ? { block: first.to.block, start: begin, end: finish } : null
}

/** Whether the word beside this one has gone the same way: a short word alone may only look like itself. */
function hasNeighbour(line: Span[], span: Span, way: 1 | -1): boolean {
  let index = line.indexOf(span) + way
  while (line[index] && !line[index]?.word) index += way
  const next = line[index]
  if (!next?.to || next.to.block !== span.to?.block) return false
  return next.to.start - placeIn(span) === next.start - span.start
}

function outermost(kept: Span[], from: Span, way: 1 | -1): Span {
  let span = from
  for (let index = kept.indexOf(from) + way; ; index += way) {
    const next = kept[index]
    if (!next || next.word || placeIn(next) - placeIn(span) !== next.start - span.start) return span
    span = next
  }
}

function placeIn({ to }: Span): number {
  if (!to) throw new Error('Words that are gone have no place.')
  return to.start
}

/** Words that were cut out and put in elsewhere: new there, and there only. */
function movedPlace({ fresh, text }: WordWay, { quote }: Omit<Anchor, 'revision'>): WordsPlace | null {
  if ((quote.match(/[\p{L}\p{N}]/gu) ?? []).length < moveLength) return null
  const found: WordsPlace[] = []
  for (const { id, text: line } of text.lines) {
    if (id === null) continue
    for (let start = line.indexOf(quote); start >= 0; start = line.indexOf(quote, start + 1)) {
      const end = start + quote.length
      if (fresh.get(id)?.some(([from, until]) => from <= start && until >= end)) found.push({ block: id, start, end })
    }
  }
  return found.length === 1 ? (found[0] ?? null) : null
}
