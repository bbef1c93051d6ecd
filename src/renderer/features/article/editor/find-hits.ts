import { closeHistory } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { Extension } from '@tiptap/core'
import { findExpression, findRanges, type FindQuery } from '#shared/document/find.ts'
import { blockText, putWords } from './text-changes.ts'

/** Some of the document's text, in positions. */
export interface Hit {
  from: number
  to: number
}

interface Finding {
  /** Null while nothing is looked for. */
  expression: RegExp | null
  /** In the order of the document; moved along with the text, read anew when the window is idle. */
  hits: Hit[]
  /** The hit that is looked at, or what was put in its place. */
  current: Hit | null
  marks: DecorationSet
}

const key = new PluginKey<Finding>('findHits')
/** Milliseconds after the last change before the text is read again. */
const pause = 250
const nothing: Finding = { expression: null, hits: [], current: null, marks: DecorationSet.empty }

/** Marks what is looked for. Each textblock is read once for a query; no hit reaches over the end of one. */
export const FindHits = Extension.create<{ changed: () => void; escape: () => boolean }>({
  name: 'findHits',
  addOptions: () => ({ changed: () => {}, escape: () => false }),
  addProseMirrorPlugins() {
    const { options } = this
    let timer: ReturnType<typeof setTimeout> | undefined
    return [
      new Plugin<Finding>({
        key,
        state: {
          init: () => nothing,
          apply(transaction, finding) {
            const next = transaction.getMeta(key) as Partial<Finding> | undefined
            const moved = transaction.docChanged && finding.expression ? move(finding, transaction) : finding
            return next ? { ...moved, ...next } : moved
          }
        },
        view: () => ({
          update(view, before) {
            const finding = findingIn(view.state)
            if (finding !== findingIn(before)) options.changed()
            if (before.doc === view.state.doc || !finding.expression) return
            clearTimeout(timer)
            timer = setTimeout(() => refresh(view), pause)
          },
          destroy: () => clearTimeout(timer)
        }),
        props: {
          decorations(state) {
            const { marks, current } = findingIn(state)
            if (!current || current.from === current.to) return marks
            return marks.add(state.doc, [Decoration.inline(current.from, current.to, { class: 'find-current' })])
          },
          handleKeyDown: (view, event) =>
            event.key === 'Escape' && findingIn(view.state).expression !== null && options.escape()
        }
      })
    ]
  }
})

export function findingIn(state: EditorState): Finding {
  return key.getState(state) ?? nothing
}

function move(finding: Finding, { mapping, doc }: Transaction): Finding {
  const map = ({ from, to }: Hit): Hit => ({ from: mapping.map(from, 1), to: mapping.map(to, -1) })
  const { current } = finding
  return {
    ...finding,
    hits: finding.hits.map(map).filter(({ from, to }) => from < to),
    // What takes a hit's place is looked at still, so that the next one is the one after it.
    current: current && { from: mapping.map(current.from, -1), to: mapping.map(current.to, 1) },
    marks: finding.marks.map(mapping, doc)
  }
}

/** The ranges in each textblock for the newest expression: nodes never change, so what was found in one holds. */
let known = new WeakMap<Node, ReturnType<typeof findRanges>>()
let knownFor = ''

function readHits(doc: Node, expression: RegExp): Hit[] {
  const name = String(expression)
  if (name !== knownFor) {
    known = new WeakMap()
    knownFor = name
  }
  const hits: Hit[] = []
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true
    let ranges = known.get(node)
    if (!ranges) known.set(node, (ranges = findRanges(blockText(node), expression)))
    for (const { start, end } of ranges) hits.push({ from: at + 1 + start, to: at + 1 + end })
    return false
  })
  return hits
}

function marksOf(doc: Node, hits: Hit[]): DecorationSet {
  return DecorationSet.create(
    doc,
    hits.map(({ from, to }) => Decoration.inline(from, to, { class: 'find-hit' }))
  )
}

function tell(view: EditorView, next: Partial<Finding>, transaction = view.state.tr): void {
  view.dispatch(transaction.setMeta(key, next).setMeta('addToHistory', false))
}

function refresh(view: EditorView): void {
  if (view.isDestroyed) return
  const { expression, hits: had } = findingIn(view.state)
  if (!expression) return
  const hits = readHits(view.state.doc, expression)
  const same =
    hits.length === had.length && hits.every(({ from, to }, at) => had[at]?.from === from && had[at].to === to)
  if (!same) tell(view, { hits, marks: marksOf(view.state.doc, hits) })
}

/** Looks for a query; the first hit from `from` on is the one that is looked at. */
export function find(view: EditorView, query: FindQuery, from: number): void {
  const expression = findExpression(query)
  if (!expression) return tell(view, nothing)
  const hits = readHits(view.state.doc, expression)
  tell(view, { expression, hits, current: null, marks: marksOf(view.state.doc, hits) })
  const current = hits.find((hit) => hit.from >= from) ?? hits[0]
  if (current) show(view, current)
}

export function stopFinding(view: EditorView): void {
  if (findingIn(view.state).expression) tell(view, nothing)
}

/** Goes on to the next hit, or back to the one before; after the last comes the first. */
export function step(view: EditorView, direction: 1 | -1): void {
  refresh(view)
  const { hits, current } = findingIn(view.state)
  const { from, to } = current ?? view.state.selection
  const next =
    direction === 1
      ? (hits.find((hit) => hit.from >= to) ?? hits[0])
      : (hits.findLast((hit) => hit.to <= from) ?? hits.at(-1))
  if (next) show(view, next)
}

/** The hit is selected, so that whoever goes back to the text is there, and is brought into sight. */
function show(view: EditorView, hit: Hit): void {
  tell(view, { current: hit }, view.state.tr.setSelection(TextSelection.create(view.state.doc, hit.from, hit.to)))
  view.dom.querySelector('.find-current')?.scrollIntoView({ block: 'nearest' })
}

/** Which hit is looked at, from 1; 0 where none is. */
export function placeAmong({ hits, current }: Pick<Finding, 'hits' | 'current'>): number {
  return current ? hits.findIndex(({ from, to }) => from === current.from && to === current.to) + 1 : 0
}

/** Puts words in the place of the hit that is looked at, and goes on to the next. False when none was looked at. */
export function replaceCurrent(view: EditorView, words: string): boolean {
  refresh(view)
  const finding = findingIn(view.state)
  const { current } = finding
  if (!view.editable || !current) return false
  const replaced = placeAmong(finding) > 0
  if (replaced) {
    const transaction = closeHistory(view.state.tr)
    putWords(transaction, current, words)
    view.dispatch(transaction)
  }
  step(view, 1)
  return replaced
}

/** Puts words in the place of every hit as one step of the history; how many there were. */
export function replaceAll(view: EditorView, words: string): number {
  refresh(view)
  const { hits } = findingIn(view.state)
  if (!view.editable || hits.length === 0) return 0
  const transaction = closeHistory(view.state.tr)
  for (const hit of hits.toReversed()) putWords(transaction, hit, words)
  view.dispatch(transaction)
  refresh(view)
  tell(view, { current: null })
  return hits.length
}
