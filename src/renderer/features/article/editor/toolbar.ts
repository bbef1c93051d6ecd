import type { Mark } from '@tiptap/pm/model'
import { redoDepth, undoDepth } from '@tiptap/pm/history'
import type { EditorState } from '@tiptap/pm/state'
import { isInTable } from './tables.ts'

/** What the toolbar shows of the caret's place. Plain values, so that two of them can be compared. */
export interface ToolbarState {
  block: string
  level: number | null
  bold: boolean
  italic: boolean
  link: boolean
  quote: boolean
  bullets: boolean
  numbers: boolean
  inTable: boolean
  /** Whether the caret is in the copy, where blocks can be changed and put in. */
  inCopy: boolean
  undo: boolean
  redo: boolean
}

export const emptyToolbar: ToolbarState = {
  block: 'paragraph',
  level: null,
  bold: false,
  italic: false,
  link: false,
  quote: false,
  bullets: false,
  numbers: false,
  inTable: false,
  inCopy: false,
  undo: false,
  redo: false
}

export function readToolbar(state: EditorState): ToolbarState {
  const { $from } = state.selection
  const around = Array.from({ length: $from.depth + 1 }, (_, depth) => $from.node(depth).type.name)
  const marks = (state.storedMarks ?? (state.selection.empty ? $from.marks() : marksIn(state))).map(
    (mark) => mark.type.name
  )
  const list = around.findLast((name) => name === 'bulletList' || name === 'orderedList')
  return {
    block: $from.parent.type.name,
    level: $from.parent.type.name === 'heading' ? ($from.parent.attrs.level as number) : null,
    bold: marks.includes('bold'),
    italic: marks.includes('italic'),
    link:
      marks.includes('link') ||
      (state.selection.empty && ($from.nodeAfter?.marks.some((mark) => mark.type.name === 'link') ?? false)),
    quote: around.includes('quote'),
    bullets: list === 'bulletList',
    numbers: list === 'orderedList',
    inTable: isInTable(state),
    inCopy: !['headline', 'standfirst', 'caption', 'credit'].includes($from.parent.type.name),
    undo: undoDepth(state) > 0,
    redo: redoDepth(state) > 0
  }
}

function marksIn(state: EditorState) {
  const { from, to } = state.selection
  let marks: readonly Mark[] | null = null
  state.doc.nodesBetween(from, Math.min(to, from + 2000), (node) => {
    if (node.isText) marks = marks === null ? node.marks : marks.filter((mark) => mark.isInSet(node.marks))
  })
  return marks ?? []
}

export function sameToolbar(a: ToolbarState, b: ToolbarState): boolean {
  return (Object.keys(a) as (keyof ToolbarState)[]).every((key) => a[key] === b[key])
}

/** Calls `read` at most once a frame, however often it is asked. */
export function onceAFrame(read: () => void): { ask: () => void; stop: () => void } {
  let frame: number | undefined
  return {
    ask: () => {
      frame ??= requestAnimationFrame(() => {
        frame = undefined
        read()
      })
    },
    stop: () => {
      if (frame !== undefined) cancelAnimationFrame(frame)
      frame = undefined
    }
  }
}
