import { mergeAttributes, Node } from '@tiptap/core'
import { idAttribute, suggestionMarks } from '../attributes.ts'

/** The title of the article. One line of text: it can be split by nothing. */
export const HeadlineNode = Node.create({
  name: 'headline',
  content: 'inline*',
  marks: `italic ${suggestionMarks}`,
  defining: true,
  isolating: true,
  addAttributes: () => ({ id: idAttribute }),
  parseHTML: () => [{ tag: 'h1' }],
  renderHTML: ({ HTMLAttributes }) => ['h1', mergeAttributes(HTMLAttributes), 0]
})
