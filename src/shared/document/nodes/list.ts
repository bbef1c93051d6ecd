import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list'
import { attribute, idAttribute, isOneOf, isWhole, orNull, suggestionMarks } from '../attributes.ts'

export const BulletListNode = BulletList.extend({
  marks: suggestionMarks,
  addAttributes: () => ({ id: idAttribute })
})

export const OrderedListNode = OrderedList.extend({
  marks: suggestionMarks,
  addAttributes: () => ({
    id: idAttribute,
    start: attribute('start', 1, 'a whole number', isWhole(0, 100_000)),
    type: attribute('type', null, 'a list style', orNull(isOneOf(['1', 'a', 'A', 'i', 'I'])))
  })
})

export const ListItemNode = ListItem.extend({
  content: 'paragraph (paragraph | bulletList | orderedList)*',
  marks: suggestionMarks
})
