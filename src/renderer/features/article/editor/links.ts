import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { completeLink } from '#shared/document/links.ts'

/** A link that is looked at or made: its run of text, and its address ("" while it is new). */
export interface LinkAt {
  from: number
  to: number
  href: string
}

/** The whole link around the caret, else the selected words as a link to be; null where no link can stand. */
export function linkAt(editor: Editor): LinkAt | null {
  const { selection, schema, doc } = editor.state
  const { link } = schema.marks
  if (!link || !selection.$from.parent.inlineContent || !selection.$from.parent.type.allowsMarkType(link)) return null
  const around = linkAround(editor, selection.from) ?? (selection.empty ? null : linkAround(editor, selection.to))
  if (around) return around
  if (!(selection instanceof TextSelection)) return null
  if (!selection.$from.sameParent(selection.$to)) return null
  if (!selection.empty)
    return {
      from: selection.from,
      to: selection.to,
      href: completeLink(doc.textBetween(selection.from, selection.to)) ?? ''
    }
  return { from: selection.from, to: selection.from, href: '' }
}

/** The whole link that a position lies in, or null. */
export function linkAround(editor: Editor, at: number): LinkAt | null {
  const $at = editor.state.doc.resolve(at)
  if (!$at.parent.inlineContent) return null
  const start = $at.start()
  const runs: LinkAt[] = []
  $at.parent.forEach((child, offset) => {
    const href = child.marks.find((mark) => mark.type.name === 'link')?.attrs.href as string | undefined
    if (href === undefined) return
    const [from, to] = [start + offset, start + offset + child.nodeSize]
    const last = runs.at(-1)
    if (last && last.to === from && last.href === href) last.to = to
    else runs.push({ from, to, href })
  })
  return runs.find(({ from, to }) => from < at && at <= to) ?? runs.find(({ from }) => from === at) ?? null
}

/** Gives the words the address; without words the address itself is put in. False when it can be no link. */
export function setLink(editor: Editor, { from, to }: LinkAt, typed: string): boolean {
  const href = completeLink(typed)
  const { link } = editor.schema.marks
  if (href === null || !link) return false
  const transaction = editor.state.tr
  if (from === to) transaction.insertText(typed.trim(), from)
  const end = from === to ? from + typed.trim().length : to
  transaction.removeMark(from, end, link).addMark(from, end, link.create({ href }))
  editor.view.dispatch(transaction.setSelection(TextSelection.create(transaction.doc, end)).removeStoredMark(link))
  return true
}

export function removeLink(editor: Editor, { from, to }: LinkAt): void {
  const { link } = editor.schema.marks
  if (link) editor.view.dispatch(editor.state.tr.removeMark(from, to, link))
}

/** The link under a click, or null: its address, and a position inside it. */
export function clickedLink(view: EditorView, event: MouseEvent): { href: string; at: number } | null {
  const target = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!target || !view.dom.contains(target)) return null
  return { href: target.getAttribute('href') ?? '', at: view.posAtDOM(target, 0) + 1 }
}
