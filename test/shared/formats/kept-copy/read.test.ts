import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { loadReaders, readFile } from '#main/import/read-file.ts'
import { packCopy } from '#renderer/features/article/pack-copy.ts'
import { newArticle, type Article } from '#shared/article/article.ts'
import { hashText } from '#shared/article/revision.ts'
import type { Body, BodyNode } from '#shared/document/body.ts'
import { suggestionIds } from '#shared/document/suggestions.ts'
import { figuresOf } from '#shared/document/text.ts'
import { expectOk } from '#shared/result.ts'

const readers = await loadReaders()
const picture = { hash: hashText('picture'), path: 'pictures/01-quay.jpg', bytes: strToU8('picture') }
const other = hashText('not in the file')

const text = (words: string, marks?: BodyNode['marks']): BodyNode => ({
  type: 'text',
  text: words,
  ...(marks && { marks })
})
const block = (type: BodyNode['type'], id: string, content: BodyNode[] = [], attrs = {}): BodyNode => ({
  type,
  attrs: { id, ...attrs },
  ...(content.length > 0 && { content })
})
const figure = (id: string, media: string): BodyNode =>
  block('figure', id, [block('caption', `${id}c`, [text('The quay at dawn.')]), block('credit', `${id}d`)], {
    media,
    fileName: 'quay.jpg',
    alt: 'A quay'
  })
const body: Body = {
  type: 'doc',
  content: [
    block('headline', 'h', [text('Quay wall to be raised')]),
    block('paragraph', 'p', [text('The council '), text('will vote', [{ type: 'insertion', attrs: { id: 's1' } }])]),
    figure('f1', picture.hash),
    figure('f2', other)
  ]
}
const { meta } = newArticle({ slugline: 'quay', embargo: { at: '2026-03-01T06:00:00.000Z', zone: 'Europe/London' } })
const kept = {
  articleId: '01J00000000000000000000000',
  keptAt: '2026-01-05T09:00:00.000Z',
  article: { meta, body } as Article,
  suggestions: [{ id: 's1', author: 'Ed Itor', at: null }]
}
const whole = packCopy(kept, [picture])
const read = (bytes: Uint8Array) => readFile(readers, { name: 'quay-copy.zip', bytes }, [])

test('a kept copy comes back with every word, detail, picture and suggestion', () => {
  const { format, articles } = expectOk(read(whole))
  const [article] = articles
  expect(format).toBe('Copydesk copy')
  expect(article?.meta).toEqual(meta)
  const figures = figuresOf(article!.body)
  expect(figures.map(({ attrs }) => attrs?.media)).toEqual([picture.hash, other])
  expect(article?.pictures).toEqual([{ id: figures[0]?.attrs?.id, fileName: 'quay.jpg', bytes: picture.bytes }])
  expect(article?.suggestions).toEqual([{ id: suggestionIds(article!.body)[0], authorName: 'Ed Itor', at: null }])
  const words = (node: BodyNode): string => `${node.text ?? ''}${(node.content ?? []).map(words).join('|')}`
  expect(words(article!.body)).toBe(words(body))
})

test('its blocks and suggestions have ids of their own: the article may still be on the desk', () => {
  const [article] = expectOk(read(whole)).articles
  const ids = (node: BodyNode): unknown[] => [node.attrs?.id, ...(node.content ?? []).flatMap(ids)]
  const before = new Set(ids(body).filter(Boolean))
  expect(ids(article!.body).filter((id) => before.has(id))).toEqual([])
  expect(suggestionIds(article!.body)).not.toContain('s1')
})

test('its words can be read by anybody, and the same article gives the same bytes', () => {
  expect(strFromU8(unzipSync(whole)['words.txt']!)).toBe(
    'Quay wall to be raised\n\nThe council will vote\n\nThe quay at dawn.\nThe quay at dawn.\n'
  )
  expect(packCopy(kept, [picture])).toEqual(whole)
})

const changed = (change: (copy: Record<string, unknown>) => unknown) => {
  const files = unzipSync(whole)
  const copy = JSON.parse(strFromU8(files['copydesk-copy.json']!)) as Record<string, unknown>
  return zipSync({ ...files, 'copydesk-copy.json': strToU8(JSON.stringify(change(copy))) })
}
const deep = (): BodyNode => {
  let node = block('paragraph', 'x', [text('Deep.')])
  for (let depth = 0; depth < 200; depth++) node = { type: 'factBox', attrs: { id: `d${depth}` }, content: [node] }
  return node
}

test.each<[string, Uint8Array, string]>([
  ['a copy of a newer Copydesk', changed((copy) => ({ ...copy, version: 2 })), 'newer-version'],
  ['a copy with a body of a newer schema', changed((copy) => ({ ...copy, schemaVersion: 99 })), 'newer-version'],
  ['a copy that is cut off', zipSync({ 'copydesk-copy.json': strToU8('{"format":"copydesk-') }), 'damaged'],
  [
    'a copy with an unknown node',
    changed((copy) => ({ ...copy, article: { meta, body: { type: 'doc', content: [{ type: 'widget' }] } } })),
    'damaged'
  ],
  [
    'a copy that is nested too deep',
    changed((copy) => ({ ...copy, article: { meta, body: { type: 'doc', content: [deep()] } } })),
    'damaged'
  ],
  ['a copy without details', changed((copy) => ({ ...copy, article: { body } })), 'damaged']
])('%s is refused, and says why', (_name, bytes, code) => {
  expect(read(bytes)).toMatchObject({ ok: false, error: { code } })
})
