import type { Mark, Node } from '@tiptap/pm/model'
import type { ModificationType } from '../marks/suggestion.ts'

/** Whoever suggests: which open suggestions are theirs, and a new one's id. */
export interface Author {
  isOwn(id: string): boolean
  newId(): string
}

/** A block without what is in it. */
export interface Face {
  type: Node['type']
  attrs: Node['attrs']
  marks: readonly Mark[]
}

export function ownMark(marks: readonly Mark[], author: Author, names: readonly string[]): Mark | undefined {
  return marks.find(({ type, attrs }) => names.includes(type.name) && author.isOwn(attrs.id as string))
}

export function modification(node: Node, id: string, type: ModificationType, more: Record<string, unknown> = {}): Mark {
  const mark = node.type.schema.marks.modification
  if (!mark) throw new Error('The schema has no modification mark.')
  return mark.create({ id, type, ...more })
}

/** The block as it is now, with what was changed of it marked. What an author changes of their own stays one change. */
export function settleFace(before: Node, after: Node, author: Author, id: () => string): Face {
  const face: Face = { type: after.type, attrs: after.attrs, marks: before.marks }
  if (ownMark(before.marks, author, ['insertion'])) return face
  const ownType = before.marks.findLast((mark) => isOwnOf(mark, author, 'nodeType'))
  if (before.type !== after.type) {
    const was = ownType?.attrs.previousValue as { type: string; attrs: Record<string, unknown> } | undefined
    if (ownType && was?.type === after.type.name && isSame(bare(was.attrs), bare(after.attrs)))
      return { ...face, marks: before.marks.filter((mark) => mark !== ownType) }
    if (ownType) return { ...face, marks: withAttrs(before.marks, ownType, { newValue: after.type.name }) }
    const previousValue = { type: before.type.name, attrs: before.attrs }
    return {
      ...face,
      marks: [...before.marks, modification(before, id(), 'nodeType', { previousValue, newValue: after.type.name })]
    }
  }
  for (const attrName of Object.keys(after.attrs)) {
    const [previousValue, newValue]: unknown[] = [before.attrs[attrName], after.attrs[attrName]]
    if (attrName === 'id' || isSame(previousValue, newValue)) continue
    // A later change by somebody else stands between: then this is another one.
    const last = face.marks.findLast(({ attrs }) => attrs.type === 'nodeType' || attrs.attrName === attrName)
    const own = last && isOwnOf(last, author, 'attr') ? last : null
    if (own && isSame(own.attrs.previousValue, newValue)) face.marks = face.marks.filter((mark) => mark !== own)
    else if (own) face.marks = withAttrs(face.marks, own, { newValue })
    else if (last && last === ownType) continue
    else face.marks = [...face.marks, modification(before, id(), 'attr', { attrName, previousValue, newValue })]
  }
  return face
}

function isOwnOf({ type, attrs }: Mark, author: Author, kind: ModificationType): boolean {
  return type.name === 'modification' && attrs.type === kind && author.isOwn(attrs.id as string)
}

function withAttrs(marks: readonly Mark[], one: Mark, attrs: Record<string, unknown>): Mark[] {
  return marks.map((mark) => (mark === one ? mark.type.create({ ...mark.attrs, ...attrs }) : mark))
}

function bare(attrs: Record<string, unknown>): Record<string, unknown> {
  return { ...attrs, id: null }
}

export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]))
  )
}
