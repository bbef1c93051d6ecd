// @vitest-environment jsdom
import type { Editor } from '@tiptap/core'
import { undo } from '@tiptap/pm/history'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Arrivals } from '#renderer/features/article/editor/arrivals.ts'
import {
  find,
  findingIn,
  placeAmong,
  replaceAll,
  replaceCurrent,
  step,
  stopFinding
} from '#renderer/features/article/editor/find-hits.ts'
import { openEditor } from '#renderer/features/article/editor/open-editor.ts'
import type { Body } from '#shared/document/body.ts'
import { fail } from '#shared/result.ts'
import { article, figure, type Part } from './documents.ts'

Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Range.prototype.getBoundingClientRect = () => new DOMRect()
Element.prototype.scrollIntoView = () => {}

const cell = (words: string): Part => ['tableCell', {}, ['paragraph', { id: words }, words]]

let editor: Editor
beforeEach(() => {
  vi.useFakeTimers()
  editor = openEditor(
    {
      body: article(
        ['paragraph', { id: 'a' }, 'The wall and a wall.'],
        ['quote', { id: 'q' }, ['paragraph', { id: 'qp' }, 'A wall'], ['attribution', { id: 'qa' }, 'Wall']],
        figure('f', {}, 'The wall on Monday', 'Wall / Gazette'),
        ['factBox', { id: 'x' }, ['factBoxTitle', { id: 'xt' }, 'The wall'], ['paragraph', { id: 'xp' }, 'wall']],
        ['table', { id: 't' }, ['tableRow', {}, cell('wall'), cell('none')]],
        ['paragraph', { id: 'b' }, 'end wa'],
        ['paragraph', { id: 'c' }, 'll begins']
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

const look = (text: string, more = {}) =>
  find(editor.view, { text, matchCase: false, wholeWord: false, ...more }, editor.state.selection.from)
const state = () => {
  const finding = findingIn(editor.state)
  return `${placeAmong(finding)} of ${finding.hits.length}`
}
const marked = () => editor.view.dom.querySelectorAll('.find-hit').length
const textOf = (id: string) => {
  let text = ''
  editor.state.doc.descendants((node) => {
    if (node.attrs.id === id) text = node.textContent
  })
  return text
}

test('headline, copy, quote, caption, credit, box and table are read, and no hit reaches over a block’s end', () => {
  look('wall')
  expect(state()).toBe('1 of 10')
  expect(marked()).toBe(10)
})

test('next and before go round, and the hit is selected', () => {
  look('the wall')
  expect(state()).toBe('1 of 3')
  step(editor.view, -1)
  expect(state()).toBe('3 of 3')
  const { from, to } = editor.state.selection
  expect(editor.state.doc.textBetween(from, to)).toBe('The wall')
  step(editor.view, 1)
  expect(state()).toBe('1 of 3')
})

test('one is replaced and the next is looked at; what was put in is not found again', () => {
  look('wall', { matchCase: true })
  expect(state()).toBe('1 of 7')
  expect(replaceCurrent(editor.view, 'big wall')).toBe(true)
  expect(textOf('a')).toBe('The big wall and a wall.')
  expect(state()).toBe('2 of 7')
  replaceCurrent(editor.view, '')
  expect(textOf('a')).toBe('The big wall and a .')
})

test('all are replaced in one step of the history', () => {
  const before = editor.state.doc
  look('wall')
  expect(replaceAll(editor.view, 'walls')).toBe(10)
  expect(textOf('f-caption')).toBe('The walls on Monday')
  expect(textOf('xt')).toBe('The walls')
  undo(editor.state, editor.view.dispatch)
  expect(editor.state.doc.eq(before)).toBe(true)
})

test('what is put in keeps the marks of what it replaces', () => {
  const { schema } = editor
  const bold = schema.text('wall', [schema.mark('bold'), schema.mark('link', { href: 'https://example.org' })])
  editor.view.dispatch(editor.state.tr.insert(editor.state.doc.content.size - 1, [schema.text(' a '), bold]))
  look('a wall', { matchCase: true })
  expect(findingIn(editor.state).hits).toHaveLength(2)
  look('wall')
  replaceAll(editor.view, 'quay')
  const marks: string[] = []
  editor.state.doc.lastChild?.forEach((node) => marks.push(`${node.text}: ${node.marks.map(({ type }) => type.name)}`))
  expect(marks).toEqual(['ll begins a : ', 'quay: link,bold'])
})

test('while somebody types the marks move along, and are read anew when the text rests', () => {
  look('wall')
  editor.view.dispatch(editor.state.tr.insertText('wall ', 1))
  expect(marked()).toBe(10)
  vi.advanceTimersByTime(500)
  expect(marked()).toBe(11)
  stopFinding(editor.view)
  expect(marked()).toBe(0)
})

test('looking is no step of the history', () => {
  editor.view.dispatch(editor.state.tr.insertText('Big ', 1))
  look('wall')
  step(editor.view, 1)
  stopFinding(editor.view)
  undo(editor.state, editor.view.dispatch)
  expect(textOf('head')).toBe('Wall')
})

test('where nothing may be written nothing is replaced', () => {
  editor.setEditable(false)
  look('wall')
  expect(state()).toBe('1 of 10')
  expect(replaceAll(editor.view, 'x')).toBe(0)
  expect(replaceCurrent(editor.view, 'x')).toBe(false)
  expect(textOf('head')).toBe('Wall')
})
