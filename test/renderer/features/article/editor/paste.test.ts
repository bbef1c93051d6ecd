// @vitest-environment jsdom
import { Slice, Fragment } from '@tiptap/pm/model'
import { expect, test } from 'vitest'
import { cleanHtml, lineSlice, parseHtmlSlice, textSlice } from '#renderer/features/article/editor/paste.ts'
import { schema } from '#shared/document/schema.ts'
import { article, build } from './documents.ts'

test('pictures by address are dropped and counted', () => {
  const { cleaned, pictures } = cleanHtml('<p>a<img src="https://example.org/x.png">b</p><img src="y">')
  expect(pictures).toBe(2)
  expect(cleaned).toBe('<p>ab</p>')
})

test.each([
  ['Word’s own tags', '<p>a<o:p></o:p>b</p><style>x{}</style><script>1</script>', '<p>ab</p>'],
  [
    'Word’s list marks',
    '<p class="MsoListParagraph"><span style="mso-list:Ignore">·</span>one</p>',
    '<p class="MsoListParagraph">one</p>'
  ],
  ['Google Docs’ wrapper', '<b style="font-weight:normal" id="docs-1"><p>a</p></b>', '<p>a</p>'],
  ['ARIA headings', '<div role="heading" aria-level="3">a</div>', '<h3>a</h3>'],
  ['a foreign title', '<h1>a</h1>', '<h2>a</h2>']
])('%s', (_, html, cleaned) => {
  expect(cleanHtml(html).cleaned).toBe(cleaned)
})

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
