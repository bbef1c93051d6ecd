// @vitest-environment jsdom
import type { Editor } from '@tiptap/core'
import { undo } from '@tiptap/pm/history'
import type { Transaction } from '@tiptap/pm/state'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
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
import { metaChangeOf } from '#renderer/features/article/editor/meta-step.ts'
import { openEditor } from '#renderer/features/article/editor/open-editor.ts'
import { setSuggesting } from '#renderer/features/article/editor/suggesting.ts'
import type { Body } from '#shared/document/body.ts'
import { decideModel } from '#shared/document/decide.ts'
import { openSuggestions } from '#shared/document/open-suggestions.ts'
import { fail } from '#shared/result.ts'
import { article, figure, type Part } from './documents.ts'

Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Range.prototype.getBoundingClientRect = () => new DOMRect()
Element.prototype.scrollIntoView = () => {}

const cell = (words: string): Part => ['tableCell', {}, ['paragraph', { id: words }, words]]

let editor: Editor
let kicker = ''
let made = 0
beforeEach(() => {
  vi.useFakeTimers()
  kicker = ''
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
      suggest: {
        on: () => false,
        isOwn: (id) => id.startsWith('own'),
        newId: () => `own-${++made}`,
        refuse: () => {}
      },
      find: { changed: () => {}, escape: () => false, kicker: () => kicker },
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
  expect(replaceCurrent(editor.view, 'big wall')).toEqual({ count: 1, kept: null })
  expect(textOf('a')).toBe('The big wall and a wall.')
  expect(state()).toBe('2 of 7')
  replaceCurrent(editor.view, '')
  expect(textOf('a')).toBe('The big wall and a .')
})

test('all are replaced in one step of the history', () => {
  const before = editor.state.doc
  look('wall')
  expect(replaceAll(editor.view, 'walls')).toEqual({ count: 10, kept: null })
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
  expect(replaceAll(editor.view, 'x').count).toBe(0)
  expect(replaceCurrent(editor.view, 'x').count).toBe(0)
  expect(textOf('head')).toBe('Wall')
})

describe('words beside the text', () => {
  const alt = () => editor.state.doc.child(4).attrs.alt as string
  const setAlt = (text: string) => {
    let at = 0
    editor.state.doc.forEach((node, position) => node.type.name === 'figure' && (at = position))
    editor.view.dispatch(editor.state.tr.setNodeAttribute(at, 'alt', text))
  }
  const kickerOf = (transaction: Transaction) => void (kicker = metaChangeOf(transaction)?.kicker ?? kicker)
  const suggest = () => editor.view.dispatch(setSuggesting(editor.state, true))
  const keep = () => editor.on('transaction', ({ transaction }) => kickerOf(transaction))

  test('the kicker and alt text are counted, and gone through in the order of the page', () => {
    kicker = 'Wall street'
    setAlt('A wall, then another wall')
    look('wall')
    expect(state()).toBe('2 of 13')
    step(editor.view, -1)
    expect(state()).toBe('1 of 13')
    expect(findingIn(editor.state).current?.field).toEqual({ name: 'kicker', start: 0, end: 4 })
    const seen = Array.from({ length: 13 }, () => {
      step(editor.view, 1)
      return placeAmong(findingIn(editor.state))
    })
    expect(seen).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 1])
    expect(editor.view.dom.querySelectorAll('figure.find-field')).toHaveLength(1)
  })

  test('all are replaced and undone in one step, those beside the text too', () => {
    keep()
    kicker = 'Wall street'
    setAlt('A wall, then another wall')
    look('wall')
    expect(replaceAll(editor.view, 'quay')).toEqual({ count: 13, kept: null })
    expect([kicker, alt()]).toEqual(['quay street', 'A quay, then another quay'])
    undo(editor.state, editor.view.dispatch)
    expect([kicker, alt(), textOf('a')]).toEqual(['Wall street', 'A wall, then another wall', 'The wall and a wall.'])
  })

  test('one in an alt text is replaced, and the one after it in the same text is the next', () => {
    setAlt('fence, fence')
    look('fence')
    expect(state()).toBe('1 of 2')
    replaceCurrent(editor.view, 'fences')
    expect(alt()).toBe('fences, fence')
    replaceCurrent(editor.view, 'fences')
    expect(alt()).toBe('fences, fences')
  })

  test('in suggest mode an alt text is suggested and the kicker stays, with a sentence', () => {
    keep()
    kicker = 'Wall street'
    setAlt('A wall')
    suggest()
    const before = editor.state.doc
    look('wall')
    expect(replaceAll(editor.view, 'quay')).toEqual({
      count: 11,
      kept: 'The kicker stays: details cannot be suggested.'
    })
    expect([kicker, alt()]).toEqual(['Wall street', 'A quay'])
    // Each place is decided by itself.
    expect(openSuggestions(editor.getJSON() as Body).length).toBeGreaterThanOrEqual(11)
    expect(decideModel(editor.state.doc, () => 'reject').toJSON()).toEqual(before.toJSON())
  })

  test('what would be too long stays, with a sentence', () => {
    kicker = 'Wall street'
    look('wall street')
    expect(replaceAll(editor.view, 'x'.repeat(201))).toEqual({
      count: 0,
      kept: 'The kicker stays: it would be longer than 200 characters.'
    })
  })
})
