import { mergeAttributes, Node } from '@tiptap/core'
import { idAttribute, suggestionMarks } from '../attributes.ts'

/** Facts set in a box beside the copy. */
export const FactBoxNode = Node.create({
  name: 'factBox',
  group: 'block',
  content: 'factBoxTitle (paragraph | bulletList | orderedList)+',
  marks: suggestionMarks,
  isolating: true,
  defining: true,
  addAttributes: () => ({ id: idAttribute }),
  parseHTML: () => [{ tag: 'section[data-type=fact-box]' }],
  renderHTML: ({ HTMLAttributes }) => ['section', mergeAttributes({ 'data-type': 'fact-box' }, HTMLAttributes), 0]
})
