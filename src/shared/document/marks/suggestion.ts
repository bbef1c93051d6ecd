import { Mark } from '@tiptap/core'
import { attribute, isOneOf, isString, jsonAttribute, orNull } from '../attributes.ts'

// A mark names its suggestion; a row tells who made it, when, and what became of it. The three may stand together on
// one word or block: what somebody put in, another may want out.
const suggestionId = attribute(
  'data-suggestion',
  null,
  'a suggestion id',
  (value) => typeof value === 'string' && /^[\w-]{1,40}$/.test(value)
)
const id = {
  ...suggestionId,
  default: undefined,
  isRequired: true,
  renderHTML: (attributes: Record<string, unknown>) => ({ 'data-suggestion': String(attributes.id) })
}
const isSmallJson = (value: unknown) => value !== undefined && (JSON.stringify(value)?.length ?? 0) <= 8000

/** What a modification says of its block. */
export const modificationTypes = ['attr', 'nodeType', 'split', 'join'] as const
export type ModificationType = (typeof modificationTypes)[number]

export const InsertionMark = Mark.create({
  name: 'insertion',
  inclusive: false,
  excludes: 'insertion',
  addAttributes: () => ({ id }),
  parseHTML: () => [{ tag: 'ins[data-suggestion]' }],
  renderHTML: ({ HTMLAttributes }) => ['ins', HTMLAttributes, 0]
})

export const DeletionMark = Mark.create({
  name: 'deletion',
  inclusive: false,
  excludes: 'deletion',
  addAttributes: () => ({ id }),
  parseHTML: () => [{ tag: 'del[data-suggestion]' }],
  renderHTML: ({ HTMLAttributes }) => ['del', HTMLAttributes, 0]
})

/**
 * A change of a block that leaves its words alone. `attr`: the attribute `attrName` was `previousValue`. `nodeType`: the
 * block was `previousValue` ({ type, attrs }). `split`: the block was the end of the one before it. `join`: it is to
 * become that. A block carries as many as were made, oldest first.
 */
export const ModificationMark = Mark.create({
  name: 'modification',
  inclusive: false,
  excludes: '',
  addAttributes: () => ({
    id,
    type: attribute('data-mod-type', 'attr', 'what was modified', isOneOf(modificationTypes)),
    attrName: attribute('data-attr-name', null, 'the name of an attribute', orNull(isString(40))),
    previousValue: jsonAttribute('data-previous-value', 'a small value', isSmallJson),
    newValue: jsonAttribute('data-new-value', 'a small value', isSmallJson)
  }),
  parseHTML: () => [{ tag: 'span[data-mod-type]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes, 0]
})
