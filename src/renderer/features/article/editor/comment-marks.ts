import { Extension, type Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import {
  anchorOn,
  anchorOnFigure,
  type Anchor,
  type AnchorText,
  type Line,
  type Place
} from '#shared/article/anchor.ts'
import { draftMark, type CommentMark, type SelectedAnchor } from '#renderer/state/comment-page.ts'
import { placeOf } from './text-changes.ts'

/** What the marks tell of the pointer: the thread that is clicked or hovered, or none. */
export interface MarkHost {
  click: (id: string) => void
  hover: (id: string | null) => void
}

/** How a mark is drawn. */
interface Look {
  selected: string | null
  hovered: string | null
}

const key = new PluginKey<DecorationSet>('commentMarks')

/** Marks what has comments. A mark moves along with what is typed around it; where it belongs is found elsewhere, when idle. */
export const CommentMarks = Extension.create<{ host: MarkHost | null }>({
  name: 'commentMarks',
  addOptions: () => ({ host: null }),
  addProseMirrorPlugins() {
    const { editor } = this
    const { host } = this.options
    const hover = (event: Event) => host?.hover(threadAt(event.target))
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply(transaction, set) {
            const shown = transaction.getMeta(key) as DecorationSet | undefined
            return shown ?? (transaction.docChanged ? set.map(transaction.mapping, transaction.doc) : set)
          }
        },
        props: {
          decorations: (state: EditorState) => key.getState(state),
          // Who may only read has no caret: the page takes the focus, and the arrows lead from block to block.
          attributes: (): Record<string, string> => (editor.isEditable ? {} : { tabindex: '0' }),
          handleDOMEvents: {
            click(_view, event) {
              const id = threadAt(event.target)
              if (id !== null && id !== draftMark) host?.click(id)
              return false
            },
            mouseover: (_view, event) => void hover(event),
            mouseleave: () => host?.hover(null),
            keydown(view, event) {
              if (view.editable || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false
              const way = { ArrowDown: 1, ArrowUp: -1 }[event.key]
              const step = way && stepBlock(view.state, way)
              if (!step) return false
              event.preventDefault()
              view.dispatch(step)
              showSelection(view)
              return true
            }
          }
        }
      })
    ]
  }
})

/** The thread that an element of the page is marked with; of a picture, only where the picture itself is. */
function threadAt(target: EventTarget | null): string | null {
  const mark = target instanceof Element ? target.closest<HTMLElement>('[data-thread]') : null
  if (!mark || (mark.matches('figure') && !(target as Element).closest('.shot'))) return null
  return mark.dataset.thread ?? null
}

/** Draws these marks and no others; null draws those that are there, where they have moved to. Gives each one's position. */
export function showMarks(
  view: EditorView,
  marks: readonly CommentMark[] | null,
  look: Look
): ReadonlyMap<string, number> {
  const { doc } = view.state
  const shown = key.getState(view.state)?.find() ?? []
  const ranges = marks
    ? marks.flatMap(({ id, place }) => {
        const range = rangeOf(doc, place)
        return range ? [{ id, ...range }] : []
      })
    : shown.map(({ from, to, spec }) => ({ id: spec.id as string, from, to, node: spec.node as boolean }))
  const found = ranges.map((range) => decorationOf(range.id, range, look))
  // A word that is being composed is left alone: when it is there, the text has changed, and is looked at again.
  if (!view.composing && !isShown(found, shown))
    view.dispatch(view.state.tr.setMeta(key, DecorationSet.create(doc, found)).setMeta('addToHistory', false))
  return new Map(ranges.map(({ id, from }) => [id, from]))
}

interface Range {
  from: number
  to: number
  node: boolean
}

function rangeOf(doc: Node, place: Place): Range | null {
  if (place.kind === 'article') return null
  const at = placeOf(doc, place.block)
  const block = at === null ? null : doc.nodeAt(at)
  if (at === null || !block) return null
  if (place.kind === 'figure') return { from: at, to: at + block.nodeSize, node: true }
  if (!block.isTextblock || place.end > block.content.size) return null
  return { from: at + 1 + place.start, to: at + 1 + place.end, node: false }
}

function decorationOf(id: string, { from, to, node }: Range, { selected, hovered }: Look): Decoration {
  const name = [
    'comment-mark',
    id === draftMark && 'is-draft',
    (id === selected || id === draftMark) && 'is-selected',
    id === hovered && 'is-hovered'
  ]
  const attributes = { class: name.filter(Boolean).join(' '), 'data-thread': id }
  const spec = { id, node, look: attributes.class }
  return node
    ? Decoration.node(from, to, attributes, spec)
    : Decoration.inline(from, to, { nodeName: 'mark', ...attributes }, spec)
}

function isShown(found: Decoration[], shown: Decoration[]): boolean {
  if (found.length !== shown.length) return false
  const name = ({ from, to, spec }: Decoration) => `${from} ${to} ${spec.id} ${spec.look}`
  const names = new Set(shown.map(name))
  return found.every((one) => names.has(name(one)))
}

/** Where a mark has moved to, or null where nothing is left of it. */
export function movedPlace(state: EditorState, id: string): Place | null {
  const mark = key.getState(state)?.find(undefined, undefined, (spec) => spec.id === id)[0]
  if (!mark) return null
  const $from = state.doc.resolve(mark.from)
  if (state.doc.nodeAt(mark.from)?.type.name === 'figure')
    return { kind: 'figure', block: String(state.doc.nodeAt(mark.from)?.attrs.id ?? '') }
  const block = $from.parent.attrs.id as string | null
  if (!$from.parent.isTextblock || !block || mark.to > $from.end() || mark.to <= mark.from) return null
  return { kind: 'words', block, start: mark.from - $from.start(), end: mark.to - $from.start() }
}

// Nodes never change, so the text of one holds for as long as it lives.
const known = new WeakMap<Node, Line>()

function lineOf(node: Node): Line {
  let line = known.get(node)
  if (!line) {
    const id = node.attrs.id as string | null
    known.set(node, (line = { id, text: node.textBetween(0, node.content.size, null, '\n') }))
  }
  return line
}

export function anchorTextOf(doc: Node): AnchorText {
  const lines: Line[] = []
  const figures = new Set<string>()
  doc.descendants((node) => {
    if (node.isTextblock) lines.push(lineOf(node))
    else if (node.type.name === 'figure' && node.attrs.id) figures.add(node.attrs.id as string)
    return !node.isTextblock
  })
  return { lines, figures }
}

/** An anchor on a place of the document, or null where there is no such place. */
export function anchorAt(doc: Node, place: Place): Omit<Anchor, 'revision'> | null {
  const range = rangeOf(doc, place)
  if (!range || place.kind === 'article') return null
  const at = range.node ? range.from : range.from - 1 - (place.kind === 'words' ? place.start : 0)
  const node = doc.nodeAt(at)
  if (!node) return null
  if (place.kind === 'words') return anchorOn(lineOf(node), place.start, place.end)
  const name = node.firstChild?.textContent || (node.attrs.fileName as string) || (node.attrs.alt as string)
  return anchorOnFigure(place.block, name || 'A picture')
}

/**
 * What a comment would be about: the picture or the words that are selected (of several blocks, those of the first that
 * has any); with no selection the word at the caret, else its whole line. Null where the caret is nowhere or there are no words.
 */
export function selectedAnchor({ doc, selection }: EditorState): SelectedAnchor | null {
  if (selection instanceof NodeSelection && selection.node.type.name === 'figure')
    return chosen(anchorAt(doc, { kind: 'figure', block: String(selection.node.attrs.id ?? '') }), true)
  let found: Omit<Anchor, 'revision'> | null = null
  doc.nodesBetween(selection.from, selection.to, (node, at) => {
    if (found || !node.isTextblock) return !found
    const line = lineOf(node)
    const asked = [selection.from, selection.to].map((place) => Math.min(Math.max(place - at - 1, 0), line.text.length))
    const [start = 0, end = 0] = selection.empty
      ? wordAt(line.text, asked[0] ?? 0)
      : trimmed(line.text, asked[0] ?? 0, asked[1] ?? 0)
    if (line.id !== null && end > start) found = anchorOn(line, start, end)
    return false
  })
  return chosen(found, !selection.empty)
}

function chosen(anchor: Omit<Anchor, 'revision'> | null, explicit: boolean): SelectedAnchor | null {
  return anchor && { anchor, explicit }
}

function wordAt(text: string, at: number): [number, number] {
  for (const { index, 0: word } of text.matchAll(/[\p{L}\p{M}\p{N}]+(?:[’'-][\p{L}\p{M}\p{N}]+)*/gu))
    if (index <= at && at <= index + word.length) return [index, index + word.length]
  return trimmed(text, 0, text.length)
}

/** Spaces at the ends of a selection are nothing to comment on. */
function trimmed(text: string, start: number, end: number): [number, number] {
  while (start < end && /\s/.test(text[start] ?? '')) start++
  while (end > start && /\s/.test(text[end - 1] ?? '')) end--
  return [start, end]
}

/** Selects the next textblock or picture, or the one before. */
function stepBlock(state: EditorState, way: number): Transaction | null {
  const stops: { at: number; node: Node }[] = []
  state.doc.descendants((node, at) => {
    if (node.type.name === 'figure' || (node.isTextblock && node.content.size > 0)) stops.push({ at, node })
    return !node.isTextblock
  })
  const { from, empty } = state.selection
  const current = stops.findLastIndex(({ at, node }) => at <= from && from < at + node.nodeSize)
  const next = stops[empty ? Math.max(current, 0) : current + way]
  if (!next) return null
  const { at, node } = next
  const selection = node.isTextblock
    ? TextSelection.create(state.doc, at + 1, at + node.nodeSize - 1)
    : NodeSelection.create(state.doc, at)
  return state.tr.setSelection(selection).setMeta('addToHistory', false)
}

/** A page that cannot be edited does not show its selection by itself. */
function showSelection(view: EditorView): void {
  const { from, to } = view.state.selection
  const dom = view.nodeDOM(from)
  if (view.state.selection instanceof NodeSelection) {
    getSelection()?.removeAllRanges()
    if (dom instanceof HTMLElement) dom.scrollIntoView({ block: 'nearest' })
    return
  }
  const [start, end] = [view.domAtPos(from, 1), view.domAtPos(to, -1)]
  getSelection()?.setBaseAndExtent(start.node, start.offset, end.node, end.offset)
  const element = start.node instanceof Element ? start.node : start.node.parentElement
  element?.scrollIntoView({ block: 'nearest' })
}

/** Brings a place into the middle of the window and puts the caret there, without taking the focus. */
export function revealPlace(editor: Editor, place: Place): void {
  const { view, state } = editor
  const range = rangeOf(state.doc, place)
  if (!range) return
  const at = view.domAtPos(range.node ? range.from : range.from + 1)
  const dom = range.node ? view.nodeDOM(range.from) : at.node
  const element = dom instanceof Element ? dom : dom?.parentElement
  element?.scrollIntoView({ block: 'center' })
}
