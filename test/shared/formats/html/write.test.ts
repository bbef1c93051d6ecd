// @vitest-environment jsdom
import { expect, test } from 'vitest'
import type { ExportPicture } from '#shared/formats/format.ts'
import { findFormat } from '#shared/formats/index.ts'
import { articleFixtures, doc, everything, fig, type ArticleFixture } from '#test/fixtures/articles.ts'
import { activeMarkup, blockTexts, shownTexts, textOfFile } from '#test/support/exported.ts'

const html = findFormat('html')

function page({ article, context }: ArticleFixture): Document {
  const files = html?.write(article, context) ?? []
  expect(files.slice(0, 2).map((file) => file.path)).toEqual(['index.html', 'style.css'])
  return new DOMParser().parseFromString(textOfFile(files[0]), 'text/html')
}

function jsonLd(document: Document): Record<string, unknown> {
  return JSON.parse(document.querySelector('script[type="application/ld+json"]')?.textContent ?? '') as Record<
    string,
    unknown
  >
}

test.each(articleFixtures)('reads back to the same text: $name', (fixture) => {
  const shown = shownTexts(page(fixture).body)
  expect(blockTexts(fixture.article.body).filter((text) => !shown.has(text))).toEqual([])
})

test.each(articleFixtures)('no text becomes markup: $name', (fixture) => {
  const document = page(fixture)
  expect(activeMarkup(document)).toEqual([])
  expect(document.querySelectorAll('script')).toHaveLength(1)
  expect(document.querySelectorAll('article')).toHaveLength(1)
  expect(document.querySelectorAll('h1')).toHaveLength(1)
})

test.each(articleFixtures)('every picture has its alt text, caption and credit: $name', (fixture) => {
  const document = page(fixture)
  const figures = [...document.querySelectorAll('figure')]
  const wanted = fixture.article.body.content?.filter((node) => node.type === 'figure') ?? []
  expect(figures.map((figure) => figure.querySelector('img')?.getAttribute('alt') ?? null)).toEqual(
    wanted.map((node) =>
      fixture.context.pictures.some((picture) => picture.id === node.attrs?.id) ? node.attrs?.alt : null
    )
  )
  expect(
    figures.map((figure) => figure.querySelectorAll('figcaption > .caption, figcaption > .credit').length)
  ).toEqual(wanted.map(() => 2))
})

test.each(articleFixtures)('everything it points at is in the bundle: $name', (fixture) => {
  const files = new Set(html?.write(fixture.article, fixture.context).map((file) => file.path))
  const places = [...page(fixture).querySelectorAll('img, link[rel=stylesheet]')].map(
    (element) => element.getAttribute('src') ?? element.getAttribute('href') ?? ''
  )
  expect(places.filter((place) => !files.has(decodeURIComponent(place)))).toEqual([])
})

test('the page of every part has the parts in their order', () => {
  const document = page(everything)
  const order = [
    'header > .kicker',
    'header > h1',
    'header > .standfirst',
    'address.byline',
    '.published time',
    '.updated time',
    'figure.lead img',
    '.dateline',
    'h2',
    'blockquote cite',
    'aside.pull-quote',
    'ol[start="4"][type="a"]',
    'thead th',
    'td[colspan="2"]',
    'aside.fact-box',
    '.embed a',
    'hr',
    'section.author .portrait',
    '.topics',
    '.copyright'
  ]
  const places = order.map((selector) =>
    [...document.querySelectorAll('*')].indexOf(document.querySelector(selector) as Element)
  )
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(document.querySelector('a[rel=author]')?.getAttribute('href')).toBe('#author-1')
  expect(document.querySelector('#author-1 h2')?.textContent).toBe('Ruth Okafor')
  expect(document.querySelector('time')?.getAttribute('datetime')).toBe('2026-01-06T09:30:00.000Z')
  expect(document.querySelector('figure.lead img')?.getAttribute('loading')).toBe('eager')
  expect([...document.querySelectorAll('a[rel=me]')].map((link) => link.getAttribute('href'))).toEqual([
    'https://social.example/@ruthokafor',
    'https://sky.example/ruth_okafor'
  ])
  const opening = [...document.querySelectorAll('p')].find((paragraph) => paragraph.querySelector('.dateline'))
  expect(opening?.textContent).toMatch(/^PLACEWORD, Tuesday — Copyword opens/)
})

test('the JSON-LD names each author once, without "By" or title, and every picture with its rights', () => {
  const data = jsonLd(page(everything))
  expect(data).toMatchObject({
    '@type': 'NewsArticle',
    headline: 'Headlineword: a ferry, twice',
    inLanguage: 'en-GB',
    dateline: 'PLACEWORD, Tuesday',
    datePublished: '2026-01-06T09:30:00+00:00',
    dateModified: '2026-01-06T14:05:00+00:00',
    author: [
      {
        '@type': 'Person',
        name: 'Ruth Okafor',
        jobTitle: 'Harbour correspondent',
        sameAs: ['https://social.example/@ruthokafor', 'https://sky.example/ruth_okafor']
      },
      { '@type': 'Person', name: 'Tomas Lind' }
    ],
    contributor: [{ name: 'Ines Duarte' }, { name: 'Petra Vane' }],
    editor: [{ name: 'Sol Meyer' }],
    image: [
      {
        '@type': 'ImageObject',
        caption: 'Captionword in bold',
        creditText: 'Creditword/Agency',
        creator: { '@type': 'Person', name: 'Creatorword' },
        copyrightNotice: 'Rightsword',
        contentUrl: 'https://gazette.example/headlineword-a-ferry-twice/media/01-picture.jpg',
        representativeOfPage: true
      },
      { caption: 'Secondcaption', creditText: 'Secondcredit' }
    ]
  })
})

test('without a site nothing absolute is written', () => {
  const document = page({ ...everything, context: { ...everything.context, siteUrl: null } })
  expect(document.querySelector('link[rel=canonical], meta[property="og:url"], meta[property="og:image"]')).toBeNull()
  const data = jsonLd(document)
  expect(data).not.toHaveProperty('url')
  expect((data.image as object[])[0]).not.toHaveProperty('contentUrl')
  expect((data.image as object[])[0]).toHaveProperty('creditText')
})

test('a right-to-left language turns the page', () => {
  const rightToLeft = articleFixtures.find((fixture) => fixture.name === 'right to left')
  if (!rightToLeft) throw new Error('The fixture is missing.')
  const root = page(rightToLeft).documentElement
  expect([root.lang, root.dir]).toEqual(['ar', 'rtl'])
})

test('hostile text comes back whole from the JSON-LD', () => {
  const hostile = articleFixtures.find((fixture) => fixture.name.startsWith('hostile'))
  if (!hostile) throw new Error('The fixture is missing.')
  expect(jsonLd(page(hostile)).copyrightNotice).toBe(hostile.article.meta.copyright)
})

test('a focus point goes out as a place in what the crop leaves of the picture', () => {
  const cropped = fig({ caption: ['The quay.'], alt: 'A quay', focus: { x: 0.75, y: 0.4 } })
  const figure = { ...cropped, attrs: { ...cropped.attrs, crop: { x: 0.5, y: 0, width: 0.5, height: 1 } } }
  const file = { ...(everything.context.pictures[0] as ExportPicture), id: String(cropped.attrs?.id) }
  const article = { ...everything.article, body: doc(['A wall'], null, figure) }
  const shown = page({ ...everything, article, context: { ...everything.context, pictures: [file] } })
  expect(shown.querySelector('figure img')?.getAttribute('data-focus')).toBe('50% 40%')
})
