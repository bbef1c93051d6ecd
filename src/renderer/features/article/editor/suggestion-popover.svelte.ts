import type { Editor } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import type { ArticleSession } from '#renderer/state/article-session.svelte.ts'
import type { ShownSuggestion } from '#renderer/state/article-suggestions.svelte.ts'
import { selectSuggestion, suggestionPlaces, suggestionsAt, type SuggestionPlace } from './suggestion-places.ts'

interface Shown extends SuggestionPlace {
  /** Of the window, in pixels. */
  left: number
  top: number
  bottom: number
  /** Whether the keys are pressed in the little window; else they stay in the text. */
  takesKeys: boolean
}

/** The little window over a suggestion in the text: whose it is, what it does, and what becomes of it. */
export class SuggestionPopover {
  shown: Shown | null = $state.raw(null)
  readonly #editor: () => Editor | null
  readonly #session: ArticleSession
  readonly suggestion: ShownSuggestion | null = $derived.by(
    () => this.#session.suggestions.open.find(({ id }) => id === this.shown?.id) ?? null
  )

  constructor(editor: () => Editor | null, session: ArticleSession) {
    this.#editor = editor
    this.#session = session
  }

  get mayDecide(): boolean {
    return this.#session.mayDecide
  }

  get mayWithdraw(): boolean {
    return !this.mayDecide && this.#session.writable && (this.suggestion?.own ?? false)
  }

  /** Opens over the suggestion at the caret; false where there is none. */
  openHere(): boolean {
    const editor = this.#editor()
    const [id] = editor ? suggestionsAt(editor.state) : []
    return id !== undefined && this.open(id, true)
  }

  /** Opens over a suggestion; false where it is not in the text any more. */
  open(id: string, takesKeys: boolean): boolean {
    const editor = this.#editor()
    const place = editor && suggestionPlaces(editor.state.doc).find((one) => one.id === id)
    if (!editor || !place) return false
    // What was made a moment ago has not been read yet.
    const { suggestions } = this.#session
    if (!suggestions.open.some((one) => one.id === id)) suggestions.read(this.#session.body())
    this.shown = { ...place, ...spotOf(editor, place), takesKeys }
    return true
  }

  /** The page has moved under it. */
  place(): void {
    const editor = this.#editor()
    if (editor && this.shown) this.shown = { ...this.shown, ...spotOf(editor, this.shown) }
  }

  /** Goes to the next suggestion, or the one before; after the last comes the first. */
  step(direction: 1 | -1): void {
    const editor = this.#editor()
    const { shown } = this
    if (!editor || !shown) return
    const places = suggestionPlaces(editor.state.doc)
    const at = places.findIndex(({ id }) => id === shown.id)
    const next = places[(at + direction + places.length) % places.length]
    if (next) this.#goTo(editor, next.id)
  }

  /** Settles it and goes on to the one that follows. */
  decide(decision: 'accepted' | 'rejected'): void {
    const editor = this.#editor()
    const { shown } = this
    if (!editor || !shown) return
    const places = suggestionPlaces(editor.state.doc)
    const at = places.findIndex(({ id }) => id === shown.id)
    const next = places[at + 1] ?? places[0]
    this.#session.decide([shown.id], decision)
    const left = new Set(suggestionPlaces(editor.state.doc).map(({ id }) => id))
    // Refused: it still waits, and the reason has been said.
    if (left.has(shown.id)) return
    if (next && left.has(next.id)) this.#goTo(editor, next.id)
    else this.close(true)
  }

  /** The text has changed, or the caret has left the suggestion: nothing hangs over it any more. */
  follow({ docChanged, selection, selectionSet }: Transaction): void {
    const { shown } = this
    if (!shown) return
    if (docChanged || (selectionSet && (selection.from > shown.to || selection.to < shown.from))) this.shown = null
  }

  close(intoText: boolean): void {
    this.shown = null
    if (intoText) this.#editor()?.view.focus()
  }

  #goTo(editor: Editor, id: string): void {
    const selected = selectSuggestion(editor.state, id)
    if (selected) editor.view.dispatch(selected)
    this.open(id, true)
  }
}

function spotOf({ state, view }: Editor, { from }: SuggestionPlace): Pick<Shown, 'left' | 'top' | 'bottom'> {
  const isInline = state.doc.nodeAt(from)?.isInline ?? true
  const { left, top, bottom } = view.coordsAtPos(isInline ? from : from + 1, 1)
  return { left, top, bottom }
}
