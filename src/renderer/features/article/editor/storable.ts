import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import { isShallow } from '#shared/document/body.ts'
import { isInline } from './block-ids.ts'

/** No edit makes an article that could not be stored any more, whichever key, paste or drag asks for it. */
export const Storable = Extension.create({
  name: 'storable',
  addProseMirrorPlugins: () => [new Plugin({ filterTransaction: (transaction) => staysStorable(transaction) })]
})

/** Typing costs nothing here; what touches blocks may not nest too deep, and what comes from outside is checked whole. */
export function staysStorable(transaction: Transaction): boolean {
  if (!transaction.docChanged || transaction.steps.every((step, index) => isInline(step, transaction.docs[index])))
    return true
  const brought = ['paste', 'drop'].includes(String(transaction.getMeta('uiEvent')))
  return brought ? isStorable(transaction.doc) : isShallow(transaction.doc)
}

/** Whether the store takes the document. */
export function isStorable(doc: Node): boolean {
  try {
    doc.check()
    return isShallow(doc)
  } catch {
    return false
  }
}
