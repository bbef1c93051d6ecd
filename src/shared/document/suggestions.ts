import { walkBody, type Body, type BodyNode } from './body.ts'
import type { MarkName } from './schema.ts'

const suggestionNames: readonly MarkName[] = ['insertion', 'deletion', 'modification']

/** Whether a node itself carries an open suggestion. */
export function isSuggested(node: BodyNode): boolean {
  return node.marks?.some((mark) => suggestionNames.includes(mark.type)) ?? false
}

/** Whether any suggestion in the body waits for a decision. */
export function hasSuggestions(body: Body): boolean {
  for (const { node } of walkBody(body)) if (isSuggested(node)) return true
  return false
}
