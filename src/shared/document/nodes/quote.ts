import { mergeAttributes, Node } from '@tiptap/core'
import { idAttribute, suggestionMarks } from '../attributes.ts'

/** A quotation set apart from the copy, with who said it. */
export const QuoteNode = Node.create({
  name: 'quote',
  group: 'block',
  content: 'paragraph+ attribution?',
  marks: suggestionMarks,
  defining: true,
  addAttributes: () => ({ id: idAttribute }),
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: ({ HTMLAttributes }) => ['blockquote', mergeAttributes(HTMLAttributes), 0]
})
