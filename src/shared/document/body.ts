import type { Node as DocumentModel } from '@tiptap/pm/model'
import { fail, ok, type Result } from '../result.ts'
import { newBlockId } from './attributes.ts'
import { migrateBody } from './migrations.ts'
import { schema, schemaVersion, type MarkName, type NodeName } from './schema.ts'

export interface BodyMark {
  type: MarkName
  attrs?: Record<string, unknown>
}

/** One node as it is stored: plain JSON, the shape of ProseMirror's own. */
export interface BodyNode {
  type: NodeName
  attrs?: Record<string, unknown>
  content?: BodyNode[]
  marks?: BodyMark[]
  text?: string
}

/** The whole body: a node of type `doc`. */
export type Body = BodyNode

const deepest = 40

/**
 * Reads a stored body: migrates it from `version`, and holds it against the schema before any editor sees it.
 * A body that fails is never repaired: the article opens read-only with this content kept as it is.
 */
export function readBody(stored: unknown, version: number): Result<Body> {
  const model = readModel(stored, version)
  return model.ok ? ok(model.value.toJSON() as Body) : model
}

/** As `readBody`, giving ProseMirror's own document. */
export function readModel(stored: unknown, version: number): Result<DocumentModel> {
  if (!Number.isInteger(version) || version < 1)
    return fail('damaged', `The article names no schema version (${version}).`)
  if (version > schemaVersion)
    return fail(
      'newer-version',
      `The article was written by a newer Copydesk (schema ${version}, this one knows ${schemaVersion}).`
    )
  if (deeperThan(stored, deepest)) return fail('damaged', `The article is nested deeper than ${deepest} levels.`)
  try {
    const model = schema.nodeFromJSON(migrateBody(stored, version))
    if (model.type !== schema.topNodeType)
      return fail('damaged', `The article's body is a ${model.type.name}, not a document.`)
    model.check()
    return ok(model)
  } catch (error) {
    return fail('damaged', `The article's body cannot be read: ${(error as Error).message.replace(/\.?$/, '.')}`)
  }
}

/** A body that has been read before, as ProseMirror's own document. Throws where it does not fit the schema. */
export function modelOf(body: Body): DocumentModel {
  return schema.nodeFromJSON(body)
}

function deeperThan(root: unknown, limit: number): boolean {
  let level: unknown[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true
    level = level.flatMap((node) => (node as BodyNode | null)?.content ?? [])
  }
  return false
}

/** Whether a document nests no deeper than a stored one may. */
export function isShallow(doc: DocumentModel): boolean {
  let level: readonly DocumentModel[] = [doc]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest || (depth === deepest && level.some((node) => node.childCount > 0))) return false
    level = level.flatMap((node) => (node.isTextblock ? [] : node.children))
  }
  return true
}

/** A new article's body: an empty headline, standfirst and paragraph, each with its id. */
export function emptyBody(): Body {
  const block = (type: NodeName): BodyNode => ({ type, attrs: { id: newBlockId() } })
  return { type: 'doc', content: [block('headline'), block('standfirst'), block('paragraph')] }
}

/** As `walkBody`, without the blocks that a suggestion would delete. */
export function* walkStaying(
  node: BodyNode,
  parent: BodyNode | null = null
): Generator<{ node: BodyNode; parent: BodyNode | null }> {
  if (node.marks?.some(({ type }) => type === 'deletion')) return
  yield { node, parent }
  for (const child of node.content ?? []) yield* walkStaying(child, node)
}

/** Every node of a body in reading order, with its parent. */
export function* walkBody(
  node: BodyNode,
  parent: BodyNode | null = null
): Generator<{ node: BodyNode; parent: BodyNode | null }> {
  yield { node, parent }
  for (const child of node.content ?? []) yield* walkBody(child, node)
}
