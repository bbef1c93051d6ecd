import { baseKeymap } from '@tiptap/pm/commands'
import { history, redo, undo } from '@tiptap/pm/history'
import { keymap } from '@tiptap/pm/keymap'
import type { Node } from '@tiptap/pm/model'
import { EditorState } from '@tiptap/pm/state'
import { EditorView } from '@tiptap/pm/view'
import { schema } from '#shared/document/schema.ts'

/** The least that shows a picture with its caption: what the finished page's figures are held against. */
function figureView(node: Node) {
  const dom = document.createElement('figure')
  const picture = document.createElement('img')
  picture.src = `/media/${node.attrs.media}/large.webp`
  picture.width = Number(node.attrs.width)
  picture.height = Number(node.attrs.height)
  picture.alt = String(node.attrs.alt)
  const contentDOM = document.createElement('figcaption')
  dom.append(picture, contentDOM)
  return { dom, contentDOM }
}

const stored: unknown = await (await fetch('/body.json')).json()
let view: EditorView | null = null

function open(): void {
  view?.destroy()
  view = new EditorView(document.body, {
    state: EditorState.create({
      doc: schema.nodeFromJSON(stored),
      plugins: [history(), keymap({ 'Mod-z': undo, 'Mod-y': redo }), keymap(baseKeymap)]
    }),
    nodeViews: { figure: figureView }
  })
  view.focus()
}

document.querySelector('button')?.addEventListener('click', open)
open()
