// @vitest-environment jsdom
import fc from 'fast-check'
import { marked } from 'marked'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { emptyMeta } from '#shared/article/article.ts'
import { findFormat } from '#shared/formats/index.ts'
import {
  articleFixtures,
  contextFor,
  doc,
  everything,
  h,
  li,
  p,
  quote,
  t,
  td,
  th,
  table,
  tr,
  ul,
  type ArticleFixture
} from '#test/fixtures/articles.ts'
import { activeMarkup, blockTexts, shownTexts, textOfFile } from '#test/support/exported.ts'

const markdown = findFormat('markdown')

function write({ article, context }: Pick<ArticleFixture, 'article' | 'context'>): {
  text: string
  front: Record<string, unknown>
  body: Document
} {
  const text = textOfFile(markdown?.write(article, context)[0])
  const match = /^---\n(.*?)\n---\n\n(.*)$/s.exec(text)
  if (!match?.[1] || !match[2]) throw new Error(text.slice(0, 400))
  const page = marked.parse(match[2], { async: false, gfm: true })
  return {
    text,
    front: parse(match[1]) as Record<string, unknown>,
    body: new DOMParser().parseFromString(page, 'text/html')
  }
}

/** As a Markdown reader shows it: the mark of an attribution is not its text. */
function shown(body: Document): Set<string> {
  const texts = shownTexts(body.body)
  return new Set([...texts].flatMap((text) => [text, text.replace(/^— /, ''), text.replace(/^.*? — /, '')]))
}

test.each(articleFixtures)('a reader of Markdown reads the same text: $name', (fixture) => {
  const texts = shown(write(fixture).body)
  expect(
    blockTexts(fixture.article.body).filter(
      (text) => !text.split('\n').every((line) => texts.has(line) || texts.has(line.trim()))
    )
  ).toEqual([])
})

test.each(articleFixtures)('no text becomes markup: $name', (fixture) => {
  const { body } = write(fixture)
  expect(activeMarkup(body)).toEqual([])
  expect(body.querySelectorAll('h1')).toHaveLength(1)
})

test.each(articleFixtures)('every block stays what it is: $name', (fixture) => {
  const { body } = write(fixture)
  const nodes = JSON.stringify(fixture.article.body)
  const count = (type: string) => nodes.split(`"type":"${type}"`).length - 1
  const furniture = body.querySelector('hr ~ h2') ? 1 : 0
  expect(body.querySelectorAll('table').length).toBe(count('table'))
  expect(body.querySelectorAll('blockquote').length).toBe(count('quote'))
  expect(body.querySelectorAll('ol').length).toBe(count('orderedList'))
  expect(body.querySelectorAll('ul').length).toBeGreaterThanOrEqual(count('bulletList'))
  expect(body.querySelectorAll('pre, code, del').length).toBe(0)
  expect(body.querySelectorAll('aside').length).toBe(count('pullQuote') + count('factBox'))
  if (furniture === 0) expect(body.querySelectorAll('ul').length).toBe(count('bulletList'))
})

test.each(articleFixtures)('the front matter gives back what was put in: $name', (fixture) => {
  const { front } = write(fixture)
  const { meta } = fixture.article
  expect(front.copyright ?? '').toBe(meta.copyright)
  expect(front.kicker ?? '').toBe(meta.kicker)
  expect(front.tags ?? []).toEqual(meta.topics)
  expect(front.lang).toBe(meta.language)
  const pictures = (front.pictures ?? []) as Record<string, string>[]
  const figures = fixture.article.body.content?.filter((node) => node.type === 'figure') ?? []
  expect(pictures.map((picture) => picture.alt)).toEqual(figures.map((figure) => figure.attrs?.alt))
  expect(pictures.every((picture) => picture.caption && picture.credit)).toBe(true)
})

test('pictures keep alt text, caption and credit where a reader sees them', () => {
  const { body, text } = write(everything)
  expect(text).toContain(
    '![Altword: a ferry at a quay.](media/01-picture.jpg "Captionword in bold")\\\nCaptionword in **bold**\\\nCreditword/Agency'
  )
  const image = body.querySelector('img')
  expect([image?.alt, image?.title, image?.getAttribute('src')]).toEqual([
    'Altword: a ferry at a quay.',
    'Captionword in bold',
    'media/01-picture.jpg'
  ])
})

test('the front matter tells authors with their biography and handles', () => {
  expect(write(everything).front.authors).toEqual([
    {
      name: 'Ruth Okafor',
      roles: ['by'],
      jobTitle: 'Harbour correspondent',
      bio: 'Ruth Okafor has covered the islands since 2009.\nShe keeps a very small boat.',
      handles: [
        { service: 'Mastodon', url: 'https://social.example/@ruthokafor' },
        { service: 'Bluesky', url: 'https://sky.example/ruth_okafor' }
      ],
      portrait: 'media/portrait-1.jpg'
    },
    { name: 'Tomas Lind', roles: ['by'], jobTitle: 'Reporterword' },
    { name: 'Ines Duarte', roles: ['reporting'] },
    { name: 'Petra Vane', roles: ['photographs'] },
    { name: 'Sol Meyer', roles: ['editing'] }
  ])
})

test('texts that YAML 1.1 takes for something else stay texts', () => {
  const article = {
    meta: { ...emptyMeta, topics: ['no', 'on', '1:30', '0o17', '2026-01-01', '~', 'null', '1e3'] },
    body: doc(['No'], null, p('x'))
  }
  const { text, front } = write({ article, context: contextFor(article) })
  expect(front.tags).toEqual(article.meta.topics)
  expect(text).toContain('- "no"')
})

test('a nested list stays nested', () => {
  const { body } = write(everything)
  expect(body.querySelector('ul ul > li')?.textContent?.trim()).toBe('Nestedword')
  expect(body.querySelector('ol')?.getAttribute('start')).toBe('4')
})

const pieces = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        '*',
        '_',
        '`',
        '#',
        '-',
        '+',
        '>',
        '<',
        '&',
        '|',
        '~',
        '[',
        ']',
        '(',
        ')',
        '!',
        '\\',
        '1.',
        '2)',
        ' ',
        '  ',
        '\n',
        '\t',
        ':',
        '@',
        'http://',
        'www.',
        '&amp;',
        '---',
        '===',
        '"',
        "'",
        '$',
        '{',
        '=',
        '^'
      )
    },
    fc.constantFrom('a', 'word', 'é', '漢', '9', '.', '“')
  ),
  { minLength: 1, maxLength: 14 }
)

test('whatever is typed is read back, in paragraphs, headings, lists, quotes and tables', () => {
  fc.assert(
    fc.property(pieces, (typed) => {
      const text = typed.join('')
      const half = Math.floor(text.length / 2)
      const body = doc(
        ['Fixed'],
        null,
        p(text),
        p(t(text.slice(0, half) || 'x', 'bold'), t(text.slice(half) || 'y', 'italic'), 'z'),
        h(2, text),
        ul(li(text), li('b')),
        quote([text]),
        table(tr(th('h'), th(text)), tr(td(text), td('d')))
      )
      const article = { meta: emptyMeta, body }
      const texts = shown(write({ article, context: contextFor(article) }).body)
      expect(blockTexts(body).filter((each) => !texts.has(each))).toEqual([])
    }),
    { numRuns: 300 }
  )
})

test('no template language finds a call in the copy', () => {
  const article = { meta: emptyMeta, body: doc(['Fixed'], null, p('{{< youtube x >}} {{% y %}} {% raw %} {{ z }}')) }
  expect(write({ article, context: contextFor(article) }).text).not.toMatch(/\{[{%]/)
})
