import { Mark } from '@tiptap/core'
import { attribute, isOneOf, isString, orNull } from '../attributes.ts'

// Shaped as @handlewithcare/prosemirror-suggest-changes has them: the mark names the suggestion, a row tells
// who made it, when, and what became of it.
const suggestionId = attribute(
  'data-id',
  null,
  'a suggestion id',
  (value) => typeof value === 'string' && /^[\w-]{1,40}$/.test(value)
)
const id = { ...suggestionId, default: undefined, isRequired: true }
const plainValue = (value: unknown) =>
  ['string', 'number', 'boolean'].includes(typeof value) && String(value).length <= 2000

export const InsertionMark = Mark.create({
  name: 'insertion',
  inclusive: false,
  excludes: 'deletion modification insertion',
  addAttributes: () => ({ id }),
  parseHTML: () => [{ tag: 'ins[data-id]' }],
  renderHTML: ({ HTMLAttributes }) => ['ins', HTMLAttributes, 0]
})

export const DeletionMark = Mark.create({
  name: 'deletion',
  inclusive: false,
  excludes: 'insertion modification deletion',
  addAttributes: () => ({ id }),
  parseHTML: () => [{ tag: 'del[data-id]' }],
  renderHTML: ({ HTMLAttributes }) => ['del', HTMLAttributes, 0]
})

export const ModificationMark = Mark.create({
  name: 'modification',
  inclusive: false,
  excludes: 'deletion insertion',
  addAttributes: () => ({
    id,
    type: attribute('data-mod-type', 'mark', 'what was modified', isOneOf(['mark', 'attr', 'nodeType'])),
    attrName: attribute('data-attr-name', null, 'the name of an attribute', orNull(isString(40))),
    previousValue: attribute('data-previous-value', null, 'a plain value', orNull(plainValue)),
    newValue: attribute('data-new-value', null, 'a plain value', orNull(plainValue))
  }),
  parseHTML: () => [{ tag: 'span[data-mod-type]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes, 0]
})
