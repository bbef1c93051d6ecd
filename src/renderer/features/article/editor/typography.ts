import { Extension } from '@tiptap/core'
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state'
import { curlyQuote } from '#shared/article/quote-style.ts'

/** What typing one sign becomes: `remove` characters before the caret give way to `insert`. */
export interface Typeset {
  remove: number
  insert: string
}

const address = /(https?:\/\/|www\.|mailto:)\S*$/i

/** The typographer's hand at the caret: quotation marks by the article's language, apostrophes, dashes, ellipsis; null leaves what was typed. */
export function typeset(before: string, typed: string, language: string): Typeset | null {
  if (address.test(before)) return null
  if (typed === '"' || typed === "'") return { remove: 0, insert: curlyQuote(before, typed, language) }
  if (typed === '.' && /(^|[^.])\.\.$/.test(before)) return { remove: 2, insert: '…' }
  if (typed === '-') return dash(before, language)
  // ‘90s: the decade is known only by its s.
  if (typed === 's' && /‘\d0$/.test(before)) return { remove: 3, insert: `’${before.slice(-2)}s` }
  return null
}

/** Two hyphens are the dash of the language, between figures the short one; a third makes it long. */
function dash(before: string, language: string): Typeset | null {
  if (before.endsWith('–')) return { remove: 1, insert: '—' }
  if (!/(^|[^-])-$/.test(before)) return null
  const long = /^en-us$/i.test(language) && !/\d\s?-$/.test(before)
  return { remove: 1, insert: long ? '—' : '–' }
}

interface Undoable {
  transform: Transaction
  from: number
  to: number
  text: string
}

const widest = 400

/** Types with the typographer's hand. Undoing right after (Backspace or undo) leaves what was typed. */
export function typographyPlugin(language: () => string): Plugin<Undoable | null> {
  const plugin: Plugin<Undoable | null> = new Plugin<Undoable | null>({
    state: {
      init: () => null,
      apply: (transaction, kept) => {
        const made = transaction.getMeta(plugin) as Undoable | undefined
        return made ?? (transaction.selectionSet || transaction.docChanged ? null : kept)
      }
    },
    props: {
      handleTextInput(view, from, to, text) {
        if (view.composing) return false
        const transaction = typesetAt(view.state, from, to, text, language())
        if (!transaction) return false
        view.dispatch(transaction.setMeta(plugin, { transform: transaction, from, to, text }).scrollIntoView())
        return true
      }
    },
    // Tiptap's `undoInputRule` looks for this.
    isInputRules: true
  } as ConstructorParameters<typeof Plugin<Undoable | null>>[0])
  return plugin
}

export function typesetAt(
  state: EditorState,
  from: number,
  to: number,
  text: string,
  language: string
): Transaction | null {
  if (text.length !== 1) return null
  const $from = state.doc.resolve(from)
  if (!$from.parent.inlineContent) return null
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - widest), $from.parentOffset, null, '\ufffc')
  const made = typeset(before, text, language)
  if (!made) return null
  const marks = state.storedMarks ?? $from.marks()
  return state.tr.replaceWith(from - made.remove, to, state.schema.text(made.insert, marks))
}

export const Typography = Extension.create<{ language: () => string }>({
  name: 'typography',
  // Its undo goes before the history's.
  priority: 110,
  addOptions: () => ({ language: () => 'en-US' }),
  addProseMirrorPlugins() {
    return [typographyPlugin(this.options.language)]
  },
  addKeyboardShortcuts() {
    return { 'Mod-z': ({ editor }) => editor.commands.undoInputRule() }
  }
})
