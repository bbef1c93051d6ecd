import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { wordsToSpell, type SpelledWord } from '#shared/article/spelling.ts'
import type { SpellingSource } from '#renderer/state/spelling.svelte.ts'
import { blockText } from './text-changes.ts'

/** Transaction meta: what the text is spelled by from here on, or null where it is not. */
export const spellingSource = 'spellingSource'

const marks = new PluginKey<DecorationSet>('spellingMarks')
/** Milliseconds after the last change before words are looked up: never while somebody is typing. */
const pause = 600

/** What is known of one textblock: its words that are wrong, and those of which the dictionary has not been asked. */
interface Read {
  wrong: SpelledWord[]
  open: string[]
}

/**
 * Underlines words that are in no dictionary. After a key the marks only move along with the text; it is read when the
 * window is idle, and only the textblocks that are new since. The word that is being written is left alone.
 */
export const SpellingMarks = Extension.create({
  name: 'spellingMarks',
  addProseMirrorPlugins() {
    let source: SpellingSource | null = null
    const words = new WeakMap<Node, SpelledWord[]>()
    let known = new WeakMap<Node, Read>()
    let timer: ReturnType<typeof setTimeout> | undefined
    /** The word at the caret that was left alone. */
    let spared = false

    const readBlock = (node: Node, { isRight }: SpellingSource): Read => {
      const kept = known.get(node)
      if (kept && kept.open.length === 0) return kept
      let all = words.get(node)
      if (!all) words.set(node, (all = wordsToSpell(blockText(node))))
      const read: Read = { wrong: [], open: [] }
      for (const word of all) {
        const right = isRight(word.word)
        if (right === undefined) read.open.push(word.word)
        else if (!right) read.wrong.push(word)
      }
      known.set(node, read)
      return read
    }

    const read = async (view: EditorView): Promise<void> => {
      if (view.isDestroyed) return
      const by = source
      const open = new Set<string>()
      const place = (visit: (read: Read, at: number) => void) =>
        view.state.doc.descendants((node, at) => {
          if (!node.isTextblock) return true
          if (by) visit(readBlock(node, by), at + 1)
          return false
        })
      place(({ open: asked }) => asked.forEach((word) => open.add(word)))
      if (by && open.size > 0) {
        const { doc } = view.state
        const answered = await by.ask([...open])
        if (!answered || view.isDestroyed || source !== by) return
        if (view.state.doc !== doc) return soon(view)
      }
      const found: Decoration[] = []
      const caret = view.hasFocus() && view.state.selection.empty ? view.state.selection.head : null
      spared = false
      place(({ wrong }, at) => {
        for (const { word, start, end } of wrong)
          if (caret === at + end) spared = true
          else found.push(markOf(word, at + start, at + end))
      })
      if (!same(found, marks.getState(view.state)?.find() ?? []))
        view.dispatch(
          view.state.tr.setMeta(marks, DecorationSet.create(view.state.doc, found)).setMeta('addToHistory', false)
        )
    }
    const soon = (view: EditorView) => {
      clearTimeout(timer)
      timer = setTimeout(() => whenIdle(() => void read(view)), pause)
    }

    return [
      new Plugin<DecorationSet>({
        key: marks,
        state: {
          init: () => DecorationSet.empty,
          apply(transaction, set) {
            const next = transaction.getMeta(spellingSource) as SpellingSource | null | undefined
            if (next !== undefined && next !== source) {
              known = new WeakMap()
              source = next
            }
            const found = transaction.getMeta(marks) as DecorationSet | undefined
            return found ?? (transaction.docChanged ? set.map(transaction.mapping, transaction.doc) : set)
          }
        },
        view(view) {
          let held = source
          soon(view)
          return {
            update(view, before) {
              const moved = spared && !before.selection.eq(view.state.selection)
              if (before.doc === view.state.doc && held === source && !moved) return
              held = source
              soon(view)
            },
            destroy: () => clearTimeout(timer)
          }
        },
        props: { decorations: (state: EditorState) => marks.getState(state) }
      })
    ]
  }
})

/** The marks as they stand, in the order of the document. */
export function spellingMarksIn(state: EditorState, from?: number, to?: number): Decoration[] {
  return marks.getState(state)?.find(from, to) ?? []
}

function markOf(word: string, from: number, to: number): Decoration {
  return Decoration.inline(from, to, { class: 'spelling-hit' }, { word })
}

function same(found: Decoration[], shown: Decoration[]): boolean {
  if (found.length !== shown.length) return false
  const name = ({ from, to, spec }: Decoration) => `${from} ${to} ${spec.word}`
  const names = new Set(shown.map(name))
  return found.every((one) => names.has(name(one)))
}

function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 2000 })
  else run()
}
