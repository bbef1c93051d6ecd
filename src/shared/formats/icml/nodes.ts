import type { BodyNode } from '#shared/document/body.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { textOf } from '#shared/document/text.ts'
import { numberAttribute, renderChildren, renderNode, textAttribute, type NodeTable } from '../render.ts'
import { readGrid } from '../table-grid.ts'
import { block, inline, markup, writeXml, type XmlAttributes, type XmlElement } from '../xml.ts'
import type { IcmlPage } from './page.ts'
import { linkedRun, paragraph, runsOf, textRun, withoutLastBreak } from './runs.ts'
import { noCharacterStyle, type ParagraphStyle } from './styles.ts'

const lines = (node: BodyNode, page: IcmlPage) => renderChildren(icmlNodes, node, page).join('\n')
const styled = (style: ParagraphStyle) => (node: BodyNode, page: IcmlPage) =>
  textOf(node) === '' ? '' : paragraph(style, runsOf(node, page), page)
const subheads: Record<number, ParagraphStyle> = { 3: 'Subhead 3', 4: 'Subhead 4' }
const formats: Record<string, string> = {
  a: 'a, b, c, d...',
  A: 'A, B, C, D...',
  i: 'i, ii, iii, iv...',
  I: 'I, II, III, IV...'
}

/** The body as paragraphs by named styles, nothing formatted beside them. Pictures are not in it. */
export const icmlNodes: NodeTable<IcmlPage> = {
  doc: lines,
  headline: styled('Headline'),
  standfirst: styled('Deck'),
  paragraph: (node, page) => {
    const words = runsOf(node, page)
    if (words.length === 0) return ''
    return paragraph(page.style, node === page.story.opening ? [...dateline(page), ...words] : words, page)
  },
  heading: (node, page) =>
    paragraph(subheads[numberAttribute(node, 'level', 2)] ?? 'Subhead', runsOf(node, page), page),
  bulletList: (node, page) => lines(node, { ...page, depth: page.depth + 1 }),
  orderedList: (node, page) => list(node, { ...page, depth: page.depth + 1 }),
  listItem: (node, page) => item(node, page, 'Bullet List', {}),
  quote: (node, page) => lines(node, { ...page, style: 'Quote' }),
  attribution: (node, page) =>
    textOf(node) === '' ? '' : paragraph('Attribution', [textRun('— ', page), ...runsOf(node, page)], page),
  pullQuote: styled('Pullquote'),
  // Its words stand under the copy, where an editor takes them to their frame.
  figure: () => '',
  caption: styled('Caption'),
  credit: styled('Credit'),
  table: (node, page) => table(node, page),
  tableRow: lines,
  tableHeader: (node, page) => lines(node, { ...page, style: 'Table Heading' }),
  tableCell: (node, page) => lines(node, { ...page, style: 'Table Text' }),
  factBox: (node, page) => lines(node, { ...page, style: 'Fact Box' }),
  factBoxTitle: styled('Fact Box Title'),
  embed: (node, page) => {
    const url = textAttribute(node, 'url')
    return isSafeLink(url) ? paragraph('Embed', [linkedRun(url, url, page)], page) : ''
  },
  divider: (_, page) => paragraph('Divider', [textRun('* * *', page)], page),
  hardBreak: () => '',
  text: () => ''
}

/** The copy; a dateline without a paragraph to open stands above it. */
export function copyIcml(page: IcmlPage): string[] {
  const { story } = page
  const alone =
    story.opening === null && story.article.meta.dateline.text.trim() !== ''
      ? paragraph('Body', dateline(page).slice(0, 1), page)
      : ''
  return [alone, ...story.blocks.map((node) => renderNode(icmlNodes, node, page))].filter(Boolean)
}

function dateline(page: IcmlPage): XmlElement[] {
  const text = page.story.article.meta.dateline.text.trim()
  return text === '' ? [] : [textRun(text, page, 'Dateline'), textRun(' — ', page)]
}

/** Every list counts from its own beginning: InDesign would go on from the last one of the style. */
function list(node: BodyNode, page: IcmlPage): string {
  const start = numberAttribute(node, 'start', 1)
  const format = formats[textAttribute(node, 'type')]
  const first = { NumberingContinue: 'false', NumberingStartAt: start, NumberingFormat: format }
  return (node.content ?? [])
    .map((each, index) => item(each, page, 'Numbered List', index === 0 ? first : { NumberingFormat: format }))
    .join('\n')
}

function item(
  node: BodyNode,
  page: IcmlPage,
  name: 'Bullet List' | 'Numbered List',
  attributes: XmlAttributes
): string {
  const level = page.depth > 1 ? ` ${page.depth}` : ''
  return (node.content ?? [])
    .map((child, index) => {
      if (child.type !== 'paragraph') return renderNode(icmlNodes, child, page)
      return index === 0
        ? paragraph(`${name}${level}`, runsOf(child, page), page, attributes)
        : paragraph(`List Text${level}`, runsOf(child, page), page)
    })
    .join('\n')
}

/** A table stands in a paragraph of its own. */
function table(node: BodyNode, page: IcmlPage): string {
  const { columns, headRows, rows } = readGrid(node)
  page.used.tables += 1
  const self = `table-${page.used.tables}`
  const cells = rows.flatMap((row, y) =>
    row
      .filter(({ begins }) => begins)
      .map(({ cell, column, colspan, rowspan }) => {
        const content = withoutLastBreak(renderNode(icmlNodes, cell, page))
        const name = `${column}:${y}`
        return block(
          'Cell',
          {
            Self: `${self}-cell-${column}-${y}`,
            Name: name,
            RowSpan: rowspan,
            ColumnSpan: colspan,
            AppliedCellStyle: 'CellStyle/Cell'
          },
          content === '' ? null : markup(content)
        )
      })
  )
  const element = block(
    'Table',
    {
      Self: self,
      AppliedTableStyle: 'TableStyle/Table',
      HeaderRowCount: headRows,
      BodyRowCount: rows.length - headRows,
      ColumnCount: columns
    },
    ...rows.map((_, y) => inline('Row', { Self: `${self}-row-${y}`, Name: y })),
    ...Array.from({ length: columns }, (_, x) => inline('Column', { Self: `${self}-column-${x}`, Name: x })),
    ...cells
  )
  page.used.paragraphs.add('Body')
  const range = inline('CharacterStyleRange', { AppliedCharacterStyle: noCharacterStyle }, element, inline('Br', {}))
  return writeXml(inline('ParagraphStyleRange', { AppliedParagraphStyle: 'ParagraphStyle/Body' }, range))
}
