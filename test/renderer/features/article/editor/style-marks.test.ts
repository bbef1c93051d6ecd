// @vitest-environment jsdom
import type { Editor } from '@tiptap/core'
import { undo } from '@tiptap/pm/history'
import { TextSelection } from '@tiptap/pm/state'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Arrivals } from '#renderer/features/article/editor/arrivals.ts'
import { openEditor } from '#renderer/features/article/editor/open-editor.ts'
import { styleSource } from '#renderer/features/article/editor/style-marks.ts'
import { changeText, placeOf } from '#renderer/features/article/editor/text-changes.ts'
import { compileStyle, hitKey, type StyleRule } from '#shared/article/house-style.ts'
import type { Body } from '#shared/document/body.ts'
import { fail } from '#shared/result.ts'
import { article } from './documents.ts'

Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Range.prototype.getBoundingClientRect = () => new DOMRect()

const rules: StyleRule[] = [
  {
    id: 'fireman',
    pattern: { words: ['fireman'] },
    suggestion: 'firefighter',
    reason: 'Why.',
    exceptions: [],
    language: 'en',
    matchCase: false
  },
  {
    id: 'advice',
    pattern: { words: ['stakeholders'] },
    suggestion: null,
    reason: 'Say who.',
    exceptions: [],
    language: 'en',
    matchCase: false
  }
]
const style = compileStyle(rules, 'en-GB')
const ignored: string[] = []

let editor: Editor
beforeEach(() => {
  vi.useFakeTimers()
  ignored.length = 0
  editor = openEditor(
    {
      body: article(
        ['paragraph', { id: 'a' }, 'A fireman met stakeholders.'],
        ['paragraph', { id: 'b' }, 'two']
      ).toJSON() as Body,
      editable: true,
      language: () => 'en-GB',
      parts: null,
      paste: null,
      openLink: () => {},
      ignoreStyle: (key) => ignored.push(key),
      figures: {
        arrivals: new Arrivals(
          async () => fail('unsupported', 'None.'),
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
afterEach(() => {
  editor.destroy()
  document.body.replaceChildren()
  vi.useRealTimers()
})

const take = (ignore: string[] = []) =>
  editor.view.dispatch(editor.state.tr.setMeta(styleSource, { style, ignored: new Set(ignore) }))
const shown = () => [...editor.view.dom.querySelectorAll('.style-hit')].map((one) => one.textContent)
const textOf = (id: string) => editor.state.doc.nodeAt(placeOf(editor.state.doc, id) ?? -1)?.textContent
function caret(id: string, offset: number) {
  editor.view.dispatch(
    editor.state.tr.setSelection(
      TextSelection.create(editor.state.doc, (placeOf(editor.state.doc, id) ?? 0) + 1 + offset)
    )
  )
}
const press = (more: KeyboardEventInit = {}) =>
  editor.view.dom.dispatchEvent(
    new KeyboardEvent('keydown', { key: '.', code: 'Period', ctrlKey: true, bubbles: true, cancelable: true, ...more })
  )

test('hits are marked when the window has time, not before', () => {
  take()
  expect(shown()).toEqual([])
  vi.advanceTimersByTime(1000)
  expect(shown()).toEqual(['fireman', 'stakeholders'])
  expect(editor.view.dom.querySelector('.style-hit')?.getAttribute('title')).toBe('Write “firefighter”. Why.')
})

test('while somebody types the marks only move along, and marking is no step of the history', () => {
  take()
  vi.advanceTimersByTime(1000)
  caret('a', 0)
  editor.view.dispatch(editor.state.tr.insertText('Yes. '))
  vi.advanceTimersByTime(300)
  expect(shown()).toEqual(['fireman', 'stakeholders'])
  caret('b', 3)
  editor.view.dispatch(editor.state.tr.insertText(' fireman'))
  expect(shown()).toHaveLength(2)
  vi.advanceTimersByTime(1000)
  expect(shown()).toHaveLength(3)
  undo(editor.state, editor.view.dispatch)
  expect(textOf('b')).toBe('two')
})

test('the key writes what the house writes, and undo takes it back', () => {
  take()
  vi.advanceTimersByTime(1000)
  caret('a', 4)
  press()
  expect(textOf('a')).toBe('A firefighter met stakeholders.')
  undo(editor.state, editor.view.dispatch)
  expect(textOf('a')).toBe('A fireman met stakeholders.')
})

test('the key changes nothing where the house only advises, nor outside a hit', () => {
  take()
  vi.advanceTimersByTime(1000)
  for (const offset of [0, 20]) {
    caret('a', offset)
    press()
  }
  expect(textOf('a')).toBe('A fireman met stakeholders.')
})

test('with Shift the hit under the caret is ignored', () => {
  take()
  vi.advanceTimersByTime(1000)
  caret('a', 4)
  press({ key: '>', shiftKey: true })
  expect(ignored).toEqual([hitKey('fireman', 'fireman')])
  take(ignored)
  vi.advanceTimersByTime(1000)
  expect(shown()).toEqual(['stakeholders'])
})

const change = (place: string, start: number, before: string, after: string) => ({
  place,
  start,
  end: start + before.length,
  before,
  after
})

test('several changes are made together and undone together', () => {
  expect(
    changeText(editor, [
      change('a', 0, 'A', 'One'),
      change('a', 2, 'fireman', 'firefighter'),
      change('b', 0, 'two', '')
    ])
  ).toBe(true)
  expect([textOf('a'), textOf('b')]).toEqual(['One firefighter met stakeholders.', ''])
  undo(editor.state, editor.view.dispatch)
  expect([textOf('a'), textOf('b')]).toEqual(['A fireman met stakeholders.', 'two'])
})

test.each([
  ['words that read otherwise by now', change('a', 2, 'firemen', 'x')],
  ['a block that is gone', change('z', 0, 'A', 'x')],
  ['a place behind the end', change('b', 2, 'o!', 'x')]
])('%s: nothing is changed at all', (_name, wrong) => {
  expect(changeText(editor, [change('b', 0, 'two', 'three'), wrong])).toBe(false)
  expect([textOf('a'), textOf('b')]).toEqual(['A fireman met stakeholders.', 'two'])
})
