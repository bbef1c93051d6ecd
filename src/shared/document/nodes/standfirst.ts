import { mergeAttributes, Node } from '@tiptap/core'
import { idAttribute, suggestionMarks } from '../attributes.ts'

/** The lines under the headline that say what the article brings. */
export const StandfirstNode = Node.create({
  name: 'standfirst',
  content: 'inline*',
  marks: `italic link ${suggestionMarks}`,
  defining: true,
  isolating: true,
  addAttributes: () => ({ id: idAttribute }),
  parseHTML: () => [{ tag: 'p[data-type=standfirst]', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes({ 'data-type': 'standfirst' }, HTMLAttributes), 0]
})
