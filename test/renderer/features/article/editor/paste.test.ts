// @vitest-environment jsdom
import { Slice, Fragment } from '@tiptap/pm/model'
import { expect, test } from 'vitest'
import { lineSlice, parseHtmlSlice, textSlice } from '#renderer/features/article/editor/paste.ts'
import { schema } from '#shared/document/schema.ts'
import { article, build } from './documents.ts'

test('links of unsafe schemes come in as words', () => {
  const slice = parseHtmlSlice('<p><a href="javascript:alert(1)">a</a> <a href="https://example.org">b</a></p>', schema)
  const marks: string[] = []
  slice.content.descendants((node) => void marks.push(...node.marks.map((mark) => String(mark.attrs.href))))
  expect(marks).toEqual(['https://example.org'])
})

test.each([
  ['one line', 1],
  ['one\ntwo', 2],
  ['one\r\n\r\ntwo\n\n\nthree\n', 3],
  ['\n\n', 0]
])('plain text %j makes %d paragraphs', (text, count) => {
  const doc = article(['paragraph', { id: 'a' }])
  expect(textSlice(text, doc.resolve(doc.content.size - 1), schema).content.childCount).toBe(count)
})

test.each([
  [' joins here ', [' joins here ']],
  [' first \n\n second ', [' first', 'second ']],
  ['a\n  b  \nc', ['a', 'b', 'c']],
  [' ', [' ']]
])('plain text %j keeps the spaces at its ends and no others', (text, words) => {
  const doc = article(['paragraph', { id: 'a' }])
  const { content } = textSlice(text, doc.resolve(doc.content.size - 1), schema)
  expect(Array.from({ length: content.childCount }, (_, at) => content.child(at).textContent)).toEqual(words)
})

test('what is pasted into the headline is one line with the marks that it takes', () => {
  const bold = schema.text('two', [schema.mark('bold'), schema.mark('italic')])
  const slice = new Slice(Fragment.from([build(['paragraph', {}, 'one ']), schema.node('paragraph', null, bold)]), 1, 1)
  const line = lineSlice(slice, schema, build(['headline', {}]))
  expect(line.content.textBetween(0, line.content.size)).toBe('one two')
  expect(line.content.lastChild?.marks.map((mark) => mark.type.name)).toEqual(['italic'])
})

const shapeOf = (text: string, lists: boolean) => {
  const doc = article(['paragraph', { id: 'a' }])
  const { content } = textSlice(text, doc.resolve(doc.content.size - 1), schema, lists)
  return content.content.map((node) => `${node.type.name}: ${node.textBetween(0, node.content.size, '|')}`)
}

test.each([
  ['- no\n- yes', ['bulletList: no|yes']],
  ['They said:\n\n* no\n* yes\n\nand left', ['paragraph: They said:', 'bulletList: no|yes', 'paragraph: and left']],
  ['3. three\n4. four', ['orderedList: three|four']],
  ['- only one', ['paragraph: - only one']],
  ['1. one\n3. three', ['paragraph: 1. one', 'paragraph: 3. three']],
  ['– dashes\n- of two kinds', ['paragraph: – dashes', 'paragraph: - of two kinds']],
  ['2026. A year.\n2027. Another.', ['paragraph: 2026. A year.', 'paragraph: 2027. Another.']]
])('plain text %j is a list only where it clearly is one', (text, lines) => {
  expect(shapeOf(text, true)).toEqual(lines)
  expect(shapeOf(text, false).every((line) => line.startsWith('paragraph'))).toBe(true)
})

test('lines that were broken at a column are put together between blank lines', () => {
  const wrapped = 'The wall was built in May, and nobody had thought that it\nwould stand the winter.\n\nIt did.'
  expect(shapeOf(wrapped, true)).toEqual([
    'paragraph: The wall was built in May, and nobody had thought that it would stand the winter.',
    'paragraph: It did.'
  ])
  expect(shapeOf('one\ntwo\n\nthree', true)).toEqual(['paragraph: one', 'paragraph: two', 'paragraph: three'])
})
