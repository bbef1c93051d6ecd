import type { Editor } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import { TextSelection } from '@tiptap/pm/state'
import type { ArticleSession } from '#renderer/state/article-session.svelte.ts'
import { houseStyle } from '#renderer/state/house-style.svelte.ts'
import { spelling } from '#renderer/state/spelling.svelte.ts'
import { workspace } from '#renderer/state/workspace.svelte.ts'
import { spellingMarksIn } from './spelling-marks.ts'
import { styleMarkAt, styleMarksIn } from './style-marks.ts'
import { changeText, putWords } from './text-changes.ts'

interface Shown {
  kind: 'spelling' | 'style'
  from: number
  to: number
  /** What stands there. */
  found: string
  /** Of the window, in pixels. */
  left: number
  top: number
  bottom: number
  /** Why, for the house style. */
  reason: string
  /** What may be put there; null while the dictionary is being asked. */
  suggestions: string[] | null
}

/** The hits of spelling and house style, gone through one by one, and the little window over the one that is looked at. */
export class HitPopover {
  shown: Shown | null = $state.raw(null)
  readonly #editor: () => Editor | null
  readonly #session: ArticleSession

  constructor(editor: () => Editor | null, session: ArticleSession) {
    this.#editor = editor
    this.#session = session
  }

  get mayAdd(): boolean {
    return workspace.account?.role === 'editor' || workspace.account?.role === 'admin'
  }

  get editable(): boolean {
    return this.#session.writable
  }

  /** Whether there is any hit to go to. */
  get any(): boolean {
    const editor = this.#editor()
    return editor !== null && hitsIn(editor).length > 0
  }

  /** Goes to the next hit, or the one before; after the last comes the first. */
  step(direction: 1 | -1): void {
    const editor = this.#editor()
    if (!editor) return
    const hits = hitsIn(editor)
    const { from, to } = editor.state.selection
    const next =
      direction === 1
        ? (hits.find((hit) => hit.from >= to && hit.from !== from) ?? hits[0])
        : (hits.findLast((hit) => hit.to <= from) ?? hits.at(-1))
    if (!next) return this.close()
    const { doc, tr } = editor.state
    editor.view.dispatch(tr.setSelection(TextSelection.create(doc, next.from, next.to)).scrollIntoView())
    this.openAt(next.from)
  }

  /** Opens over the hit at a position; false where there is none. */
  openAt(position: number): boolean {
    const editor = this.#editor()
    const hit = editor && hitsIn(editor).find(({ from, to }) => from <= position && position <= to)
    if (!editor || !hit) return false
    const found = editor.state.doc.textBetween(hit.from, hit.to)
    const place = { kind: hit.kind, from: hit.from, to: hit.to, found, ...spotOf(editor, hit.from) }
    if (hit.kind === 'style') {
      const mark = styleMarkAt(editor.state, hit.from)
      if (!mark) return false
      this.shown = {
        ...place,
        reason: mark.hit.rule.reason,
        suggestions: mark.change ? [mark.hit.suggestion ?? ''] : []
      }
      return true
    }
    const shown: Shown = { ...place, reason: '', suggestions: null }
    this.shown = shown
    void spelling.suggest(this.#session.meta.language, found).then((suggestions) => {
      if (this.shown?.from === shown.from && this.shown.found === found) this.shown = { ...this.shown, suggestions }
    })
    return true
  }

  /** The page has moved under it. */
  place(): void {
    const editor = this.#editor()
    if (editor && this.shown) this.shown = { ...this.shown, ...spotOf(editor, this.shown.from) }
  }

  /** Opens over the hit at the caret. */
  openHere(): boolean {
    const editor = this.#editor()
    return editor !== null && this.openAt(editor.state.selection.from)
  }

  /** Puts a suggestion in, as one step of the history. */
  take(index: number): void {
    const { shown } = this
    const editor = this.#editor()
    const words = shown?.suggestions?.[index]
    if (!editor || !shown || words === undefined || !this.editable) return
    if (shown.kind === 'style') {
      const mark = styleMarkAt(editor.state, shown.from)
      if (mark?.change) changeText(editor, [mark.change])
    } else if (editor.state.doc.textBetween(shown.from, shown.to) === shown.found)
      editor.view.dispatch(putWords(closeHistory(editor.state.tr), shown, words))
    this.close()
  }

  /** Leaves the words alone: in this article, or for good. */
  ignore(always: boolean): void {
    const { shown } = this
    const editor = this.#editor()
    if (!editor || !shown) return
    if (shown.kind === 'spelling') {
      if (always) void spelling.add([shown.found])
      else spelling.ignore(this.#session.id, shown.found)
    } else {
      const mark = styleMarkAt(editor.state, shown.from)
      if (mark && always) void houseStyle.ignoreAlways(mark.hit.rule.id, mark.hit.found)
      else if (mark) houseStyle.ignore(this.#session.id, mark.key)
    }
    this.close()
  }

  /** Back into the text, where the hit is. */
  close(): void {
    if (!this.shown) return
    this.shown = null
    this.#editor()?.view.focus()
  }
}

function spotOf({ view, state }: Editor, from: number): Pick<Shown, 'left' | 'top' | 'bottom'> {
  const { left, top, bottom } = view.coordsAtPos(Math.min(from, state.doc.content.size))
  return { left, top, bottom }
}

function hitsIn({ state }: Editor) {
  const hits = [
    ...spellingMarksIn(state).map(({ from, to }) => ({ kind: 'spelling' as const, from, to })),
    ...styleMarksIn(state).map(({ from, to }) => ({ kind: 'style' as const, from, to }))
  ]
  return hits.sort((one, two) => one.from - two.from || one.to - two.to)
}
