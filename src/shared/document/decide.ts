import { Fragment, type Mark, type Node } from '@tiptap/pm/model'
import { modelOf, type Body } from './body.ts'
import { checkedAttributes, isAttribute } from './checked-attributes.ts'
import { hasSuggestions, suggestionMarkNames } from './suggestions.ts'
import type { MarkName } from './schema.ts'

export type Verdict = 'accept' | 'reject' | 'keep'
/** What becomes of a suggestion, by its id. */
export type Decide = (id: string) => Verdict

/** The body with these suggestions made part of it; without `ids`, all of them. */
export function acceptSuggestions(body: Body, ids?: Iterable<string>): Body {
  return decideBody(body, only('accept', ids))
}

/** The body as it would be had nobody made these suggestions; without `ids`, any. */
export function rejectSuggestions(body: Body, ids?: Iterable<string>): Body {
  return decideBody(body, only('reject', ids))
}

/**
 * A body as it reads when every open suggestion is accepted: what counts, checks and previews go by. One that fits no
 * schema stays as it is.
 */
export function acceptedBody(body: Body): Body {
  if (!hasSuggestions(body)) return body
  try {
    return acceptSuggestions(body)
  } catch {
    return body
  }
}

export function decideBody(body: Body, decide: Decide): Body {
  return decideModel(modelOf(body), decide).toJSON() as Body
}

export function only(verdict: Verdict, ids?: Iterable<string>): Decide {
  if (ids === undefined) return () => verdict
  const set = new Set(ids)
  return (id) => (set.has(id) ? verdict : 'keep')
}

/** The document after the decisions. Blocks that none of them is about are the very same nodes. */
export function decideModel(doc: Node, decide: Decide): Node {
  if (!carriesSuggestions(doc)) return doc
  return decideContent(doc, doc.marks, decide) ?? doc.type.createAndFill(doc.attrs) ?? doc
}

/** Blocks that follow one another, after the decisions: as `decideModel`, for a part of a document. */
export function decideBlocks(blocks: readonly Node[], decide: Decide): Node[] {
  const out: Node[] = []
  for (const block of blocks) {
    const verdicts = readVerdicts(block.marks, decide)
    const decided = verdicts.gone ? null : decideNode(block, verdicts, decide)
    if (!decided) continue
    const target = verdicts.seam && decided.isTextblock ? joinTarget(out, verdicts.seam) : -1
    const before = out[target]
    if (before) out[target] = joined(before, decided)
    else out.push(decided)
  }
  return out
}

interface Verdicts {
  gone: boolean
  /** By which of the two the block becomes the end of the one before it. */
  seam: 'split' | 'join' | null
  /** Modifications to take back, oldest first. */
  back: Mark[]
  kept: readonly Mark[]
}

function readVerdicts(marks: readonly Mark[], decide: Decide): Verdicts {
  const verdicts: Verdicts = { gone: false, seam: null, back: [], kept: marks }
  if (!marks.some(isSuggestion)) return verdicts
  verdicts.kept = marks.filter((mark) => {
    if (!isSuggestion(mark)) return true
    const verdict = decide(mark.attrs.id as string)
    if (verdict === 'keep') return true
    const name = mark.type.name as 'insertion' | 'deletion' | 'modification'
    if (name === 'modification') {
      const { type } = mark.attrs
      if (type === 'split' || type === 'join') {
        if ((type === 'split') === (verdict === 'reject')) verdicts.seam = type
      } else if (verdict === 'reject') verdicts.back.push(mark)
    } else if ((name === 'insertion') === (verdict === 'reject')) verdicts.gone = true
    return false
  })
  return verdicts
}

/** A node that stays, with its modifications settled and its content decided; null when nothing of it is left. */
function decideNode(node: Node, { back, kept }: Verdicts, decide: Decide): Node | null {
  const changed = kept.length !== node.marks.length
  if (node.isText) return changed ? node.mark(kept) : node
  const face = back.length > 0 ? takeBack(node, back, kept) : { type: node.type, attrs: node.attrs, marks: kept }
  const content = carriesSuggestions(node) && !node.isLeaf ? decideContent(node, kept, decide)?.content : node.content
  if (!content) return null
  return changed || content !== node.content ? face.type.create(face.attrs, content, face.marks) : node
}

/** A node with its children decided; null when what is left cannot stand in it. */
function decideContent(node: Node, marks: readonly Mark[], decide: Decide): Node | null {
  if (node.inlineContent) return node.type.create(node.attrs, Fragment.fromArray(decideInline(node, decide)), marks)
  const children = decideBlocks(node.children, decide)
  if (children.length === node.childCount && children.every((child, index) => child === node.child(index)))
    return marks === node.marks ? node : node.mark(marks)
  const content = Fragment.fromArray(children)
  if (node.type.validContent(content)) return node.type.create(node.attrs, content, marks)
  // A list without items goes with its last one; a document or a cell keeps an empty line.
  if (children.length === 0 && node.type.name !== 'doc' && !cells.has(node.type.name)) return null
  const filled = node.type.createAndFill(node.attrs, content, [...marks])
  return filled ?? (node.type.name === 'doc' ? node.type.create(node.attrs, content, marks) : null)
}

const cells: ReadonlySet<string> = new Set(['tableCell', 'tableHeader'])

function decideInline(block: Node, decide: Decide): Node[] {
  const out: Node[] = []
  for (const node of block.children) {
    const verdicts = readVerdicts(node.marks, decide)
    if (verdicts.gone) continue
    out.push(verdicts.kept === node.marks ? node : node.mark(verdicts.kept))
  }
  return out
}

interface Face {
  type: Node['type']
  attrs: Node['attrs']
  marks: readonly Mark[]
}

/**
 * What a block was before these modifications. Where a later one of the same attribute stays open, the block keeps what
 * that made of it, and what it would be taken back to changes.
 */
function takeBack(node: Node, back: readonly Mark[], kept: readonly Mark[]): Face {
  let face: Face = { type: node.type, attrs: node.attrs, marks: kept }
  // The newest first: each leads to what the older one made.
  for (const mark of back.toReversed()) {
    const later = node.marks.slice(node.marks.indexOf(mark) + 1).filter((one) => kept.includes(one))
    face = mark.attrs.type === 'attr' ? backAttribute(face, mark, later) : backType(face, mark, later)
  }
  return face
}

interface Was {
  type: string
  attrs: Record<string, unknown>
}

function backAttribute(face: Face, mark: Mark, later: readonly Mark[]): Face {
  const name = String(mark.attrs.attrName)
  const value: unknown = mark.attrs.previousValue
  for (const one of later) {
    const at = face.marks.findIndex((kept) => kept.eq(one))
    if (one.attrs.type === 'attr' && one.attrs.attrName === name)
      return { ...face, marks: replaceMark(face.marks, at, { previousValue: value }) }
    if (one.attrs.type !== 'nodeType') continue
    const was = one.attrs.previousValue as Was | null
    if (!was) continue
    return {
      ...face,
      marks: replaceMark(face.marks, at, { previousValue: { ...was, attrs: { ...was.attrs, [name]: value } } })
    }
  }
  // A body may say of a block that it was what no block may be: then it stays as it is.
  return name in face.attrs && isAttribute(face.type, name, value)
    ? { ...face, attrs: { ...face.attrs, [name]: value } }
    : face
}

function backType(face: Face, mark: Mark, later: readonly Mark[]): Face {
  const next = later.find((one) => one.attrs.type === 'nodeType')
  if (next) {
    const at = face.marks.findIndex((kept) => kept.eq(next))
    return { ...face, marks: replaceMark(face.marks, at, { previousValue: mark.attrs.previousValue }) }
  }
  const was = mark.attrs.previousValue as Was | null
  const type = typeof was?.type === 'string' ? face.type.schema.nodes[was.type] : undefined
  if (!was || !type) return face
  const known = Object.keys(type.spec.attrs ?? {})
  return {
    type,
    attrs: { ...checkedAttributes(type, was.attrs), ...('id' in face.attrs ? { id: face.attrs.id } : {}) },
    // An attribute that the older type does not have takes what was suggested for it along.
    marks: face.marks.filter((kept) => kept.attrs.type !== 'attr' || known.includes(String(kept.attrs.attrName)))
  }
}

function replaceMark(marks: readonly Mark[], at: number, attrs: Record<string, unknown>): readonly Mark[] {
  return marks.map((mark, index) => (index === at ? mark.type.create({ ...mark.attrs, ...attrs }) : mark))
}

/**
 * The line that a seam leads to: the one before it, over what is to go with the same decision. -1 when there is none, or
 * something that is no line stands in between.
 */
function joinTarget(out: readonly Node[], seam: 'split' | 'join'): number {
  for (let index = out.length - 1; index >= 0; index--) {
    const node = out[index]
    if (node?.isTextblock) return index
    if (!node || !hasMark(node, seam === 'split' ? 'insertion' : 'deletion')) return -1
  }
  return -1
}

/** Two lines as one. What is said of either as a whole is said of its words from now on, so that it is not said of both. */
function joined(before: Node, after: Node): Node {
  const line = unfolded(before)
  const words = unfolded(after).children.map((node) => node.mark(before.type.allowedMarks(node.marks)))
  return line.copy(Fragment.fromArray([...line.children, ...words]))
}

/** A line that is put in or to go as a whole, as its end and its words, each put in or to go. */
function unfolded(line: Node): Node {
  const about = line.marks.filter(({ type }) => type.name === 'insertion' || type.name === 'deletion')
  if (about.length === 0) return line
  const marks = line.marks.flatMap((mark) => {
    if (!about.includes(mark)) return [mark]
    const type = mark.type.name === 'insertion' ? 'split' : 'join'
    return line.type.schema.marks.modification?.create({ id: mark.attrs.id as string, type }) ?? []
  })
  const words = line.children.map((node) =>
    about.reduce((word, mark) => (mark.type.isInSet(word.marks) ? word : word.mark(mark.addToSet(word.marks))), node)
  )
  return line.type.create(line.attrs, Fragment.fromArray(words), marks)
}

export function isSuggestion(mark: Mark): boolean {
  return suggestionMarkNames.has(mark.type.name as MarkName)
}

export function hasMark(node: Node, name: MarkName): boolean {
  return node.marks.some((mark) => mark.type.name === name)
}

const carrying = new WeakMap<Node, boolean>()

/** Whether a node or anything in it carries a suggestion. Looked up once a node, for nodes never change. */
export function carriesSuggestions(node: Node): boolean {
  const known = carrying.get(node)
  if (known !== undefined) return known
  const carries = node.marks.some(isSuggestion) || node.children.some(carriesSuggestions)
  if (!node.isText) carrying.set(node, carries)
  return carries
}
