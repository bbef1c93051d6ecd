import { expect, test } from 'vitest'
import type { ExportItem } from '#shared/formats/format.ts'
import { setOf } from '#shared/formats/set.ts'
import { fixtureNamed } from '#test/fixtures/articles.ts'

const set = { at: '2026-01-07T00:00:00.000Z', publisher: 'The Harbour Gazette', siteUrl: null, language: 'en' }
const lister = setOf((stories, { at }) =>
  stories.map(({ context }) => ({ path: context.articleId, mediaType: at, bytes: new Uint8Array() }))
)

function item(articleId: string, more: Partial<ExportItem['context']> = {}, embargo: string | null = null): ExportItem {
  const { article, context } = fixtureNamed('short')
  return {
    article: { ...article, meta: { ...article.meta, embargo: embargo === null ? null : { at: embargo, zone: 'UTC' } } },
    context: { ...context, articleId, ...more }
  }
}

const listed = (...items: ExportItem[]) => lister.writeSet(items, set).map((file) => file.path)

test('what may not be shown now is left out', () => {
  expect(
    listed(
      item('usable', { pubStatus: 'usable' }),
      item('killed', { pubStatus: 'canceled' }),
      item('withheld', { pubStatus: 'withheld' }),
      item('embargoed', {}, '2026-01-07T00:00:00.001Z'),
      item('free again', {}, '2026-01-07T00:00:00.000Z')
    )
  ).toEqual(['free again', 'usable'])
})

test('the newest comes first, and the order never depends on the order of asking', () => {
  const items = [item('b'), item('a'), item('new', { publishedAt: '2026-01-06T23:00:00.000Z' })]
  expect(listed(...items)).toEqual(['new', 'a', 'b'])
  expect(listed(...items.toReversed())).toEqual(['new', 'a', 'b'])
})

test('one article is a list of one, whatever its standing', () => {
  const { article, context } = item('killed', { pubStatus: 'canceled' })
  expect(lister.write(article, context)).toMatchObject([{ path: 'killed', mediaType: context.updatedAt }])
})
