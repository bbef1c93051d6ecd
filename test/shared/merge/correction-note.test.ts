import { expect, test } from 'vitest'
import { newArticle, type Article } from '#shared/article/article.ts'
import { proposeCorrection } from '#shared/merge/correction-note.ts'
import { body, figure, paragraphs } from '#test/support/bodies.ts'

const article = (language: string, ...parts: Parameters<typeof body>): Article => ({
  ...newArticle({ language }),
  body: body(...parts)
})
const before = (language = 'en-GB') =>
  article(language, 'Ferries', ...paragraphs('Six ferries sailed. Nobody was hurt.', 'The quay is old.'))

test.each<[string, Article, string]>([
  ['nothing', before(), ''],
  [
    'one sentence of a paragraph',
    article('en-GB', 'Ferries', ...paragraphs('Seven ferries sailed. Nobody was hurt.', 'The quay is old.')),
    'An earlier version of this article said: “Six ferries sailed.” It now says: “Seven ferries sailed.”'
  ],
  [
    'a sentence that went',
    article('en-GB', 'Ferries', ...paragraphs('Six ferries sailed.', 'The quay is old.')),
    'This was taken out of an earlier version of this article: “Nobody was hurt.”'
  ],
  [
    'a sentence that came',
    article(
      'en-GB',
      'Ferries',
      ...paragraphs('Six ferries sailed. Nobody was hurt. One was late.', 'The quay is old.')
    ),
    'This was not in an earlier version of this article: “One was late.”'
  ]
])('of a change of %s readers are told what was and what is', (_what, after, note) => {
  expect(proposeCorrection(before(), after)).toBe(note)
})

test('a caption is told as its own words are', () => {
  const of = (caption: string) => article('en-GB', 'Ferries', figure('f', { caption, credit: 'Ines Moreau' }))
  expect(proposeCorrection(of('The quay at Oban.'), of('The quay at Mull.'))).toBe(
    'An earlier version of this article said: “The quay at Oban.” It now says: “The quay at Mull.”'
  )
})

test('an article that is not in English is told of in its own language', () => {
  const after = article('de-AT', 'Ferries', ...paragraphs('Seven ferries sailed. Nobody was hurt.', 'The quay is old.'))
  expect(proposeCorrection(before('de-AT'), after)).toMatch(/^In einer früheren Fassung .*„Six ferries sailed\.“/)
})

test('a text that was written anew is told of in a few places, each cut, never longer than a note may be', () => {
  const many = (word: string) =>
    article('en-GB', word, ...paragraphs(...Array.from({ length: 40 }, (_, index) => `${word} ${index} `.repeat(200))))
  const note = proposeCorrection(many('old'), many('new'))
  expect(note.length).toBeGreaterThan(0)
  expect(note.length).toBeLessThan(4000)
})
