import { mergeAttributes, Node } from '@tiptap/core'
import { idAttribute, suggestionMarks } from '../attributes.ts'

/** The line that heads a fact box. */
export const FactBoxTitleNode = Node.create({
  name: 'factBoxTitle',
  content: 'inline*',
  marks: `italic ${suggestionMarks}`,
  defining: true,
  addAttributes: () => ({ id: idAttribute }),
  parseHTML: () => [{ tag: 'p[data-type=fact-box-title]', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes({ 'data-type': 'fact-box-title' }, HTMLAttributes), 0]
})
