import { mergeAttributes, Node } from '@tiptap/core'
import { attribute, idAttribute } from '../attributes.ts'
import { isSafeLink } from '../links.ts'

/** Something that lives elsewhere, named by its address: shown as a card, never fetched. */
export const EmbedNode = Node.create({
  name: 'embed',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    id: idAttribute,
    url: attribute(
      'data-url',
      '',
      'an http or https address',
      (value) => value === '' || (isSafeLink(value) && /^https?:/i.test(value))
    )
  }),
  parseHTML: () => [{ tag: 'div[data-type=embed]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes({ 'data-type': 'embed' }, HTMLAttributes)]
})
