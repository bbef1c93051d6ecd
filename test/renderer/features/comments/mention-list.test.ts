import { expect, test } from 'vitest'
import { mentionQuery, namesFor, putName } from '#renderer/features/comments/mention-list.ts'

const people = ['Ruth Okafor', 'Tomas Lind', 'Inès Moreau', 'Ruth Lind'].map((name) => ({ id: name, name }))

test.each<[string, string | null]>([
  ['Ask @', ''],
  ['Ask @ru', 'ru'],
  ['Ask @Ruth O', 'Ruth O'],
  ['ruth@example.org', null],
  ['Nobody', null],
  ['@Ruth Okafor\nand', null]
])('after “%s” the name that is being typed is %j', (text, query) => {
  expect(mentionQuery(text, text.length)?.query ?? null).toBe(query)
})

test.each<[string, string[]]>([
  ['', ['Ruth Okafor', 'Tomas Lind', 'Inès Moreau', 'Ruth Lind']],
  ['ru', ['Ruth Okafor', 'Ruth Lind']],
  ['lind', ['Tomas Lind', 'Ruth Lind']],
  ['ines', ['Inès Moreau']],
  ['Ruth Okafor', []],
  [' ru', []],
  ['xyz', []]
])('“%s” may mean %j', (query, names) => {
  expect(namesFor(query, people).map(({ name }) => name)).toEqual(names)
})

test('a name takes the place of its letters, with a space where words go on', () => {
  expect(putName('Ask @ru now', 7, { at: 4, query: 'ru' }, 'Ruth Okafor')).toEqual({
    text: 'Ask @Ruth Okafor now',
    caret: 16
  })
  expect(putName('@t', 2, { at: 0, query: 't' }, 'Tomas Lind')).toEqual({ text: '@Tomas Lind ', caret: 12 })
})
