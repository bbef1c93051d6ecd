// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { rfc822 } from '#shared/formats/rss/feed.ts'
import { rss } from '#shared/formats/rss/write.ts'
import { articleFixtures, everything, fixtureNamed, type ArticleFixture } from '#test/fixtures/articles.ts'
import { activeMarkup, copyTexts, parseXml, shownTexts, textOfFile } from '#test/support/exported.ts'

const media = 'http://search.yahoo.com/mrss/'
const dublinCore = 'http://purl.org/dc/elements/1.1/'

function write({ article, context }: ArticleFixture): { feed: Document; item: Element; page: Document } {
  const feed = parseXml(textOfFile(rss.write(article, context)[0]))
  const item = feed.querySelector('item')
  if (!item) throw new Error('The feed has no item.')
  return {
    feed,
    item,
    page: new DOMParser().parseFromString(
      item.getElementsByTagName('content:encoded')[0]?.textContent ?? '',
      'text/html'
    )
  }
}

const texts = (elements: Iterable<Element>) => [...elements].map((element) => element.textContent)

test.each(articleFixtures)('the content reads back to the same text, and runs nothing: $name', (fixture) => {
  const { page, feed, item } = write(fixture)
  const shown = shownTexts(page.body)
  expect(copyTexts(fixture.article.body).filter((text) => !shown.has(text))).toEqual([])
  expect([...activeMarkup(page), ...activeMarkup(feed)]).toEqual([])
  expect(item.querySelector('author')).toBeNull()
})

test.each(articleFixtures)('every address is absolute, and without a site there is none: $name', (fixture) => {
  const { page, item } = write(fixture)
  const addresses = [
    ...[...page.querySelectorAll('img')].map((image) => image.getAttribute('src') ?? ''),
    ...[...item.getElementsByTagNameNS(media, 'content')].map((content) => content.getAttribute('url') ?? ''),
    ...texts(item.querySelectorAll('link'))
  ]
  expect(addresses.filter((address) => !address?.startsWith('https://gazette.example/'))).toEqual([])
  if (fixture.context.siteUrl === null) expect(addresses).toEqual([])
})

test.each(articleFixtures)('every caption and credit is in the content, its picture there or not: $name', (fixture) => {
  const figures = fixture.article.body.content?.filter((node) => node.type === 'figure') ?? []
  const { page } = write(fixture)
  expect(
    [...page.querySelectorAll('figure')].map((figure) => figure.querySelectorAll('.caption, .credit').length)
  ).toEqual(figures.map(() => 2))
})

test('the item of every part says what it is', () => {
  const { item } = write(everything)
  expect(texts(item.querySelectorAll(':scope > :is(title, guid, pubDate, description, category)'))).toEqual([
    'Headlineword: a ferry, twice',
    'urn:uuid:019b4d44-dcbf-3e87-c476-b8f0b6b2322e',
    'Tue, 06 Jan 2026 09:30:00 +0000',
    'Summaryword: the ferry is late again.',
    'Subjectword',
    'Freesubject',
    'Topicword',
    'Second topic'
  ])
  expect(texts(item.getElementsByTagNameNS(dublinCore, 'creator'))).toEqual(['Ruth Okafor', 'Tomas Lind'])
  const [lead, second] = item.getElementsByTagNameNS(media, 'content')
  const credits = [...(lead?.getElementsByTagNameNS(media, 'credit') ?? [])]
  expect(
    credits.map((credit) => [credit.getAttribute('role'), credit.getAttribute('scheme'), credit.textContent])
  ).toEqual([
    ['photographer', 'urn:ebu', 'Creatorword'],
    ['photographer', 'urn:ebu', 'Creditword/Agency']
  ])
  expect([lead?.getAttribute('isDefault'), second?.getAttribute('isDefault')]).toEqual(['true', null])
})

test('the guid stays when the article changes, and the change is told', () => {
  const later = {
    ...everything,
    context: { ...everything.context, version: 3, revision: '0'.repeat(64), updatedAt: '2026-02-01T00:00:00.000Z' }
  }
  const [before, after] = [write(everything).item, write(later).item]
  expect(after.querySelector('guid')?.textContent).toBe(before.querySelector('guid')?.textContent)
  expect(after.querySelector('guid')?.getAttribute('isPermaLink')).toBe('false')
  expect(texts(after.getElementsByTagName('dcterms:modified'))).toEqual(['2026-02-01T00:00:00.000Z'])
})

test('a creator whom the credit names already is not named twice', () => {
  const { item } = write(fixtureNamed('as published'))
  expect(texts(item.getElementsByTagNameNS(media, 'credit'))).toEqual([
    'Petra Vane/The Harbour Gazette',
    'Coast Pictures/Olav Rem via Island Agency'
  ])
})

test('a feed is the same on every machine', () => {
  const zone = process.env.TZ
  process.env.TZ = 'Pacific/Auckland'
  expect(rfc822('2026-03-01T00:05:09.000Z')).toBe('Sun, 01 Mar 2026 00:05:09 +0000')
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

test('a set is one feed and no pictures: those are on the site', () => {
  const set = {
    at: '2026-01-07T00:00:00.000Z',
    publisher: 'The Harbour Gazette',
    siteUrl: 'https://gazette.example',
    language: 'en-GB'
  }
  const files = rss.writeSet?.(articleFixtures, set) ?? []
  expect(files.map((file) => file.path)).toEqual(['feed.xml'])
  const feed = parseXml(textOfFile(files[0]))
  expect(texts(feed.querySelectorAll('lastBuildDate'))).toEqual(['Wed, 07 Jan 2026 00:00:00 +0000'])
  expect(parseXml(textOfFile(rss.writeSet?.([], set)[0])).querySelectorAll('item')).toHaveLength(0)
})
