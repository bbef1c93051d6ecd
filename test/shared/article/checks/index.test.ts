import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newArticle, type Article, type Meta } from '#shared/article/article.ts'
import { checkContext, type Finding } from '#shared/article/checks/check.ts'
import { blockingFindings, checks, levelOf, runChecks } from '#shared/article/checks/index.ts'
import { compileStyle, readStyleFile, styleFindings } from '#shared/article/house-style.ts'
import { emptyProfile } from '#shared/article/person.ts'
import type { Body, BodyMark, BodyNode } from '#shared/document/body.ts'
import { walkBody } from '#shared/document/body.ts'
import { isTextblock, textOf } from '#shared/document/text.ts'
import { expectOk } from '#shared/result.ts'
import { anyBody, body, figure, line, paragraphs } from '#test/support/bodies.ts'
import { typicalCopy } from '#test/fixtures/typical-copy.ts'

const credits = [
  { id: 'c', role: 'by' as const, personId: null, profile: { ...emptyProfile, name: 'Ruth Okafor' }, box: false }
]
const now = new Date('2026-01-05T12:00:00Z')
const article = (text: Body, meta: Partial<Meta> = {}): Article => ({
  ...newArticle({ credits, language: 'en-GB', ...meta }),
  body: text
})
const all = Object.fromEntries(checks.filter(({ level }) => level === 'off').map(({ id }) => [id, 'warn' as const]))

function run(given: Article): Finding[] {
  return runChecks(given, all, checkContext(given, now))
}
/** What one check finds in one paragraph: the words it points at. */
function words(id: string, text: string, language = 'en-GB'): string[] {
  const given = article(body('Head', ...paragraphs(text)), { language })
  return run(given).flatMap(({ check, range }) =>
    check === id ? [range ? text.slice(range.start, range.end) : ''] : []
  )
}
/** The paragraph with every change of one check made. */
function mended(id: string, text: string, language = 'en-GB'): string {
  const changes = run(article(body('Head', ...paragraphs(text)), { language })).flatMap(({ check, mend }) =>
    check === id ? (mend ?? []) : []
  )
  return changes
    .toSorted((a, b) => b.start - a.start)
    .reduce((done, { start, end, before, after }) => {
      expect(text.slice(start, end)).toBe(before)
      return done.slice(0, start) + after + done.slice(end)
    }, text)
}
const ids = (given: Article) => [...new Set(run(given).map(({ check }) => check))]
const marked = (text: string, ...marks: BodyMark[]): BodyNode => ({ type: 'text', text, marks })
const linked = (text: string, href: string) =>
  body('Head', { ...line('paragraph', '', 'p0'), content: [marked(text, { type: 'link', attrs: { href } })] })

test.each<[string, string[], string?]>([
  ['the the quay', ['the the']],
  ['Behind the  the quay', ['the  the']],
  ['The the quay', ['The the']],
  ['It is in in the sea, and and cold', ['in in', 'and and']],
  ['They had had enough of it', []],
  ['He said that that was enough', []],
  ['Walla Walla and Duran Duran', []],
  ['Bye bye, ha ha', []],
  ['A very very long day', []],
  ['Go, go', []],
  ['That was it. It was cold', []],
  ['well-to-to', []],
  ['the theatre', []],
  ['bathe the dog', []],
  ['I I think', ['I I']],
  ['20 20 vision', []],
  ['the\nthe', []],
  ['don’t don’t', ['don’t don’t']],
  ['Denen, die die Stadt lieben', [], 'de'],
  ['Der Mann und und die Frau', ['und und'], 'de'],
  ['nous nous souvenons', [], 'fr'],
  ['le le chat', ['le le'], 'fr'],
  ['at det det gjelder', [], 'nb'],
  ['en en båt', ['en en'], 'nb'],
  ['piano piano', [], 'it']
])('doubled words: %s', (text, expected, language = 'en-GB') =>
  expect(words('doubled-word', text, language)).toEqual(expected)
)

test('a doubled word is mended by taking one out', () => {
  expect(mended('doubled-word', 'Behind the the quay and and on')).toBe('Behind the quay and on')
})

test.each<[string, string[], string?]>([
  ['“Right,” she said. “Quite right.”', []],
  ['“Never closed, she said.', ['“']],
  ['Closed,” she said.', ['”']],
  ['”Wrong way,” she said.', ['”']],
  ['“Wrong way,“ she said.', ['“']],
  ['“One “two” three.”', ['“', '”']],
  ['She said “yes” and “no”.', []],
  ['The ’90s were loud, the 1990s too.', []],
  ['The ‘90s were loud.', ['‘']],
  ['Rock ’n’ roll', []],
  ['Rock ‘n’ roll', []],
  ['Give ‘em hell', ['‘']],
  ['‘Tis the season', ['‘']],
  ['It’s the boys’ turn; don’t wait.', []],
  ['‘Yes,’ he said.', []],
  ['“She said ‘yes’,” he said.', []],
  ['‘90 per cent of them,’ he said.', []],
  ['A 6” nail and a 12” record', []],
  ['He said "yes" and "no".', []],
  ['He said "yes and left.', ['"']],
  ['A 6" nail', []],
  ['“Yes”—“no”', []],
  ['(“Yes”) and [“no”]', []],
  ['“£40 is too much,” she said.', []],
  ['“”', []],
  ['„Ja“, sagte sie.', [], 'de'],
  ['„Ja, sagte sie.', ['„'], 'de'],
  ['Ja“, sagte sie.', ['“'], 'de'],
  ['«Ja», sa hun.', [], 'nb'],
  ['«Ja, sa hun.', ['«'], 'nb'],
  ['« Oui », dit-elle.', [], 'fr'],
  ['« Oui, dit-elle.', ['«'], 'fr'],
  ['”Ja”, sade hon.', [], 'sv'],
  ['“Sí”, dijo.', [], 'es'],
  ['“Sí, dijo.', ['“'], 'es']
])('quotation marks: %s', (text, expected, language = 'en-GB') =>
  expect(words('quotation-marks', text, language)).toEqual(expected)
)

test('a quotation that runs on over paragraphs is closed in the last one alone', () => {
  const runsOn = article(body('Head', ...paragraphs('“We came early.', '“We left late.”')))
  expect(ids(runsOn)).not.toContain('quotation-marks')
  expect(
    run(article(body('Head', ...paragraphs('“We came early.', 'We left late.')))).find(
      ({ check }) => check === 'quotation-marks'
    )
  ).toMatchObject({ place: 'p0' })
})

test.each([
  ['”Wrong way,” she said.', '“Wrong way,” she said.'],
  ['“Wrong way,“ she said.', '“Wrong way,” she said.'],
  ['The ‘90s were loud.', 'The ’90s were loud.']
])('a sign that is turned the wrong way is turned: %s', (text, expected) =>
  expect(mended('quotation-marks', text)).toBe(expected)
)

test.each<[string, string, string?]>([
  ['“Yes,” he said, "no".', '“Yes,” he said, “no”.'],
  ["It's “fine”, isn't it", 'It’s “fine”, isn’t it'],
  ['All "straight" here', 'All "straight" here'],
  ['A 6" nail and a “quote”', 'A 6" nail and a “quote”'],
  ['„Ja“ und "nein"', '„Ja“ und „nein“', 'de'],
  ['«Ja» og "nei"', '«Ja» og «nei»', 'nb']
])('straight signs among curly ones: %s', (text, expected, language = 'en-GB') =>
  expect(mended('straight-quotes', text, language)).toBe(expected)
)

test.each<[string, string[]]>([
  ['Ruth Okafor spoke. Later Ruth Okafer left.', ['Ruth Okafer']],
  ['The mayor, Maren Holt, met Marin Holt.', ['Marin Holt']],
  ['Mr Johansen came. We saw Johansen go; then Johanson called.', ['Johanson']],
  ['Inés Moreau took it. We thank Ines Moreau.', ['Ines Moreau']],
  ['Ruth Okafor and Rita Okafor', []],
  ['Tom Lind and Tim Lind', []],
  ['North Korea and North Koreans', []],
  ['Germany and the Germans; Austria and Australia', []],
  ['Green voters and Greek voters', []],
  ['Harbour Street and Market Street', []],
  ['In March the Marsh flooded', []],
  ['Martin saw Marlin', []],
  ['NATO and NAFTA', []],
  ['Boeing 737 and Boeing 787', []],
  ['South Street and South Stream', []]
])('names: %s', (text, expected) => expect(words('name-spelling', text)).toEqual(expected))

test('of two spellings the one in the credits is right', () => {
  const given = article(
    body('Head', ...paragraphs('Ruth Okafer wrote. Ruth Okafer wrote more.', 'So says Ruth Okafor.'))
  )
  expect(run(given).filter(({ check }) => check === 'name-spelling')).toMatchObject([
    { place: 'p0', message: expect.stringContaining('“Ruth Okafer” here, “Ruth Okafor” elsewhere') }
  ])
})

test.each<[string, string, boolean]>([
  ['the council', 'https://example.org/a', false],
  ['example.org', 'https://www.example.org/', false],
  ['example.org', 'https://example.com/', true],
  ['the council', 'https://http://example.org', true],
  ['the council', 'https://example,org', true],
  ['the council', 'https://intranet/page', true],
  ['the council', 'https://example..org/', true],
  ['the council', 'https://example.org/a.', true],
  ['the council', 'https://example.org/a%20', true],
  ['the council', 'https://example.org/a(b)', false],
  ['write', 'mailto:ruth@example.org', false],
  ['write', 'mailto:ruth@example', true],
  ['write', 'mailto:ruth@example.org?subject=Hi', false],
  ['call', 'tel:+47 22', true],
  ['call', 'tel:+4722334455', false],
  [' ', 'https://example.org/', true],
  ['here', 'javascript:alert(1)', true],
  ['local', 'http://localhost:5173/', false]
])('a link on “%s” to %s', (text, href, broken) =>
  expect(ids(article(linked(text, href))).includes('link-form')).toBe(broken)
)

test.each<[string, string[]]>([
  ['See https://example.org/a for more.', []],
  ['See www.example.org.', []],
  ['See http:/example.org now', ['http:/example.org']],
  ['See htp://example.org now', ['htp://example.org']],
  ['See https:example.org now', ['https:example.org']],
  ['See www,example.org now', ['www,example.org']],
  ['See ww.example.org now', ['ww.example.org']],
  ['See https://https://example.org', ['https://https://example.org']],
  ['See http://example', ['http://example']],
  ['The http protocol and and/or', []],
  ['wwwww. That was it', []]
])('a web address in the text: %s', (text, expected) => expect(words('link-form', text)).toEqual(expected))

const copyOf = (count: number) =>
  body('Head', ...paragraphs(Array.from({ length: count }, (_, index) => `word${index}`).join(' ')))
test.each<[number, number | null, string | null]>([
  [100, null, null],
  [100, 100, null],
  [110, 100, null],
  [111, 100, '11 words over: 111 of 100'],
  [90, 100, null],
  [89, 100, '11 words under: 89 of 100'],
  [3, 2, '1 word over: 3 of 2']
])('%i words where %s were ordered', (count, ordered, expected) => {
  const found = run(article(copyOf(count), { commissionedLength: ordered })).find(({ check }) => check === 'length')
  expect(found?.message ?? null).toBe(expected && `The copy is ${expected}.`)
})

const embargo = (at: string, zone = 'Europe/London'): Partial<Meta> => ({ embargo: { at, zone } })
test.each<[string, Partial<Meta>, string[]]>([
  ['no dateline', {}, ['no-dateline']],
  ['a dateline', { dateline: { place: '', date: null, text: 'PORT ELLEN' } }, []],
  ['no byline', { credits: [], dateline: { place: '', date: null, text: 'X' } }, ['no-byline']],
  [
    'a photographer alone',
    { credits: credits.map((one) => ({ ...one, role: 'photographs' as const })) },
    ['no-byline', 'no-dateline', 'byline-differs']
  ],
  ['an embargo ahead', embargo('2026-02-01T00:00:00Z'), ['no-dateline']],
  ['an embargo passed', embargo('2026-01-01T00:00:00Z'), ['no-dateline', 'embargo-passed']],
  ['an embargo in no zone', embargo('2026-02-01T00:00:00Z', 'Mars/Olympus'), ['embargo-form', 'no-dateline']],
  ['an embargo at no time', embargo('soon'), ['embargo-form', 'no-dateline']],
  [
    'a search headline too long',
    { alternativeHeadlines: { search: 'x'.repeat(61), social: '', print: '' } },
    ['no-dateline', 'headline-length']
  ],
  [
    'a search headline just in',
    { alternativeHeadlines: { search: 'x'.repeat(60), social: '', print: '' } },
    ['no-dateline']
  ],
  [
    'a print headline too long',
    { alternativeHeadlines: { search: '', social: '', print: 'x'.repeat(46) } },
    ['no-dateline', 'headline-length']
  ],
  ['TK in the kicker', { kicker: 'TK' }, ['tk', 'no-dateline']],
  ['TK in the summary', { summary: 'A TK day' }, ['tk', 'no-dateline']],
  ['TK in a topic', { topics: ['TK'] }, ['tk', 'no-dateline']],
  ['TK in the dateline', { dateline: { place: '', date: null, text: 'TK, Tuesday' } }, ['tk']],
  ['TK in the note to editors', { ednote: 'TK to come' }, ['no-dateline']]
])('details: %s', (_name, meta, expected) =>
  expect(ids(article(body('Head', ...paragraphs('Copy.')), meta))).toEqual(expected)
)

test.each<[string, Parameters<typeof figure>[1], string[]]>([
  ['whole', {}, []],
  ['without a picture', { media: null }, ['picture-missing']],
  ['without a caption', { caption: '' }, ['caption-missing']],
  ['with a dash for a caption', { caption: '—' }, ['caption-missing']],
  ['without a credit', { credit: ' ' }, ['credit-missing']],
  ['without an alt text', { alt: '' }, ['alt-missing']],
  ['whose alt text is the caption', { caption: 'The quay.', alt: 'the quay' }, ['alt-is-caption']],
  ['whose caption is the file name', { caption: 'quay.jpg' }, ['caption-is-file-name']],
  ['whose caption is a camera’s', { caption: 'DSC_0042' }, ['caption-is-file-name']],
  ['with TK in its alt text', { alt: 'TK' }, ['tk']],
  ['with a name spelled otherwise', { caption: 'Maren Hold on the quay.' }, ['name-differs']]
])('a picture %s', (_name, parts, expected) => {
  const given = article(body('Head', ...paragraphs('The council is led by Maren Holt.'), figure('f', parts)), {
    dateline: { place: '', date: null, text: 'X' }
  })
  expect(ids(given)).toEqual(expected)
})

test.each<[string, string, string]>([
  ['caption', 'caption-missing', 'fc'],
  ['credit', 'credit-missing', 'fd'],
  ['alt', 'alt-missing', 'f']
])('a missing %s leads to where it is written', (part, check, place) => {
  expect(run(article(body('Head', figure('f', { [part]: '' })))).find((one) => one.check === check)).toMatchObject({
    place
  })
})

test.each<[string, string[]]>([
  ['', ['no-headline']],
  [' ', ['no-headline']],
  ['Head', []],
  ['x'.repeat(110), []],
  ['x'.repeat(111), ['headline-length']],
  ['TK wins', ['tk']]
])('a headline “%s”', (headline, expected) =>
  expect(
    ids(article(body(headline, ...paragraphs('Copy.')), { dateline: { place: '', date: null, text: 'X' } }))
  ).toEqual(expected)
)

test('nothing is found in words that a suggestion takes out, and the suggestion holds the article back', () => {
  const deleted = {
    ...line('paragraph', '', 'p0'),
    content: [
      { type: 'text' as const, text: 'The ' },
      marked('the TK', { type: 'deletion', attrs: { id: '1' } }),
      { type: 'text' as const, text: ' quay' }
    ]
  }
  expect(run(article(body('Head', deleted), { dateline: { place: '', date: null, text: 'X' } }))).toMatchObject([
    {
      check: 'suggestions',
      place: 'p0',
      severity: 'block',
      message: 'A suggestion is still open in paragraph 1: “The the TK quay”.'
    }
  ])
})

test('the desk may turn checks off and up, but never those that the workflow owes', () => {
  const given = article(body('', ...paragraphs('TK the the')), { credits: [] })
  const off = Object.fromEntries(checks.map(({ id }) => [id, 'off' as const]))
  expect(runChecks(given, off, checkContext(given, now)).map(({ check }) => check)).toEqual(['no-headline', 'tk'])
  expect(
    blockingFindings(given, { 'doubled-word': 'block', 'no-byline': 'warn' }, now).map(({ check }) => check)
  ).toEqual(['no-headline', 'tk', 'doubled-word'])
  for (const check of checks) expect(levelOf(check, { [check.id]: 'off' })).toBe(check.fixed ? 'block' : 'off')
})

test('an embargo that has passed never holds an article back, nor is it told of one that has gone out', () => {
  const given = article(body('Head', ...paragraphs('Copy.')), embargo('2026-01-01T00:00:00Z'))
  expect(blockingFindings(given, { 'embargo-passed': 'block' }, now)).toEqual([])
  expect(runChecks(given, {}, checkContext(given, now, true))).toEqual([])
})

test('every check has a name of its own', () => {
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length)
  expect(new Set(checks.map(({ label }) => label)).size).toBe(checks.length)
})

test('a page of ordinary copy raises no alarm', () => {
  const text = body('Two summers without the quay', ...paragraphs(...typicalCopy))
  const given = article(text, { dateline: { place: '', date: null, text: 'PORT ELLEN' } })
  expect(run(given).map(({ message }) => message)).toEqual([])
})

const style = compileStyle(expectOk(readStyleFile(readFileSync('resources/house-style-en.json', 'utf8'))), 'en-GB')
const pieces = [
  'the',
  'the ',
  '“',
  '”',
  '‘',
  '’',
  '"',
  "'",
  ' ',
  'TK',
  'in order to ',
  '20 %',
  '\n',
  'Ruth Okafor ',
  'Ruth Okafer ',
  'http:/x',
  'émigré',
  '🌊',
  '\u0301',
  '.',
  'www,example.org '
]

test('findings never point outside their block, and a change names what stands there', () => {
  const anyText = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(''))
  const anyCopy = fc
    .array(anyText, { minLength: 1, maxLength: 6 })
    .map((texts) =>
      body(
        texts[0] ?? '',
        ...texts.map((text, index) => line('paragraph', text, `p${index}`)),
        figure('f', { caption: texts.at(-1) ?? '' })
      )
    )
  fc.assert(
    fc.property(fc.oneof(anyBody, anyCopy), (text) => {
      const given = article(text)
      const context = checkContext(given, now)
      const blocks = new Map([...walkBody(text)].map(({ node }) => [node.attrs?.id, node]))
      for (const { place, range, mend } of [
        ...runChecks(given, all, context),
        ...styleFindings(context, style, new Set())
      ]) {
        if (place === undefined || place.startsWith('meta.')) continue
        const block = blocks.get(place)
        expect(block).toBeDefined()
        if (!range || !block) continue
        expect(isTextblock(block)).toBe(true)
        expect(range.start).toBeGreaterThanOrEqual(0)
        expect(range.end).toBeGreaterThan(range.start)
        expect(range.end).toBeLessThanOrEqual(textOf(block).length)
        for (const change of mend ?? []) expect(textOf(block).slice(change.start, change.end)).toBe(change.before)
      }
    }),
    { numRuns: 400 }
  )
})
