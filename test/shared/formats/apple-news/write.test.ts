// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { emptyMeta } from '#shared/article/article.ts'
import { identifierOf, languageOf } from '#shared/formats/apple-news/document.ts'
import { appleNews } from '#shared/formats/apple-news/write.ts'
import {
  articleFixtures,
  contextFor,
  doc,
  everything,
  fixtureNamed,
  p,
  type ArticleFixture
} from '#test/fixtures/articles.ts'
import { activeMarkup, blockTexts, shownTexts, textOfFile } from '#test/support/exported.ts'

interface Component {
  role: string
  text?: string
  format?: string
  html?: string
  URL?: string
  accessibilityCaption?: string
  caption?: { format: string; text: string }
  components?: Component[]
}
interface Document {
  identifier: string
  title: string
  language: string
  metadata: Record<string, unknown> & { keywords?: string[] }
  components: Component[]
}

type Written = Pick<ArticleFixture, 'article' | 'context'>
const write = ({ article, context }: Written) =>
  JSON.parse(textOfFile(appleNews.write(article, context)[0])) as Document
const all = (components: Component[]): Component[] =>
  components.flatMap((each) => [each, ...all(each.components ?? [])])
const page = (html: string) => new DOMParser().parseFromString(html, 'text/html')

/** The elements that Apple’s readers know within a text, and those of a table. */
const known = /^(p|strong|em|s|sup|sub|a|ul|ol|li|br)$/
const knownInTables = /^(p|strong|em|s|sup|sub|a|br|table|thead|tbody|tr|th|td)$/

test.each(articleFixtures)(
  'every word is in a component, in elements that Apple knows, and nothing runs: $name',
  (fixture) => {
    const components = all(write(fixture).components)
    const shown = new Set<string>()
    for (const { role, text, format, html } of components) {
      // A form feed is white space: a space in a title, nothing elsewhere.
      if (format !== 'html' && text !== undefined) for (const each of [text, text.replace(/\s/g, '')]) shown.add(each)
      const held = page(`<div>${format === 'html' ? text : (html ?? '')}</div>`)
      const elements = [...held.querySelectorAll('div *')]
      expect(activeMarkup(held)).toEqual([])
      expect(
        elements.map(({ localName }) => localName).filter((name) => !(html ? knownInTables : known).test(name))
      ).toEqual([])
      expect(
        elements
          .flatMap((element) => element.getAttributeNames())
          .filter((name) => !/^(href|colspan|rowspan)$/.test(name))
      ).toEqual([])
      // The credit ends the line that the caption begins.
      const whole = held.querySelector('div')?.textContent ?? ''
      const credit = role === 'caption' ? held.querySelector('div > em:last-child')?.textContent : undefined
      if (credit)
        shown.add(
          whole
            .slice(0, -credit.length)
            .replace(/^\[.*?\] /s, '')
            .trim()
        )
      for (const item of held.querySelectorAll('li'))
        shown.add(
          [...item.childNodes]
            .filter((child) => !/^([uo]l|br)$/i.test(child.nodeName))
            .map((child) => child.textContent)
            .join('\n')
        )
      for (const each of shownTexts(held))
        for (const words of [each, each.replace(/^— /, ''), each.replace(/^.*? — /, '')]) shown.add(words)
    }
    const lines = new Set([...shown].flatMap((text) => text.split('\n').flatMap((line) => [line, line.trim()])))
    expect(
      blockTexts(fixture.article.body).filter(
        (text) => !text.split('\n').every((line) => lines.has(line) || lines.has(line.trim()))
      )
    ).toEqual([])
  }
)

test.each(articleFixtures)(
  'every picture is a file beside the article, with its caption both ways and its alt text: $name',
  (fixture) => {
    const files = appleNews.write(fixture.article, fixture.context).map(({ path }) => path)
    const components = all(write(fixture).components)
    const pictures = components.filter(({ URL }) => URL !== undefined)
    expect(
      pictures.map(({ URL }) => URL?.replace('bundle://', '')).filter((name) => !files.includes(name ?? ''))
    ).toEqual([])
    expect(pictures).toHaveLength(files.length - 1)
    for (const photo of pictures.filter(({ role }) => role === 'photo')) {
      expect(photo.accessibilityCaption).toBeTruthy()
      const container = components.find((each) => each.components?.includes(photo))
      expect(container?.components?.[1]).toEqual({ role: 'caption', ...photo.caption })
    }
  }
)

test('the article of every part is split where Apple has a component of its own', () => {
  const { components, ...document } = write(everything)
  expect(components.map(({ role }) => role)).toEqual([
    'heading',
    'title',
    'intro',
    'byline',
    'container',
    'body',
    'heading2',
    'heading3',
    'heading4',
    'quote',
    'pullquote',
    'body',
    'htmltable',
    'container',
    'body',
    'divider',
    'container',
    'body',
    'body',
    'body',
    'container',
    'body'
  ])
  expect(components[4]?.components?.[0]).toEqual({
    role: 'photo',
    URL: 'bundle://01-picture.jpg',
    accessibilityCaption: 'Altword: a ferry at a quay.',
    caption: { format: 'html', text: 'Captionword in <strong>bold</strong> <em>Creditword/Agency</em>' }
  })
  expect(components[5]?.text).toMatch(/^<p>PLACEWORD, Tuesday — Copyword opens/)
  expect(document).toMatchObject({
    version: '1.11',
    identifier: '01KD6M9Q5Z7T3W8XNRY2VB4CHE',
    title: 'Headlineword: a ferry, twice',
    language: 'en-GB',
    metadata: {
      authors: ['Ruth Okafor', 'Tomas Lind'],
      keywords: ['Topicword', 'Second topic', 'Subjectword', 'Freesubject'],
      thumbnailURL: 'bundle://01-picture.jpg',
      datePublished: '2026-01-06T09:30:00+00:00'
    }
  })
})

test('keywords are fifty and each is there once', () => {
  const topics = [...Array.from({ length: 60 }, (_, index) => `Topic ${index}`), 'Topic 1', ' Topic  2 ']
  const article = {
    meta: { ...emptyMeta, topics, subjects: [{ name: 'Topic 3', uri: null }] },
    body: doc(['Keywords'], null, p('x'))
  }
  const { metadata } = write({ article, context: contextFor(article) })
  expect(metadata.keywords).toEqual(topics.slice(0, 50))
  expect(appleNews.flattens?.(article)).toEqual(['Apple News takes 50 keywords: those after them are left out.'])
})

test.each([
  ['en-GB', 'en-GB'],
  ['zh-Hans', 'zh-Hans'],
  ['es-419', 'es'],
  ['de-1996', 'de']
])('the language %s goes out as %s', (language, written) => {
  expect(languageOf(language)).toBe(written)
  expect(appleNews.flattens?.({ meta: { ...emptyMeta, language }, body: doc(['x'], null) })).toHaveLength(
    language === written ? 0 : 1
  )
})

test('an identifier is at most 64 letters and figures, the same in every version', () => {
  expect(identifierOf('a b/ø')).toMatch(/^[0-9a-f-]{36}$/)
  expect(identifierOf('x'.repeat(65))).toBe(identifierOf('x'.repeat(65)))
  const { identifier } = write({ ...everything, context: { ...everything.context, version: 9 } })
  expect(identifier).toBe(write(everything).identifier)
})

test('an article without a headline has a title all the same, and a picture that is awaited leaves its words', () => {
  const article = { meta: emptyMeta, body: doc([], null, p('x')) }
  expect(write({ article, context: contextFor(article) }).title).toBe('Untitled')
  expect(write(fixtureNamed('no picture yet')).components).toContainEqual({
    role: 'caption',
    format: 'html',
    text: '[A quay.] The picture is on its way. <em>Petra Vane</em>'
  })
})
