// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { walkBody } from '#shared/document/body.ts'
import { icml } from '#shared/formats/icml/write.ts'
import { articleFixtures, everything, fixtureNamed, type ArticleFixture } from '#test/fixtures/articles.ts'
import { blockTexts, parseXml, textOfFile } from '#test/support/exported.ts'

const write = ({ article, context }: ArticleFixture) => parseXml(textOfFile(icml.write(article, context)[0]))
const pictures = ({ article, context }: ArticleFixture) =>
  icml.write(article, context).find(({ path }) => path === 'pictures.txt')
const style = (element: Element) => element.getAttribute('AppliedParagraphStyle')?.replace('ParagraphStyle/', '') ?? ''

/** A paragraph’s text: its own, without that of a table in it. */
function text(paragraph: Element): string {
  return [...paragraph.querySelectorAll('Content')]
    .filter((content) => content.closest('ParagraphStyleRange') === paragraph)
    .map((content) => (content.textContent === '\u2028' ? '\n' : content.textContent))
    .join('')
}

test.each(articleFixtures)('every word of the article is in a paragraph of the story: $name', (fixture) => {
  const alike = (each: string) => each.replace(/\s+/g, ' ').trim()
  const texts = new Set(
    [...write(fixture).querySelectorAll('Story ParagraphStyleRange')]
      .map(text)
      .flatMap((each) => [each, each.replace(/^.*? — /, ''), each.replace(/^— /, '')])
      .map(alike)
  )
  expect(
    blockTexts(fixture.article.body)
      .map(alike)
      .filter((each) => !texts.has(each))
  ).toEqual([])
})

test.each(articleFixtures)(
  'every style and every link is declared, and nothing is formatted beside the styles: $name',
  (fixture) => {
    const document = write(fixture)
    const selves = [...document.querySelectorAll('[Self]')].map((element) => element.getAttribute('Self') ?? '')
    expect(new Set(selves).size).toBe(selves.length)
    const named = new Set(selves)
    const pointed = [...document.querySelectorAll('Story *, Hyperlink')].flatMap((element) =>
      ['AppliedParagraphStyle', 'AppliedCharacterStyle', 'AppliedTableStyle', 'AppliedCellStyle', 'Source']
        .map((name) => element.getAttribute(name))
        .filter((value) => value !== null)
    )
    expect(pointed.filter((value) => !named.has(value))).toEqual([])
    expect(
      [...document.querySelectorAll('Destination')]
        .map((each) => each.textContent)
        .filter((value) => !named.has(value ?? ''))
    ).toEqual([])
    const attributes = [...document.querySelectorAll('Story ParagraphStyleRange, Story CharacterStyleRange')].flatMap(
      (element) => element.getAttributeNames()
    )
    expect(
      [...new Set(attributes)].filter(
        (name) => !/^(AppliedParagraphStyle|AppliedCharacterStyle|Numbering(Continue|StartAt|Format))$/.test(name)
      )
    ).toEqual([])
    expect(document.querySelectorAll('HyperlinkTextSource')).toHaveLength(document.querySelectorAll('Hyperlink').length)
  }
)

test('the opening lines are those by which InDesign knows the file', () => {
  expect(textOfFile(icml.write(everything.article, everything.context)[0]).split('\n').slice(0, 4)).toEqual([
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<?aid style="50" type="snippet" readerVersion="6.0" featureSet="513" product="8.0(370)" ?>',
    '<?aid SnippetType="InCopyInterchange"?>',
    '<Document DOMVersion="8.0" Self="doc">'
  ])
})

test('the story of every part has a style for each', () => {
  const document = write(everything)
  const paragraphs = [...document.querySelectorAll('Story > ParagraphStyleRange')]
  expect(paragraphs.map(style)).toEqual([
    'Kicker',
    'Headline',
    'Deck',
    'Byline',
    'Body',
    'Body',
    'Subhead',
    'Subhead 3',
    'Subhead 4',
    'Quote',
    'Quote',
    'Attribution',
    'Pullquote',
    'Bullet List',
    'Bullet List',
    'Bullet List 2',
    'Numbered List',
    'Numbered List',
    'Body',
    'Fact Box Title',
    'Fact Box',
    'Bullet List',
    'Embed',
    'Divider',
    'Body',
    'Correction',
    'Correction',
    'Tagline',
    'Tagline',
    'Tagline',
    'Tagline',
    'Tagline',
    'Related Topics',
    'Related Topics',
    'Related Topics',
    'Copyright',
    'Caption',
    'Credit',
    'Caption',
    'Credit'
  ])
  expect(
    paragraphs
      .filter((each) => each.hasAttribute('NumberingContinue'))
      .map((each) =>
        ['NumberingContinue', 'NumberingStartAt', 'NumberingFormat'].map((name) => each.getAttribute(name))
      )
  ).toEqual([['false', '4', 'a, b, c, d...']])
  const characters = [...document.querySelectorAll('CharacterStyleRange')]
    .filter((range) => !range.getAttribute('AppliedCharacterStyle')?.includes('$ID'))
    .map((range) => [range.getAttribute('AppliedCharacterStyle')?.slice('CharacterStyle/'.length), range.textContent])
  expect(characters).toEqual([
    ['Italic', 'twice'],
    ['Dateline', 'PLACEWORD, Tuesday'],
    ['Bold', 'Boldword'],
    ['Italic', 'Italicword'],
    ['Strike', 'Struckword'],
    ['Subscript', '2'],
    ['Superscript', 'th'],
    ['Bold', 'bold']
  ])
  expect(
    [...document.querySelectorAll('HyperlinkURLDestination')].map((each) => each.getAttribute('DestinationURL'))
  ).toContain('https://example.org/linked?a=1&b=2')
  expect(document.querySelector('Story')?.getAttribute('StoryTitle')).toBe('SLUGWORD-FERRY')
})

test.each(articleFixtures)(
  'no empty paragraph ends the story or a cell, and every other paragraph ends with a break: $name',
  (fixture) => {
    const document = write(fixture)
    const places = [...document.querySelectorAll('Story, Cell')]
    const paragraphsOf = (place: Element) =>
      [...place.children].filter((child) => child.localName === 'ParagraphStyleRange')
    const endings = (place: Element) =>
      paragraphsOf(place).map((paragraph) => paragraph.lastElementChild?.lastElementChild?.localName === 'Br')
    for (const place of places.filter((each) => paragraphsOf(each).at(-1)?.querySelector('Table') === null))
      expect(endings(place)).toEqual(paragraphsOf(place).map((_, index, all) => index < all.length - 1))
  }
)

test('every list begins at its own number', () => {
  const starts = [...write(fixtureNamed('lists in lists')).querySelectorAll('[NumberingContinue]')].map((each) => [
    style(each),
    each.getAttribute('NumberingStartAt'),
    text(each)
  ])
  expect(starts).toEqual([
    ['Numbered List 2', '3', 'Three'],
    ['Numbered List', '1', 'First'],
    ['Numbered List', '10', 'Ten']
  ])
})

test('a table has every cell in its place, merged ones whole', () => {
  const tables = [...write(fixtureNamed('tables')).querySelectorAll('Table')]
  expect(
    tables.map((table) => ['HeaderRowCount', 'BodyRowCount', 'ColumnCount'].map((name) => table.getAttribute(name)))
  ).toEqual([
    ['1', '2', '3'],
    ['0', '2', '2'],
    ['1', '2', '3'],
    ['1', '1', '2']
  ])
  expect(
    [...(tables[2]?.querySelectorAll('Cell') ?? [])].map((cell) => [
      cell.getAttribute('Name'),
      cell.getAttribute('ColumnSpan'),
      cell.getAttribute('RowSpan'),
      cell.textContent?.trim()
    ])
  ).toEqual([
    ['0:0', '2', '1', 'Merged'],
    ['2:0', '1', '1', 'Third'],
    ['0:1', '1', '2', 'Tall'],
    ['1:1', '1', '1', 'a'],
    ['2:1', '1', '1', 'b'],
    ['1:2', '1', '1', 'c'],
    ['2:2', '1', '1', 'd']
  ])
})

test.each(articleFixtures)('every picture is listed with its words, there or not: $name', (fixture) => {
  const figures = [...walkBody(fixture.article.body)].filter(({ node }) => node.type === 'figure')
  const list = figures.length === 0 ? '' : textOfFile(pictures(fixture))
  expect(list.match(/^Picture: /gm) ?? []).toHaveLength(figures.length)
  expect(list.match(/^File: /gm) ?? []).toHaveLength(figures.length)
  expect(list.match(/^Credit: /gm) ?? []).toHaveLength(figures.length)
})

test('the list of pictures says all that belongs to each', () => {
  expect(textOfFile(pictures(everything)).split('\n\n')[0]).toBe(
    'Picture: 1 (lead)\nFile: media/01-picture.jpg\nSize: 1600 × 1067\nFocus: 25 % from the left, 40 % from the top\nCaption: Captionword in bold\nCredit: Creditword/Agency\nAlt text: Altword: a ferry at a quay.\nCreator: Creatorword\nCopyright: Rightsword\nUsage terms: Termsword'
  )
  expect(textOfFile(pictures(fixtureNamed('no picture yet')))).toContain('File: not there yet')
})
