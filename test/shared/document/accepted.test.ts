import { expect, test } from 'vitest'
import { textOf } from '#shared/document/text.ts'
import { acceptedBody } from '#shared/document/decide.ts'
import { articleFixtures, doc, everything, p, suggestion, t } from '#test/fixtures/articles.ts'

test('insertions are kept and deletions dropped, blocks as well as words', () => {
  const fixture = articleFixtures.find((each) => each.name === 'open suggestions')
  if (!fixture) throw new Error('The fixture is missing.')
  const body = acceptedBody(fixture.article.body)
  expect(textOf(body)).toBe('Suggested\nKept inserted end.')
  expect(JSON.stringify(body)).not.toMatch(/insertion|deletion/)
})

test('a body without suggestions stays as it is', () => {
  expect(acceptedBody(everything.article.body)).toEqual(everything.article.body)
})

test('other marks stay beside a suggestion', () => {
  expect(acceptedBody(doc(['x'], null, p(t('a', 'bold', suggestion('insertion')))))).toMatchObject({
    content: [{}, { content: [{ text: 'a', marks: [{ type: 'bold' }] }] }]
  })
})
