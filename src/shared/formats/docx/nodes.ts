import type { BodyNode } from '#shared/document/body.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { textOf } from '#shared/document/text.ts'
import type { ExportPicture } from '../format.ts'
import { numberAttribute, renderChildren, renderNode, textAttribute, type NodeTable } from '../render.ts'
import { readGrid, type GridSlot } from '../table-grid.ts'
import { block, inline, markup, writeXml, type XmlChild, type XmlElement } from '../xml.ts'
import { indentOf } from './numbering.ts'
import type { DocxPage } from './page.ts'
import { linkedRun, runsOf, textRun } from './runs.ts'
import type { ParagraphStyle } from './styles.ts'

const lines = (node: BodyNode, page: DocxPage) => renderChildren(docxNodes, node, page).join('\n')
const styled = (style: ParagraphStyle) => (node: BodyNode, page: DocxPage) =>
  textOf(node) === '' ? '' : paragraph(style, runsOf(node, page))
const heading: Record<number, ParagraphStyle> = { 2: 'Heading2', 3: 'Heading3', 4: 'Heading4' }

/** The body as WordprocessingML: paragraphs by named styles, and nothing formatted beside them. */
export const docxNodes: NodeTable<DocxPage> = {
  doc: lines,
  headline: styled('Title'),
  standfirst: styled('Subtitle'),
  paragraph: (node, page) => {
    const words = runsOf(node, page)
    if (words.length === 0) return ''
    return paragraph(page.style, node === page.story.opening ? [...datelineRuns(page), ...words] : words)
  },
  heading: (node, page) => paragraph(heading[numberAttribute(node, 'level', 2)] ?? 'Heading2', runsOf(node, page)),
  bulletList: (node, page) => list(node, page),
  orderedList: (node, page) => list(node, page),
  listItem: (node, page) => {
    const style = page.style === 'Body' ? 'ListParagraph' : page.style
    return (node.content ?? [])
      .map((child, index) =>
        child.type === 'paragraph'
          ? paragraph(style, runsOf(child, page), placed(page, index === 0))
          : renderNode(docxNodes, child, page)
      )
      .join('\n')
  },
  quote: (node, page) => lines(node, { ...page, style: 'Quote' }),
  attribution: (node, page) =>
    textOf(node) === '' ? '' : paragraph('Attribution', [textRun('— '), ...runsOf(node, page)]),
  pullQuote: styled('PullQuote'),
  figure: (node, page) => figure(node, page),
  caption: styled('Caption'),
  credit: styled('Credit'),
  table: (node, page) => table(node, page),
  // Both are written with their table, which knows what spans them.
  tableRow: lines,
  tableHeader: (node, page) => lines(node, { ...page, style: 'TableHeading' }),
  tableCell: (node, page) => lines(node, { ...page, style: 'TableText' }),
  factBox: (node, page) => lines(node, { ...page, style: 'FactBox' }),
  factBoxTitle: styled('FactBoxTitle'),
  embed: (node, page) => {
    const url = textAttribute(node, 'url')
    return isSafeLink(url) ? paragraph('Embed', [linkedRun(url, url, page)]) : ''
  },
  divider: () => paragraph('Divider', []),
  hardBreak: () => writeXml(inline('w:r', {}, inline('w:br', {}))),
  text: (node) => writeXml(textRun(node.text ?? ''))
}

export function paragraph(style: ParagraphStyle, children: XmlChild[], properties: XmlElement[] = []): string {
  return writeXml(
    inline('w:p', {}, inline('w:pPr', {}, inline('w:pStyle', { 'w:val': style }), ...properties), ...children)
  )
}

/** Printed before the first words; nothing without a dateline. */
function datelineRuns({ story }: DocxPage): XmlElement[] {
  const text = story.article.meta.dateline.text.trim()
  return text === '' ? [] : [textRun(text, 'Dateline'), textRun(' — ')]
}

/** The copy; a dateline without a paragraph to open stands above it. Word joins tables that touch, so a line parts them. */
export function copyXml(page: DocxPage): string {
  const { story } = page
  const dateline =
    story.opening === null && story.article.meta.dateline.text.trim() !== ''
      ? paragraph('Body', datelineRuns(page).slice(0, 1))
      : ''
  const blocks = story.blocks.map((node, index) => {
    const text = renderNode(docxNodes, node, page)
    return node.type === 'table' && story.blocks[index + 1]?.type === 'table'
      ? `${text}\n${paragraph('Body', [])}`
      : text
  })
  return [dateline, ...blocks].filter(Boolean).join('\n')
}

function list(node: BodyNode, page: DocxPage): string {
  const index = page.lists.findIndex((each) => each.node === node)
  const own = page.lists[index]
  if (!own) throw new Error('A list that the document does not know.')
  return lines(node, { ...page, list: { instance: index + 1, level: own.level } })
}

/** An item's first paragraph bears its mark; others stand under its words. */
function placed({ list }: DocxPage, first: boolean): XmlElement[] {
  if (!list) return []
  if (!first) return [inline('w:ind', { 'w:left': indentOf(list.level) })]
  return [
    inline('w:numPr', {}, inline('w:ilvl', { 'w:val': list.level }), inline('w:numId', { 'w:val': list.instance }))
  ]
}

/** The picture, its caption and its credit; where the picture is not there, what it would have shown. */
function figure(node: BodyNode, page: DocxPage): string {
  const picture = page.story.pictures.find((each) => each.node === node)
  const image = picture?.file
    ? drawing(picture.file, `${picture.lead ? 'Lead picture: ' : ''}${picture.file.fileName}`, picture.alt, page)
    : null
  const alt = picture && !image && picture.alt.trim() !== '' ? textRun(`[${picture.alt}]`) : null
  const top = image ?? alt
  return [top ? paragraph('Picture', [top]) : '', lines(node, page)].filter(Boolean).join('\n')
}

/** English Metric Units, 9,525 to a pixel; a picture is never wider than the page's text or higher than its height. */
const widest = 5_731_200
const highest = 7_200_000

export function drawing(
  file: ExportPicture,
  name: string,
  alt: string,
  { pictures }: DocxPage,
  limit = widest
): XmlElement {
  const own = pictures.get(file)
  if (!own) throw new Error(`A picture that the document does not know: ${file.fileName}`)
  const width = Math.max(1, file.width) * 9525
  const height = Math.max(1, file.height) * 9525
  const scale = Math.min(1, limit / width, highest / height)
  const size = { cx: Math.max(1, Math.round(width * scale)), cy: Math.max(1, Math.round(height * scale)) }
  const picture = block(
    'pic:pic',
    {},
    block('pic:nvPicPr', {}, inline('pic:cNvPr', { id: own.number, name }), inline('pic:cNvPicPr', {})),
    block(
      'pic:blipFill',
      {},
      inline('a:blip', { 'r:embed': own.relationship }),
      block('a:stretch', {}, inline('a:fillRect', {}))
    ),
    block(
      'pic:spPr',
      {},
      block('a:xfrm', {}, inline('a:off', { x: 0, y: 0 }), inline('a:ext', size)),
      block('a:prstGeom', { prst: 'rect' }, inline('a:avLst', {}))
    )
  )
  const frame = block(
    'wp:inline',
    { distT: 0, distB: 0, distL: 0, distR: 0 },
    inline('wp:extent', size),
    inline('wp:docPr', { id: own.number, name, descr: alt }),
    block(
      'a:graphic',
      {},
      block('a:graphicData', { uri: 'http://schemas.openxmlformats.org/drawingml/2006/picture' }, picture)
    )
  )
  return inline('w:r', {}, inline('w:drawing', {}, frame))
}

/** Twips of an A4 page between its margins. */
const textWidth = 9026

function table(node: BodyNode, page: DocxPage): string {
  const { columns, headRows, rows } = readGrid(node)
  const width = Math.floor(textWidth / columns)
  const heads = rows.map((row, index) =>
    block(
      'w:tr',
      {},
      index < headRows ? block('w:trPr', {}, inline('w:tblHeader', {})) : null,
      ...row.map((slot) => cell(slot, width, page))
    )
  )
  return writeXml(
    block(
      'w:tbl',
      {},
      block(
        'w:tblPr',
        {},
        inline('w:tblStyle', { 'w:val': 'TableGrid' }),
        inline('w:tblW', { 'w:w': 0, 'w:type': 'auto' })
      ),
      block('w:tblGrid', {}, ...Array.from({ length: columns }, () => inline('w:gridCol', { 'w:w': width }))),
      ...heads
    )
  )
}

/** A cell that comes down from above is there again, empty: Word joins the two. */
function cell({ cell, colspan, rowspan, begins }: GridSlot, width: number, page: DocxPage): XmlElement {
  const content = begins ? renderNode(docxNodes, cell, page) : ''
  return block(
    'w:tc',
    {},
    block(
      'w:tcPr',
      {},
      inline('w:tcW', { 'w:w': width * colspan, 'w:type': 'dxa' }),
      colspan > 1 ? inline('w:gridSpan', { 'w:val': colspan }) : null,
      rowspan > 1 ? inline('w:vMerge', { 'w:val': begins ? 'restart' : 'continue' }) : null
    ),
    markup(content === '' ? paragraph('TableText', []) : content)
  )
}
