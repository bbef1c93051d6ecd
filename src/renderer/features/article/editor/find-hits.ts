import { closeHistory } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { Extension } from '@tiptap/core'
import { findExpression, findRanges, type FindQuery } from '#shared/document/find.ts'
import {
  altHits,
  fieldMarks,
  isAfter,
  isSameHit,
  kickerHits,
  putInFields,
  selectField,
  type Hit,
  type Kicker
} from './find-fields.ts'
import { blockText, putWords } from './text-changes.ts'

interface Finding {
  kicker: Kicker
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
const nothing: Finding = { kicker: () => '', expression: null, hits: [], current: null, marks: DecorationSet.empty }

/** Marks what is looked for. Each textblock is read once for a query; no hit reaches over the end of one. */
export const FindHits = Extension.create<{ changed: () => void; escape: () => boolean; kicker: Kicker }>({
  name: 'findHits',
  addOptions: () => ({ changed: () => {}, escape: () => false, kicker: () => '' }),
  addProseMirrorPlugins() {
    const { options } = this
    let timer: ReturnType<typeof setTimeout> | undefined
    return [
      new Plugin<Finding>({
        key,
        state: {
          init: () => ({ ...nothing, kicker: options.kicker }),
          apply(transaction, finding) {
            const next = transaction.getMeta(key) as Partial<Finding> | undefined
            const moved = transaction.docChanged && finding.expression ? move(finding, transaction) : finding
            return next ? { ...moved, ...next } : moved
          }
        },
        view: () => ({
          update(view, before) {
            const finding = findingIn(view.state)
            if (finding === findingIn(before)) return
            options.changed()
            if (!finding.expression) return
            clearTimeout(timer)
            timer = setTimeout(() => refresh(view), pause)
          },
          destroy: () => clearTimeout(timer)
        }),
        props: {
          decorations(state) {
            const { marks, current } = findingIn(state)
            if (!current || current.from === current.to) return marks
            if (current.field) return marks.add(state.doc, fieldMarks(state.doc, [current], 'find-field-current'))
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
  const map = (hit: Hit): Hit =>
    hit.field?.name === 'kicker' ? hit : { ...hit, from: mapping.map(hit.from, 1), to: mapping.map(hit.to, -1) }
  const { current } = finding
  return {
    ...finding,
    hits: finding.hits.map(map).filter(({ from, to, field }) => from < to || field?.name === 'kicker'),
    // What takes a hit's place is looked at still, so that the next one is the one after it.
    current:
      current &&
      (current.field ? map(current) : { from: mapping.map(current.from, -1), to: mapping.map(current.to, 1) }),
    marks: finding.marks.map(mapping, doc)
  }
}

/** The ranges in each textblock for the newest expression: nodes never change, so what was found in one holds. */
let known = new WeakMap<Node, ReturnType<typeof findRanges>>()
let knownFor = ''

function readHits(doc: Node, expression: RegExp, kicker: Kicker): Hit[] {
  const name = String(expression)
  if (name !== knownFor) {
    known = new WeakMap()
    knownFor = name
  }
  const hits = kickerHits(kicker(), expression)
  doc.descendants((node, at) => {
    if (node.type.name === 'figure') hits.push(...altHits(node, at, expression))
    if (!node.isTextblock) return true
    let ranges = known.get(node)
    if (!ranges) known.set(node, (ranges = findRanges(blockText(node), expression)))
    for (const { start, end } of ranges) hits.push({ from: at + 1 + start, to: at + 1 + end })
    return false
  })
  return hits
}

function marksOf(doc: Node, hits: Hit[]): DecorationSet {
  const inText = hits.filter(({ field }) => !field)
  return DecorationSet.create(doc, [
    ...inText.map(({ from, to }) => Decoration.inline(from, to, { class: 'find-hit' })),
    ...fieldMarks(doc, hits, 'find-field')
  ])
}

function tell(view: EditorView, next: Partial<Finding>, transaction = view.state.tr): void {
  view.dispatch(transaction.setMeta(key, next).setMeta('addToHistory', false))
}

function refresh(view: EditorView): void {
  if (view.isDestroyed) return
  const { expression, hits: had, kicker } = findingIn(view.state)
  if (!expression) return
  const hits = readHits(view.state.doc, expression, kicker)
  const same = hits.length === had.length && hits.every((hit, at) => isSameHit(hit, had[at] as Hit))
  if (!same) tell(view, { hits, marks: marksOf(view.state.doc, hits) })
}

/** Looks for a query; the first hit from `from` on is the one that is looked at. */
export function find(view: EditorView, query: FindQuery, from: number): void {
  const expression = findExpression(query)
  const { kicker } = findingIn(view.state)
  if (!expression) return tell(view, { ...nothing, kicker })
  const hits = readHits(view.state.doc, expression, kicker)
  tell(view, { expression, hits, current: null, marks: marksOf(view.state.doc, hits) })
  const current = hits.find((hit) => hit.from >= from) ?? hits[0]
  if (current) show(view, current)
}

export function stopFinding(view: EditorView): void {
  const { expression, kicker } = findingIn(view.state)
  if (expression) tell(view, { ...nothing, kicker })
}

/** Goes on to the next hit, or back to the one before; after the last comes the first. */
export function step(view: EditorView, direction: 1 | -1): void {
  refresh(view)
  const { hits, current } = findingIn(view.state)
  const here = current ?? view.state.selection
  const next =
    direction === 1
      ? (hits.find((hit) => isAfter(hit, here)) ?? hits[0])
      : (hits.findLast((hit) => isAfter(here, hit)) ?? hits.at(-1))
  if (next) show(view, next)
}

/** The hit is selected, so that whoever goes back to the text is there, and is brought into sight. */
function show(view: EditorView, hit: Hit): void {
  const { state } = view
  const inText = () => state.tr.setSelection(TextSelection.create(state.doc, hit.from, hit.to))
  tell(view, { current: hit }, hit.field ? selectField(state, hit) : inText())
  view.dom.querySelector('.find-current, .find-field-current .figure-alt')?.scrollIntoView({ block: 'nearest' })
}

/** Which hit is looked at, from 1; 0 where none is. */
export function placeAmong({ hits, current }: Pick<Finding, 'hits' | 'current'>): number {
  return current ? hits.findIndex((hit) => isSameHit(hit, current)) + 1 : 0
}

/** What replacing has done: how many it replaced, and the sentence that says what stayed as it is, if anything. */
export interface Replaced {
  count: number
  kept: string | null
}

/** Puts words in the place of the hit that is looked at, and goes on to the next. */
export function replaceCurrent(view: EditorView, words: string): Replaced {
  refresh(view)
  const finding = findingIn(view.state)
  const { current } = finding
  if (!view.editable || !current) return { count: 0, kept: null }
  const done = placeAmong(finding) > 0 ? replaceHits(view, [current], words) : { count: 0, kept: null }
  const { field } = current
  // What was put into a field is not found again.
  if (field && done.count > 0)
    tell(view, { current: { ...current, field: { ...field, end: field.start + words.length } } })
  step(view, 1)
  return done
}

/** Puts words in the place of every hit as one step of the history. */
export function replaceAll(view: EditorView, words: string): Replaced {
  refresh(view)
  const { hits } = findingIn(view.state)
  if (!view.editable || hits.length === 0) return { count: 0, kept: null }
  const done = replaceHits(view, hits, words)
  refresh(view)
  tell(view, { current: null })
  return done
}

function replaceHits(view: EditorView, hits: readonly Hit[], words: string): Replaced {
  const { state } = view
  const transaction = closeHistory(state.tr)
  const inText = hits.filter(({ field }) => !field)
  const fields = hits.filter(({ field }) => field)
  const { replaced, kept } = putInFields(state, transaction, fields, words, findingIn(state).kicker)
  for (const hit of inText.toReversed()) putWords(transaction, hit, words)
  if (transaction.docChanged) view.dispatch(transaction)
  return { count: inText.length + replaced, kept }
}
