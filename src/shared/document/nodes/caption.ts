import { mergeAttributes, Node } from '@tiptap/core'
import { idAttribute, suggestionMarks } from '../attributes.ts'

/** The text under a picture (cutline): what it shows, who, where, when. */
export const CaptionNode = Node.create({
  name: 'caption',
  content: 'inline*',
  marks: `bold italic link ${suggestionMarks}`,
  defining: true,
  isolating: true,
  addAttributes: () => ({ id: idAttribute }),
  parseHTML: () => [{ tag: 'p[data-type=caption]' }],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes({ 'data-type': 'caption' }, HTMLAttributes), 0]
})
