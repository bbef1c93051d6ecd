import type { BodyNode } from '#shared/document/body.ts'
import type { MarkName } from '#shared/document/schema.ts'
import { byLink, readRuns, type Run } from '../runs.ts'
import { allowedXml, inline, markup, writeXml, type XmlAttributes, type XmlElement } from '../xml.ts'
import type { IcmlPage } from './page.ts'
import { noCharacterStyle, type ParagraphStyle } from './styles.ts'

/** What each mark is in a character style's name; a link stands around its words, and suggestions are settled already. */
const names: Record<MarkName, string> = {
  bold: 'Bold',
  italic: 'Italic',
  strike: 'Strike',
  superscript: 'Superscript',
  subscript: 'Subscript',
  link: '',
  insertion: '',
  deletion: '',
  modification: ''
}

export function runsOf(node: BodyNode | undefined, page: IcmlPage): XmlElement[] {
  return byLink(readRuns(node)).flatMap(([href, runs]) =>
    href === null ? runs.map((run) => range(run, page)) : [linked(runs, href, page)]
  )
}

export function textRun(text: string, page: IcmlPage, style?: 'Dateline'): XmlElement {
  if (style) page.used.characters.add(style)
  return characterRange(style ?? '', content(text))
}

export function linkedRun(text: string, href: string, page: IcmlPage): XmlElement {
  return linked([{ text, isBreak: false, marks: new Set(), href }], href, page)
}

/** InDesign finds a link by the text that it lies on. */
function linked(runs: Run[], href: string, page: IcmlPage): XmlElement {
  const number = page.used.links.push(href)
  return inline(
    'HyperlinkTextSource',
    { Self: `link-${number}`, Name: `Link ${number}`, Hidden: 'false' },
    ...runs.map((run) => range(run, page))
  )
}

function range({ text, isBreak, marks }: Run, page: IcmlPage): XmlElement {
  const style = Object.entries(names)
    .filter(([mark, name]) => name !== '' && marks.has(mark as MarkName))
    .map(([, name]) => name)
    .join(' ')
  if (style !== '') page.used.characters.add(style)
  // A line break within a paragraph, which U+2028 is to InDesign.
  return characterRange(style, isBreak ? [inline('Content', {}, '\u2028')] : content(text))
}

function characterRange(style: string, children: XmlElement[]): XmlElement {
  return inline(
    'CharacterStyleRange',
    { AppliedCharacterStyle: style === '' ? noCharacterStyle : `CharacterStyle/${style}` },
    ...children
  )
}

/** A line break that somebody typed into a run is a space, as everywhere else. */
function content(text: string): XmlElement[] {
  const words = allowedXml(text).replace(/[\r\n]+/g, ' ')
  return words === '' ? [] : [inline('Content', {}, words)]
}

const lastBreak = writeXml(inline('CharacterStyleRange', { AppliedCharacterStyle: noCharacterStyle }, inline('Br', {})))
const paragraphEnd = `${lastBreak}</ParagraphStyleRange>`

export function paragraph(
  style: ParagraphStyle | string,
  children: XmlElement[],
  page: IcmlPage,
  attributes: XmlAttributes = {}
): string {
  page.used.paragraphs.add(style)
  return writeXml(
    inline(
      'ParagraphStyleRange',
      { AppliedParagraphStyle: `ParagraphStyle/${style}`, ...attributes },
      ...children,
      markup(lastBreak)
    )
  )
}

/** The last paragraph of a story and of a cell has no break: an empty one would follow it. */
export function withoutLastBreak(paragraphs: string): string {
  return paragraphs.endsWith(paragraphEnd)
    ? `${paragraphs.slice(0, -paragraphEnd.length)}</ParagraphStyleRange>`
    : paragraphs
}
