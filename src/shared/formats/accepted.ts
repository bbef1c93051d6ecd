import type { Body, BodyNode } from '#shared/document/body.ts'
import type { MarkName } from '#shared/document/schema.ts'

const suggestions: ReadonlySet<MarkName> = new Set<MarkName>(['insertion', 'deletion', 'modification'])
/** What the suggestion plugin puts where a suggested split or join has no character of its own. */
const placeholder = /\u200b/g

/**
 * A body as it reads when every open suggestion is accepted: insertions and modifications kept, deletions gone.
 * Release refuses open suggestions, so this only settles previews; a suggested join stays two paragraphs.
 */
export function acceptedBody(body: Body): Body {
  return accept(body) ?? { type: 'doc', content: [] }
}

function accept(node: BodyNode): BodyNode | null {
  const marks = node.marks ?? []
  if (marks.some((mark) => mark.type === 'deletion')) return null
  const { marks: _, content, ...rest } = node
  const kept = marks.filter((mark) => !suggestions.has(mark.type))
  const suggested = kept.length < marks.length
  if (suggested && rest.text !== undefined) rest.text = rest.text.replace(placeholder, '')
  if (rest.text === '') return null
  return {
    ...rest,
    ...(kept.length > 0 ? { marks: kept } : {}),
    ...(content ? { content: content.map(accept).filter((child) => child !== null) } : {})
  }
}
