import { Fragment, Mark, Slice, type Node } from '@tiptap/pm/model'
import { ReplaceStep, type Step } from '@tiptap/pm/transform'
import { fail, ok, type Result } from '../result.ts'
import { newBlockId } from './attributes.ts'
import { carriesSuggestions, decideBlocks, hasMark, isSuggestion, type Decide } from './decide.ts'
import type { Author } from './track/face.ts'
import type { Changed } from './track/units.ts'
import { trackSiblings, Untold, type Placed, type Span, type Tracking } from './track/siblings.ts'

export type { Author } from './track/face.ts'

export interface Tracked {
  doc: Node
  /** Where a position of the edited document has come to; `side` says to which end of what was taken out there. */
  map(position: number, side: -1 | 1): number
}

export interface EditHint {
  /** Where the edit touched the document of before it; absent where that is not known. */
  changed?: readonly Changed[]
  /** Several places were changed at once, in lines alone. */
  several?: boolean
}

/**
 * The edit that leads from `before` to `after` as suggestions of one author. What is given back is held against what is
 * promised: accepted, it is `after`; taken back, it is what `before` is without the author's suggestions. An edit that
 * cannot be told so is refused with a sentence, never let through.
 */
export function trackChanges(before: Node, after: Node, author: Author, hint: EditHint = {}): Result<Tracked> {
  const made = new Set<string>()
  const own: Author = { isOwn: (id) => made.has(id) || author.isOwn(id), newId: () => author.newId() }
  let shared: string | null = null
  const fresh = () => {
    const id = own.newId()
    made.add(id)
    return id
  }
  const tracking: Tracking = {
    author: own,
    changed: hint.changed ?? [],
    several: hint.several ?? false,
    id: () => (hint.several ? fresh() : (shared ??= fresh()))
  }
  let reason: string | null = null
  for (const way of [trackSiblings, trackWhole]) {
    try {
      const placed = way(before.children, after.children, 0, 0, tracking)
      const doc = before.copy(Fragment.fromArray(withOwnIds(placed, before)))
      if (keepsPromise(before, after, doc, own)) return ok({ doc, map: mapOf(placed.spans, doc.content.size) })
    } catch (error) {
      if (!(error instanceof Untold)) throw error
      reason ??= error.message
    }
  }
  return fail('refused', reason ?? 'This edit cannot be made as a suggestion. Make it in smaller steps.')
}

/** The blocks that were there to go, those that are to come: for edits that move words between blocks. */
function trackWhole(
  before: readonly Node[],
  after: readonly Node[],
  _had: number,
  at: number,
  tracking: Tracking
): Placed {
  let start = 0
  while (start < Math.min(before.length, after.length) && before[start]?.eq(after[start] as Node)) start++
  let end = 0
  while (
    end < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - end]?.eq(after[after.length - 1 - end] as Node)
  )
    end++
  const placed: Placed = { nodes: [], spans: [] }
  let size = 0
  const put = (node: Node, from: number | null) => {
    if (from !== null) placed.spans.push({ from, to: size, size: node.nodeSize })
    placed.nodes.push(node)
    size += node.nodeSize
  }
  let from = at
  for (const node of after.slice(0, start)) {
    put(node, from)
    from += node.nodeSize
  }
  for (const node of before.slice(start, before.length - end)) {
    const marks = node.marks.filter(isSuggestion)
    if (marks.some(({ type, attrs }) => type.name === 'insertion' && tracking.author.isOwn(attrs.id as string)))
      continue
    if (carriesOthers(node, tracking.author))
      throw new Untold('Suggestions of others wait here. Accept or reject them first.')
    const mark = node.type.schema.marks.deletion?.create({ id: tracking.id() })
    put(hasMark(node, 'deletion') || !mark ? node : node.mark(mark.addToSet(node.marks)), null)
  }
  for (const node of after.slice(start, after.length - end)) {
    const [plain] = decideBlocks([node.mark([])], () => 'accept')
    const mark = node.type.schema.marks.insertion?.create({ id: tracking.id() })
    if (plain && mark) put(plain.mark([mark]), plain.nodeSize === node.nodeSize ? from : null)
    from += node.nodeSize
  }
  for (const node of after.slice(after.length - end)) {
    put(node, from)
    from += node.nodeSize
  }
  return placed
}

function carriesOthers(node: Node, author: Author): boolean {
  return (
    node.marks.some((mark) => isSuggestion(mark) && !author.isOwn(mark.attrs.id as string)) ||
    node.children.some((child) => carriesOthers(child, author))
  )
}

/** What is put in beside what it came from takes ids of its own. */
function withOwnIds({ nodes }: Placed, before: Node): Node[] {
  const known = new Set(before.children)
  if (nodes.every((node) => known.has(node) || !insertsBlocks(node))) return nodes
  const taken = new Set<unknown>()
  for (const node of nodes) collectIds(node, false, taken)
  return nodes.map((node) => (known.has(node) ? node : reId(node, false, taken)))
}

function insertsBlocks(node: Node): boolean {
  return hasMark(node, 'insertion') || node.children.some((child) => !child.isInline && insertsBlocks(child))
}

function collectIds(node: Node, inserted: boolean, ids: Set<unknown>): void {
  const within = inserted || hasMark(node, 'insertion')
  if (!within && node.attrs.id) ids.add(node.attrs.id)
  if (!node.inlineContent) for (const child of node.children) collectIds(child, within, ids)
}

function reId(node: Node, inserted: boolean, taken: Set<unknown>): Node {
  const within = inserted || hasMark(node, 'insertion')
  const content = node.inlineContent
    ? node.content
    : Fragment.fromArray(node.children.map((child) => reId(child, within, taken)))
  const attrs = within && taken.has(node.attrs.id) && node.attrs.id ? { ...node.attrs, id: newBlockId() } : node.attrs
  if (within) taken.add(attrs.id)
  return attrs === node.attrs && content.eq(node.content) ? node : node.type.create(attrs, content, node.marks)
}

function keepsPromise(before: Node, after: Node, tracked: Node, own: Author): boolean {
  try {
    // Blocks that were there are sound already.
    const known = new Set(before.children)
    for (const node of tracked.children) if (!known.has(node)) node.check()
    if (!tracked.type.validContent(tracked.content)) return false
  } catch {
    return false
  }
  const withdraw: Decide = (id) => (own.isOwn(id) ? 'reject' : 'keep')
  const [was, is, made] = changedPart([before.children, after.children, tracked.children])
  return (
    isSame(
      decideBlocks(made, () => 'reject'),
      decideBlocks(was, () => 'reject')
    ) &&
    isSame(decideBlocks(made, withdraw), decideBlocks(was, withdraw)) &&
    isSame(
      decideBlocks(made, () => 'accept'),
      decideBlocks(is, () => 'accept'),
      isSameButIds
    )
  )
}

type Blocks = readonly Node[]

/**
 * What differs among three lists of blocks, from a block without suggestions on each side on: what is decided within reaches
 * over no such block.
 */
function changedPart(lists: readonly [Blocks, Blocks, Blocks]): [Blocks, Blocks, Blocks] {
  const [first] = lists
  const shortest = Math.min(...lists.map(({ length }) => length))
  const isCommon = (at: number) => lists.every((list) => list.at(at) === first.at(at))
  const isPlain = (at: number) => !carriesSuggestions(first.at(at) as Node)
  let start = 0
  while (start < shortest && isCommon(start)) start++
  let end = 0
  while (end < shortest - start && isCommon(-1 - end)) end++
  while (start > 0 && !isPlain(--start)) continue
  while (end > 0 && !isPlain(-end--)) continue
  const part = (list: Blocks) => list.slice(start, list.length - end)
  return [part(lists[0]), part(lists[1]), part(lists[2])]
}

function isSame(some: Blocks, others: Blocks, same = (one: Node, other: Node) => one.eq(other)): boolean {
  return some.length === others.length && some.every((one, index) => same(one, others[index] as Node))
}

/** Equal but for the ids of blocks: what a suggestion puts in beside what it came from has ids of its own. */
export function isSameButIds(one: Node, other: Node): boolean {
  if (one === other) return true
  if (one.type !== other.type || one.childCount !== other.childCount || one.text !== other.text) return false
  if (!Mark.sameSet(one.marks, other.marks)) return false
  if (!one.hasMarkup(other.type, { ...other.attrs, ...('id' in one.attrs && { id: one.attrs.id }) }, other.marks))
    return false
  return one.children.every((child, index) => isSameButIds(child, other.child(index)))
}

function mapOf(spans: readonly Span[], size: number): Tracked['map'] {
  return (position, side) => {
    const held = spans.filter(({ from, size }) => from <= position && position <= from + size)
    // Inside an opening there is no place: only its start is one.
    const at = held.map((span) => span.to + (position - span.from))
    const found = side < 0 ? at.at(0) : at.at(-1)
    return Math.min(found ?? size, size)
  }
}

/** The least step that makes exactly `next` of `doc`; null where they are equal. */
export function leastStep(doc: Node, next: Node): Step | null {
  const from = doc.content.findDiffStart(next.content)
  const ends = doc.content.findDiffEnd(next.content)
  if (from === null || !ends) return null
  const overlap = Math.max(0, from - Math.min(ends.a, ends.b))
  const least = new ReplaceStep(from, ends.a + overlap, next.slice(from, ends.b + overlap))
  if (stepMakes(least, doc, next)) return least
  // Where blocks came apart or together the least does not fit by itself: then the blocks change place whole.
  let start = 0
  while (start < Math.min(doc.childCount, next.childCount) && doc.child(start) === next.child(start)) start++
  let end = 0
  while (
    end < Math.min(doc.childCount, next.childCount) - start &&
    doc.child(doc.childCount - 1 - end) === next.child(next.childCount - 1 - end)
  )
    end++
  const size = (nodes: readonly Node[]) => nodes.reduce((sum, node) => sum + node.nodeSize, 0)
  const content = Fragment.fromArray(next.children.slice(start, next.childCount - end))
  return new ReplaceStep(
    size(doc.children.slice(0, start)),
    size(doc.children.slice(0, doc.childCount - end)),
    new Slice(content, 0, 0)
  )
}

function stepMakes(step: Step, doc: Node, next: Node): boolean {
  const made = step.apply(doc).doc
  return made !== null && made !== undefined && made.eq(next)
}
