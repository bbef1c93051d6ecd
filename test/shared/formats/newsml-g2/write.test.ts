// @vitest-environment jsdom
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { FormatOptions } from '#shared/formats/format.ts'
import { newsmlG2 } from '#shared/formats/newsml-g2/write.ts'
import { articleFixtures, everything, fixtureNamed, type ArticleFixture } from '#test/fixtures/articles.ts'
import { activeMarkup, copyTexts, parseXml, shownTexts, textOfFile } from '#test/support/exported.ts'

const catalog = resolve('../shared/standards/newsml-g2/catalog/catalog.IPTC-G2-Standards_41.xml')
const lost = existsSync(catalog) ? '' : ' (skipped: no ../shared)'

function write(
  { article, context }: ArticleFixture,
  options?: FormatOptions
): { items: Element[]; text: Element; pictures: Element[]; document: Document } {
  const document = parseXml(textOfFile(newsmlG2.write(article, context, options)[0]))
  const items = [...document.querySelectorAll('newsItem')]
  const [text, ...pictures] = items
  if (!text) throw new Error('The message has no item.')
  return { items, text, pictures, document }
}

const textAt = (element: Element, selector: string) => element.querySelector(selector)?.textContent ?? null

test.each(articleFixtures)('the XHTML reads back to the same text, and runs nothing: $name', (fixture) => {
  const { text, document } = write(fixture)
  const body = text.querySelector('inlineXML body')
  if (!body) throw new Error('No body.')
  const shown = shownTexts(body)
  expect(copyTexts(fixture.article.body).filter((each) => !shown.has(each))).toEqual([])
  expect(activeMarkup(document)).toEqual([])
  expect(body.namespaceURI).toBe('http://www.w3.org/1999/xhtml')
})

test.each(articleFixtures)(
  'every link of the text leads to an item, and every figure to its picture: $name',
  (fixture) => {
    const { text, pictures } = write(fixture)
    const guids = pictures.map((item) => item.getAttribute('guid'))
    expect(new Set(guids).size).toBe(guids.length)
    expect(
      [...text.querySelectorAll('itemMeta > link:not([rel="irel:previousVersion"])')].map((link) =>
        link.getAttribute('residref')
      )
    ).toEqual(guids)
    const figures = [...text.querySelectorAll('figure')].map((figure) => figure.getAttribute('data-assoc'))
    expect(guids.slice(0, figures.length)).toEqual(figures)
  }
)

test.each(articleFixtures)(
  'every picture has its caption, credit and alt text, its file there or not: $name',
  (fixture) => {
    const figures = fixture.article.body.content?.filter((node) => node.type === 'figure') ?? []
    const { pictures } = write(fixture)
    figures.forEach((figure, index) => {
      const item = pictures[index]
      if (!item) throw new Error('A picture is missing.')
      expect(textAt(item, 'description[role="cdrole:alttext"]')).toBe(figure.attrs?.alt)
      expect(textAt(item, 'description[role="drol:caption"]')).toBeTruthy()
      expect(textAt(item, 'creditline')).toBeTruthy()
      expect(item.querySelectorAll('remoteContent').length).toBe(
        fixture.context.pictures.some((picture) => picture.id === figure.attrs?.id) ? 1 : 0
      )
    })
  }
)

test.skipIf(lost)(`every qcode’s alias stands in a catalog that the item names${lost}`, () => {
  const known = new Set([...readFileSync(catalog, 'utf8').matchAll(/alias="([^"]+)"/g)].map((match) => match[1]))
  for (const fixture of articleFixtures)
    for (const item of write(fixture).items) {
      expect(item.querySelector('catalogRef')?.getAttribute('href')).toMatch(/catalog\.IPTC-G2-Standards_41\.xml$/)
      const own = [...item.querySelectorAll('catalog > scheme')].map((scheme) => scheme.getAttribute('alias'))
      const metadata = [...item.querySelectorAll('itemMeta *, contentMeta *, remoteContent')]
      const aliases = metadata
        .flatMap((element) =>
          ['qcode', 'role', 'rel', 'rendition', 'type'].map((name) => element.getAttribute(name)?.split(':')[0])
        )
        .filter((alias) => alias !== undefined)
      expect(aliases.filter((alias) => !known.has(alias) && !own.includes(alias))).toEqual([])
    }
})

test('the item of every part says what it is', () => {
  const { text, pictures, document } = write(everything)
  expect(text.getAttribute('guid')).toBe('urn:uuid:019b4d44-dcbf-3e87-c476-b8f0b6b2322e')
  expect([text.getAttribute('version'), text.getAttribute('standardversion'), text.getAttribute('xml:lang')]).toEqual([
    '2',
    '2.35',
    'en-GB'
  ])
  expect(
    [...text.querySelectorAll('headline')].map((headline) => [headline.getAttribute('role'), headline.textContent])
  ).toEqual([
    [null, 'Headlineword: a ferry, twice'],
    ['cdrole:standfirst', 'Standfirstword, with a link'],
    ['cdrole:kicker', 'Kickerword'],
    ['cdrole:search', 'Searchheadline'],
    ['cdrole:social', 'Socialheadline'],
    ['cdrole:print', 'Printheadline']
  ])
  expect([...text.querySelectorAll('creator > name')].map((name) => name.textContent)).toEqual([
    'Ruth Okafor',
    'Tomas Lind'
  ])
  expect(
    [...text.querySelectorAll('subject')].map(
      (subject) => subject.getAttribute('qcode') ?? subject.getAttribute('literal')
    )
  ).toEqual(['medtop:20000337', 'Freesubject'])
  expect(pictures.map((picture) => picture.querySelector('role')?.getAttribute('qcode'))).toEqual([
    'cdrole:lead',
    'cdrole:inline',
    'cdrole:portrait'
  ])
  expect(pictures[0]?.querySelector('remoteContent')?.getAttribute('href')).toBe('media/01-picture.jpg')
  expect(document.querySelectorAll('newsItem > itemMeta > embargoed')).toHaveLength(4)
})

test.each([
  ['usable', true, 'stat:withheld'],
  ['usable', false, 'stat:usable'],
  ['canceled', true, 'stat:canceled'],
  ['withheld', false, 'stat:withheld']
] as const)(
  'an article that is %s, under embargo %s, goes out as %s, its pictures too',
  (pubStatus, embargoed, status) => {
    const { article, context } = everything
    const meta = { ...article.meta, embargo: embargoed ? article.meta.embargo : null }
    const { items } = write({ ...everything, article: { ...article, meta }, context: { ...context, pubStatus } })
    expect(new Set(items.map((item) => item.querySelector('pubStatus')?.getAttribute('qcode')))).toEqual(
      new Set([status])
    )
  }
)

test('the text goes as NITF when asked for it, in its namespace', () => {
  const { text } = write(everything, { nitf: true })
  const inside = text.querySelector('inlineXML > *')
  expect([inside?.localName, inside?.namespaceURI]).toEqual(['nitf', 'http://iptc.org/std/NITF/2006-10-18/'])
})

test('a biography whose box is not printed stays in the office, its author does not', () => {
  const { text } = write(everything)
  expect([...text.querySelectorAll('definition')].map((definition) => definition.getAttribute('role'))).toEqual([
    'cdrole:jobtitle',
    'cdrole:biography',
    'cdrole:jobtitle'
  ])
})

test('right-to-left text says so', () => {
  expect(write(fixtureNamed('right to left')).text.getAttribute('dir')).toBe('rtl')
})
