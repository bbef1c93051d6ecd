import type { Article } from '../article/article.ts'
import type { BodyNode } from '../document/body.ts'
import { idOf, sameRuns, tokensOf, type Face, type Token } from '../document/tokens.ts'
import { isTextblock } from '../document/text.ts'
import { alignBlocks } from './align.ts'
import { compareMeta, type FieldChange } from './compare-meta.ts'
import { difference } from './difference.ts'
import { isEqual } from './equal.ts'

/** One step of the marked text. Both sides are there where it was kept, though its marks or attributes may differ. */
export type Step =
  { op: 'keep'; before: Token; after: Token } | { op: 'insert'; after: Token } | { op: 'delete'; before: Token }

/** `moved` stands where the block is now, `moved-away` where it was. */
export type RowChange = 'kept' | 'inserted' | 'deleted' | 'changed' | 'moved' | 'moved-away'

/**
 * One block of the marked text, or the few that a split, a join or a list made out of one. The old text is the
 * `before` of every row but `moved`, in order; the new text the `after` of every row but `moved-away`.
 */
export interface Row {
  change: RowChange
  before: BodyNode[]
  after: BodyNode[]
  /** Empty for what was kept as it was. */
  steps: Step[]
}

export interface Comparison {
  /** Every field of meta that differs. */
  fields: FieldChange[]
  rows: Row[]
  /** Words put in and taken out of the text. */
  inserted: number
  deleted: number
}

/** What changed from one article to another: the text word by word, every attribute, every field of meta. */
export function compareArticles(before: Article, after: Article): Comparison {
  const rows = compareBlocks(before.body.content ?? [], after.body.content ?? [], after.meta.language)
  let inserted = 0
  let deleted = 0
  for (const { steps } of rows)
    for (const step of steps) {
      if (step.op === 'insert' && step.after.kind === 'word' && step.after.counts) inserted++
      if (step.op === 'delete' && step.before.kind === 'word' && step.before.counts) deleted++
    }
  return { fields: compareMeta(before.meta, after.meta, after.meta.language), rows, inserted, deleted }
}

/** Whether two articles are the same to a reader: nothing would be marked. */
export function isUnchanged({ fields, rows }: Comparison): boolean {
  return fields.length === 0 && rows.every(({ change }) => change === 'kept')
}

/** The rows of two texts. Old rows stand in the old order and new rows in the new; what went stands before what came. */
export function compareBlocks(before: readonly BodyNode[], after: readonly BodyNode[], language: string): Row[] {
  const { pairs, deleted, inserted } = alignBlocks(before, after)
  const rows: Row[] = []
  const pick = (blocks: readonly BodyNode[], indexes: number[]) => indexes.map((index) => nodeAt(blocks, index))
  const movedFrom = new Map(pairs.filter(({ moved }) => moved).map((pair) => [pair.before[0] ?? -1, pair]))
  const movedTo = new Map(pairs.filter(({ moved }) => moved).map((pair) => [pair.after[0] ?? -1, pair]))
  const gone = new Set(deleted)
  const come = new Set(inserted)
  let a = 0
  let b = 0
  const upTo = (aEnd: number, bEnd: number) => {
    while (a < aEnd) {
      const moved = movedFrom.get(a)
      const nodes = pick(before, moved?.before ?? [a])
      if (moved) rows.push({ change: 'moved-away', before: nodes, after: [], steps: [] })
      else if (gone.has(a))
        rows.push({ change: 'deleted', before: nodes, after: [], steps: all('delete', nodes, language) })
      else throw new Error(`The old block ${a} has no row.`)
      a += nodes.length
    }
    while (b < bEnd) {
      const moved = movedTo.get(b)
      const nodes = pick(after, moved?.after ?? [b])
      if (moved) rows.push(rowOf(pick(before, moved.before), nodes, language, true))
      else if (come.has(b))
        rows.push({ change: 'inserted', before: [], after: nodes, steps: all('insert', nodes, language) })
      else throw new Error(`The new block ${b} has no row.`)
      b += nodes.length
    }
  }
  for (const pair of pairs.filter(({ moved }) => !moved)) {
    upTo(pair.before[0] ?? a, pair.after[0] ?? b)
    rows.push(rowOf(pick(before, pair.before), pick(after, pair.after), language, false))
    a += pair.before.length
    b += pair.after.length
  }
  upTo(before.length, after.length)
  return rows
}

function nodeAt(blocks: readonly BodyNode[], index: number): BodyNode {
  const node = blocks[index]
  if (!node) throw new Error(`There is no block ${index}.`)
  return node
}

function all(op: 'insert' | 'delete', blocks: BodyNode[], language: string): Step[] {
  return tokensOf(blocks, language).map((token) => (op === 'insert' ? { op, after: token } : { op, before: token }))
}

function rowOf(before: BodyNode[], after: BodyNode[], language: string, moved: boolean): Row {
  const [one, other] = [before[0], after[0]]
  const same = before.length === 1 && after.length === 1 && one && other && isEqual(one, other, 'id')
  if (same && !moved) return { change: 'kept', before, after, steps: [] }
  return { change: moved ? 'moved' : 'changed', before, after, steps: stepsOf(before, after, language) }
}

/** The shortest way from some blocks to others, word by word. Blocks are the same by id; without one, by their type. */
export function stepsOf(before: readonly BodyNode[], after: readonly BodyNode[], language: string): Step[] {
  const a = tokensOf(before, language)
  const b = tokensOf(after, language)
  const keyOf = keysOf(a, b, before, after)
  const numbers = new Map<string, number>()
  const reads: number[] = []
  const numberOf = (token: Token): number => {
    const key = keyOf(token)
    let number = numbers.get(key)
    if (number === undefined) {
      numbers.set(key, (number = numbers.size))
      reads[number] = readsWell(token)
    }
    return number
  }
  const isShared = (token: Token) => token.kind === 'open' && keyOf(token).startsWith('<#')
  const [one, other] = [weighted(a, numberOf, isShared), weighted(b, numberOf, isShared)]
  return difference(one.numbers, other.numbers, (number) => reads[number] ?? 0).flatMap((step): Step[] => {
    if (one.repeats.has(step.a) || other.repeats.has(step.b)) return []
    const [old, fresh] = [a[one.places[step.a] ?? -1], b[other.places[step.b] ?? -1]]
    if (old && fresh) return [{ op: 'keep', before: old, after: fresh }]
    if (fresh) return [{ op: 'insert', after: fresh }]
    if (old) return [{ op: 'delete', before: old }]
    throw new Error('A step without a side.')
  })
}

/**
 * Tokens as numbers. The beginning of a block whose id both sides have counts three times, so that a block is kept
 * rather than a space that happens to stand in another one. Ids are unique, so the three are kept or not as one.
 */
function weighted(tokens: Token[], numberOf: (token: Token) => number, isShared: (token: Token) => boolean) {
  const numbers: number[] = []
  const places: number[] = []
  const repeats = new Set<number>()
  tokens.forEach((token, index) => {
    const number = numberOf(token)
    for (let time = isShared(token) ? 3 : 1; time > 0; time--) {
      if (places.at(-1) === index) repeats.add(numbers.length)
      numbers.push(number)
      places.push(index)
    }
  })
  return { numbers, places, repeats }
}

/** What a change had best begin with: a whole block, from its outside; a word, "the [last ]ferry"; a space, "late.[ It rains.]". */
function readsWell(token: Token): number {
  if (token.kind === 'open') return isTextblock(token.face as BodyNode) ? 3 : 4
  if (token.kind !== 'word') return 0
  return token.counts ? 2 : token.text.trim() === '' ? 0.75 : 0
}

/**
 * What makes two tokens the same: the letters of a word; of a beginning, the id where both sides have it, else the type.
 * Where one block stands for one block, their own markers are the same whatever became of them.
 */
function keysOf(
  a: Token[],
  b: Token[],
  before: readonly BodyNode[],
  after: readonly BodyNode[]
): (token: Token) => string {
  const alias = new Map<string, string>()
  const [one, other] = [before[0], after[0]]
  if (before.length === 1 && after.length === 1 && one && other) {
    const [oldId, newId] = [idOf(one), idOf(other)]
    if (oldId !== null && newId !== null && oldId !== newId && !knows(b, oldId) && !knows(a, newId))
      alias.set(newId, oldId)
  }
  const known = idsOf(a)
  const shared = new Set([...idsOf(b)].map((id) => alias.get(id) ?? id).filter((id) => known.has(id)))
  return (token) => {
    if (token.kind === 'word') return `w${token.text}`
    if (token.kind === 'inline') return `i${token.face.type}`
    // One end of a line is like another: what was split or joined keeps its last one.
    if (token.kind === 'close') return isTextblock(token.face as BodyNode) ? '>' : `>${token.face.type}`
    const own = idOf(token.face)
    const id = own === null ? null : (alias.get(own) ?? own)
    return id !== null && shared.has(id) ? `<#${id}` : `<${token.face.type}`
  }
}

function knows(tokens: Token[], id: string): boolean {
  return tokens.some((token) => token.kind === 'open' && idOf(token.face) === id)
}

/** Ids that name one block only. */
function idsOf(tokens: Token[]): Set<string> {
  const ids = new Set<string>()
  const twice = new Set<string>()
  for (const token of tokens) {
    const id = token.kind === 'open' ? idOf(token.face) : null
    if (id !== null) (ids.has(id) ? twice : ids).add(id)
  }
  for (const id of twice) ids.delete(id)
  return ids
}

/** Whether a step says the same on both sides: not only the letters, but marks and attributes too. */
export function isSame(step: Step): boolean {
  if (step.op !== 'keep') return false
  const { before, after } = step
  if (before.kind === 'word' && after.kind === 'word') return sameRuns(before, after)
  if (before.kind === 'word' || after.kind === 'word') return false
  return isEqual(before.face, after.face, 'id')
}

/** One attribute that a kept block has otherwise now; `kind` is the type of the block itself. */
export interface AttributeChange {
  name: string
  before: unknown
  after: unknown
}

export function attributeChanges(before: Face, after: Face): AttributeChange[] {
  const changes: AttributeChange[] =
    before.type === after.type ? [] : [{ name: 'kind', before: before.type, after: after.type }]
  const names = new Set([...Object.keys(before.attrs ?? {}), ...Object.keys(after.attrs ?? {})])
  names.delete('id')
  for (const name of names) {
    const [old, fresh] = [before.attrs?.[name] ?? null, after.attrs?.[name] ?? null]
    // An attribute that the other kind of block cannot have is part of the change of kind.
    if (before.type !== after.type && (old === null || fresh === null)) {
      if (!(name === 'level' && after.type === 'heading')) continue
    }
    if (!isEqual(old, fresh)) changes.push({ name, before: old, after: fresh })
  }
  return changes
}
