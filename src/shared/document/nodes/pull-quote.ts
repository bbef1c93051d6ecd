import { mergeAttributes, Node } from '@tiptap/core'
import { idAttribute, suggestionMarks } from '../attributes.ts'

/** A sentence lifted out of the copy and set large. */
export const PullQuoteNode = Node.create({
  name: 'pullQuote',
  content: 'inline*',
  group: 'block',
  marks: `bold italic ${suggestionMarks}`,
  defining: true,
  addAttributes: () => ({ id: idAttribute }),
  parseHTML: () => [{ tag: 'aside[data-type=pull-quote]' }],
  renderHTML: ({ HTMLAttributes }) => ['aside', mergeAttributes({ 'data-type': 'pull-quote' }, HTMLAttributes), 0]
})
