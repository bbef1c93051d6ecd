import type { Node } from '@tiptap/pm/model'
import { neverChanges } from '#shared/unchanging.ts'
import type { Body, BodyNode } from '#shared/document/body.ts'

// Nodes never change, so what one is as JSON holds for as long as it lives.
const known = new WeakMap<Node, BodyNode>()

/**
 * The document as it is stored, equal to its own `toJSON`. A block that nobody has touched is the very object that it
 * was the last time, so that whatever is made of it can be kept; it is not to be changed.
 */
export function storedBody(doc: Node): Body {
  return { ...(doc.copy().toJSON() as Body), ...(doc.childCount > 0 && { content: doc.children.map(storedBlock) }) }
}

function storedBlock(node: Node): BodyNode {
  const kept = known.get(node)
  if (kept) return kept
  const made = neverChanges(node.toJSON() as BodyNode)
  known.set(node, made)
  return made
}
