import { mergeAttributes, Node } from '@tiptap/core'
import { idAttribute, suggestionMarks } from '../attributes.ts'

/** Who made and supplied a picture, as it is printed. */
export const CreditNode = Node.create({
  name: 'credit',
  content: 'inline*',
  marks: `italic link ${suggestionMarks}`,
  defining: true,
  isolating: true,
  addAttributes: () => ({ id: idAttribute }),
  parseHTML: () => [{ tag: 'p[data-type=credit]', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes({ 'data-type': 'credit' }, HTMLAttributes), 0]
})
