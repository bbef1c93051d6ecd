import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state'
import type { Provenance } from '#shared/document/nodes/figure.ts'

/** Says of a transaction that it brings captions and credits with the provenance that it sets. */
export const broughtWords = 'broughtWords'

/** Caption and credit that somebody types into are theirs: no longer the file's, nor the library's. */
export const FigureWords = Extension.create({
  name: 'figureWords',
  addProseMirrorPlugins: () => [
    new Plugin({ appendTransaction: (transactions, _before, after) => noteTyping(transactions, after) })
  ]
})

export function noteTyping(transactions: readonly Transaction[], after: EditorState): Transaction | null {
  // Undo brings the provenance back by itself.
  if (transactions.some((one) => one.getMeta(broughtWords) || one.getMeta('history$'))) return null
  const typed = new Map<number, Set<'captionFrom' | 'creditFrom'>>()
  transactions.forEach((transaction, index) => {
    transaction.mapping.maps.forEach((map, step) => {
      map.forEach((_from, _to, start, end) => {
        const forward = (at: number) => {
          const own = transaction.mapping.slice(step + 1).map(at)
          return transactions.slice(index + 1).reduce((place, later) => later.mapping.map(place), own)
        }
        const touched = touchedPart(after.doc, forward(start), forward(end))
        if (!touched) return
        const parts = typed.get(touched.at) ?? new Set()
        typed.set(touched.at, parts.add(touched.part))
      })
    })
  })
  const change = after.tr
  for (const [at, parts] of typed)
    for (const part of parts)
      if (after.doc.nodeAt(at)?.attrs[part] !== ('typed' satisfies Provenance))
        change.setNodeAttribute(at, part, 'typed')
  return change.docChanged ? change : null
}

/** The figure and the part of it in which a change lies, if it lies in one. */
function touchedPart(doc: Node, start: number, end: number): { at: number; part: 'captionFrom' | 'creditFrom' } | null {
  const $start = doc.resolve(Math.min(start, doc.content.size))
  const { name } = $start.parent.type
  if ((name !== 'caption' && name !== 'credit') || !$start.sameParent(doc.resolve(Math.min(end, doc.content.size))))
    return null
  return { at: $start.before($start.depth - 1), part: `${name}From` }
}
