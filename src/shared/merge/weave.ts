import type { BodyMark } from '../document/body.ts'
import { isEqual } from './equal.ts'
import { isSuggestion } from './marks.ts'
import type { Run } from '../document/tokens.ts'
import type { Hand } from './conflict.ts'
import { isStart, keyOf, matchStreams, type Piece, type Stream } from './stream.ts'

/** A stretch that one hand has otherwise: pieces of the base that it took out, and its own in their place. */
interface Hunk {
  hand: Hand
  /** In the base. */
  from: number
  to: number
  /** In the hand's own stream. */
  own: [number, number]
  /** Whole lines put between lines: they touch nobody's words. */
  lines: boolean
  cluster: Cluster | null
  /** Suggestions that the other hand has put on the words in whose place these come: they go over to them. */
  inherits: BodyMark[]
}

/** Hunks that cannot both stand. */
export interface Cluster {
  from: number
  to: number
  /** What each hand has there, in its own stream; null for nothing. */
  own: [[number, number] | null, [number, number] | null]
}

/** One piece of the merged text and where it stands in the base and in both hands' texts, -1 for nowhere. */
export interface Woven {
  piece: Piece
  at: readonly [base: number, first: number, second: number]
  /** Whose doing it is, where that has to be decided. */
  by: { change: 'insertion' | 'deletion'; hand: Hand; cluster: Cluster } | null
  /** Suggestions that words which stood here had. */
  inherits?: readonly BodyMark[]
}

/** What both did alike: taken out of the base, or put in by both and standing once. */
export interface Agreement {
  change: 'insertion' | 'deletion'
  piece: Piece
  /** The number of woven pieces before it. */
  place: number
}

/**
 * Three streams as one. What one hand changed is changed; where both wrote, or one took out what the other changed,
 * everything stands and a cluster says so. Nothing that a hand put in is ever missing.
 */
export function weave(base: Stream, hands: readonly [Stream, Stream]): { woven: Woven[]; agreed: Agreement[] } {
  const matches = [matchStreams(base, hands[0]), matchStreams(base, hands[1])] as const
  const hunks = [hunksOf(base, hands[0], matches[0], 0), hunksOf(base, hands[1], matches[1], 1)] as const
  findClusters(base, hands, matches, hunks)
  const woven: Woven[] = []
  const agreed: Agreement[] = []
  const put = (hunk: Hunk) => {
    for (let index = hunk.own[0]; index < hunk.own[1]; index++) {
      const piece = pieceAt(hands[hunk.hand], index)
      const at = [-1, hunk.hand === 0 ? index : -1, hunk.hand === 1 ? index : -1] as const
      woven.push({
        piece,
        at,
        by: hunk.cluster && { change: 'insertion', hand: hunk.hand, cluster: hunk.cluster },
        ...(hunk.inherits.length > 0 && { inherits: hunk.inherits })
      })
    }
  }
  const deletedIn = [deletions(hunks[0], base), deletions(hunks[1], base)] as const
  const insertedAt = [insertions(hunks[0]), insertions(hunks[1])] as const
  const homes = new Homes(base, hands, matches)
  for (let gap = 0; gap <= base.pieces.length; gap++) {
    for (const lines of [false, true]) {
      const [one, other] = insertedAt.map((known) => known.get(gap)?.find((hunk) => hunk.lines === lines))
      if (one && other && sameText(base, hands, one, other)) {
        const from = woven.length
        put(one)
        for (let index = 0; index < woven.length - from; index++) {
          const both = woven[from + index]
          if (!both) continue
          woven[from + index] = { ...both, at: [-1, both.at[1], other.own[0] + index], by: null }
          agreed.push({ change: 'insertion', piece: both.piece, place: from + index })
        }
      } else if (one && other && breaksOnly(hands, one) && isStart(firstPiece(hands, other))) put(other)
      else if (one && other && breaksOnly(hands, other) && isStart(firstPiece(hands, one))) put(one)
      else for (const hunk of one && other && breaksOnly(hands, one) ? [other, one] : [one, other]) if (hunk) put(hunk)
    }
    const piece = base.pieces[gap]
    if (!piece) break
    const [by0, by1] = [deletedIn[0][gap], deletedIn[1][gap]]
    const at = [gap, matches[0][gap] ?? -1, matches[1][gap] ?? -1] as const
    if (by0 && by1) {
      if (!by0.cluster && !by1.cluster) agreed.push({ change: 'deletion', piece, place: woven.length })
      continue
    }
    const gone = by0 ?? by1
    if (gone && !gone.cluster) continue
    const start = homes.startFor(gap)
    if (start !== null) woven.push({ piece: pieceAt(base, start), at: [start, -1, -1], by: null })
    woven.push({
      piece,
      at,
      by: gone?.cluster ? { change: 'deletion', hand: gone.hand, cluster: gone.cluster } : null
    })
  }
  return { woven, agreed }
}

/**
 * Watches that no word ends up in a line into which nobody put it: one hand joins a line to the one before it, the other
 * takes that one out, and the words would go on in the line before both.
 */
class Homes {
  readonly #matches: readonly [Int32Array, Int32Array]
  readonly #woven = new Set<number>()
  readonly #starts: readonly [Int32Array, Int32Array, Int32Array]

  constructor(base: Stream, hands: readonly [Stream, Stream], matches: readonly [Int32Array, Int32Array]) {
    this.#matches = matches
    this.#starts = [startsOf(base), startsOf(hands[0]), startsOf(hands[1])]
  }

  /** The beginning of a line that has to come before this piece of the base, or null when it stands where it may. */
  startFor(index: number): number | null {
    const start = this.#starts[0][index] ?? -1
    if (start === index) {
      this.#woven.add(start)
      return null
    }
    if (start < 0 || this.#isHome(start, new Set())) return null
    this.#woven.add(start)
    return start
  }

  /** Whether this line of the base stands, or was joined to one that does. */
  #isHome(start: number, seen: Set<number>): boolean {
    if (this.#woven.has(start)) return true
    if (seen.has(start)) return false
    seen.add(start)
    return this.#joinedTo(start).some((line) => line === null || this.#isHome(line, seen))
  }

  /** The lines to which hands have joined this one; null for one that is theirs alone. */
  #joinedTo(start: number): (number | null)[] {
    const lines: (number | null)[] = []
    for (const hand of [0, 1] as const) {
      const match = this.#matches[hand]
      if ((match[start] ?? -1) >= 0) continue
      let word = start + 1
      while (this.#starts[0][word] === start && (match[word] ?? -1) < 0) word++
      if (this.#starts[0][word] !== start) continue
      const own = this.#starts[hand === 0 ? 1 : 2][match[word] ?? -1] ?? -1
      const old = own < 0 ? -1 : match.indexOf(own)
      lines.push(old < 0 ? null : old)
    }
    return lines
  }
}

/** For every piece the beginning of its line, or -1. */
function startsOf({ pieces }: Stream): Int32Array {
  const starts = new Int32Array(pieces.length)
  let last = -1
  pieces.forEach((piece, index) => {
    if (isStart(piece)) last = index
    starts[index] = last
  })
  return starts
}

function pieceAt(stream: Stream, index: number): Piece {
  const piece = stream.pieces[index]
  if (!piece) throw new Error(`There is no piece ${index}.`)
  return piece
}

function firstPiece(hands: readonly [Stream, Stream], { hand, own }: Hunk): Piece {
  return pieceAt(hands[hand], own[0])
}

/** Whether what a hand put in is a suggestion as it stands: it is shown already, and beside it anything may be written. */
function isOpen(hands: readonly [Stream, Stream], { hand, own }: Hunk): boolean {
  const pieces = hands[hand].pieces.slice(own[0], own[1])
  return pieces.length > 0 && pieces.every((piece) => suggestionsOn(piece).length > 0)
}

/** One broken line and nothing typed. */
function breaksOnly(hands: readonly [Stream, Stream], { hand, own }: Hunk): boolean {
  return own[1] - own[0] === 1 && isStart(pieceAt(hands[hand], own[0])) && !startsWhole(pieceAt(hands[hand], own[0]))
}

function startsWhole(piece: Piece): boolean {
  return isStart(piece) && piece.line.whole !== null
}

function hunksOf(base: Stream, own: Stream, match: Int32Array, hand: Hand): Hunk[] {
  const hunks: Hunk[] = []
  const add = (from: number, to: number, start: number, end: number, lines = false) => {
    if (to > from || end > start) hunks.push({ hand, from, to, own: [start, end], lines, cluster: null, inherits: [] })
  }
  let used = 0
  for (let index = 0; index <= base.pieces.length;) {
    let from = index
    while (index < base.pieces.length && (match[index] ?? -1) < 0) index++
    const until = index < base.pieces.length ? (match[index] ?? 0) : own.pieces.length
    // Each line that went is a hunk for itself, so that one that the other hand changed does not keep the rest.
    for (let next = from + 1; next < index; next++)
      if (isStart(base.pieces[next])) {
        add(from, next, used, used)
        from = next
      }
    let lines = until
    if (index === base.pieces.length || isStart(base.pieces[index])) {
      lines = used
      while (lines < until && !isStart(own.pieces[lines])) lines++
    }
    add(from, index, used, lines)
    add(index, index, lines, until, true)
    used = until + 1
    index++
  }
  return hunks
}

function deletions(hunks: readonly Hunk[], base: Stream): (Hunk | undefined)[] {
  const found: (Hunk | undefined)[] = new Array(base.pieces.length)
  for (const hunk of hunks) for (let index = hunk.from; index < hunk.to; index++) found[index] = hunk
  return found
}

function insertions(hunks: readonly Hunk[]): Map<number, Hunk[]> {
  const found = new Map<number, Hunk[]>()
  for (const hunk of hunks) if (hunk.own[1] > hunk.own[0]) found.set(hunk.to, [...(found.get(hunk.to) ?? []), hunk])
  return found
}

function findClusters(
  base: Stream,
  hands: readonly [Stream, Stream],
  matches: readonly [Int32Array, Int32Array],
  hunks: readonly [Hunk[], Hunk[]]
): void {
  const join = (...members: Hunk[]) => {
    const cluster: Cluster = { from: Infinity, to: 0, own: [null, null] }
    const old = new Set(members.flatMap(({ cluster: had }) => had ?? []))
    const all = old.size === 0 ? members : [...hunks[0], ...hunks[1], ...members]
    for (const hunk of new Set(all))
      if (members.includes(hunk) || (hunk.cluster && old.has(hunk.cluster))) hunk.cluster = cluster
  }
  let first = 0
  for (const one of hunks[0]) {
    while (first < hunks[1].length && (hunks[1][first]?.to ?? 0) < one.from) first++
    for (let index = first; index < hunks[1].length; index++) {
      const other = hunks[1][index]
      if (!other || other.from > one.to) break
      if (clash(base, hands, one, other)) join(one, other)
    }
  }
  for (const hand of [0, 1] as const)
    for (const hunk of hunks[hand])
      for (let index = hunk.from; index < hunk.to; index++) {
        const kept = matches[hand === 0 ? 1 : 0][index] ?? -1
        if (kept < 0 || hunk.cluster) continue
        const [before, after] = [pieceAt(base, index), pieceAt(hands[hand === 0 ? 1 : 0], kept)]
        if (sameBeside(before, after)) continue
        // A suggestion on a word says what is thought of it, and says nothing against another word in its place.
        if (onlySuggested(before, after)) hunk.inherits = suggestionsOn(after)
        else join(hunk)
      }
  for (const hunk of [...hunks[0], ...hunks[1]]) if (hunk.cluster) widen(hunk.cluster, hunk.from, hunk.to)
  for (const cluster of new Set([...hunks[0], ...hunks[1]].flatMap(({ cluster: one }) => one ?? [])))
    for (const hand of [0, 1] as const) cluster.own[hand] = ownRange(cluster, hunks[hand], matches[hand])
}

function widen(cluster: Cluster, from: number, to: number): void {
  cluster.from = Math.min(cluster.from, from)
  cluster.to = Math.max(cluster.to, to)
}

/** What a hand has where a cluster stands. */
function ownRange(cluster: Cluster, hunks: readonly Hunk[], match: Int32Array): [number, number] | null {
  let [from, to] = [Infinity, -1]
  for (let index = cluster.from; index < cluster.to; index++) {
    const kept = match[index] ?? -1
    if (kept >= 0) [from, to] = [Math.min(from, kept), Math.max(to, kept + 1)]
  }
  for (const hunk of hunks)
    if (hunk.cluster === cluster && hunk.own[1] > hunk.own[0])
      [from, to] = [Math.min(from, hunk.own[0]), Math.max(to, hunk.own[1])]
  return to < 0 ? null : [from, to]
}

/** Whether two hunks of different hands cannot both simply be done. */
function clash(base: Stream, hands: readonly [Stream, Stream], one: Hunk, other: Hunk): boolean {
  const puts = (hunk: Hunk) => hunk.own[1] > hunk.own[0]
  const takes = (hunk: Hunk) => hunk.to > hunk.from
  if (takes(one) && takes(other)) {
    if (Math.max(one.from, other.from) >= Math.min(one.to, other.to)) return false
    if (!puts(one) && !puts(other)) return false
    return !(one.from === other.from && one.to === other.to && sameText(base, hands, one, other))
  }
  if (puts(one) && puts(other) && one.to === other.to) {
    if (isOpen(hands, one) || isOpen(hands, other)) return false
    if (one.lines !== other.lines || sameText(base, hands, one, other)) return false
    const [first, second] = [firstPiece(hands, one), firstPiece(hands, other)]
    if (breaksOnly(hands, one) || breaksOnly(hands, other)) return takes(one) || takes(other)
    return isStart(first) === isStart(second) || takes(one) || takes(other)
  }
  const [pure, wide] = takes(one) ? [other, one] : [one, other]
  const place = pure.from
  if (!takes(wide)) return false
  if (wide.from < place && place < wide.to) return true
  if (pure.lines || isOpen(hands, pure)) return false
  // Words that were put right beside a word that the other took out were meant for that word.
  if (place === wide.to) return !isStart(firstPiece(hands, pure)) && !isStart(base.pieces[place - 1])
  return !isStart(pieceAt(hands[pure.hand], pure.own[1] - 1)) && !isStart(base.pieces[place])
}

/** Whether both put in the same: the same words, and lines of the same kind where neither has one that the base knows. */
function sameText(base: Stream, hands: readonly [Stream, Stream], one: Hunk, other: Hunk): boolean {
  const length = one.own[1] - one.own[0]
  if (length !== other.own[1] - other.own[0]) return false
  for (let index = 0; index < length; index++) {
    const pieces = [one, other].map((hunk) => pieceAt(hands[hunk.hand], hunk.own[0] + index)) as [Piece, Piece]
    if (!samePiece(...pieces)) return false
  }
  return true
}

function samePiece(one: Piece, other: Piece): boolean {
  if (isStart(one) && isStart(other)) {
    if (one.line.whole || other.line.whole) return isEqual(one.line.whole, other.line.whole, 'id')
    return isEqual(one.line.face, other.line.face, 'id') && one.line.path.length === other.line.path.length
  }
  return keyOf(one) === keyOf(other)
}

/** Whether two pieces that are the same words are the same in their marks and attributes too. */
export function sameBeside(one: Piece, other: Piece): boolean {
  if (one.kind === 'word' && other.kind === 'word') return isEqual(one.runs, other.runs)
  if (one.kind === 'start' && other.kind === 'start')
    return (
      isEqual(one.line.face, other.line.face) &&
      isEqual(one.line.whole, other.line.whole) &&
      isEqual(
        one.line.path.map(({ key }) => key),
        other.line.path.map(({ key }) => key)
      )
    )
  return isEqual(one, other)
}

/** Whether two words differ in nothing but that suggestions stand on one of them. */
function onlySuggested(before: Piece, after: Piece): boolean {
  if (before.kind !== 'word' || after.kind !== 'word') return false
  const bare = ({ runs }: { runs: readonly Run[] }) =>
    runs.map(({ marks = [] }) => marks.filter((mark) => !isSuggestion(mark)))
  return after.runs.length === before.runs.length && isEqual(bare(before), bare(after))
}

function suggestionsOn(piece: Piece): BodyMark[] {
  return piece.kind === 'word' ? (piece.runs[0]?.marks ?? []).filter(isSuggestion) : []
}
