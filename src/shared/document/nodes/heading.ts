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
    level: {
      ...attribute('data-level', 2, '2, 3 or 4', isWhole(2, 4)),
      rendered: false,
      // By its element alone: what an attribute says of it is not believed.
      parseHTML: ({ localName }) => Math.min(Number(localName.slice(1)), 4)
    }
  }),
  parseHTML: () => [2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}` })),
  renderHTML: ({ node, HTMLAttributes }) => [`h${node.attrs.level}`, mergeAttributes(HTMLAttributes), 0]
})
