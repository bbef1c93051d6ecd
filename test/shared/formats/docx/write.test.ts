// @vitest-environment jsdom
import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyMeta } from '#shared/article/article.ts'
import { walkBody } from '#shared/document/body.ts'
import { docx } from '#shared/formats/docx/write.ts'
import {
  articleFixtures,
  contextFor,
  creditFor,
  doc,
  everything,
  fig,
  fixtureNamed,
  h,
  li,
  linkTo,
  ol,
  p,
  quote,
  t,
  table,
  td,
  tr,
  ul,
  type ArticleFixture
} from '#test/fixtures/articles.ts'
import { activeMarkup, blockTexts, parseXml, partsOfFile, shownTexts, textOfPart } from '#test/support/exported.ts'

interface Mammoth {
  convertToHtml(
    input: { buffer: Buffer },
    options: { styleMap: string[] }
  ): Promise<{ value: string; messages: { type: string; message: string }[] }>
}
const mammoth = createRequire(import.meta.url)('mammoth') as Mammoth

const styleMap = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p.standfirst:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Attribution'] => p.attribution:fresh",
  "p[style-name='Pull Quote'] => p.pull-quote:fresh",
  "p[style-name='caption'] => p.caption:fresh",
  "p[style-name='Credit'] => p.credit:fresh",
  "p[style-name='Fact Box Title'] => h5:fresh",
  "p[style-name='Kicker'] => p.kicker:fresh",
  "p[style-name='Byline'] => p.byline:fresh",
  "p[style-name='Tagline'] => p.tagline:fresh",
  "p[style-name='Copyright'] => p.copyright:fresh",
  "p[style-name='Note'] => p.note:fresh",
  "p[style-name='Related Topics'] => p.topics:fresh",
  "p[style-name='Body'] => p:fresh",
  "p[style-name='Picture'] => p:fresh",
  "p[style-name='Fact Box'] => p.fact-box:fresh",
  "p[style-name='Table Text'] => p:fresh",
  "p[style-name='Table Heading'] => p:fresh",
  "p[style-name='Embed'] => p:fresh",
  "p[style-name='Divider'] => hr:fresh",
  "r[style-name='Dateline'] => span.dateline",
  'strike => s'
]

const write = ({ article, context }: Pick<ArticleFixture, 'article' | 'context'>) => docx.write(article, context)[0]
const part = (fixture: ArticleFixture, path: string) => parseXml(textOfPart(write(fixture), path))

async function read(fixture: Pick<ArticleFixture, 'article' | 'context'>) {
  const { value, messages } = await mammoth.convertToHtml(
    { buffer: Buffer.from(write(fixture)?.bytes ?? []) },
    { styleMap }
  )
  return { page: new DOMParser().parseFromString(value, 'text/html'), messages: messages.map(({ message }) => message) }
}

test.each(articleFixtures)(
  'Word’s reader reads the same text, knows every style and runs nothing: $name',
  async (fixture) => {
    const { page, messages } = await read(fixture)
    // An item's own words, without the list within it.
    const items = [...page.querySelectorAll('li')].map((item) =>
      [...item.childNodes]
        .filter((child) => !/^[uo]l$/i.test(child.nodeName))
        .map((child) => child.textContent)
        .join('')
    )
    const texts = new Set([...items, ...[...shownTexts(page.body)].flatMap((text) => [text, text.replace(/^— /, '')])])
    expect(
      blockTexts(fixture.article.body).filter(
        (text) => !text.split('\n').every((line) => texts.has(line) || texts.has(line.trim()))
      )
    ).toEqual([])
    // To map it would take the lists apart; here it is a second paragraph of an item.
    expect(messages.filter((message) => !message.includes("'List Paragraph'"))).toEqual([])
    for (const image of page.querySelectorAll('img')) image.removeAttribute('src')
    expect(activeMarkup(page)).toEqual([])
  }
)

test.each(articleFixtures)('every block stays what it is: $name', async (fixture) => {
  const { page } = await read(fixture)
  const nodes = [...walkBody(fixture.article.body)].map(({ node }) => node)
  const count = (...types: string[]) => nodes.filter(({ type }) => types.includes(type)).length
  const files = fixture.context.pictures.length
  expect(page.querySelectorAll('table').length).toBe(count('table'))
  expect(page.querySelectorAll('td, th').length).toBe(count('tableCell', 'tableHeader'))
  expect(part(fixture, 'word/document.xml').getElementsByTagName('w:numPr').length).toBe(count('listItem'))
  expect(page.querySelectorAll('img').length).toBe(files)
  expect(page.querySelectorAll('h2, h3, h4').length).toBe(
    nodes.filter(({ type, content }) => type === 'heading' && content).length
  )
  expect([...page.querySelectorAll('img[alt]')].map((image) => image.getAttribute('alt'))).toEqual(
    expect.arrayContaining(
      files === 0
        ? []
        : nodes.filter(({ type, attrs }) => type === 'figure' && attrs?.alt).map(({ attrs }) => attrs?.alt)
    )
  )
})

test('the document of every part has a style for each', async () => {
  const { page } = await read(everything)
  const texts = (selector: string) => [...page.querySelectorAll(selector)].map((element) => element.textContent)
  expect(texts('.note')).toEqual([
    'Embargoed until 24 December 2031, 05:06 UTC (2031-12-24T05:06:07.000Z)',
    'Note to editors: Ednoteword: call the desk before use.',
    'Correction, 6 January 2026: Correctionword: the ferry left at noon, not at one.',
    'Correction, 7 January 2026: Secondcorrection: the skipper’s name.'
  ])
  expect(texts('h1')).toEqual(['Headlineword: a ferry, twice'])
  expect(texts('.byline')).toEqual([
    'By Ruth Okafor and Tomas Lind; additional reporting by Ines Duarte; photographs by Petra Vane; editing by Sol Meyer'
  ])
  expect(texts('.dateline')).toEqual(['PLACEWORD, Tuesday'])
  expect(texts('strong')).toEqual(['bold', 'Boldword'])
  expect(texts('sup, sub, s')).toEqual(['Struckword', '2', 'th'])
  expect([...page.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
    'https://example.org/standfirst',
    'https://example.org/linked?a=1&b=2',
    'https://video.example/embedword',
    'https://social.example/@ruthokafor',
    'https://sky.example/ruth_okafor'
  ])
  expect(texts('.tagline')).toEqual([
    'Ruth Okafor, Harbour correspondent',
    'Ruth Okafor has covered the islands since 2009.',
    'She keeps a very small boat.',
    'Mastodon',
    'Bluesky'
  ])
  expect(texts('.copyright')).toEqual(['© 2026 Copyrightword'])
})

test('what may not be used says so first', async () => {
  const { page } = await read({ ...everything, context: { ...everything.context, pubStatus: 'canceled' } })
  expect(page.body.firstElementChild?.textContent).toBe('Killed: do not publish')
})

test('lists nest, and each begins at its own number', () => {
  const numbering = part(fixtureNamed('lists in lists'), 'word/numbering.xml')
  const starts = [...numbering.getElementsByTagName('w:num')].map((list) => [
    list.getElementsByTagName('w:abstractNumId')[0]?.getAttribute('w:val'),
    list.getElementsByTagName('w:lvlOverride')[0]?.getAttribute('w:ilvl') ?? null,
    list.getElementsByTagName('w:startOverride')[0]?.getAttribute('w:val') ?? null
  ])
  expect(starts).toEqual([
    ['0', null, null],
    ['1', '1', '3'],
    ['0', null, null],
    ['0', null, null],
    ['0', null, null],
    ['0', null, null],
    ['4', '0', '1'],
    ['1', '0', '10']
  ])
  const deep = {
    name: 'deep',
    article: {
      meta: emptyMeta,
      body: doc(
        ['Deep'],
        null,
        Array.from({ length: 10 }).reduce<ReturnType<typeof ul>>((list) => ul(li('x', list)), ul(li('x')))
      )
    }
  }
  const document = parseXml(textOfPart(write({ ...deep, context: contextFor(deep.article) }), 'word/document.xml'))
  expect(
    Math.max(...[...document.getElementsByTagName('w:ilvl')].map((level) => Number(level.getAttribute('w:val'))))
  ).toBe(8)
  expect(docx.flattens?.(deep.article)).toEqual([
    'Word knows nine levels of lists: what is nested deeper stands on the ninth.'
  ])
  expect(docx.flattens?.(fixtureNamed('lists in lists').article)).toEqual([])
})

test('merged cells stay merged, heads repeat, and two tables that touch stay two', () => {
  const document = part(fixtureNamed('tables'), 'word/document.xml')
  const attributes = (name: string) =>
    [...document.getElementsByTagName(name)].map((element) => element.getAttribute('w:val'))
  expect(attributes('w:gridSpan')).toEqual(['2'])
  expect(attributes('w:vMerge')).toEqual(['restart', 'continue'])
  expect(document.getElementsByTagName('w:tblHeader')).toHaveLength(3)
  for (const each of document.getElementsByTagName('w:tbl')) expect(each.nextElementSibling?.localName).not.toBe('tbl')
})

test('right to left is set so', () => {
  const styles = part(fixtureNamed('right to left'), 'word/styles.xml')
  expect(styles.getElementsByTagName('w:bidi')).toHaveLength(1)
  expect(styles.getElementsByTagName('w:lang')[0]?.getAttribute('w:bidi')).toBe('ar')
  expect(part(fixtureNamed('short'), 'word/styles.xml').getElementsByTagName('w:bidi')).toHaveLength(0)
})

test('its properties say what it is, by the article’s own times', () => {
  const core = part(everything, 'docProps/core.xml')
  const value = (name: string) => core.getElementsByTagName(name)[0]?.textContent
  expect(
    ['dc:title', 'dc:creator', 'cp:keywords', 'cp:revision', 'dcterms:created', 'dcterms:modified', 'dc:language'].map(
      value
    )
  ).toEqual([
    'Headlineword: a ferry, twice',
    'Ruth Okafor; Tomas Lind; Ines Duarte; Petra Vane; Sol Meyer',
    'Topicword; Second topic',
    '2',
    '2026-01-05T07:12:00Z',
    '2026-01-06T14:05:00Z',
    'en-GB'
  ])
})

test('every part that is pointed to is there, and every picture is shown whole', () => {
  for (const fixture of articleFixtures) {
    const parts = Object.keys(partsOfFile(write(fixture)))
    const relationships = [...part(fixture, 'word/_rels/document.xml.rels').querySelectorAll('Relationship')]
    const document = textOfPart(write(fixture), 'word/document.xml')
    for (const each of relationships.filter((one) => one.getAttribute('TargetMode') === null))
      expect(parts).toContain(`word/${each.getAttribute('Target')}`)
    const known = new Set(relationships.map((each) => each.getAttribute('Id')))
    for (const [, id] of document.matchAll(/r:(?:id|embed)="([^"]*)"/g)) expect(known).toContain(id)
    for (const each of relationships.filter((one) => one.getAttribute('TargetMode') === 'External'))
      expect(() => new URL(each.getAttribute('Target') ?? '')).not.toThrow()
    for (const extent of parseXml(document).getElementsByTagName('wp:extent'))
      expect(Number(extent.getAttribute('cx')) / Number(extent.getAttribute('cy'))).toBeCloseTo(
        extent.parentElement?.querySelector('docPr')?.getAttribute('name')?.includes('portrait') ? 1 : 1600 / 1067,
        3
      )
  }
})

const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        "'",
        ']]>',
        '--',
        '<w:t>',
        '&amp;',
        '&#0;',
        '\t',
        '\n',
        '\r',
        '\u000b',
        '\ud800',
        '\u2028'
      )
    ),
    { minLength: 1, maxLength: 8 }
  )
  .map((parts) => parts.join(''))

test('whatever is typed into every field, every part is well-formed and Word’s reader reads it back', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      const meta = {
        ...emptyMeta,
        credits: [creditFor(text, { jobTitle: text, biography: text, box: true })],
        slugline: text,
        kicker: text,
        summary: text,
        topics: [text],
        subjects: [{ name: text, uri: null }],
        ednote: text,
        copyright: text,
        usageTerms: text,
        genre: text,
        dateline: { place: text, date: null, text }
      }
      const body = doc(
        [text],
        [text],
        fig({ caption: [text], credit: [text], alt: text, role: 'lead' }),
        p(t(text, 'bold', linkTo(`https://example.org/?${encodeURIComponent(text.toWellFormed())}`))),
        h(2, text),
        ul(li(text)),
        ol(2, 'a', li(text)),
        quote([text], [text]),
        table(tr(td(text)))
      )
      const article = { meta, body }
      const fixture = { article, context: contextFor(article, { publisher: text, deskName: text }) }
      const parts = partsOfFile(write(fixture))
      for (const path of Object.keys(parts))
        if (!path.startsWith('word/media/')) parseXml(textOfPart(write(fixture), path))
      const { page } = await read(fixture)
      const alike = (each: string) => each.replace(/\s+/g, ' ').trim()
      const shown = new Set(
        [...shownTexts(page.body)].flatMap((each) => [alike(each), alike(each.replace(/^\s*— /, ''))])
      )
      expect(
        blockTexts(body)
          .map(alike)
          .filter((each) => !shown.has(each))
      ).toEqual([])
    }),
    { numRuns: 60 }
  )
})

test('the same document on every machine', () => {
  const zone = process.env.TZ
  const here = write(everything)?.bytes
  process.env.TZ = 'Pacific/Auckland'
  expect(write(everything)?.bytes).toEqual(here)
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})
