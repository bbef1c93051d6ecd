import type { Editor } from '@tiptap/core'
import { Fragment, type Node, type Schema } from '@tiptap/pm/model'
import { NodeSelection, Selection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { blockBoundary, emptyFigure } from './figures.ts'

/** What the Insert menu puts in, in its order. */
export const insertable = [
  { id: 'figure', label: 'Place for a picture' },
  { id: 'quote', label: 'Quote' },
  { id: 'pullQuote', label: 'Pull quote' },
  { id: 'factBox', label: 'Fact box' },
  { id: 'table', label: 'Table' },
  { id: 'embed', label: 'Embed' },
  { id: 'divider', label: 'Divider' }
] as const

export type Insertable = (typeof insertable)[number]['id']

export function insert(editor: Editor, what: Insertable): void {
  editor.view.dispatch(insertBlock(editor.state, makeBlock(editor.schema, what)))
  editor.view.focus()
}

/** Puts a block after the one with the caret, in the place of an empty paragraph, and the caret into it. */
export function insertBlock(state: EditorState, block: Node): Transaction {
  const { $from } = state.selection
  const transaction = state.tr
  const empty = $from.depth === 1 && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0
  const at = empty ? $from.before(1) : blockBoundary(state.doc, state.selection.to)
  if (empty) transaction.replaceWith(at, $from.after(1), block)
  else transaction.insert(at, block)
  const end = at + block.nodeSize
  const { paragraph } = state.schema.nodes
  if (paragraph && end === transaction.doc.content.size) transaction.insert(end, paragraph.create())
  const inside = block.isAtom ? null : Selection.findFrom(transaction.doc.resolve(at + 1), 1, true)
  const selection =
    inside ??
    (block.type.name === 'embed'
      ? NodeSelection.create(transaction.doc, at)
      : Selection.near(transaction.doc.resolve(end), 1))
  return transaction.setSelection(selection).scrollIntoView()
}

export function makeBlock(schema: Schema, what: Insertable): Node {
  const node = (name: string, content?: Node | Node[]): Node => {
    const type = schema.nodes[name]
    if (!type) throw new Error(`The schema has no ${name}.`)
    return type.create(null, Fragment.from(content))
  }
  switch (what) {
    case 'figure':
      return emptyFigure(schema)
    case 'quote':
      return node('quote', [node('paragraph'), node('attribution')])
    case 'factBox':
      return node('factBox', [node('factBoxTitle'), node('paragraph')])
    case 'table': {
      const row = (cell: string) =>
        node(
          'tableRow',
          [0, 1, 2].map(() => node(cell, node('paragraph')))
        )
      return node('table', [row('tableHeader'), row('tableCell'), row('tableCell')])
    }
    default:
      return node(what)
  }
}

/** Makes the paragraphs of the selection a quote, or takes the quote away around them; false when neither can be. */
export function toggleQuote(transaction: Transaction): boolean {
  const { $from, $to, from } = transaction.selection
  const { quote, attribution, paragraph } = transaction.doc.type.schema.nodes
  if (!quote || !attribution || !paragraph) return false
  const land = (at: number, bias: 1 | -1) =>
    transaction.setSelection(Selection.near(transaction.doc.resolve(Math.min(at, transaction.doc.content.size)), bias))
  for (let depth = $from.depth; depth > 0; depth--) {
    const around = $from.node(depth)
    if (around.type !== quote) continue
    const inside: Node[] = []
    around.forEach((child) => {
      if (child.type === paragraph) inside.push(child)
      else if (child.content.size > 0) inside.push(paragraph.create(null, child.content))
    })
    transaction.replaceWith($from.before(depth), $from.after(depth), inside)
    land(from - 1, -1)
    return true
  }
  const range = $from.blockRange($to)
  if (!range || range.depth > 0) return false
  const paragraphs = Array.from({ length: range.endIndex - range.startIndex }, (_, index) =>
    range.parent.child(range.startIndex + index)
  )
  if (paragraphs.some((child) => child.type !== paragraph)) return false
  transaction.replaceWith(range.start, range.end, quote.create(null, [...paragraphs, attribution.create()]))
  land(from + 1, 1)
  return true
}
