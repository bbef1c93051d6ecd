import { expect, test } from 'vitest'
import { newArticle, type Article } from '#shared/article/article.ts'
import { audit } from '#shared/merge/audit.ts'
import { body, figure, paragraphs } from '#test/support/bodies.ts'

const meta = newArticle().meta
const article = (...texts: string[]): Article => ({ meta, body: body('Wall', ...paragraphs(...texts)) })

test.each<[string, string, string, string, string, string[], [string, number][]]>([
  ['both changes done', 'a b', 'a x b', 'a b y', 'a x b y', [], []],
  ['a lost word', 'a b', 'a x b', 'a b y', 'a b y', [], [['x', -1]]],
  ['a doubled word', 'a b', 'a x b', 'a b y', 'a x x b y', [], [['x', 1]]],
  ['a word that was taken out and stands', 'a b', 'a', 'a b y', 'a b y', [], [['b', 1]]],
  [
    'words of two lines run together',
    'a b',
    'a b x',
    'a b y',
    'a b xy',
    [],
    [
      ['x', -1],
      ['xy', 1],
      ['y', -1]
    ]
  ],
  ['what is shown may deviate', 'a b', 'a', 'a b y', 'a b y', ['a b'], []],
  ['and no more than what is shown', 'a b', 'a', 'a b y', 'a b b y', ['b'], [['b', 2]]],
  ['signs of a script without spaces are words', '港', '港の', '港町', '港の', [], [['町', -1]]]
])('%s', (_name, base, mine, theirs, merged, shown, expected) => {
  const found = audit(article(base), article(mine), article(theirs), article(merged), shown)
  expect(found.map(({ word, by }) => [word, by]).sort()).toEqual(expected)
})

test('captions, fields of pictures and the texts of meta count as words', () => {
  const with_ = (caption: string, alt: string, summary: string): Article => ({
    meta: { ...meta, summary },
    body: body('Wall', figure('f', { caption, alt }))
  })
  const base = with_('One', 'Two', 'Three')
  const mine = with_('One new', 'Two more', 'Three parts')
  expect(
    audit(base, mine, base, base)
      .map(({ word }) => word)
      .sort()
  ).toEqual(['more', 'new', 'parts'])
  expect(audit(base, mine, base, mine)).toEqual([])
})
