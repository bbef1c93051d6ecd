// @vitest-environment jsdom
import type { Editor } from '@tiptap/core'
import { undo } from '@tiptap/pm/history'
import { TextSelection } from '@tiptap/pm/state'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Arrivals } from '#renderer/features/article/editor/arrivals.ts'
import { openEditor } from '#renderer/features/article/editor/open-editor.ts'
import { spellingSource } from '#renderer/features/article/editor/spelling-marks.ts'
import type { Body } from '#shared/document/body.ts'
import { fail } from '#shared/result.ts'
import { article, figure } from './documents.ts'

Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Range.prototype.getBoundingClientRect = () => new DOMRect()

const wrong = new Set(['wrng', 'mispelt'])
let said: Map<string, boolean>
let asked: string[][]
let answers = true

let editor: Editor
beforeEach(() => {
  vi.useFakeTimers()
  said = new Map()
  asked = []
  answers = true
  editor = openEditor(
    {
      body: article(
        ['paragraph', { id: 'a' }, 'A wrng word.'],
        ['paragraph', { id: 'b' }, 'All right'],
        figure('f', {}, 'A mispelt caption', 'Wrng Pictures')
      ).toJSON() as Body,
      editable: true,
      language: () => 'en-GB',
      parts: null,
      paste: null,
      openLink: () => {},
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

const source = (ignored: string[] = []) => ({
  isRight: (word: string) => (ignored.includes(word) ? true : said.get(word)),
  ask: async (words: string[]) => {
    asked.push(words)
    if (answers) for (const word of words) said.set(word, !wrong.has(word))
    return answers
  }
})
const take = (ignored: string[] = []) => editor.view.dispatch(editor.state.tr.setMeta(spellingSource, source(ignored)))
const shown = () => [...editor.view.dom.querySelectorAll('.spelling-hit')].map((one) => one.textContent)
const rest = () => vi.advanceTimersByTimeAsync(1000)

test('words are looked up when the window has time, each of them once', async () => {
  take()
  expect(asked).toEqual([])
  await rest()
  expect(shown()).toEqual(['wrng', 'mispelt'])
  expect(asked).toHaveLength(1)
  editor.view.dispatch(editor.state.tr.insertText('New ', 1))
  await rest()
  expect(asked.slice(1)).toEqual([['New']])
})

test('nothing is looked up while somebody types, and marks are no step of the history', async () => {
  take()
  await rest()
  editor.view.dispatch(editor.state.tr.insertText('mispelt ', 1))
  await vi.advanceTimersByTimeAsync(300)
  expect(shown()).toEqual(['wrng', 'mispelt'])
  await rest()
  expect(shown()).toEqual(['mispelt', 'wrng', 'mispelt'])
  undo(editor.state, editor.view.dispatch)
  expect(editor.state.doc.firstChild?.textContent).toBe('Wall')
})

test('the word at the caret is left alone until the caret has gone', async () => {
  editor.view.focus()
  vi.spyOn(editor.view, 'hasFocus').mockReturnValue(true)
  take()
  const end = editor.state.doc.child(0).nodeSize - 1
  editor.view.dispatch(editor.state.tr.insertText(' mispelt', end))
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, end + 8)))
  await rest()
  expect(shown()).toEqual(['wrng', 'mispelt'])
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, 1)))
  await rest()
  expect(shown()).toEqual(['mispelt', 'wrng', 'mispelt'])
})

test('ignored words and a switch that is off take the marks away', async () => {
  take()
  await rest()
  take(['wrng'])
  await rest()
  expect(shown()).toEqual(['mispelt'])
  editor.view.dispatch(editor.state.tr.setMeta(spellingSource, null))
  await rest()
  expect(shown()).toEqual([])
})

test('a dictionary that cannot be read is not asked again and again', async () => {
  answers = false
  take()
  await rest()
  await rest()
  expect(asked).toHaveLength(1)
  expect(shown()).toEqual([])
})
