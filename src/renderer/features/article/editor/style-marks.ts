import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { TextChange } from '#shared/article/checks/check.ts'
import { hitKey, styleChange, styleHits, type HouseStyle, type StyleHit } from '#shared/article/house-style.ts'
import { blockText, changeText } from './text-changes.ts'

/** What the text is held against, or null where there is nothing to hold it against. */
interface Source {
  style: HouseStyle
  ignored: ReadonlySet<string>
}

/** Transaction meta: another source from here on. */
export const styleSource = 'styleSource'

const marks = new PluginKey<DecorationSet>('styleMarks')
/** Milliseconds after the last change before the text is read: never while somebody is typing. */
const pause = 600

/**
 * Underlines what is not in the style of the house. After a key the marks only move along with the text; the text is
 * read when the window is idle, and only the textblocks that are new since.
 */
export const StyleMarks = Extension.create<{ ignore: (key: string) => void }>({
  name: 'styleMarks',
  addOptions: () => ({ ignore: () => {} }),
  addProseMirrorPlugins() {
    const { editor, options } = this
    let source: Source | null = null
    let known = new WeakMap<Node, StyleHit[]>()
    let timer: ReturnType<typeof setTimeout> | undefined

    const read = (view: EditorView) => {
      if (view.isDestroyed) return
      const { doc } = view.state
      const found: Decoration[] = []
      if (source) {
        const { style, ignored } = source
        doc.descendants((node, at) => {
          if (!node.isTextblock) return true
          let hits = known.get(node)
          if (!hits) known.set(node, (hits = styleHits(blockText(node), style)))
          for (const hit of hits) if (!ignored.has(hitKey(hit.rule.id, hit.found))) found.push(markOf(hit, at + 1))
          return false
        })
      }
      if (!same(found, marks.getState(view.state)?.find() ?? []))
        view.dispatch(view.state.tr.setMeta(marks, DecorationSet.create(doc, found)).setMeta('addToHistory', false))
    }
    const soon = (view: EditorView) => {
      clearTimeout(timer)
      timer = setTimeout(() => whenIdle(() => read(view)), pause)
    }

    return [
      new Plugin<DecorationSet>({
        key: marks,
        state: {
          init: () => DecorationSet.empty,
          apply(transaction, set) {
            const next = transaction.getMeta(styleSource) as Source | null | undefined
            if (next !== undefined) {
              if (next?.style !== source?.style) known = new WeakMap()
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
              if (before.doc === view.state.doc && held === source) return
              held = source
              soon(view)
            },
            destroy: () => clearTimeout(timer)
          }
        },
        props: {
          decorations: (state: EditorState) => marks.getState(state),
          handleKeyDown(view, event) {
            if ((event.code !== 'Period' && event.key !== '.') || event.altKey || !(event.ctrlKey || event.metaKey))
              return false
            const mark = styleMarkAt(view.state, view.state.selection.from)
            if (!mark) return false
            if (event.shiftKey) options.ignore(mark.key)
            else if (mark.change && view.editable) changeText(editor, [mark.change])
            return true
          }
        }
      })
    ]
  }
})

function markOf(hit: StyleHit, at: number): Decoration {
  const { rule, found, suggestion, start, end } = hit
  const advice = suggestion === null ? '' : suggestion === '' ? 'Leave it out. ' : `Write “${suggestion}”. `
  return Decoration.inline(
    at + start,
    at + end,
    { class: 'style-hit', title: `${advice}${rule.reason}` },
    { hit, key: hitKey(rule.id, found) }
  )
}

function same(found: Decoration[], shown: Decoration[]): boolean {
  if (found.length !== shown.length) return false
  const name = ({ from, to, spec }: Decoration) => `${from} ${to} ${spec.key}`
  const names = new Set(shown.map(name))
  return found.every((one) => names.has(name(one)))
}

/** The marks as they stand. */
export function styleMarksIn(state: EditorState): Decoration[] {
  return marks.getState(state)?.find() ?? []
}

/** The hit at a position, and what would settle it; null where there is none, or where the text reads otherwise by now. */
export function styleMarkAt(
  state: EditorState,
  position: number
): { key: string; hit: StyleHit; change: TextChange | null } | null {
  const mark = marks.getState(state)?.find(position, position)[0]
  const $at = state.doc.resolve(position)
  const block = $at.parent
  if (!mark || !block.isTextblock) return null
  const text = blockText(block)
  const begin = $at.start()
  // The text may have moved since it was read: what stands there now counts.
  const hit: StyleHit = { ...(mark.spec.hit as StyleHit), start: mark.from - begin, end: mark.to - begin }
  if (text.slice(hit.start, hit.end) !== hit.found) return null
  const change = styleChange(text, hit)
  const id = block.attrs.id as string | null
  return {
    key: mark.spec.key as string,
    hit,
    change: change && id ? { ...change, place: id, before: text.slice(change.start, change.end) } : null
  }
}

function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 2000 })
  else run()
}
