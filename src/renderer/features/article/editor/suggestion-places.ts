import type { Node } from '@tiptap/pm/model'
import { NodeSelection, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { isSuggestion } from '#shared/document/decide.ts'

/** Where a suggestion stands: all of it, from its first sign to its last. */
export interface SuggestionPlace {
  id: string
  from: number
  to: number
}

/** Every open suggestion's place, in reading order. Walks the document: not for every key. */
export function suggestionPlaces(doc: Node): SuggestionPlace[] {
  const places = new Map<string, SuggestionPlace>()
  doc.descendants((node, at) => {
    for (const mark of node.marks) {
      if (!isSuggestion(mark)) continue
      const id = mark.attrs.id as string
      // A seam stands where its line begins.
      const isSeam = mark.attrs.type === 'split' || mark.attrs.type === 'join'
      const to = isSeam ? at + 1 : at + node.nodeSize
      const known = places.get(id)
      if (known) known.to = Math.max(known.to, to)
      else places.set(id, { id, from: at, to })
    }
  })
  return [...places.values()]
}

/** The suggestions at the caret, or those that the selection touches. */
export function suggestionsAt(state: EditorState): string[] {
  const { from, to } = state.selection
  return suggestionPlaces(state.doc)
    .filter((place) => place.from <= to && place.to >= from)
    .map(({ id }) => id)
}

/** Selects a suggestion; null where it is not in the text any more. */
export function selectSuggestion(state: EditorState, id: string): Transaction | null {
  const place = suggestionPlaces(state.doc).find((one) => one.id === id)
  return place ? selectPlace(state, place) : null
}

/** Selects the next suggestion from here, or the one before; the first follows the last. Null where there is none. */
export function nextSuggestion(state: EditorState, direction: 1 | -1): Transaction | null {
  const places = suggestionPlaces(state.doc)
  const { from, to } = state.selection
  const place =
    direction > 0
      ? (places.find((one) => one.from >= to && !(one.from === from && one.to === to)) ?? places[0])
      : (places.findLast((one) => one.to <= from) ?? places.at(-1))
  return place ? selectPlace(state, place) : null
}

function selectPlace(state: EditorState, { from, to }: SuggestionPlace): Transaction {
  const node = state.doc.nodeAt(from)
  const selection =
    node && !node.isInline && !node.isTextblock && NodeSelection.isSelectable(node) && from + node.nodeSize === to
      ? NodeSelection.create(state.doc, from)
      : TextSelection.between(state.doc.resolve(from), state.doc.resolve(to))
  return state.tr.setSelection(selection).scrollIntoView()
}
