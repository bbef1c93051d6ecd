import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { focusField } from './find-fields.ts'
import { find, findingIn, placeAmong, replaceAll, replaceCurrent, step, stopFinding } from './find-hits.ts'
import { onceAFrame } from './toolbar.ts'

const kept = 'copydesk.find'
/** Characters of a selection that are still taken for what is looked for. */
const seedLimit = 200

interface Choices {
  text: string
  words: string
  matchCase: boolean
  wholeWord: boolean
}

/** Find and replace in one article: what is looked for, how many there are, and which one is looked at. */
export class FindBar {
  open = $state(false)
  /** Whether the row that replaces is shown. */
  replacing = $state(false)
  text = $state('')
  /** What to put in its place. */
  words = $state('')
  matchCase = $state(false)
  wholeWord = $state(false)
  count = $state(0)
  /** From 1; 0 while none is looked at. */
  place = $state(0)
  /** Whether any of it stands in the line above the headline, and whether that is looked at. */
  inKicker = $state(false)
  atKicker = $state(false)
  /** What the last replacing has done, in words. */
  said = $state('')
  /** Grows with every wish to type into the field. */
  asked = $state(0)
  readonly #editor: () => Editor | null
  readonly #frame = onceAFrame(() => this.#read())
  #from = 0

  constructor(editor: () => Editor | null) {
    this.#editor = editor
    Object.assign(this, readChoices(localStorage))
  }

  /** The words for the count: "3 of 17". */
  get counted(): string {
    if (this.text === '') return ''
    if (this.count === 0) return 'None'
    return this.place === 0 ? `${this.count} found` : `${this.place} of ${this.count}`
  }

  show(replacing: boolean): void {
    const editor = this.#editor()
    if (!editor) return
    const { selection, doc } = editor.state
    const chosen = doc.textBetween(selection.from, selection.to, '\n')
    if (editor.view.hasFocus() || !this.open) {
      if (selection instanceof TextSelection && chosen !== '' && chosen.length <= seedLimit && !chosen.includes('\n'))
        this.text = chosen
      this.#from = selection.from
    }
    this.open = true
    this.replacing = replacing && editor.isEditable
    this.said = ''
    this.asked++
    this.look()
  }

  /** Looks for what stands in the field, from where the caret was. */
  look(): void {
    const editor = this.#editor()
    if (!editor) return
    this.said = ''
    keepChoices(this, localStorage)
    find(editor.view, { text: this.text, matchCase: this.matchCase, wholeWord: this.wholeWord }, this.#from)
    this.#read()
  }

  step(direction: 1 | -1): void {
    const editor = this.#editor()
    if (!editor || this.text === '') return this.show(false)
    this.said = ''
    // The bar may be closed: the last thing looked for is looked for again.
    if (findingIn(editor.state).expression === null) {
      this.#from = direction === 1 ? editor.state.selection.to : editor.state.selection.from
      this.open = true
      return this.look()
    }
    step(editor.view, direction)
    this.#follow(editor)
  }

  replace(): void {
    const editor = this.#editor()
    if (!editor?.isEditable) return
    keepChoices(this, localStorage)
    const { count, kept } = replaceCurrent(editor.view, this.words)
    this.said = kept ?? (count > 0 ? 'Replaced.' : '')
    this.#follow(editor)
    this.#keepFocus()
  }

  replaceAll(): void {
    const editor = this.#editor()
    if (!editor?.isEditable) return
    keepChoices(this, localStorage)
    const { count, kept } = replaceAll(editor.view, this.words)
    this.said = [count > 0 || !kept ? (count === 0 ? 'Nothing to replace.' : `${count} replaced.`) : '', kept]
      .filter(Boolean)
      .join(' ')
    this.#follow(editor)
    this.#keepFocus()
  }

  /** Back into the text, at the hit. */
  close(): void {
    this.open = false
    const editor = this.#editor()
    if (!editor) return
    const { current } = findingIn(editor.state)
    stopFinding(editor.view)
    if (!current?.field || !focusField(editor.view, current)) editor.view.focus()
    this.#read()
  }

  /** Escape in the text closes the bar; false when it is closed. */
  escape(): boolean {
    if (!this.open) return false
    this.close()
    return true
  }

  /** The text or its hits have changed. */
  changed(): void {
    this.#frame.ask()
  }

  stop(): void {
    this.#frame.stop()
    this.open = false
  }

  /** With nothing left to replace the buttons go out, and would take the focus with them: Escape must still lead back. */
  #keepFocus(): void {
    if (this.count === 0) this.asked++
  }

  #follow(editor: Editor): void {
    this.#from = editor.state.selection.from
    this.#read()
  }

  #read(): void {
    const editor = this.#editor()
    if (!editor) return
    const finding = findingIn(editor.state)
    this.count = finding.hits.length
    this.place = placeAmong(finding)
    this.inKicker = finding.hits.some(({ field }) => field?.name === 'kicker')
    this.atKicker = this.open && finding.current?.field?.name === 'kicker'
  }
}

/** What was looked for last, on this computer. */
function readChoices(storage: Storage): Partial<Choices> {
  try {
    const read = JSON.parse(storage.getItem(kept) ?? '{}') as Record<string, unknown>
    return {
      ...(typeof read.text === 'string' && { text: read.text }),
      ...(typeof read.words === 'string' && { words: read.words }),
      matchCase: read.matchCase === true,
      wholeWord: read.wholeWord === true
    }
  } catch {
    return {}
  }
}

function keepChoices({ text, words, matchCase, wholeWord }: Choices, storage: Storage): void {
  try {
    storage.setItem(kept, JSON.stringify({ text, words, matchCase, wholeWord }))
  } catch {
    // Full or forbidden: the choices hold until the window closes.
  }
}
