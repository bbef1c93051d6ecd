import { mergeAttributes, Node } from '@tiptap/core'
import { attribute, idAttribute, isWhole, suggestionMarks } from '../attributes.ts'

const cellAttributes = () => ({
  colspan: attribute('colspan', 1, 'a whole number', isWhole(1, 100)),
  rowspan: attribute('rowspan', 1, 'a whole number', isWhole(1, 1000)),
  // prosemirror-tables asks for the key; column widths are a matter of the page, so none is kept.
  colwidth: { ...attribute('data-colwidth', null, 'null', (value) => value === null), rendered: false }
})

export const TableNode = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  marks: suggestionMarks,
  isolating: true,
  addAttributes: () => ({ id: idAttribute }),
  extendNodeSchema: (extension) => (extension.name === 'table' ? { tableRole: 'table' } : {}),
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ HTMLAttributes }) => ['table', mergeAttributes(HTMLAttributes), ['tbody', 0]]
})

export const TableRowNode = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)+',
  marks: suggestionMarks,
  extendNodeSchema: (extension) => (extension.name === 'tableRow' ? { tableRole: 'row' } : {}),
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: ({ HTMLAttributes }) => ['tr', mergeAttributes(HTMLAttributes), 0]
})

export const TableCellNode = Node.create({
  name: 'tableCell',
  content: 'paragraph+',
  marks: suggestionMarks,
  isolating: true,
  addAttributes: cellAttributes,
  extendNodeSchema: (extension) => (extension.name === 'tableCell' ? { tableRole: 'cell' } : {}),
  parseHTML: () => [{ tag: 'td' }],
  renderHTML: ({ HTMLAttributes }) => ['td', mergeAttributes(HTMLAttributes), 0]
})

export const TableHeaderNode = Node.create({
  name: 'tableHeader',
  content: 'paragraph+',
  marks: suggestionMarks,
  isolating: true,
  addAttributes: cellAttributes,
  extendNodeSchema: (extension) => (extension.name === 'tableHeader' ? { tableRole: 'header_cell' } : {}),
  parseHTML: () => [{ tag: 'th' }],
  renderHTML: ({ HTMLAttributes }) => ['th', mergeAttributes(HTMLAttributes), 0]
})
