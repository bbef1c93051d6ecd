import { expect, test } from 'vitest'
import { isPlainList } from '#shared/formats/plain-list.ts'
import { li, ol, p, ul } from '#test/fixtures/articles.ts'

test.each([
  [true, 'words alone', ul(li('a'), li('b'))],
  [true, 'a list under words', ul(li('a', ol(3, 'a', li('b'))))],
  [true, 'two lists under words', ul(li('a', ul(li('b')), ol(1, null, li('c'))))],
  [false, 'two paragraphs', ul(li('a', p('b')))],
  [false, 'a paragraph under the list of an item', ul(li('a', ul(li('b')), p('c')))],
  [false, 'two paragraphs further down', ul(li('a', ul(li('b', p('c')))))]
])('%s: a list with %s', (plain, _, list) => {
  expect(isPlainList(list)).toBe(plain)
})
