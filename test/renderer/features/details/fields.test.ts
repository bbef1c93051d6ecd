import { expect, test } from 'vitest'
import { metaSchema, subjectSchema } from '#shared/article/article.ts'
import {
  addSubject,
  addTopics,
  countCharacters,
  languageName,
  readLanguage,
  readLength,
  readTerm,
  readWebAddress,
  termText
} from '#renderer/features/details/fields.ts'
import type { Result } from '#shared/result.ts'

const valueOf = <T>(result: Result<T>) => (result.ok ? result.value : 'refused')

test.each([
  ['en-gb', 'en-GB'],
  [' nb ', 'nb'],
  ['zh-hant-tw', 'zh-Hant-TW'],
  ['', 'refused'],
  ['English', 'refused'],
  ['en_GB', 'refused'],
  ['en-a', 'refused']
])('the language %j is read as %j', (typed, tag) => {
  expect(valueOf(readLanguage(typed))).toBe(tag)
  if (tag !== 'refused') expect(metaSchema.shape.language.safeParse(tag).success).toBe(true)
})

test('a language is called by its name', () => {
  expect(languageName('en-GB')).toBe('British English')
})

test.each([
  ['550', 550],
  ['', null],
  ['  ', null],
  ['1,200', 1200],
  ['1 200', 1200],
  ['0', 'refused'],
  ['-5', 'refused'],
  ['5.5', 'refused'],
  ['1000001', 'refused'],
  ['many', 'refused']
])('a length of %j is read as %j', (typed, words) => {
  expect(valueOf(readLength(typed))).toBe(words)
})

test.each([
  ['', null],
  ['medtop:20000139', 'http://cv.iptc.org/newscodes/mediatopic/20000139'],
  ['20000139', 'http://cv.iptc.org/newscodes/mediatopic/20000139'],
  ['https://example.org/terms/1', 'https://example.org/terms/1'],
  ['flooding', 'refused'],
  ['javascript:alert(1)', 'refused'],
  ['mailto:desk@example.org', 'refused']
])('the term %j is read as %j', (typed, uri) => {
  const read = valueOf(readTerm(typed))
  expect(read).toBe(uri)
  if (read === 'refused') return
  expect(subjectSchema.safeParse({ name: 'A', uri: read }).success).toBe(true)
  expect(valueOf(readTerm(termText(read)))).toBe(read)
})

test.each([
  ['example.org/ruth', 'https://example.org/ruth'],
  ['http://example.org', 'http://example.org'],
  ['ruth@example.org', 'refused'],
  ['tel:+441', 'refused']
])('the address %j is read as %j', (typed, address) => {
  expect(valueOf(readWebAddress(typed))).toBe(address)
})

test.each([
  [['Floods'], 'Harbour, floods ,  Port   Ellen,', ['Floods', 'Harbour', 'Port Ellen']],
  [[], ' , ,', []],
  [['A'], 'b, B', ['A', 'b']]
])('adding to %j what was typed as %j gives %j', (topics, typed, expected) => {
  expect(addTopics(topics, typed)).toEqual(expected)
})

test('a subject is added once', () => {
  const subjects = addSubject([], ' Flooding ')
  expect(subjects).toEqual([{ name: 'Flooding', uri: null }])
  expect(addSubject(subjects, 'flooding')).toBe(subjects)
  expect(addSubject(subjects, '  ')).toBe(subjects)
})

test.each([
  ['', 0],
  ['naïve', 5],
  ['👩‍👩‍👧 £40m', 6]
])('%j has %d characters', (text, count) => {
  expect(countCharacters(text)).toBe(count)
})
