import { mergeAttributes, Node } from '@tiptap/core'
import { idAttribute, suggestionMarks } from '../attributes.ts'

/** The text under a picture (cutline): what it shows, who, where, when. Its rule goes before the paragraph’s, which takes any `p`. */
export const CaptionNode = Node.create({
  name: 'caption',
  content: 'inline*',
  marks: `bold italic link ${suggestionMarks}`,
  defining: true,
  isolating: true,
  addAttributes: () => ({ id: idAttribute }),
  parseHTML: () => [{ tag: 'p[data-type=caption]', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes({ 'data-type': 'caption' }, HTMLAttributes), 0]
})
