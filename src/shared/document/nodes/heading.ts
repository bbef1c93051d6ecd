import { mergeAttributes, Node } from '@tiptap/core'
import { attribute, idAttribute, isWhole } from '../attributes.ts'

export const headingLevels = [2, 3, 4] as const

/** A heading inside the copy. Level 1 is the headline, which is a node of its own. */
export const HeadingNode = Node.create({
  name: 'heading',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({
    id: idAttribute,
    level: { ...attribute('data-level', 2, '2, 3 or 4', isWhole(2, 4)), rendered: false, parseHTML: undefined }
  }),
  parseHTML: () => [
    ...headingLevels.map((level) => ({ tag: `h${level}`, attrs: { level } })),
    { tag: 'h5', attrs: { level: 4 } },
    { tag: 'h6', attrs: { level: 4 } }
  ],
  renderHTML: ({ node, HTMLAttributes }) => [`h${node.attrs.level}`, mergeAttributes(HTMLAttributes), 0]
})
