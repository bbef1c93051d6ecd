import { mergeAttributes, Node } from '@tiptap/core'
import { idAttribute, suggestionMarks } from '../attributes.ts'

/** Who said a quote: its last line. */
export const AttributionNode = Node.create({
  name: 'attribution',
  content: 'inline*',
  marks: `italic link ${suggestionMarks}`,
  defining: true,
  addAttributes: () => ({ id: idAttribute }),
  parseHTML: () => [{ tag: 'p[data-type=attribution]', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes({ 'data-type': 'attribution' }, HTMLAttributes), 0]
})
