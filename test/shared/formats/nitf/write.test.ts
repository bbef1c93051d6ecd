// @vitest-environment jsdom
import { expect, test } from 'vitest'
import type { FormatOptions } from '#shared/formats/format.ts'
import { nitf } from '#shared/formats/nitf/write.ts'
import { articleFixtures, everything, fixtureNamed, type ArticleFixture } from '#test/fixtures/articles.ts'
import { activeMarkup, copyTexts, parseXml, shownTexts, textOfFile } from '#test/support/exported.ts'

function write({ article, context }: ArticleFixture, options?: FormatOptions): Document {
  return parseXml(textOfFile(nitf.write(article, context, options)[0]))
}

function select(document: Document, selector: string): Element {
  const element = document.querySelector(selector)
  if (!element) throw new Error(`No ${selector}.`)
  return element
}

const textAt = (document: Document, selector: string) => select(document, selector).textContent
const place = (name: string) => name.replaceAll('.', '\\.')

test.each(articleFixtures)('the body reads back to the same text: $name', (fixture) => {
  const shown = shownTexts(select(write(fixture), place('body.content')))
  expect(copyTexts(fixture.article.body).filter((text) => !shown.has(text))).toEqual([])
})

test.each(articleFixtures)('no text becomes markup: $name', (fixture) => {
  const document = write(fixture)
  expect(activeMarkup(document)).toEqual([])
  expect(document.querySelectorAll('strong, b, img, script')).toHaveLength(0)
  expect(document.querySelectorAll('nitf')).toHaveLength(1)
})

test.each(articleFixtures)(
  'every picture has its alt text, caption and credit, its file there or not: $name',
  (fixture) => {
    const media = [...write(fixture).querySelectorAll('media')]
    const figures = fixture.article.body.content?.filter((node) => node.type === 'figure') ?? []
    expect(media.map((each) => each.querySelector('media-reference')?.getAttribute('alternate-text'))).toEqual(
      figures.map((figure) => figure.attrs?.alt)
    )
    expect(media.map((each) => each.querySelectorAll('media-caption, media-producer').length)).toEqual(
      figures.map(() => 2)
    )
  }
)

test('the root is bare by default, and has the namespace when asked for it', () => {
  expect(write(everything).documentElement.namespaceURI).toBeNull()
  expect(write(everything, { namespace: true }).documentElement.namespaceURI).toBe(
    'http://iptc.org/std/NITF/2006-10-18/'
  )
})

test('bold is em of a class, as NITF has no other', () => {
  expect(
    [...write(everything).querySelectorAll('p em')].map((em) => [
      em.className || em.getAttribute('class'),
      em.textContent
    ])
  ).toEqual([
    ['bold', 'bold'],
    ['bold', 'Boldword'],
    ['italic', 'Italicword'],
    ['strike', 'Struckword'],
    ['subscript', '2'],
    ['superscript', 'th']
  ])
})

test('the dateline stands in its element alone, place and day marked', () => {
  const document = write(everything)
  expect(textAt(document, 'dateline')).toBe('PLACEWORD, Tuesday')
  expect(textAt(document, 'dateline city')).toBe('PLACEWORD')
  expect(select(document, place('story.date')).getAttribute('norm')).toBe('20260106')
  expect(textAt(document, 'p[lede]')).toMatch(/^Copyword opens/)
  expect(textAt(document, place('body.content'))).not.toContain('PLACEWORD')
})

test.each([
  [{ place: '東京', date: null, text: '【東京】' }, '【東京】', null],
  [{ place: 'Oban', date: null, text: 'OBAN' }, 'OBAN', 'OBAN'],
  [{ place: '', date: null, text: 'AT SEA' }, 'AT SEA', null],
  [{ place: 'Oban', date: '2026-01-06', text: 'OBAN (Own) — Monday' }, 'OBAN (Own) — Monday', 'OBAN']
])('a dateline is printed as written: %j', (dateline, text, city) => {
  const document = write({
    ...everything,
    article: { ...everything.article, meta: { ...everything.article.meta, dateline } }
  })
  expect(textAt(document, 'dateline')).toBe(text)
  expect(document.querySelector('dateline city')?.textContent ?? null).toBe(city)
})

test('a dateline that is not printed is told among the places', () => {
  const meta = { ...everything.article.meta, dateline: { place: 'Oban', date: null, text: '' } }
  const document = write({ ...everything, article: { ...everything.article, meta } })
  expect(document.querySelector('dateline')).toBeNull()
  expect(textAt(document, 'identified-content location')).toBe('Oban')
})

test('dates are ISO basic and the revision of the standard names no date', () => {
  const document = write(everything)
  expect([...document.querySelectorAll('[norm]')].map((element) => element.getAttribute('norm'))).toEqual([
    '20260106T140500Z',
    '20311224T050607Z',
    '20260106'
  ])
  expect(select(document, 'pubdata').getAttribute('date.publication')).toBe('20260106T093000Z')
  expect(select(document, 'nitf').getAttributeNames()).toEqual(['version', 'baselang'])
})

test.each([
  ['usable', true, 'embargoed'],
  ['usable', false, 'usable'],
  ['withheld', true, 'withheld'],
  ['canceled', false, 'canceled']
] as const)('an article that is %s, under embargo %s, goes out as %s', (pubStatus, embargoed, status) => {
  const { article, context } = everything
  const meta = { ...article.meta, embargo: embargoed ? article.meta.embargo : null }
  const document = write({ ...everything, article: { ...article, meta }, context: { ...context, pubStatus } })
  expect(select(document, 'docdata').getAttribute('management-status')).toBe(status)
  expect(document.querySelectorAll(place('date.release')).length).toBe(embargoed ? 1 : 0)
})

test('an urgency of 9 goes out as 8, and that is told', () => {
  const fixture = fixtureNamed('a picture that could not be read')
  expect(select(write(fixture), 'urgency').getAttribute('ed-urg')).toBe('8')
  expect(nitf.flattens?.(fixture.article)).toEqual(['NITF knows the urgencies 1 to 8: the 9 goes out as 8.'])
})

test('a picture that is awaited is a reference without a source', () => {
  expect(select(write(fixtureNamed('no picture yet')), 'media-reference').hasAttribute('source')).toBe(false)
})
