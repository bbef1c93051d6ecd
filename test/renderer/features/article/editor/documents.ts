import { EditorState, type Plugin } from '@tiptap/pm/state'
import type { Node } from '@tiptap/pm/model'
import { schema } from '#shared/document/schema.ts'

export type Part = [name: string, attrs: Record<string, unknown>, ...content: (Part | string)[]]

/** A node out of a short notation: `['paragraph', { id: 'a' }, 'words']`. */
export function build([name, attrs, ...content]: Part): Node {
  const type = schema.nodes[name]
  if (!type) throw new Error(`No node ${name}`)
  return type.create(
    attrs,
    content.map((part) => (typeof part === 'string' ? schema.text(part) : build(part)))
  )
}

export function article(...blocks: Part[]): Node {
  const doc = build(['doc', {}, ['headline', { id: 'head' }, 'Wall'], ['standfirst', { id: 'stand' }], ...blocks])
  doc.check()
  return doc
}

export function stateOf(doc: Node, plugins: Plugin[] = []): EditorState {
  return EditorState.create({ doc, plugins })
}

export function figure(id: string, attrs: Record<string, unknown> = {}, caption = '', credit = ''): Part {
  return [
    'figure',
    { id, ...attrs },
    ['caption', { id: `${id}-caption` }, ...(caption ? [caption] : [])],
    ['credit', { id: `${id}-credit` }, ...(credit ? [credit] : [])]
  ]
}

export function idsOf(doc: Node): (string | null)[] {
  const ids: (string | null)[] = []
  doc.descendants((node) => {
    if (node.type.spec.attrs && 'id' in node.type.spec.attrs) ids.push(node.attrs.id as string | null)
  })
  return ids
}
