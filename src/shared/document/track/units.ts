import { Mark, type Node } from '@tiptap/pm/model'
import { hasMark } from '../decide.ts'

/**
 * Siblings as one stream: where a line begins, then its letters and signs; a block that holds others is one unit. Ends of
 * lines are thereby letters like others, so that a split is one put in and a join one taken out. `at` is the position in
 * the document.
 */
export type Unit =
  | { kind: 'line' | 'block'; node: Node; at: number; size: number }
  | { kind: 'sign'; node: Node; text: string | null; marks: readonly Mark[]; at: number; size: number }

export type Head = Extract<Unit, { kind: 'line' | 'block' }>
export type Sign = Extract<Unit, { kind: 'sign' }>

/** What became of a unit: `before` of what was there, `after` of what is. */
export type Op =
  { op: 'keep'; before: Unit; after: Unit } | { op: 'delete'; before: Unit } | { op: 'insert'; after: Unit }

export function isHead(unit: Unit): unit is Head {
  return unit.kind !== 'sign'
}

export function unitsOf(nodes: readonly Node[], start: number): Unit[] {
  const units: Unit[] = []
  let at = start
  for (const node of nodes) {
    // A line that is to go whole is not written in: it stands as a block.
    if (!node.isTextblock || hasMark(node, 'deletion')) units.push({ kind: 'block', node, at, size: node.nodeSize })
    else {
      units.push({ kind: 'line', node, at, size: 1 })
      node.forEach((child, offset) => pushSigns(units, child, at + 1 + offset))
    }
    at += node.nodeSize
  }
  return units
}

function pushSigns(units: Unit[], node: Node, at: number): void {
  const { marks } = node
  if (node.text === undefined) units.push({ kind: 'sign', node, text: null, marks, at, size: node.nodeSize })
  else
    for (const text of node.text) {
      units.push({ kind: 'sign', node, text, marks, at, size: text.length })
      at += text.length
    }
}

function isSameSign(one: Unit | undefined, other: Unit | undefined): boolean {
  if (one?.kind !== 'sign' || other?.kind !== 'sign') return false
  if (one.text === null || other.text === null) return one.text === other.text && one.node.eq(other.node)
  return one.text === other.text && Mark.sameSet(one.marks, other.marks)
}

/** By what a block is known: its own id, or the first one in it. */
export function keyOf(node: Node): string | null {
  if (typeof node.attrs.id === 'string') return node.attrs.id
  for (const child of node.children) {
    const key = keyOf(child)
    if (key !== null) return key
  }
  return null
}

/** Where an edit touched the document of before it. */
export interface Changed {
  from: number
  to: number
}

const mostPairs = 1_000_000

/**
 * What became of each unit. Heads are the same where their keys are, in order; the signs between two of those are the
 * same at both ends, and what is left between is replaced. Null where there is too much to hold side by side.
 */
export function align(before: Unit[], after: Unit[], changed: readonly Changed[], several: boolean): Op[] | null {
  const anchors = commonRuns(
    before.flatMap((unit, index) => (isHead(unit) ? [{ index, key: `${unit.kind} ${keyOf(unit.node)}` }] : [])),
    after.flatMap((unit, index) => (isHead(unit) ? [{ index, key: `${unit.kind} ${keyOf(unit.node)}` }] : [])),
    (one, other) => one.key === other.key && !one.key.endsWith(' null')
  )
  if (!anchors) return null
  const ops: Op[] = []
  let [had, has] = [0, 0]
  for (const [one, other] of [...anchors, null].map((pair) => pair ?? [null, null])) {
    alignBetween(ops, before.slice(had, one?.index), after.slice(has, other?.index), changed, several)
    if (!one || !other) break
    const [kept, stays] = [before[one.index], after[other.index]]
    if (kept && stays) ops.push({ op: 'keep', before: kept, after: stays })
    had = one.index + 1
    has = other.index + 1
  }
  return ops
}

function alignBetween(ops: Op[], before: Unit[], after: Unit[], changed: readonly Changed[], several: boolean): void {
  const [first, last] = [before[0]?.at ?? 0, (before.at(-1)?.at ?? 0) + (before.at(-1)?.size ?? 0)]
  const own = changed.filter(({ from, to }) => to >= first && from <= last)
  const from = own.length > 0 ? Math.min(...own.map((one) => one.from)) : Number.POSITIVE_INFINITY
  const to = own.length > 0 ? Math.max(...own.map((one) => one.to)) : Number.NEGATIVE_INFINITY
  let start = 0
  while (
    start < Math.min(before.length, after.length) &&
    (before[start]?.at ?? 0) < from &&
    isSameSign(before[start], after[start])
  )
    start++
  let end = 0
  while (
    end < Math.min(before.length, after.length) - start &&
    (before[before.length - 1 - end]?.at ?? 0) >= to &&
    isSameSign(before[before.length - 1 - end], after[after.length - 1 - end])
  )
    end++
  keep(ops, before.slice(0, start), after.slice(0, start))
  replace(ops, before.slice(start, before.length - end), after.slice(start, after.length - end), several)
  keep(ops, before.slice(before.length - end), after.slice(after.length - end))
}

function keep(ops: Op[], before: Unit[], after: Unit[]): void {
  before.forEach((unit, index) => {
    const other = after[index]
    if (other) ops.push({ op: 'keep', before: unit, after: other })
  })
}

function replace(ops: Op[], before: Unit[], after: Unit[], several: boolean): void {
  const common =
    several && before.length > 0 && after.length > 0 && !before.some(isHead) && !after.some(isHead)
      ? commonRuns(wordsOf(before), wordsOf(after), (one, other) => isSameWord(one, other))
      : null
  if (common && common.length > 0) {
    let [had, has] = [0, 0]
    for (const [one, other] of common) {
      replace(ops, before.slice(had, one.index), after.slice(has, other.index), false)
      keep(ops, one.signs, other.signs)
      had = one.index + one.signs.length
      has = other.index + other.signs.length
    }
    replace(ops, before.slice(had), after.slice(has), false)
    return
  }
  // What is put in stands in the line where the deletion begins, unless it brings lines of its own.
  const first = after.some(isHead) ? before.length : before.findIndex(isHead)
  const split = first < 0 ? before.length : first
  for (const unit of before.slice(0, split)) ops.push({ op: 'delete', before: unit })
  for (const unit of after) ops.push({ op: 'insert', after: unit })
  for (const unit of before.slice(split)) ops.push({ op: 'delete', before: unit })
}

interface Word {
  index: number
  signs: Sign[]
}

function wordsOf(units: Unit[]): Word[] {
  const words: Word[] = []
  units.forEach((unit, index) => {
    if (unit.kind !== 'sign') return
    const last = words.at(-1)
    const before = last?.signs.at(-1)
    if (last && isLetter(before) && isLetter(unit)) last.signs.push(unit)
    else words.push({ index, signs: [unit] })
  })
  return words
}

function isLetter(sign: Sign | undefined): boolean {
  return sign?.text !== null && sign?.text !== undefined && /[\p{L}\p{N}\p{M}]/u.test(sign.text)
}

function isSameWord(one: Word, other: Word): boolean {
  return (
    one.signs.length === other.signs.length && one.signs.every((sign, index) => isSameSign(sign, other.signs[index]))
  )
}

/** The longest common subsequence, as pairs; null where both are too long. */
function commonRuns<Part>(one: Part[], other: Part[], same: (a: Part, b: Part) => boolean): [Part, Part][] | null {
  if (one.length * other.length > mostPairs) return null
  const width = other.length + 1
  const lengths = new Uint32Array((one.length + 1) * width)
  for (let a = one.length - 1; a >= 0; a--)
    for (let b = other.length - 1; b >= 0; b--)
      lengths[a * width + b] = same(one[a] as Part, other[b] as Part)
        ? (lengths[(a + 1) * width + b + 1] ?? 0) + 1
        : Math.max(lengths[(a + 1) * width + b] ?? 0, lengths[a * width + b + 1] ?? 0)
  const pairs: [Part, Part][] = []
  for (let a = 0, b = 0; a < one.length && b < other.length;) {
    if (same(one[a] as Part, other[b] as Part)) pairs.push([one[a++] as Part, other[b++] as Part])
    else if ((lengths[(a + 1) * width + b] ?? 0) >= (lengths[a * width + b + 1] ?? 0)) a++
    else b++
  }
  return pairs
}
