// @vitest-environment jsdom
import type { Editor } from '@tiptap/core'
import { redo, undo } from '@tiptap/pm/history'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import { afterEach, expect, test } from 'vitest'
import { Arrivals } from '#renderer/features/article/editor/arrivals.ts'
import { insertFigures, placePicture } from '#renderer/features/article/editor/figures.ts'
import { insert, insertable, toggleQuote } from '#renderer/features/article/editor/insert.ts'
import { linkAt, removeLink, setLink } from '#renderer/features/article/editor/links.ts'
import { MetaStep, metaChangeOf } from '#renderer/features/article/editor/meta-step.ts'
import { openEditor } from '#renderer/features/article/editor/open-editor.ts'
import { readToolbar } from '#renderer/features/article/editor/toolbar.ts'
import { emptyPictureMetadata, type Picture } from '#shared/article/media.ts'
import { readBody, type Body } from '#shared/document/body.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { article, figure } from './documents.ts'

// jsdom lays nothing out: scrolling to the caret finds no boxes.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Range.prototype.getBoundingClientRect = () => new DOMRect()

let editor: Editor | null = null
afterEach(() => {
  editor?.destroy()
  document.body.replaceChildren()
})

function open(
  doc = article(['paragraph', { id: 'a' }, 'one'], ['paragraph', { id: 'b' }, 'two']),
  add: (input: { fileName: string }) => Promise<Result<Picture>> = async () =>
    fail('unsupported', 'SVG pictures are not taken in.')
) {
  const element = document.body.appendChild(document.createElement('div'))
  const arrivals: Arrivals = new Arrivals(add, (id, picture) => {
    const transaction = placePicture(opened.state, id, picture)
    if (transaction) opened.view.dispatch(transaction)
  })
  const opened = openEditor(
    {
      body: doc.toJSON() as Body,
      editable: true,
      language: () => 'en-GB',
      parts: null,
      paste: null,
      openLink: () => {},
      figures: { arrivals, chooseFile: () => {}, openLibrary: () => {}, openCrop: () => {} }
    },
    element
  )
  editor = opened
  return { editor: opened, arrivals }
}

const press = (of: Editor, key: string, more: KeyboardEventInit = {}) =>
  of.view.dom.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
function caret(of: Editor, id: string, offset: number) {
  let at = -1
  of.state.doc.descendants((node, position) => void (node.attrs.id === id && (at = position + 1)))
  of.view.dispatch(of.state.tr.setSelection(TextSelection.create(of.state.doc, at + offset)))
}
const where = (of: Editor) => [of.state.selection.$from.parent.type.name, of.state.selection.$from.parentOffset]
/** Types as a browser does: the sign is offered to the plugins first. */
function type(of: Editor, text: string) {
  for (const sign of text) {
    const { from, to } = of.state.selection
    const taken = of.view.someProp('handleTextInput', (handle) =>
      handle(of.view, from, to, sign, () => of.state.tr.insertText(sign, from, to))
    )
    if (!taken) of.view.dispatch(of.state.tr.insertText(sign, from, to))
  }
}
const names = (of: Editor) => of.state.doc.children.map((child) => child.type.name)

test('Enter leads from the headline to the standfirst to the first paragraph, splitting nothing', () => {
  const { editor } = open()
  caret(editor, 'head', 2)
  press(editor, 'Enter')
  expect(where(editor)).toEqual(['standfirst', 0])
  press(editor, 'Enter')
  expect(where(editor)).toEqual(['paragraph', 0])
  expect(names(editor)).toEqual(['headline', 'standfirst', 'paragraph', 'paragraph'])
})

test('Backspace at the start of the first paragraph goes up and destroys nothing', () => {
  const { editor } = open()
  const before = editor.getJSON()
  caret(editor, 'a', 0)
  for (let times = 0; times < 4; times++) press(editor, 'Backspace')
  expect(editor.getJSON()).toEqual(before)
  expect(where(editor)[0]).toBe('headline')
})

test('the headline takes no line break, and Delete at its end takes nothing of the standfirst', () => {
  const { editor } = open()
  const before = editor.getJSON()
  caret(editor, 'head', 4)
  press(editor, 'Enter', { shiftKey: true })
  press(editor, 'Delete')
  expect(editor.getJSON()).toEqual(before)
})

test('Backspace at the start of a caption or of a credit leaves the figure whole', () => {
  const { editor } = open(
    article(['paragraph', { id: 'a' }, 'one'], figure('f', { media: 'a'.repeat(64) }, 'cap', 'cred'), [
      'paragraph',
      { id: 'b' },
      'two'
    ])
  )
  const before = editor.getJSON()
  for (const id of ['f-caption', 'f-credit']) {
    caret(editor, id, 0)
    press(editor, 'Backspace')
  }
  expect(editor.getJSON()).toEqual(before)
})

test('Enter leads from caption to credit to the text after the picture', () => {
  const { editor } = open(article(figure('f', {}, 'cap', 'cred'), ['paragraph', { id: 'b' }, 'two']))
  caret(editor, 'f-caption', 1)
  press(editor, 'Enter')
  expect(where(editor)[0]).toBe('credit')
  press(editor, 'Enter')
  expect(where(editor)).toEqual(['paragraph', 0])
})

test('quotation marks are set while typing; Backspace right after gives back what was typed', () => {
  const { editor } = open()
  caret(editor, 'b', 3)
  type(editor, ' "x"')
  expect(editor.state.doc.lastChild?.textContent).toBe('two “x”')
  press(editor, 'Backspace')
  expect(editor.state.doc.lastChild?.textContent).toBe('two “x"')
})

test.each([
  ['- ', 'bulletList'],
  ['1. ', 'orderedList'],
  ['> ', 'quote'],
  ['## ', 'heading']
])('"%s" at the start of a paragraph makes a %s', (typed, name) => {
  const { editor } = open(article(['paragraph', { id: 'a' }]))
  caret(editor, 'a', 0)
  type(editor, typed)
  expect(names(editor)[2]).toBe(name)
})

test('signs of other editors stay signs', () => {
  const { editor } = open(article(['paragraph', { id: 'a' }]))
  caret(editor, 'a', 0)
  type(editor, '# **a** _b_ `c` ~~d~~ ')
  expect(editor.state.doc.lastChild?.textContent).toBe('# **a** _b_ `c` ~~d~~ ')
  expect(names(editor)[2]).toBe('paragraph')
})

test.each(insertable.map(({ id }) => [id] as const))(
  '%s is put in, checks, is undone in one step and put in again',
  (id) => {
    const { editor } = open()
    const before = editor.getJSON()
    caret(editor, 'a', 1)
    insert(editor, id)
    expect(names(editor)).toContain(id)
    const body = readBody(editor.getJSON(), 1)
    expect(body.ok).toBe(true)
    undo(editor.state, editor.view.dispatch)
    expect(editor.getJSON()).toEqual(before)
    redo(editor.state, editor.view.dispatch)
    expect(names(editor)).toContain(id)
  }
)

test('a quote is made of paragraphs and taken away again', () => {
  const { editor } = open()
  caret(editor, 'a', 1)
  editor.commands.command(({ tr }) => toggleQuote(tr))
  expect(names(editor)).toEqual(['headline', 'standfirst', 'quote', 'paragraph'])
  expect(readToolbar(editor.state).quote).toBe(true)
  editor.commands.command(({ tr }) => toggleQuote(tr))
  expect(names(editor)).toEqual(['headline', 'standfirst', 'paragraph', 'paragraph'])
})

test('everything selected and deleted leaves a whole, empty article', () => {
  const { editor } = open(
    article(['paragraph', { id: 'a' }, 'one'], figure('f', {}, 'c', 'd'), ['paragraph', { id: 'b' }, 'two'])
  )
  editor.commands.selectAll()
  press(editor, 'Backspace')
  expect(readBody(editor.getJSON(), 1).ok).toBe(true)
  expect(editor.state.doc.textContent).toBe('')
})

test('links are made, found around the caret, changed and removed; unsafe ones are refused', () => {
  const { editor } = open()
  caret(editor, 'a', 0)
  editor.view.dispatch(
    editor.state.tr.setSelection(
      TextSelection.create(editor.state.doc, editor.state.selection.from, editor.state.selection.from + 3)
    )
  )
  const at = linkAt(editor)
  if (!at) throw new Error('no link')
  expect(setLink(editor, at, 'javascript:alert(1)')).toBe(false)
  expect(setLink(editor, at, 'example.org')).toBe(true)
  caret(editor, 'a', 1)
  const found = linkAt(editor)
  expect(found?.href).toBe('https://example.org')
  if (found) removeLink(editor, found)
  expect(linkAt(editor)?.href).toBe('')
})

test('a change of meta is undone and redone with the text', () => {
  const { editor } = open()
  const changes: unknown[] = []
  editor.on('transaction', ({ transaction }) => void changes.push(metaChangeOf(transaction)))
  editor.view.dispatch(editor.state.tr.step(new MetaStep({ kicker: '' }, { kicker: 'Flooding' })))
  undo(editor.state, editor.view.dispatch)
  redo(editor.state, editor.view.dispatch)
  expect(changes.filter(Boolean)).toEqual([{ kicker: 'Flooding' }, { kicker: '' }, { kicker: 'Flooding' }])
})

test('a picture that is refused says why in its place, and its caption stays', async () => {
  const { editor, arrivals } = open()
  const { transaction, ids } = insertFigures(editor.state, editor.state.doc.content.size, ['x.svg'])
  const done = arrivals.begin(ids[0] ?? '', new File(['<svg/>'], 'x.svg'))
  editor.view.dispatch(transaction)
  expect(editor.view.dom.querySelector('[role=status]')?.textContent).toContain('Bringing in x.svg…')
  type(editor, 'typed meanwhile')
  await done
  expect(editor.view.dom.querySelector('[role=alert]')?.textContent).toContain('SVG pictures are not taken in.')
  expect(editor.state.doc.textContent).toContain('typed meanwhile')
})

test('a picture that arrives is shown by its preview, with its size kept free; replacing it can be undone', async () => {
  const picture: Picture = {
    hash: 'a'.repeat(64),
    fileName: 'x.jpg',
    mediaType: 'image/jpeg',
    size: 1,
    width: 300,
    height: 200,
    metadata: { ...emptyPictureMetadata, caption: 'Cap' }
  }
  const { editor, arrivals } = open(article(figure('f'), ['paragraph', { id: 'a' }]), async () => ok(picture))
  await arrivals.begin('f', new File(['x'], 'x.jpg'))
  const img = editor.view.dom.querySelector('img')
  expect(img?.getAttribute('src')).toBe(`/media/${picture.hash}/large.webp`)
  expect(editor.view.dom.querySelector<HTMLElement>('.shot')?.style.getPropertyValue('aspect-ratio')).toBe('300 / 200')
  undo(editor.state, editor.view.dispatch)
  expect(editor.state.doc.child(2).attrs.media).toBeNull()
  expect(editor.view.dom.querySelector('img')).toBeNull()
})

test('a cancelled picture never arrives', async () => {
  let answer: (reply: Result<Picture>) => void = () => {}
  const { editor, arrivals } = open(
    article(figure('f'), ['paragraph', { id: 'a' }]),
    () => new Promise((resolve) => (answer = resolve))
  )
  const done = arrivals.begin('f', new File(['x'], 'x.jpg'))
  await new Promise((resolve) => setTimeout(resolve))
  arrivals.cancel('f')
  answer(
    ok({
      hash: 'a'.repeat(64),
      fileName: 'x.jpg',
      mediaType: 'image/jpeg',
      size: 1,
      width: 1,
      height: 1,
      metadata: emptyPictureMetadata
    })
  )
  await done
  expect(editor.state.doc.child(2).attrs.media).toBeNull()
})

test('alt text typed under the picture is undone as one', () => {
  const { editor } = open(article(figure('f'), ['paragraph', { id: 'a' }]))
  const input = editor.view.dom.querySelector('input')
  if (!input) throw new Error('no alt field')
  for (const text of ['S', 'Sh', 'Shops']) {
    input.value = text
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
  expect(editor.state.doc.child(2).attrs.alt).toBe('Shops')
  undo(editor.state, editor.view.dispatch)
  expect(editor.state.doc.child(2).attrs.alt).toBe('')
  expect(input.value).toBe('')
})

test('a selected figure keeps its words when a picture is put beside it', () => {
  const { editor } = open(article(figure('f', {}, 'cap', 'cred'), ['paragraph', { id: 'a' }]))
  const at = editor.state.doc.child(0).nodeSize + editor.state.doc.child(1).nodeSize
  editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, at)))
  insert(editor, 'figure')
  expect(names(editor)).toEqual(['headline', 'standfirst', 'figure', 'figure', 'paragraph'])
  expect(editor.state.doc.child(2).textContent).toBe('capcred')
})
