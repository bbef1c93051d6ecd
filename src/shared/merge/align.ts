import { walkBody, type BodyNode } from '../document/body.ts'
import { idOf } from '../document/tokens.ts'
import { textOf } from '../document/text.ts'
import { isEqual, sortedJson } from './equal.ts'

/** Blocks that belong together: one on each side; several where a block was split, joined or wrapped. Indexes, ascending. */
export interface Pair {
  before: number[]
  after: number[]
  /** Whether it stands at another place among the others. */
  moved: boolean
}

export interface Alignment {
  /** In the order of the new blocks. */
  pairs: Pair[]
  /** Old blocks and new ones that have no counterpart. */
  deleted: number[]
  inserted: number[]
}

/** Words, lower-case, of what a block says: enough to tell blocks apart by. */
type Bag = Map<string, number>

/** Half of the words in common is the same block. */
const alike = 0.5
/** Beyond so many comparisons in one gap, blocks are matched by id and by equal content only. */
const mostComparisons = 40_000

/**
 * Which old block is which new one: by id, then by the ids inside, then by equal content, then by words in common
 * between the same neighbours. What a split or a join has torn apart is put together again where the words say so.
 */
export function alignBlocks(before: readonly BodyNode[], after: readonly BodyNode[]): Alignment {
  const newOf = new Map<number, number>()
  const oldOf = new Map<number, number>()
  const pair = (a: number, b: number) => {
    newOf.set(a, b)
    oldOf.set(b, a)
  }
  pairBy(before, after, newOf, oldOf, pair, (block) => [idOf(block)])
  pairBy(before, after, newOf, oldOf, pair, (block) => idsInside(block))
  pairBy(before, after, newOf, oldOf, pair, (block) => [saysNothing(block) ? null : contentKey(block)])
  const inOrder = heaviestRun(
    [...newOf].sort(([a], [b]) => a - b),
    (a) => textOf(before[a]).length + 1
  )
  const anchors = pairAlike(before, after, inOrder, newOf, oldOf, pair)
  const anchored = new Set(anchors.map(([a]) => a))
  const pairs = [...oldOf].map(([b, a]): Pair => ({ before: [a], after: [b], moved: !anchored.has(a) }))
  const left = {
    deleted: before.map((_, index) => index).filter((index) => !newOf.has(index)),
    inserted: after.map((_, index) => index).filter((index) => !oldOf.has(index))
  }
  putTogether(before, after, pairs, left)
  pairs.sort((one, other) => (one.after[0] ?? 0) - (other.after[0] ?? 0))
  return { pairs: joinNeighbours(before, after, pairs), ...left }
}

/** Pairs what shares one of its keys, first come first served. */
function pairBy(
  before: readonly BodyNode[],
  after: readonly BodyNode[],
  newOf: Map<number, number>,
  oldOf: Map<number, number>,
  pair: (a: number, b: number) => void,
  keysOf: (block: BodyNode) => (string | null)[]
): void {
  const known = new Map<string, number[]>()
  before.forEach((block, index) => {
    if (newOf.has(index)) return
    for (const key of keysOf(block)) if (key !== null) known.set(key, [...(known.get(key) ?? []), index])
  })
  if (known.size === 0) return
  after.forEach((block, index) => {
    if (oldOf.has(index)) return
    for (const key of keysOf(block)) {
      const free = key === null ? undefined : known.get(key)?.find((candidate) => !newOf.has(candidate))
      if (free !== undefined) return pair(free, index)
    }
  })
}

function idsInside(block: BodyNode): string[] {
  return [...walkBody(block)].flatMap(({ node }) => (node.type === 'text' ? [] : (idOf(node) ?? [])))
}

/** What a block is and says, whatever its ids are. */
function contentKey(block: BodyNode): string {
  return sortedJson(block, 'id')
}

/** An empty line is like every other empty line: it is never found again elsewhere. */
function saysNothing(block: BodyNode): boolean {
  return block.type !== 'figure' && block.type !== 'embed' && textOf(block).trim() === ''
}

/** Of pairs in the order of their old side, those that can stay where they are: the ascending run with the most text. */
function heaviestRun(pairs: [number, number][], weightOf: (a: number) => number): [number, number][] {
  if (pairs.every(([, b], index) => index === 0 || b > (pairs[index - 1]?.[1] ?? -1))) return pairs
  const size = Math.max(...pairs.map(([, b]) => b)) + 2
  // A tree over the new places: the heaviest run that ends at or before each.
  const heaviest = new Float64Array(size)
  const ends = new Int32Array(size).fill(-1)
  const from: number[] = []
  let best = { weight: 0, end: -1 }
  pairs.forEach(([a, b], index) => {
    let weight = 0
    let previous = -1
    for (let node = b; node > 0; node -= node & -node)
      if ((heaviest[node] ?? 0) > weight) {
        weight = heaviest[node] ?? 0
        previous = ends[node] ?? -1
      }
    from[index] = previous
    weight += weightOf(a)
    if (weight > best.weight) best = { weight, end: index }
    for (let node = b + 1; node < size; node += node & -node)
      if ((heaviest[node] ?? 0) < weight) {
        heaviest[node] = weight
        ends[node] = index
      }
  })
  const run: [number, number][] = []
  for (let index = best.end; index >= 0; index = from[index] ?? -1) {
    const one = pairs[index]
    if (one) run.push(one)
  }
  return run.reverse()
}

/** Between two anchors, blocks with new ids are matched with blocks that have gone, in order, by their words. */
function pairAlike(
  before: readonly BodyNode[],
  after: readonly BodyNode[],
  anchors: [number, number][],
  newOf: Map<number, number>,
  oldOf: Map<number, number>,
  pair: (a: number, b: number) => void
): [number, number][] {
  const all: [number, number][] = []
  let last: [number, number] = [-1, -1]
  for (const next of [...anchors, [before.length, after.length] as [number, number]]) {
    const gone = range(last[0] + 1, next[0]).filter((index) => !newOf.has(index))
    const come = range(last[1] + 1, next[1]).filter((index) => !oldOf.has(index))
    if (gone.length > 0 && come.length > 0 && gone.length * come.length <= mostComparisons)
      for (const [a, b] of bestMatches(
        gone.map((index) => before[index]),
        come.map((index) => after[index])
      )) {
        const one: [number, number] = [gone[a] ?? -1, come[b] ?? -1]
        pair(...one)
        all.push(one)
      }
    if (next[0] < before.length || next[1] < after.length) all.push(next)
    last = next
  }
  return all
}

/** Pairs of indexes, both ascending, with the most in common altogether. */
function bestMatches(gone: (BodyNode | undefined)[], come: (BodyNode | undefined)[]): [number, number][] {
  const goneBags = gone.map(bagOf)
  const comeBags = come.map(bagOf)
  const likeness = (a: number, b: number): number => {
    const [one, other] = [gone[a], come[b]]
    const [oneBag, otherBag] = [goneBags[a], comeBags[b]]
    if (!one || !other || !oneBag || !otherBag) return 0
    if (one.type === 'figure' || other.type === 'figure')
      return one.type === other.type && one.attrs?.media === other.attrs?.media && one.attrs?.media ? 1 : 0
    const total = sizeOf(oneBag) + sizeOf(otherBag)
    const share = total === 0 ? 0 : (2 * commonOf(oneBag, otherBag)) / total
    return share >= alike ? share : 0
  }
  const best = Array.from({ length: gone.length + 1 }, () => new Float64Array(come.length + 1))
  const scores = Array.from({ length: gone.length }, () => new Float64Array(come.length))
  const score = (a: number, b: number) => best[a]?.[b] ?? 0
  for (let a = gone.length - 1; a >= 0; a--)
    for (let b = come.length - 1; b >= 0; b--) {
      const here = likeness(a, b)
      const [row, kept] = [best[a], scores[a]]
      if (!row || !kept) continue
      kept[b] = here
      row[b] = Math.max(score(a + 1, b), score(a, b + 1), here > 0 ? here + score(a + 1, b + 1) : 0)
    }
  const matches: [number, number][] = []
  for (let a = 0, b = 0; a < gone.length && b < come.length;) {
    const here = scores[a]?.[b] ?? 0
    if (here > 0 && score(a, b) === here + score(a + 1, b + 1)) matches.push([a++, b++])
    else if (score(a, b) === score(a + 1, b)) a++
    else b++
  }
  return matches
}

/**
 * A block that was split has lost words that a new neighbour has; blocks that were joined have lost a neighbour whose
 * words are in what remains. Such neighbours join the pair.
 */
function putTogether(
  before: readonly BodyNode[],
  after: readonly BodyNode[],
  pairs: Pair[],
  left: { deleted: number[]; inserted: number[] }
): void {
  if (left.deleted.length === 0 && left.inserted.length === 0) return
  const deleted = new Set(left.deleted)
  const inserted = new Set(left.inserted)
  for (const pair of pairs) {
    const [a, b] = [pair.before[0] ?? -1, pair.after[0] ?? -1]
    if (!deleted.has(a + 1) && !deleted.has(a - 1) && !inserted.has(b + 1) && !inserted.has(b - 1)) continue
    if (isSame(before, after, pair)) continue
    const bags = { before: bagOf(before[pair.before[0] ?? -1]), after: bagOf(after[pair.after[0] ?? -1]) }
    const shares = (side: 'before' | 'after', index: number): boolean => {
      const bag = bagOf((side === 'before' ? before : after)[index])
      const words = sizeOf(bag)
      const missing = minus(bags[side === 'before' ? 'after' : 'before'], bags[side])
      return words > 0 && commonOf(bag, missing) >= words * alike
    }
    const take = (side: 'before' | 'after', index: number, free: Set<number>): void => {
      free.delete(index)
      pair[side].push(index)
      for (const [word, count] of bagOf((side === 'before' ? before : after)[index]))
        bags[side].set(word, (bags[side].get(word) ?? 0) + count)
    }
    for (const side of ['after', 'before'] as const) {
      const free = side === 'before' ? deleted : inserted
      const first = pair[side][0] ?? -1
      for (const way of [1, -1])
        // A block that came between the halves goes with them.
        for (let index = first + way, waiting: number[] = []; free.has(index) && waiting.length < 8; index += way) {
          waiting.push(index)
          if (shares(side, index)) for (const one of waiting.splice(0)) take(side, one, free)
        }
      pair[side].sort((one, other) => one - other)
    }
  }
  left.deleted = [...deleted]
  left.inserted = [...inserted]
}

/** Neighbours between which words have gone over, the end of one paragraph into the next, are read as one. */
function joinNeighbours(before: readonly BodyNode[], after: readonly BodyNode[], pairs: Pair[]): Pair[] {
  const joined: Pair[] = []
  let last: (Pair & { lost: Bag; gained: Bag }) | null = null
  for (const pair of pairs) {
    if (isSame(before, after, pair)) {
      joined.push(pair)
      last = null
      continue
    }
    const had = bagOfAll(before, pair.before)
    const has = bagOfAll(after, pair.after)
    const next = { ...pair, lost: minus(had, has), gained: minus(has, had) }
    const follows =
      last !== null &&
      !last.moved &&
      !pair.moved &&
      last.before.at(-1) === (pair.before[0] ?? 0) - 1 &&
      last.after.at(-1) === (pair.after[0] ?? 0) - 1
    if (last && follows && (wentOver(last.lost, next.gained) || wentOver(next.lost, last.gained))) {
      last.before.push(...pair.before)
      last.after.push(...pair.after)
      last.lost = minus(bagOfAll(before, last.before), bagOfAll(after, last.after))
      last.gained = minus(bagOfAll(after, last.after), bagOfAll(before, last.before))
    } else {
      joined.push(next)
      last = next
    }
  }
  return joined.map(({ before, after, moved }) => ({ before, after, moved }))
}

function isSame(before: readonly BodyNode[], after: readonly BodyNode[], pair: Pair): boolean {
  const [one, other] = [before[pair.before[0] ?? -1], after[pair.after[0] ?? -1]]
  return pair.before.length === 1 && pair.after.length === 1 && isEqual(one, other)
}

function wentOver(lost: Bag, gained: Bag): boolean {
  const common = commonOf(lost, gained)
  return common >= 4 && common >= Math.min(sizeOf(lost), sizeOf(gained)) * alike
}

function bagOfAll(blocks: readonly BodyNode[], indexes: number[]): Bag {
  const all: Bag = new Map()
  for (const index of indexes)
    for (const [word, count] of bagOf(blocks[index])) all.set(word, (all.get(word) ?? 0) + count)
  return all
}

function bagOf(block: BodyNode | undefined): Bag {
  const bag: Bag = new Map()
  for (const word of textOf(block)
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) {
    // A script without spaces is counted by its signs.
    const parts = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]/.test(word) ? [...word] : [word]
    for (const part of parts) bag.set(part, (bag.get(part) ?? 0) + 1)
  }
  return bag
}

function sizeOf(bag: Bag): number {
  let size = 0
  for (const count of bag.values()) size += count
  return size
}

function commonOf(one: Bag, other: Bag): number {
  let common = 0
  for (const [word, count] of one) common += Math.min(count, other.get(word) ?? 0)
  return common
}

function minus(one: Bag, other: Bag): Bag {
  return new Map(
    [...one].flatMap(([word, count]): [string, number][] =>
      count > (other.get(word) ?? 0) ? [[word, count - (other.get(word) ?? 0)]] : []
    )
  )
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
}
