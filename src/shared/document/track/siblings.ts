import { Fragment, type Mark, type Node } from '@tiptap/pm/model'
import { decideBlocks, hasMark, isSuggestion } from '../decide.ts'
import { modification, ownMark, settleFace, type Author, type Face } from './face.ts'
import { align, isHead, unitsOf, type Changed, type Head, type Op, type Sign } from './units.ts'

/** Where a run of the edited document has come to; `to` counts from the start of the siblings. */
export interface Span {
  from: number
  to: number
  size: number
}

export interface Placed {
  nodes: Node[]
  spans: Span[]
}

export interface Tracking {
  author: Author
  /** Where the edit touched the document of before it; empty where that is not known. */
  changed: readonly Changed[]
  /** Places far from each other were changed at once, in lines alone: each is a suggestion of its own. */
  several: boolean
  /** The id of the suggestion that this edit makes. */
  id(): string
}

/** An edit that cannot be told as a suggestion; the message is a sentence. */
export class Untold extends Error {}

const goesWhole = 'This is suggested for deletion as a whole. Accept or reject that first.'

/** Siblings with the way from `before` to `after` marked as suggestions. Positions are those of the first sibling's start. */
export function trackSiblings(
  before: readonly Node[],
  after: readonly Node[],
  beforeAt: number,
  afterAt: number,
  tracking: Tracking
): Placed {
  let start = 0
  while (start < Math.min(before.length, after.length) && isEqual(before[start], after[start])) start++
  let end = 0
  while (
    end < Math.min(before.length, after.length) - start &&
    isEqual(before[before.length - 1 - end], after[after.length - 1 - end])
  )
    end++
  const head = before.slice(0, start)
  const [had, has] = [before.slice(start, before.length - end), after.slice(start, after.length - end)]
  const ops = align(
    unitsOf(had, beforeAt + sizeOf(head)),
    unitsOf(has, afterAt + sizeOf(head)),
    tracking.changed,
    tracking.several
  )
  if (!ops) throw new Untold('This changes too much at once to be a suggestion. Do it in parts.')
  const builder = new Siblings(tracking)
  builder.keepAll(head, afterAt)
  builder.build(ops)
  builder.keepAll(before.slice(before.length - end), afterAt + sizeOf(after.slice(0, after.length - end)))
  return builder.placed()
}

function isEqual(one: Node | undefined, other: Node | undefined): boolean {
  return one !== undefined && other !== undefined && one.eq(other)
}

function sizeOf(nodes: readonly Node[]): number {
  return nodes.reduce((size, node) => size + node.nodeSize, 0)
}

/** A line on its way: its signs, and where those of the edited document have come to. */
interface Line extends Face {
  kind: 'line'
  runs: { text: string | null; node: Node; marks: readonly Mark[] }[]
  size: number
  spans: Span[]
  /** Where its own start was in the edited document; null where it had none any more. */
  from: number | null
  /** Where its content ended there. */
  until: number
}

interface Whole {
  kind: 'whole'
  node: Node
  spans: Span[]
}

class Siblings {
  readonly #tracking: Tracking
  readonly #out: (Line | Whole)[] = []

  constructor(tracking: Tracking) {
    this.#tracking = tracking
  }

  keepAll(nodes: readonly Node[], from: number): void {
    for (const node of nodes) {
      this.#out.push({ kind: 'whole', node, spans: [{ from, to: 0, size: node.nodeSize }] })
      from += node.nodeSize
    }
  }

  build(ops: Op[]): void {
    for (let at = 0; at < ops.length;) {
      const op = ops[at] as Op
      let next = at + 1
      while (next < ops.length && !isHead(unitOf(ops[next] as Op))) next++
      this.#begin(op, ops.slice(at + 1, next))
      at = next
    }
  }

  placed(): Placed {
    const placed: Placed = { nodes: [], spans: [] }
    let at = 0
    for (const one of this.#out) {
      const node = one.kind === 'line' ? lineNode(one) : one.node
      const spans = one.kind === 'line' ? lineSpans(one) : one.spans
      for (const span of spans) placed.spans.push({ ...span, to: at + span.to })
      placed.nodes.push(node)
      at += node.nodeSize
    }
    return placed
  }

  #begin(op: Op, signs: Op[]): void {
    const { author } = this.#tracking
    const unit = unitOf(op) as Head
    if (unit.kind === 'block') return this.#block(op)
    const { node } = unit
    if (op.op === 'keep') {
      const line = this.#line(
        settleFace((op.before as Head).node, node, author, () => this.#id()),
        unit
      )
      // What its own author does in a block that they put in is still that block.
      if (ownMark(line.marks, author, ['insertion'])) return this.#asIs(line, node, unit.at)
      return this.#signs(line, signs)
    }
    if (op.op === 'insert') {
      if (signs.every((one) => one.op === 'insert')) return this.#newBlock(node, unit.at)
      const before = this.#lineBefore()
      if (!before) throw new Untold('This moves words in a way that cannot be suggested.')
      const own = ownMark(before.marks, author, ['insertion'])
      const around = before.marks.filter(({ type }) => type.name === 'insertion')
      const marks = own ? around : [...around, modification(node, this.#near(signs) ?? this.#id(), 'split')]
      return this.#signs(this.#line({ type: node.type, attrs: node.attrs, marks }, unit), signs)
    }
    if (signs.every((one) => one.op === 'delete')) return this.#oldBlock(node)
    const before = this.#lineBefore()
    if (!before) throw new Untold('This moves words in a way that cannot be suggested.')
    const inserted = ownMark(node.marks, author, ['insertion'])
    const isOwnSplit = node.marks.some((mark) => mark.attrs.type === 'split' && author.isOwn(mark.attrs.id as string))
    if (inserted) return this.#signs(before, signs, inserted)
    if (isOwnSplit) return this.#signs(before, signs)
    const joins = node.marks.some((mark) => mark.attrs.type === 'join')
    const marks = joins ? node.marks : [...node.marks, modification(node, this.#near(signs) ?? this.#id(), 'join')]
    this.#signs(this.#line({ type: node.type, attrs: node.attrs, marks }, null), signs)
  }

  #line(face: Face, unit: Head | null): Line {
    const line: Line = {
      ...face,
      kind: 'line',
      runs: [],
      size: 0,
      spans: [],
      from: unit?.at ?? null,
      until: unit === null ? 0 : unit.at + 1
    }
    this.#out.push(line)
    return line
  }

  #asIs(line: Line, node: Node, at: number): void {
    line.spans.push({ from: at + 1, to: 0, size: node.content.size })
    line.until = at + 1 + node.content.size
    node.forEach((child) => {
      line.runs.push({ text: child.text ?? null, node: child, marks: child.marks })
      line.size += child.nodeSize
    })
  }

  /** Puts signs into a line. Those of a line that was put in by `of` and is no more bring its mark along. */
  #signs(line: Line, ops: Op[], of?: Mark): void {
    const { author } = this.#tracking
    let id: string | null = null
    ops.forEach((op, index) => {
      const sign = unitOf(op) as Sign
      if (op.op === 'keep') {
        id = null
        this.#push(line, sign, of ? of.addToSet(sign.marks) : sign.marks, op.after.at)
        return
      }
      if (op.op === 'delete' && ownMark(sign.marks, author, ['insertion'])) return
      if (op.op === 'delete' && sign.marks.some(({ type }) => type.name === 'deletion')) {
        this.#push(line, sign, sign.marks, null)
        return
      }
      id ??= this.#near(ops.slice(index)) ?? this.#id()
      const name = op.op === 'delete' ? 'deletion' : 'insertion'
      const marks = op.op === 'delete' ? sign.marks : sign.marks.filter((mark) => !isSuggestion(mark))
      const mark = sign.node.type.schema.marks[name]?.create({ id })
      this.#push(line, sign, mark?.addToSet(marks) ?? marks, op.op === 'insert' ? sign.at : null)
    })
  }

  #push(line: Line, sign: Sign, marks: readonly Mark[], from: number | null): void {
    if (from !== null) {
      const last = line.spans.at(-1)
      if (last && last.from + last.size === from && last.to + last.size === line.size) last.size += sign.size
      else line.spans.push({ from, to: line.size, size: sign.size })
      line.until = from + sign.size
    }
    line.runs.push({ text: sign.text, node: sign.node, marks })
    line.size += sign.size
  }

  /** A block that was put in, words and all. */
  #newBlock(node: Node, at: number): void {
    const id = this.#near([]) ?? this.#id()
    const [plain] = decideBlocks([node.mark([])], () => 'accept')
    const mark = node.type.schema.marks.insertion?.create({ id })
    if (!plain || !mark) throw new Untold('This cannot be put in as a suggestion.')
    this.#out.push({ kind: 'whole', node: plain.mark([mark]), spans: [{ from: at, to: 0, size: node.nodeSize }] })
  }

  #oldBlock(node: Node): void {
    const { author } = this.#tracking
    if (ownMark(node.marks, author, ['insertion'])) return
    const mark = node.type.schema.marks.deletion?.create({ id: this.#near([]) ?? this.#id() })
    const gone = hasMark(node, 'deletion') || !mark ? node : node.mark(mark.addToSet(node.marks))
    this.#out.push({ kind: 'whole', node: gone, spans: [] })
  }

  #block(op: Op): void {
    const { node, at } = unitOf(op) as Head
    if (op.op === 'insert') return this.#newBlock(node, at)
    const before = (op.before as Head).node
    if (op.op === 'delete') return this.#oldBlock(before)
    if (before.eq(node)) return this.keepAll([before], at)
    if (hasMark(before, 'deletion')) throw new Untold(goesWhole)
    const face = settleFace(before, node, this.#tracking.author, () => this.#id())
    if (ownMark(before.marks, this.#tracking.author, ['insertion']))
      return void this.#out.push({
        kind: 'whole',
        node: node.mark(before.marks),
        spans: [{ from: at, to: 0, size: node.nodeSize }]
      })
    const content = trackSiblings(before.children, node.children, op.before.at + 1, at + 1, this.#tracking)
    const spans = content.spans.map((span) => ({ ...span, to: span.to + 1 }))
    this.#out.push({
      kind: 'whole',
      node: face.type.create(face.attrs, Fragment.fromArray(content.nodes), face.marks),
      spans: [{ from: at, to: 0, size: 1 }, ...spans]
    })
  }

  /** The line that what follows could be the end of, over blocks that are to go. */
  #lineBefore(): Line | null {
    for (let index = this.#out.length - 1; index >= 0; index--) {
      const one = this.#out[index]
      if (one?.kind === 'line') return one
      if (!one || hasMark(one.node, 'insertion') || hasMark(one.node, 'deletion')) continue
      if (!one.node.isTextblock) return null
      return (this.#out[index] = lineOf(one))
    }
    return null
  }

  /** The author's own suggestion right before this place, or right after what is changed there: it is the same one. */
  #near(ops: Op[]): string | null {
    const { author } = this.#tracking
    const names = ['insertion', 'deletion']
    const last = this.#out.at(-1)
    const before =
      last?.kind === 'line'
        ? ownMark(last.runs.at(-1)?.marks ?? [], author, names)
        : ownMark(last?.node.marks ?? [], author, names)
    if (before) return before.attrs.id as string
    const next = ops.find(({ op }) => op === 'keep')
    const after = next && ownMark((unitOf(next) as Sign).marks, author, names)
    return after ? (after.attrs.id as string) : null
  }

  #id(): string {
    return this.#tracking.id()
  }
}

function unitOf(op: Op) {
  return op.op === 'insert'
    ? op.after
    : op.op === 'delete'
      ? op.before
      : { ...op.before, ...(isHead(op.after) ? op.after : {}) }
}

function lineNode({ type, attrs, marks, runs }: Line): Node {
  const nodes: Node[] = []
  let text = ''
  let held: readonly Mark[] = []
  const put = () => {
    if (text !== '') nodes.push(type.schema.text(text, held))
    text = ''
  }
  for (const run of runs) {
    if (run.text === null) {
      put()
      nodes.push(run.node.mark(run.marks))
    } else {
      if (run.marks !== held && !isSameSet(run.marks, held)) put()
      held = run.marks
      text += run.text
    }
  }
  put()
  return type.create(attrs, Fragment.fromArray(nodes), marks)
}

function isSameSet(one: readonly Mark[], other: readonly Mark[]): boolean {
  return one.length === other.length && one.every((mark, index) => mark.eq(other[index] as Mark))
}

function lineOf({ node, spans }: Whole): Line {
  const from = spans[0]?.from ?? null
  const { type, attrs, marks } = node
  const line: Line = { kind: 'line', type, attrs, marks, runs: [], size: 0, spans: [], from, until: 0 }
  node.forEach((child) => {
    line.runs.push({ text: child.text ?? null, node: child, marks: child.marks })
    line.size += child.nodeSize
  })
  if (from !== null) {
    line.spans.push({ from: from + 1, to: 0, size: line.size })
    line.until = from + 1 + line.size
  }
  return line
}

/** From the line's own start: its opening, its content, and the end of that. */
function lineSpans({ from, until, size, spans }: Line): Span[] {
  const inner = spans.map((span) => ({ ...span, to: span.to + 1 }))
  if (from === null) return inner
  return [
    { from, to: 0, size: 1 },
    { from: from + 1, to: 1, size: 0 },
    ...inner,
    { from: until, to: size + 1, size: 1 }
  ]
}
