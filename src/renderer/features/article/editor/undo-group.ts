import type { Transaction } from '@tiptap/pm/state'

/** Milliseconds within which changes of the same thing are undone together. */
const pause = 1000

/**
 * Groups changes that have no place in the text (an attribute, meta) for undo, as the history groups typing. The history
 * takes a transaction that names the one it was appended to into the same group.
 */
export class UndoGroup {
  #last: { what: string; transaction: Transaction } | null = null

  group<Made extends Transaction | null>(transaction: Made, what: string): Made {
    if (!transaction) return transaction
    const last = this.#last
    const follows = last !== null && last.what === what && last.transaction.doc === transaction.before
    if (follows && transaction.time - last.transaction.time < pause)
      transaction.setMeta('appendedTransaction', last.transaction)
    this.#last = { what, transaction }
    return transaction
  }

  /** Something else happened in between. */
  end(): void {
    this.#last = null
  }
}
