import type { Editor } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import type { TextChange } from '#shared/article/checks/check.ts'

/** Where the block with this id stands, or null. */
export function placeOf(doc: Node, id: string): number | null {
  let at: number | null = null
  doc.descendants((node, position) => {
    if (at === null && node.attrs.id === id) at = position
    return at === null
  })
  return at
}

/** A textblock's text, as long as its content: a line break is "\n", what a suggestion would delete is U+FFFC. */
export function blockText(block: Node): string {
  let text = ''
  block.forEach((node) => {
    const words = node.text ?? '\n'
    text += node.marks.some(({ type }) => type.name === 'deletion') ? '\ufffc'.repeat(node.nodeSize) : words
  })
  return text
}

/** Puts words in the place of others, all or none, undone in one step. False where the text reads otherwise by now. */
export function changeText(editor: Editor, changes: readonly TextChange[]): boolean {
  const { state, view } = editor
  const transaction = closeHistory(state.tr)
  const placed = changes.map((change) => ({ ...change, at: placeOf(state.doc, change.place) }))
  for (const { at, start, end, before, after } of placed) {
    const block = at === null ? null : state.doc.nodeAt(at)
    if (at === null || !block?.isTextblock || blockText(block).slice(start, end) !== before) return false
    const [from, to] = [at + 1 + start, at + 1 + end].map((position) => transaction.mapping.map(position))
    if (from === undefined || to === undefined) return false
    if (after === '') transaction.delete(from, to)
    else transaction.insertText(after, from, to)
  }
  if (transaction.docChanged) view.dispatch(transaction)
  return true
}

/** Puts words in the place of others. They take the marks of the first letter there: a link stays a link, italics italic. */
export function putWords(
  transaction: Transaction,
  { from, to }: { from: number; to: number },
  words: string
): Transaction {
  const { doc } = transaction
  const marks = doc.nodeAt(from)?.marks ?? []
  return words === ''
    ? transaction.delete(from, to)
    : transaction.replaceWith(from, to, doc.type.schema.text(words, marks))
}
