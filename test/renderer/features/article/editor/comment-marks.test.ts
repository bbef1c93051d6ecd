// @vitest-environment jsdom
import type { Editor } from '@tiptap/core'
import { undo } from '@tiptap/pm/history'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Arrivals } from '#renderer/features/article/editor/arrivals.ts'
import {
  anchorAt,
  anchorTextOf,
  movedPlace,
  selectedAnchor,
  showMarks
} from '#renderer/features/article/editor/comment-marks.ts'
import { openEditor } from '#renderer/features/article/editor/open-editor.ts'
import { placeOf } from '#renderer/features/article/editor/text-changes.ts'
import { anchorText, type Place } from '#shared/article/anchor.ts'
import type { Body } from '#shared/document/body.ts'
import { fail } from '#shared/result.ts'
import { article, figure } from './documents.ts'

Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Range.prototype.getBoundingClientRect = () => new DOMRect()

const clicked = vi.fn()
let editor: Editor
beforeEach(() => {
  clicked.mockClear()
  editor = openEditor(
    {
      body: article(
        ['paragraph', { id: 'a' }, 'They voted by a wide margin on Monday.'],
        ['paragraph', { id: 'b' }, 'Nobody will sign.'],
        figure('f', {}, 'The quay.')
      ).toJSON() as Body,
      editable: true,
      language: () => 'en',
      parts: null,
      paste: null,
      openLink: () => {},
      comments: { click: clicked, hover: () => {} },
      figures: {
        arrivals: new Arrivals(
          async () => fail('refused', ''),
          () => {}
        ),
        chooseFile: () => {},
        openLibrary: () => {},
        openCrop: () => {}
      }
    },
    document.body.appendChild(document.createElement('div'))
  )
})
afterEach(() => editor.destroy())

const words: Place = { kind: 'words', block: 'a', start: 14, end: 27 }
const show = (...places: [string, Place][]) =>
  showMarks(
    editor.view,
    places.map(([id, place]) => ({ id, place })),
    { selected: null, hovered: null }
  )
const marked = () => [...editor.view.dom.querySelectorAll('mark')].map((mark) => mark.textContent)
const select = (block: string, from: number, to: number) => {
  const at = (placeOf(editor.state.doc, block) ?? 0) + 1
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, at + from, at + to)))
}

test('a mark moves with what is typed around it, takes in what is typed within, and undo knows nothing of it', () => {
  show(['t', words])
  expect(marked()).toEqual(['a wide margin'])
  const at = (placeOf(editor.state.doc, 'a') ?? 0) + 1
  editor.view.dispatch(editor.state.tr.insertText('On Monday the council said: ', at))
  expect(movedPlace(editor.state, 't')).toEqual({ kind: 'words', block: 'a', start: 42, end: 55 })
  editor.view.dispatch(editor.state.tr.insertText('very ', at + 44))
  expect(marked()).toEqual(['a very wide margin'])
  undo(editor.state, editor.view.dispatch)
  expect(editor.state.doc.textContent).toContain('They voted by a wide margin on Monday.')
})

test('nothing is left of a mark whose words are deleted', () => {
  show(['t', words])
  const at = (placeOf(editor.state.doc, 'a') ?? 0) + 1
  editor.view.dispatch(editor.state.tr.delete(at + 10, at + 30))
  expect(movedPlace(editor.state, 't')).toBeNull()
  expect(marked()).toEqual([])
})

test('marks come in the order of the page, and showing the same ones again changes nothing', () => {
  const order = show(['f', { kind: 'figure', block: 'f' }], ['t', words], ['gone', { kind: 'figure', block: 'x' }])
  expect([...order].sort((one, other) => one[1] - other[1]).map(([id]) => id)).toEqual(['t', 'f'])
  expect(movedPlace(editor.state, 'f')).toEqual({ kind: 'figure', block: 'f' })
  const { state } = editor
  show(['f', { kind: 'figure', block: 'f' }], ['t', words])
  expect(editor.state).toBe(state)
})

test('a click on a mark tells which thread it is', () => {
  show(['t', words])
  editor.view.dom.querySelector('mark')?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
  expect(clicked).toHaveBeenCalledExactlyOnceWith('t')
})

test.each<[string, () => void, string | undefined, boolean]>([
  ['the words that are selected, without the spaces at their ends', () => select('a', 13, 28), 'a wide margin', true],
  ['the word at the caret', () => select('a', 12, 12), 'by', false],
  [
    'the part in the first block, of a selection over several',
    () => {
      const { doc } = editor.state
      const [from, to] = [(placeOf(doc, 'a') ?? 0) + 31, (placeOf(doc, 'b') ?? 0) + 5]
      editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(doc, from, to)))
    },
    'Monday.',
    true
  ],
  [
    'a picture as a whole',
    () => {
      const at = placeOf(editor.state.doc, 'f') ?? 0
      editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, at)))
    },
    'The quay.',
    true
  ],
  ['nothing, in a line without words', () => select('stand', 0, 0), undefined, false]
])('a comment is about %s', (_what, choose, quote, explicit) => {
  choose()
  const selected = selectedAnchor(editor.state)
  expect(selected?.anchor.quote).toBe(quote)
  expect(selected?.explicit ?? false).toBe(explicit)
})

test('the editor’s text and the stored body’s are the same to an anchor', () => {
  expect(anchorTextOf(editor.state.doc)).toEqual(anchorText(editor.state.doc.toJSON() as Body))
  expect(anchorAt(editor.state.doc, words)).toMatchObject({
    block: 'a',
    quote: 'a wide margin',
    prefix: 'They voted by '
  })
})
