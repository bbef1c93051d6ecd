import type { BodyNode } from '../document/body.ts'
import { alignBlocks, type Alignment, type Pair } from './align.ts'
import type { Hand, Report } from './conflict.ts'
import type { Three } from './fields.ts'
import type { Line } from './lines.ts'

/**
 * The same lines with every move of both hands done in all three texts: what differs then are words and whole lines, and
 * no line that both have stands before another in one text and behind it in the other.
 */
export function orderAlike(texts: Three<Line[]>, report: Report): Three<Line[]> {
  const [base, ...hands] = texts
  if (hands.every((lines) => keepsOrder(base, lines))) return texts
  const blocks = base.map(blockOf)
  const alignments = hands.map((lines) => alignBlocks(blocks, lines.map(blockOf))) as [Alignment, Alignment]
  const oldOf = hands.map((lines, hand) => oldIndexes(base, lines, alignments[hand]?.pairs ?? [])) as [
    Map<number, number>,
    Map<number, number>
  ]
  const order = base.map((_, index) => index)
  const moved = new Map<number, { hand: Hand; behind: number }>()
  for (const hand of [0, 1] as const)
    for (const pair of alignments[hand].pairs) {
      if (!pair.moved) continue
      const behind = lineBefore(pair.after[0] ?? 0, oldOf[hand])
      const first = pair.before[0] ?? -1
      const known = moved.get(first)
      if (known && known.hand !== hand && known.behind !== behind) {
        const words = (blocks[first] && lineText(base[first])) ?? ''
        report.add({ kind: 'structure', block: base[first]?.key ?? null, before: words, texts: [words, words] })
      }
      moved.set(first, { hand, behind })
      const from = order.filter((index) => !pair.before.includes(index))
      from.splice(from.indexOf(behind) + 1, 0, ...pair.before)
      order.splice(0, order.length, ...from)
    }
  const rank = new Map(order.map((index, place) => [index, place]))
  const movedBy = (hand: Hand) =>
    new Set(alignments[hand].pairs.flatMap((pair) => (pair.moved ? (pair.before[0] ?? []) : [])))
  const movedIn = [movedBy(0), movedBy(1)] as const
  return [
    order.flatMap((index) => base[index] ?? []),
    inOrder(hands[0] ?? [], oldOf[0], rank, movedIn[1]),
    inOrder(hands[1] ?? [], oldOf[1], rank, movedIn[0])
  ]
}

function keepsOrder(base: Line[], lines: Line[]): boolean {
  const places = new Map(base.map(({ key }, index) => [key, index]))
  let last = -1
  for (const { key } of lines) {
    const place = places.get(key)
    if (place === undefined) continue
    if (place < last) return false
    last = place
  }
  return true
}

function blockOf(line: Line): BodyNode {
  if (line.whole) return line.whole
  return { ...line.face, ...(line.content.length > 0 && { content: [...line.content] }) }
}

function lineText(line: Line | undefined): string {
  return line?.content.map(({ text }) => text ?? ' ').join('') ?? ''
}

/** For a line of a hand's text the old line that it is, or that it was split from. */
function oldIndexes(base: Line[], lines: Line[], pairs: Pair[]): Map<number, number> {
  const places = new Map(base.map(({ key }, index) => [key, index]))
  const found = new Map(pairs.flatMap(({ before, after }) => after.map((index) => [index, before[0] ?? -1] as const)))
  lines.forEach(({ key }, index) => {
    const place = places.get(key)
    if (place !== undefined) found.set(index, place)
  })
  return found
}

/** The old line behind which a new one stands, or -1. */
function lineBefore(index: number, oldOf: Map<number, number>): number {
  for (let before = index - 1; before >= 0; before--) {
    const old = oldOf.get(before)
    if (old !== undefined) return old
  }
  return -1
}

/** A hand's lines in an order of the old ones. A line that is new goes with its neighbour. */
function inOrder(
  lines: Line[],
  oldOf: Map<number, number>,
  rank: Map<number, number>,
  movedByOther: ReadonlySet<number>
): Line[] {
  const near = (from: number, way: 1 | -1): number | null => {
    for (let index = from + way; index >= 0 && index < lines.length; index += way) if (oldOf.has(index)) return index
    return null
  }
  const shares = (a: Line | undefined, b: Line | undefined) => a && b && a.path[0] && a.path[0].key === b.path[0]?.key
  const placed = lines.map((line, index) => {
    let anchor: number | null = index
    if (!oldOf.has(index)) {
      const [before, after] = [near(index, -1), near(index, 1)]
      if (before !== null && shares(line, lines[before])) anchor = before
      else if (after !== null && shares(line, lines[after])) anchor = after
      else if (before !== null && (after === null || !movedByOther.has(oldOf.get(before) ?? -1))) anchor = before
      else anchor = after
    }
    const old = anchor === null ? -1 : (oldOf.get(anchor) ?? -1)
    return { line, rank: rank.get(old) ?? -1, index }
  })
  placed.sort((one, other) => one.rank - other.rank || one.index - other.index)
  return placed.map(({ line }) => line)
}
