import type { BodyMark, Body, BodyNode } from './body.ts'
import type { MarkName } from './schema.ts'

/** The marks by which a body carries suggestions. */
export const suggestionMarkNames: ReadonlySet<MarkName> = new Set<MarkName>(['insertion', 'deletion', 'modification'])

/** The suggestion that a mark belongs to; null where it belongs to none. */
export function suggestionOf(mark: BodyMark): string | null {
  return suggestionMarkNames.has(mark.type) ? String(mark.attrs?.id) : null
}

/** Whether a node itself carries an open suggestion. */
export function isSuggested(node: BodyNode): boolean {
  return node.marks?.some((mark) => suggestionMarkNames.has(mark.type)) ?? false
}

/** Whether any suggestion in the body waits for a decision. */
export function hasSuggestions(body: Body): boolean {
  return isSuggested(body) || (body.content?.some(hasSuggestions) ?? false)
}

/** The ids of the suggestions that wait for a decision, in reading order; of a damaged body, those that can be read. */
export function suggestionIds(body: Body): string[] {
  const ids = new Set<string>()
  collect(body, ids)
  return [...ids]
}

function collect(node: BodyNode, ids: Set<string>): void {
  if (Array.isArray(node?.marks))
    for (const mark of node.marks) {
      const id = suggestionOf(mark)
      if (id !== null) ids.add(id)
    }
  if (Array.isArray(node?.content)) for (const child of node.content) collect(child, ids)
}
