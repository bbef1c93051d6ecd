import { Mark, mergeAttributes } from '@tiptap/core'
import { attribute } from '../attributes.ts'
import { isSafeLink } from '../links.ts'

/** A link in the copy. Only its address is kept: how it opens is the receiver's matter. */
export const LinkMark = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  addAttributes: () => ({
    href: {
      ...attribute('href', null, 'an http, https, mailto or tel address', isSafeLink),
      default: undefined,
      isRequired: true
    }
  }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element) =>
        isSafeLink((element as { getAttribute(name: string): string | null }).getAttribute('href')) ? null : false
    }
  ],
  renderHTML: ({ HTMLAttributes }) => ['a', mergeAttributes(HTMLAttributes, { rel: 'noopener noreferrer' }), 0]
})
