// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { newsSitemap, sitemapLanguage } from '#shared/formats/news-sitemap/write.ts'
import { everything, fixtureNamed } from '#test/fixtures/articles.ts'
import { parseXml, textOfFile } from '#test/support/exported.ts'

const set = {
  at: '2026-01-08T09:30:00.000Z',
  publisher: 'The Harbour Gazette',
  siteUrl: 'https://gazette.example',
  language: 'en-GB'
}
const shown = { ...everything, article: { ...everything.article, meta: { ...everything.article.meta, embargo: null } } }
const at = (publishedAt: string) => ({ ...shown, context: { ...shown.context, publishedAt } })

const titles = (text: string) =>
  [...parseXml(text).getElementsByTagName('news:title')].map((title) => title.textContent)

test('an article is told by its address, its times, its language and its title', () => {
  expect(textOfFile(newsSitemap.write(everything.article, everything.context)[0]).replace(/\n/g, '')).toContain(
    '<url><loc>https://gazette.example/headlineword-a-ferry-twice/</loc><lastmod>2026-01-06T14:05:00.000Z</lastmod>' +
      '<news:news><news:publication><news:name>The Harbour Gazette</news:name><news:language>en</news:language></news:publication>' +
      '<news:publication_date>2026-01-06T09:30:00.000Z</news:publication_date><news:title>Headlineword: a ferry, twice</news:title></news:news></url>'
  )
})

test('a set holds two days and a thousand articles, not more', () => {
  const count = (items: (typeof shown)[]) => titles(textOfFile(newsSitemap.writeSet?.(items, set)[0])).length
  expect(count([at('2026-01-06T09:30:00.000Z'), at('2026-01-06T09:29:59.999Z')])).toBe(1)
  expect(count(Array<typeof shown>(1001).fill(at('2026-01-08T00:00:00.000Z')))).toBe(1000)
})

test('an old article that is asked for alone is told of all the same', () => {
  expect(
    titles(textOfFile(newsSitemap.write(shown.article, { ...shown.context, updatedAt: '2027-01-01T00:00:00.000Z' })[0]))
  ).toHaveLength(1)
})

test('hostile text stays text', () => {
  const hostile = fixtureNamed('hostile text in every field')
  expect(titles(textOfFile(newsSitemap.write(hostile.article, hostile.context)[0]))[0]).toContain(
    '</script><script>alert(1)</script>'
  )
})

test.each([
  ['en-GB', 'en'],
  ['nb', 'nb'],
  ['gsw-CH', 'gsw'],
  ['zh', 'zh-cn'],
  ['zh-Hans-SG', 'zh-cn'],
  ['zh-Hant', 'zh-tw'],
  ['zh-HK', 'zh-tw'],
  ['zh-TW', 'zh-tw']
])('%s is %s', (language, told) => {
  expect(sitemapLanguage(language)).toBe(told)
})
