import { Mark, type Node } from '@tiptap/pm/model'
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { difference } from '#shared/merge/difference.ts'

/** Says that a step only brings what is stored: nothing of it is owed, and undo leaves it alone. */
export const fromCore = 'fromCore'

/**
 * The steps that make `to` of the text on the page, no more than there have to be: what is the same stays untouched, so
 * that the caret, the place on the screen and the undo history stay where they are. Null when nothing differs.
 */
export function patchOf(state: EditorState, to: Node, undoable = false): Transaction | null {
  let transaction = state.tr
  patchChildren(transaction, state.doc, to, 0)
  // Where steps do not lead there, as through a text that may not stand even for a moment, one takes the place of all.
  if (!transaction.doc.eq(to)) transaction = state.tr.replaceWith(0, state.doc.content.size, to.content)
  if (!transaction.docChanged) return null
  keepCaret(state, transaction)
  return undoable ? transaction : transaction.setMeta('addToHistory', false).setMeta(fromCore, true)
}

/** What comes in right at the caret comes behind it: whoever types goes on at their own word. */
function keepCaret({ selection }: EditorState, transaction: Transaction): void {
  if (!(selection instanceof TextSelection)) return
  const [anchor, head] = [selection.anchor, selection.head].map((at) => transaction.mapping.map(at, -1)) as [
    number,
    number
  ]
  const { doc } = transaction
  if (!doc.resolve(anchor).parent.inlineContent || !doc.resolve(head).parent.inlineContent) return
  transaction.setSelection(TextSelection.create(doc, anchor, head))
}

/** From the end to the beginning, so that places before a step are still true after it. `start` is where `from` has its content. */
function patchChildren(transaction: Transaction, from: Node, to: Node, start: number): void {
  const [old, fresh] = [childrenOf(from), childrenOf(to)]
  const places: number[] = []
  let place = start
  for (const child of old) {
    places.push(place)
    place += child.nodeSize
  }
  const end = place
  const pairs = pairsOf(old, fresh)
  let [oldAt, freshAt] = [old.length, fresh.length]
  for (const [a, b] of [...pairs].reverse().concat([[-1, -1]])) {
    const [gapFrom, gapTo] = [a < 0 ? start : (places[a] ?? 0) + (old[a]?.nodeSize ?? 0), places[oldAt] ?? end]
    if (gapTo > gapFrom || freshAt > b + 1) {
      const nodes = fresh.slice(b + 1, freshAt)
      if (nodes.length > 0) transaction.replaceWith(gapFrom, gapTo, nodes)
      else transaction.delete(gapFrom, gapTo)
    }
    const [one, other] = [old[a], fresh[b]]
    if (one && other) patchNode(transaction, one, other, places[a] ?? 0)
    oldAt = a
    freshAt = b
  }
}

function childrenOf(node: Node): Node[] {
  return Array.from({ length: node.childCount }, (_, index) => node.child(index))
}

/** Which child became which: equal ones from both ends, then those of one id and kind, in order. */
function pairsOf(old: Node[], fresh: Node[]): [number, number][] {
  const pairs: [number, number][] = []
  const places = new Map<string, number>()
  fresh.forEach((child, index) => {
    const key = keyOf(child)
    if (key !== null && !places.has(key)) places.set(key, index)
  })
  let last = -1
  old.forEach((child, index) => {
    const key = keyOf(child)
    let found = key === null ? undefined : places.get(key)
    if (key === null) {
      const next = fresh.findIndex((other, at) => at > last && other.eq(child))
      if (next >= 0) found = next
    }
    if (found !== undefined && found > last) pairs.push([index, (last = found)])
  })
  return pairs
}

/** Kind, id and marks: what a step cannot change in place makes another node of it. */
function keyOf({ type, attrs, marks, firstChild }: Node): string | null {
  const id: unknown = attrs.id ?? (type.name === 'listItem' ? firstChild?.attrs.id : null)
  return typeof id === 'string'
    ? `${type.name} ${id} ${marks.map((mark) => JSON.stringify(mark.toJSON())).join()}`
    : null
}

function patchNode(transaction: Transaction, from: Node, to: Node, at: number): void {
  if (from.eq(to)) return
  if (from.isTextblock) patchLine(transaction, from, to, at + 1)
  else if (!from.isLeaf) patchChildren(transaction, from, to, at + 1)
  for (const [name, value] of Object.entries(to.attrs))
    if (JSON.stringify(from.attrs[name]) !== JSON.stringify(value)) transaction.setNodeAttribute(at, name, value)
}

/**
 * The text of a line word by word, then the marks of what is there: a mark that comes or goes moves no caret, and a caret
 * between two changes stays in its word.
 */
function patchLine(transaction: Transaction, from: Node, to: Node, start: number): void {
  const [old, fresh] = [piecesOf(from), piecesOf(to)]
  const numbers = new Map<string, number>()
  const numberOf = ({ text }: Piece) => numbers.get(text) ?? (numbers.set(text, numbers.size), numbers.size - 1)
  const steps = difference(old.map(numberOf), fresh.map(numberOf))
  const hunks: { from: number; to: number; own: [number, number] }[] = []
  let [a, b] = [0, 0]
  let open = false
  for (const step of steps) {
    if (step.a >= 0 && step.b >= 0) {
      open = false
      ;[a, b] = [old[step.a]?.end ?? a, fresh[step.b]?.end ?? b]
      continue
    }
    const last = hunks.at(-1)
    const hunk = open && last ? last : { from: a, to: a, own: [b, b] as [number, number] }
    if (!open || !last) hunks.push(hunk)
    open = true
    if (step.a >= 0) hunk.to = a = old[step.a]?.end ?? a
    else hunk.own[1] = b = fresh[step.b]?.end ?? b
  }
  for (const hunk of hunks.reverse())
    transaction.replace(start + hunk.from, start + hunk.to, to.slice(hunk.own[0], hunk.own[1]))
  patchMarks(transaction, to, start)
}

/** Gives the text of a line, which reads as it shall already, the marks that it shall have. */
function patchMarks(transaction: Transaction, to: Node, start: number): void {
  const line = transaction.doc.resolve(start).parent
  if (line.eq(to) || line.textContent !== to.textContent) return
  to.forEach((child, offset) => {
    line.nodesBetween(offset, offset + child.nodeSize, (node, at) => {
      if (!node.isInline || Mark.sameSet(node.marks, child.marks)) return
      const [begin, end] = [Math.max(at, offset), Math.min(at + node.nodeSize, offset + child.nodeSize)]
      for (const mark of node.marks)
        if (!mark.isInSet(child.marks)) transaction.removeMark(start + begin, start + end, mark)
      for (const mark of child.marks)
        if (!mark.isInSet(node.marks)) transaction.addMark(start + begin, start + end, mark)
    })
  })
}

interface Piece {
  text: string
  /** Where it ends in its line. */
  end: number
}

/** Words, white space and signs of a line; what is no text is a piece for itself. */
function piecesOf(line: Node): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  const text = line.textBetween(0, line.content.size, undefined, '\ufffc')
  for (const [piece] of text.matchAll(/[\p{L}\p{M}\p{N}]+|\s+|[\s\S]/gu))
    pieces.push({ text: piece, end: (end += piece.length) })
  return pieces
}
