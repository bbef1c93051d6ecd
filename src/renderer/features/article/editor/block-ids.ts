import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state'
import { AddMarkStep, Mapping, RemoveMarkStep, ReplaceStep } from '@tiptap/pm/transform'
import { newBlockId } from '#shared/document/attributes.ts'

/**
 * Keeps block ids whole: every block that can carry one has one, and no two are equal. Of two equal ids the block that
 * had it before keeps it, wherever the copy landed; of the halves of a split block the first keeps it.
 */
export const BlockIds = Extension.create({
  name: 'blockIds',
  addProseMirrorPlugins: () => [
    new Plugin({ appendTransaction: (transactions, before, after) => mendIds(transactions, before, after) })
  ]
})

export function mendIds(
  transactions: readonly Transaction[],
  before: EditorState,
  after: EditorState
): Transaction | null {
  if (
    !transactions.some(
      (transaction) =>
        transaction.docChanged && !transaction.steps.every((step, index) => isInline(step, transaction.docs[index]))
    )
  )
    return null
  const places = placesOf(after.doc)
  const repeated = new Set<string>()
  const seen = new Set<string>()
  for (const { id } of places) {
    if (id !== null && seen.has(id)) repeated.add(id)
    if (id !== null) seen.add(id)
  }
  if (repeated.size === 0 && places.every(({ id }) => id !== null)) return null
  const keepers = repeated.size === 0 ? new Map<string, number>() : keepersOf(repeated, places, transactions, before)
  const transaction = after.tr
  for (const { id, at } of places)
    if (id === null || (repeated.has(id) && keepers.get(id) !== at)) transaction.setNodeAttribute(at, 'id', fresh(seen))
  return transaction
}

interface Place {
  id: string | null
  at: number
}

function placesOf(doc: Node): Place[] {
  const places: Place[] = []
  doc.descendants((node, at) => {
    if (node.type.spec.attrs && 'id' in node.type.spec.attrs) places.push({ id: node.attrs.id as string | null, at })
    return !node.isTextblock
  })
  return places
}

/** Where each repeated id stays: where the block that had it has come to, else at its first place. */
function keepersOf(
  repeated: Set<string>,
  places: Place[],
  transactions: readonly Transaction[],
  before: EditorState
): Map<string, number> {
  const mapping = new Mapping()
  for (const transaction of transactions) for (const map of transaction.mapping.maps) mapping.appendMap(map)
  const keepers = new Map<string, number>()
  for (const { id, at } of placesOf(before.doc)) {
    if (id === null || !repeated.has(id)) continue
    const moved = mapping.map(at, 1)
    if (places.some((place) => place.id === id && place.at === moved)) keepers.set(id, moved)
  }
  for (const { id, at } of places) if (id !== null && repeated.has(id) && !keepers.has(id)) keepers.set(id, at)
  return keepers
}

function fresh(taken: Set<string>): string {
  let id = newBlockId()
  while (taken.has(id)) id = newBlockId()
  taken.add(id)
  return id
}

/** Whether a step cannot have touched a block: typing, deleting within one textblock, marks, meta. `doc` is the one it was made for. */
export function isInline(step: unknown, doc: Node | undefined): boolean {
  if (!(step instanceof ReplaceStep))
    return (
      (step as { touchesBlocks?: boolean }).touchesBlocks === false ||
      step instanceof AddMarkStep ||
      step instanceof RemoveMarkStep
    )
  if (!doc || step.slice.openStart > 0 || step.slice.openEnd > 0) return false
  const inline = step.slice.content.childCount === 0 || (step.slice.content.firstChild?.isInline ?? false)
  const $from = doc.resolve(step.from)
  return inline && $from.parent.inlineContent && $from.sameParent(doc.resolve(step.to))
}
