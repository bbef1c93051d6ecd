import type { Node } from '@tiptap/pm/model'
import { NodeSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, type EditorView } from '@tiptap/pm/view'
import { hasMark } from '#shared/document/decide.ts'
import { findRanges } from '#shared/document/find.ts'
import { MetaStep } from './meta-step.ts'
import { isSuggesting } from './suggesting.ts'

/** Some of the words that stand beside the text: of a picture's alt text, or of the line above the headline. */
export interface Field {
  name: 'alt' | 'kicker'
  /** Characters of the field. */
  start: number
  end: number
}

/** Some of the document's text, in positions; with `field`, the place of what it belongs to. */
export interface Hit {
  from: number
  to: number
  field?: Field
}

/** The line above the headline, which is no part of the document. */
export type Kicker = () => string

/** What a field takes, in characters. */
const limits: Record<Field['name'], number> = { alt: 2000, kicker: 200 }

export function kickerHits(kicker: string, expression: RegExp): Hit[] {
  return findRanges(kicker, expression).map((range) => ({ from: 0, to: 0, field: { name: 'kicker', ...range } }))
}

/** The hits in the alt text of a figure at this position; none where it is to go. */
export function altHits(figure: Node, at: number, expression: RegExp): Hit[] {
  if (hasMark(figure, 'deletion')) return []
  return findRanges(String(figure.attrs.alt ?? ''), expression).map((range) => ({
    from: at,
    to: at + 1,
    field: { name: 'alt', ...range }
  }))
}

/** The figures whose alt text has a hit, marked as a whole: what stands in a field of its own cannot be marked in part. */
export function fieldMarks(doc: Node, hits: readonly Hit[], className: string): Decoration[] {
  const places = new Set(hits.flatMap(({ from, field }) => (field?.name === 'alt' ? [from] : [])))
  return [...places].flatMap((at) => {
    const figure = doc.nodeAt(at)
    return figure ? [Decoration.node(at, at + figure.nodeSize, { class: className })] : []
  })
}

/** Selects the picture whose alt text is looked at; the line above the headline is no place of the document. */
export function selectField(state: EditorState, { from, field }: Hit): Transaction {
  return field?.name === 'alt' ? state.tr.setSelection(NodeSelection.create(state.doc, from)) : state.tr
}

/** Goes into the field of a hit, with its words selected; false where the page has none. */
export function focusField(view: EditorView, { from, field }: Hit): boolean {
  if (!field) return false
  const figure = field.name === 'alt' ? view.nodeDOM(from) : null
  const input =
    figure instanceof HTMLElement
      ? figure.querySelector<HTMLInputElement>('.figure-alt input')
      : view.dom.closest('.paper')?.querySelector<HTMLInputElement>('input.kicker')
  input?.focus()
  input?.setSelectionRange(field.start, field.end)
  return Boolean(input)
}

export function isSameHit(one: Hit, other: Hit): boolean {
  return (
    one.from === other.from &&
    one.to === other.to &&
    one.field?.name === other.field?.name &&
    one.field?.start === other.field?.start &&
    one.field?.end === other.field?.end
  )
}

/** Whether a hit begins where another ends, or after it. */
export function isAfter(hit: Hit, other: Hit): boolean {
  if (hit.field && other.field && hit.from === other.from && hit.field.name === other.field.name)
    return hit.field.start >= other.field.end
  if (other.field?.name === 'kicker') return hit.field?.name !== 'kicker'
  return hit.field?.name !== 'kicker' && hit.from >= other.to
}

/** Why the words of a field stay as they are; a sentence, or null where they may be changed. */
export function whyKept(state: EditorState, { field }: Hit): string | null {
  return field?.name === 'kicker' && isSuggesting(state) ? 'The kicker stays: details cannot be suggested.' : null
}

/**
 * Puts words in the place of hits in fields, each field once; gives the sentence that says what stayed. Takes hits in
 * the order in which they stand, before anything else was changed by the transaction.
 */
export function putInFields(
  state: EditorState,
  transaction: Transaction,
  hits: readonly Hit[],
  words: string,
  kicker: Kicker
): { replaced: number; kept: string | null } {
  let replaced = 0
  let kept: string | null = null
  for (const [, own] of Map.groupBy(hits, ({ from, field }) => `${field?.name} ${from}`)) {
    const { from, field } = own[0] as Hit
    if (!field) continue
    const had = field.name === 'kicker' ? kicker() : String(state.doc.nodeAt(from)?.attrs.alt ?? '')
    const has = own.reduceRight(
      (text, { field: at }) => text.slice(0, at?.start ?? 0) + words + text.slice(at?.end ?? 0),
      had
    )
    const reason = whyKept(state, own[0] as Hit) ?? whyTooLong(field.name, has)
    if (reason !== null) {
      kept = reason
      continue
    }
    if (field.name === 'alt') transaction.setNodeAttribute(from, 'alt', has)
    else transaction.step(new MetaStep({ kicker: had }, { kicker: has }))
    replaced += own.length
  }
  return { replaced, kept }
}

function whyTooLong(name: Field['name'], text: string): string | null {
  if (text.length <= limits[name]) return null
  const field = name === 'alt' ? 'An alt text' : 'The kicker'
  return `${field} stays: it would be longer than ${limits[name].toLocaleString('en')} characters.`
}
