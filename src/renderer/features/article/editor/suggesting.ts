import { Extension } from '@tiptap/core'
import { Fragment, Slice, type Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { AttrStep, ReplaceStep, type Mappable } from '@tiptap/pm/transform'
import { decideModel, isSuggestion, type Decide } from '#shared/document/decide.ts'
import { leastStep, trackChanges, type Author, type EditHint, type Tracked } from '#shared/document/track-changes.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { isInline } from './block-ids.ts'
import { broughtWords } from './figure-words.ts'
import { MetaStep } from './meta-step.ts'
import { fromCore } from './patch.ts'

/** What suggest mode asks of whoever opens the editor. */
export interface SuggestHost extends Author {
  /** Whether suggest mode is on when a text is put on the page. */
  on(): boolean
  /** Says why an edit was not made. */
  refuse(message: string): void
}

const suggesting = new PluginKey<boolean>('suggesting')
/** Says of a transaction that it is made as it is, in suggest mode too. */
const direct = 'suggesting.direct'

export function isSuggesting(state: EditorState): boolean {
  return suggesting.getState(state) ?? false
}

export function setSuggesting(state: EditorState, on: boolean): Transaction {
  return state.tr.setMeta(suggesting, on).setMeta('addToHistory', false)
}

export function suggestingPlugin(on: () => boolean): Plugin<boolean> {
  return new Plugin<boolean>({
    key: suggesting,
    state: {
      init: on,
      apply: (transaction, was) => (transaction.getMeta(suggesting) as boolean | undefined) ?? was
    },
    props: {
      // What is copied is copied as it reads; what is moved takes its suggestions along.
      transformPasted: (slice, view) => (view.dragging?.move ? slice : settledSlice(slice))
    },
    appendTransaction: (transactions, before, after) =>
      isSuggesting(after) ? null : mendDirect(transactions, before, after)
  })
}

/** A slice as it reads when its suggestions are accepted: pasted elsewhere, they would be nobody’s. */
export function settledSlice(slice: Slice): Slice {
  const settle = (content: Fragment, openStart: number, openEnd: number): Fragment => {
    const nodes: Node[] = []
    content.forEach((node, _, index) => {
      const [start, end] = [index === 0 ? openStart : 0, index === content.childCount - 1 ? openEnd : 0]
      const goes = node.marks.some(({ type }) => type.name === 'deletion')
      // A block at an open end stands for the ones around what was cut out: it stays, without its words.
      if (goes && start + end === 0) return
      const kept = node.marks.filter((mark) => !isSuggestion(mark))
      const inside = goes ? Fragment.empty : settle(node.content, Math.max(start - 1, 0), Math.max(end - 1, 0))
      nodes.push(node.isText ? node.mark(kept) : node.type.create(node.attrs, inside, kept))
    })
    return Fragment.fromArray(nodes)
  }
  const content = settle(slice.content, slice.openStart, slice.openEnd)
  const open = Slice.maxOpen(content)
  return new Slice(content, Math.min(slice.openStart, open.openStart), Math.min(slice.openEnd, open.openEnd))
}

/** Turns every edit into suggestions while suggest mode is on. */
export const Suggesting = Extension.create<{ host: SuggestHost | null }>({
  name: 'suggesting',
  addOptions: () => ({ host: null }),
  addProseMirrorPlugins() {
    return [suggestingPlugin(() => this.options.host?.on() ?? false)]
  },
  dispatchTransaction({ transaction, next }) {
    const { host } = this.options
    const { state } = this.editor
    if (!host || !isSuggesting(state) || !isEdit(transaction)) return next(transaction)
    const suggested = suggestEdit(state, transaction, host)
    if (suggested.ok) next(suggested.value)
    else host.refuse(suggested.error.message)
  }
})

function isEdit(transaction: Transaction): boolean {
  const { docChanged } = transaction
  return docChanged && ['history$', direct, fromCore].every((key) => !transaction.getMeta(key))
}

// What the history and the page go by; what undoes an input rule by its steps does not fit the steps that are made here.
const carried = [
  'addToHistory',
  'appendedTransaction',
  'closeHistory$',
  'composition',
  'paste',
  'uiEvent',
  broughtWords
]

/** The transaction as suggestions, with all that plugins would add to it; a failure's message is a sentence. */
export function suggestEdit(state: EditorState, transaction: Transaction, author: Author): Result<Transaction> {
  if (transaction.steps.some((step) => step instanceof MetaStep))
    return fail('refused', 'Details cannot be suggested. Turn suggest mode off to change them.')
  const edited = state.applyTransaction(transaction)
  if (edited.transactions.length === 0) return ok(transaction)
  const tracked = trackChanges(state.doc, edited.state.doc, author, hintOf(transaction))
  if (!tracked.ok) return tracked
  const made = put(state, tracked.value.doc)
  const side = deletesForward(state, transaction) ? 1 : -1
  made.setSelection(edited.state.selection.map(made.doc, mappableOf(tracked.value, side)))
  for (const key of carried) {
    const value: unknown = transaction.getMeta(key)
    if (value !== undefined) made.setMeta(key, value)
  }
  if (transaction.storedMarksSet) made.setStoredMarks(transaction.storedMarks)
  if (transaction.scrolledIntoView) made.scrollIntoView()
  return ok(made.setTime(transaction.time).setMeta(direct, true))
}

function hintOf({ steps, docs, mapping }: Transaction): EditHint {
  // What is said of a block is found without a hint.
  if (!steps.every((step) => step instanceof ReplaceStep || step instanceof AttrStep)) return {}
  const changed = steps.flatMap((step, index) => {
    if (!(step instanceof ReplaceStep)) return []
    const back = (position: number, side: number) =>
      mapping.maps.slice(0, index).reduceRight((at, map) => map.invert().map(at, side), position)
    return { from: back(step.from, -1), to: back(step.to, 1) }
  })
  return {
    changed,
    several: steps.length > 1 && steps.every((step, index) => step instanceof AttrStep || isInline(step, docs[index]))
  }
}

function deletesForward({ selection }: EditorState, { steps }: Transaction): boolean {
  const [first] = steps
  return (
    selection.empty &&
    first instanceof ReplaceStep &&
    first.from === selection.from &&
    first.to > first.from &&
    first.slice.size === 0
  )
}

function mappableOf({ map }: Tracked, side: -1 | 1): Mappable {
  const place = (position: number) => map(position, side)
  return {
    map: place,
    mapResult: (position) =>
      ({
        pos: place(position),
        deleted: false,
        deletedBefore: false,
        deletedAfter: false,
        deletedAcross: false
      }) as ReturnType<Mappable['mapResult']>
  }
}

/** The least change that makes `doc` of what stands there, as one step. */
function put(state: EditorState, doc: Node): Transaction {
  const step = leastStep(state.doc, doc)
  return step ? state.tr.step(step) : state.tr
}

/** Accepts or rejects suggestions, undone in one step; null where nothing changes, a failure where what is left is no article. */
export function decideEdit(state: EditorState, decide: Decide): Result<Transaction | null> {
  const doc = decideModel(state.doc, decide)
  if (doc === state.doc) return ok(null)
  try {
    doc.check()
  } catch {
    return fail('refused', 'This cannot be decided by itself: what it belongs to has to be decided with it.')
  }
  const made = put(state, doc)
  return ok(made.setMeta(direct, true).setMeta(broughtWords, true).setMeta('closeHistory$', true))
}

/**
 * What is typed directly is nobody's suggestion: words typed among those that are to go stay, and the second half of a
 * block that was split is not a second suggestion of what the first one is.
 */
function mendDirect(transactions: readonly Transaction[], before: EditorState, after: EditorState): Transaction | null {
  const edits = transactions.filter(isEdit)
  if (edits.length === 0) return null
  const made = after.tr
  for (const edit of edits)
    edit.steps.forEach((step, index) => {
      if (!(step instanceof ReplaceStep) || step.slice.size === 0 || edit.getMeta('paste') || edit.getMeta('uiEvent'))
        return
      const { deletion } = after.schema.marks
      const typed = step.slice.content.firstChild
      if (!deletion || !typed?.isText || !deletion.isInSet(typed.marks)) return
      const from = edit.mapping.slice(index + 1).map(step.from)
      made.removeMark(from, from + step.slice.size, deletion)
    })
  const structural = edits.some(({ steps, docs }) => !steps.every((step, index) => isInline(step, docs[index])))
  if (structural) dropCopies(made, before.doc, after.doc)
  return made.docChanged ? made : null
}

function dropCopies(made: Transaction, before: Node, after: Node): void {
  const known = new Set<unknown>()
  before.forEach((node) => void known.add(node))
  const had = new Set<unknown>()
  before.descendants((node) => {
    if (node.attrs.id) had.add(node.attrs.id)
    return !node.isTextblock
  })
  after.descendants((node, at) => {
    if (known.has(node) || node.isInline) return false
    // A block that was just made of another still has its id, or none yet: its own is known by its place alone.
    const fresh = node.isTextblock && (!node.attrs.id || !had.has(node.attrs.id))
    if (fresh) for (const mark of node.marks) if (mark.type.name === 'modification') made.removeNodeMark(at, mark)
    return !node.isTextblock
  })
}
