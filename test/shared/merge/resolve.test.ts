import { expect, test } from 'vitest'
import { readBody } from '#shared/document/body.ts'
import { hasSuggestions } from '#shared/document/suggestions.ts'
import { newArticle, type Article } from '#shared/article/article.ts'
import { needsDecision } from '#shared/merge/conflict.ts'
import { merge } from '#shared/merge/merge.ts'
import { decideConflict, type Decision } from '#shared/merge/resolve.ts'
import { body, figure, line, paragraphs } from '#test/support/bodies.ts'
import { offlineSessions, plainWords } from '#test/support/offline-sessions.ts'
import { shapeOf } from '#test/support/paragraph-edits.ts'

const meta = newArticle().meta
const article = (...texts: string[]): Article => ({ meta, body: body('Wall', ...paragraphs(...texts)) })

function decided(base: Article, mine: Article, theirs: Article, decision: Decision): Article {
  const { article: merged, conflicts } = merge(base, mine, theirs)
  return conflicts.filter(needsDecision).reduce((text, conflict) => decideConflict(text, conflict, decision), merged)
}

test.each<[Decision, string]>([
  ['mine', 'The old ferry sails.'],
  ['theirs', 'The new ferry sails.'],
  ['both', 'The new old ferry sails.']
])('what both typed at one spot, decided for %s, reads “%s”', (decision, expected) => {
  const text = decided(
    article('The ferry sails.'),
    article('The old ferry sails.'),
    article('The new ferry sails.'),
    decision
  )
  expect(shapeOf(text.body)[1]).toBe(`paragraph: ${expected}`)
})

test.each<[Decision, string]>([
  ['mine', 'A lines.'],
  ['theirs', 'A verses.'],
  ['both', 'A lines verses.']
])('two last words before the stop, decided for %s, leave no space before it', (decision, expected) => {
  const text = decided(article('A word.'), article('A lines.'), article('A verses.'), decision)
  expect(shapeOf(text.body)[1]).toBe(`paragraph: ${expected}`)
})

test.each<[Decision, string]>([
  ['mine', 'It was gone. It rained.'],
  ['theirs', 'It was gone. They froze.'],
  ['both', 'It was gone. It rained. They froze.']
])('two sentences after the last one, decided for %s, keep the space before them', (decision, expected) => {
  const sides = [article('It was gone. It rained.'), article('It was gone. They froze.')] as const
  expect(shapeOf(decided(article('It was gone.'), ...sides, decision).body)[1]).toBe(`paragraph: ${expected}`)
})

test('a last word that one took out and the other changed leaves no space before the stop when it goes', () => {
  const text = decided(article('Over the lazy dog.'), article('Over the lazy.'), article('Over the lazy cat.'), 'mine')
  expect(shapeOf(text.body)[1]).toBe('paragraph: Over the lazy.')
})

test.each<[Decision, string[]]>([
  ['mine', ['paragraph: a b']],
  ['theirs', ['paragraph: a b', 'paragraph: c x d e']],
  ['both', ['paragraph: a b', 'paragraph: c x d e']]
])('a paragraph that mine took out and theirs wrote in, decided for %s', (decision, expected) => {
  const first = line('paragraph', 'a b', 'p')
  const of = (...texts: string[]): Article => ({
    meta,
    body: body('Wall', first, ...texts.map((text) => line('paragraph', text, 'q')))
  })
  expect(shapeOf(decided(of('c d e'), of(), of('c x d e'), decision).body).slice(1)).toEqual(expected)
})

test('a word that was written on after the merge goes as a whole', () => {
  const { article: merged, conflicts } = merge(article('The wall.'), article('The wall. Ne'), article('The wall. Old'))
  const [headline, block] = merged.body.content ?? []
  const on = { type: 'text' as const, text: 'er times' }
  const body = { ...merged.body, content: [headline!, { ...block!, content: [...(block?.content ?? []), on] }] }
  const last = block?.content?.at(-1)?.text
  const [kept, gone] = last === 'Old' ? (['theirs', 'mine'] as const) : (['mine', 'theirs'] as const)
  const shape = (side: Decision) => shapeOf(decideConflict({ meta, body }, conflicts[0]!, side).body)[1]
  expect(shape(kept)).toContain(`${last}er times`)
  expect(shape(gone)).not.toMatch(/er/)
})

test('an attribute that both set is set to that of the side which was chosen', () => {
  const of = (alt: string): Article => ({ meta, body: body('Wall', figure('f', { alt })) })
  for (const [decision, expected] of [
    ['mine', 'A quay'],
    ['theirs', 'The wall']
  ] as const)
    expect(decided(of('x'), of('A quay'), of('The wall'), decision).body.content?.[1]?.attrs?.alt).toBe(expected)
})

test('a field of meta that both set is set to that of the side which was chosen', () => {
  const of = (slugline: string): Article => ({ meta: { ...meta, slugline }, body: article('a').body })
  expect(decided(of('x'), of('one'), of('two'), 'theirs').meta.slugline).toBe('two')
  expect(decided(of('x'), of('one'), of('two'), 'mine').meta.slugline).toBe('one')
})

test('whatever is decided of random merges, no suggestion is left and the body is valid', () => {
  for (let seed = 1; seed <= 15; seed++) {
    const { base, mine, theirs } = plainWords(offlineSessions(seed, { words: 300, edits: [20, 20] }))
    for (const decision of ['mine', 'theirs', 'both'] as const) {
      const text = decided(base, mine, theirs, decision)
      expect(readBody(text.body, 1)).toMatchObject({ ok: true })
      expect(hasSuggestions(text.body)).toBe(false)
    }
  }
})
