import { mergeAttributes, Node } from '@tiptap/core'
import { idAttribute } from '../attributes.ts'

export const DividerNode = Node.create({
  name: 'divider',
  group: 'block',
  atom: true,
  addAttributes: () => ({ id: idAttribute }),
  parseHTML: () => [{ tag: 'hr' }],
  renderHTML: ({ HTMLAttributes }) => ['hr', mergeAttributes(HTMLAttributes)]
})
