import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { newArticle } from '#shared/article/article.ts'
import { articleHash, canonicalJson, hashText, revisionId } from '#shared/article/revision.ts'

test.each<[unknown, string]>([
  [{ b: 1, a: [true, null, 'é'] }, '{"a":[true,null,"é"],"b":1}'],
  [{ ö: 1, o: 2 }, '{"o":2,"ö":1}'],
  [1e21, '1e+21'],
  ['\u2028\u0007"', '"\u2028\\u0007\\""']
])('%j is spelled %s', (value, text) => expect(canonicalJson(value)).toBe(text))

test('the hash is SHA-256 of the UTF-8 text, as Node has it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      (text) => hashText(text) === createHash('sha256').update(text).digest('hex')
    )
  )
})

test('the order of keys never changes a hash, and any change of a value does', () => {
  const article = newArticle({ slugline: 'quay' })
  const turned = {
    body: article.body,
    meta: Object.fromEntries(Object.entries(article.meta).reverse()) as typeof article.meta
  }
  expect(articleHash(1, turned)).toBe(articleHash(1, article))
  expect(articleHash(1, { ...article, meta: { ...article.meta, slugline: 'Quay' } })).not.toBe(articleHash(1, article))
})

test('a revision is told apart by its parents and its author too', () => {
  const content = { schemaVersion: 1, article: newArticle(), parents: [], author: 'a' }
  const ids = [content, { ...content, author: 'b' }, { ...content, parents: ['x'] }].map(revisionId)
  expect(new Set(ids).size).toBe(3)
})
