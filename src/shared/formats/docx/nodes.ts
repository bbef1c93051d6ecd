import type { BodyMark, BodyNode } from '#shared/document/body.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { textOf } from '#shared/document/text.ts'
import type { ExportPicture } from '../format.ts'
import { numberAttribute, renderChildren, renderNode, textAttribute, type NodeTable } from '../render.ts'
import { readGrid, type GridSlot } from '../table-grid.ts'
import { block, inline, markup, writeXml, type XmlChild, type XmlElement } from '../xml.ts'
import { indentOf } from './numbering.ts'
import type { DocxPage } from './page.ts'
import { changed, changesOf, headingStyles, styleBefore } from './review.ts'
import { changedRun, commentRange, linkedRun, runsOf, textRun } from './runs.ts'
import type { ParagraphStyle } from './styles.ts'

const lines = (node: BodyNode, page: DocxPage) => renderChildren(docxNodes, node, inside(node, page)).join('\n')
/** The page for what is in a node: what is suggested of that node is suggested of all of it. */
const inside = (node: BodyNode, page: DocxPage): DocxPage =>
  page.review && node.marks ? { ...page, within: changesOf(node, page.within) } : page
const styled = (style: ParagraphStyle) => (node: BodyNode, page: DocxPage) =>
  textOf(node) === '' ? '' : textblock(node, page, style, runsOf(node, page))

/** The body as WordprocessingML: paragraphs by named styles, and nothing formatted beside them. */
export const docxNodes: NodeTable<DocxPage> = {
  doc: lines,
  headline: styled('Title'),
  standfirst: styled('Subtitle'),
  paragraph: (node, page) => {
    const words = runsOf(node, page)
    if (words.length === 0) return ''
    return textblock(node, page, page.style, node === page.story.opening ? [...datelineRuns(page), ...words] : words)
  },
  heading: (node, page) =>
    textblock(node, page, headingStyles[numberAttribute(node, 'level', 2)] ?? 'Heading2', runsOf(node, page)),
  bulletList: (node, page) => list(node, page),
  orderedList: (node, page) => list(node, page),
  listItem: (node, page) => {
    const style = page.style === 'Body' ? 'ListParagraph' : page.style
    const own = inside(node, page)
    return (node.content ?? [])
      .map((child, index) =>
        child.type === 'paragraph'
          ? textblock(child, own, style, runsOf(child, own), placed(page, index === 0))
          : renderNode(docxNodes, child, own)
      )
      .join('\n')
  },
  quote: (node, page) => lines(node, { ...page, style: 'Quote' }),
  attribution: (node, page) =>
    textOf(node) === ''
      ? ''
      : textblock(node, page, 'Attribution', [
          changedRun('— ', page, changesOf(node, page.within)),
          ...runsOf(node, page)
        ]),
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
    return isSafeLink(url)
      ? textblock(node, page, 'Embed', [changed(page.review, changesOf(node, page.within), linkedRun(url, url, page))])
      : ''
  },
  divider: (node, page) => textblock(node, page, 'Divider', []),
  hardBreak: () => writeXml(inline('w:r', {}, inline('w:br', {}))),
  text: (node) => writeXml(textRun(node.text ?? ''))
}

export function paragraph(style: ParagraphStyle, children: XmlChild[], properties: XmlElement[] = []): string {
  return writeXml(
    inline('w:p', {}, inline('w:pPr', {}, inline('w:pStyle', { 'w:val': style }), ...properties), ...children)
  )
}

/** A paragraph of the article, with what is suggested of its end and of its kind. */
function textblock(
  node: BodyNode,
  page: DocxPage,
  style: ParagraphStyle,
  children: XmlChild[],
  properties: XmlElement[] = []
): string {
  const { review } = page
  if (!review) return paragraph(style, children, properties)
  const whole = changesOf(node, page.inTable ? [] : page.within)
  const ends = review.seamAfter(node)
  // Of two that the end of one line belongs to, what is said of the whole line is said.
  const ins = whole.find(({ type }) => type === 'insertion') ?? ends.find(({ attrs }) => attrs?.type === 'split')
  const del = whole.find(({ type }) => type === 'deletion') ?? ends.find(({ attrs }) => attrs?.type === 'join')
  const before = styleBefore(node)
  const end = [...(ins ? [review.change('w:ins', ins)] : []), ...(del ? [review.change('w:del', del)] : [])]
  return paragraph(style, children, [
    ...properties,
    ...(end.length > 0 ? [inline('w:rPr', {}, ...end)] : []),
    ...(before
      ? [review.change('w:pPrChange', before.mark, inline('w:pPr', {}, inline('w:pStyle', { 'w:val': before.style })))]
      : [])
  ])
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
function figure(node: BodyNode, outer: DocxPage): string {
  const page = inside(node, outer)
  const picture = page.story.pictures.find((each) => each.node === node)
  const image = picture?.file
    ? drawing(picture.file, `${picture.lead ? 'Lead picture: ' : ''}${picture.file.fileName}`, picture.alt, page)
    : null
  const alt = picture && !image && picture.alt.trim() !== '' ? changedRun(`[${picture.alt}]`, page, page.within) : null
  const top = image ? changed(page.review, page.within, image) : alt
  const ranges = page.review?.rangesOf(node) ?? []
  const shown = top && ranges.reduce((around, range) => commentRange(range, ...around), [top])
  // Its id is the figure's alone: what stands after it in the article is no line.
  const above: BodyNode = { type: 'figure', attrs: {} }
  return [shown ? textblock(above, page, 'Picture', shown) : '', lines(node, page)].filter(Boolean).join('\n')
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
  const inTable = { ...inside(node, page), inTable: true }
  const heads = rows.map((row, index) => {
    const own = node.content?.[index]
    const inRow = own ? inside(own, inTable) : inTable
    const changes = page.review ? inRow.within.map((mark) => rowChange(page, mark)) : []
    const properties = [...(index < headRows ? [inline('w:tblHeader', {})] : []), ...changes]
    return block(
      'w:tr',
      {},
      properties.length > 0 ? block('w:trPr', {}, ...properties) : null,
      ...row.map((slot) => cell(slot, width, inRow))
    )
  })
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

function rowChange({ review }: DocxPage, mark: BodyMark): XmlElement | null {
  return review && review.change(mark.type === 'insertion' ? 'w:ins' : 'w:del', mark)
}

/** Of a cell that is put in or taken out by itself; in a row that is, the row says it. */
function cellChanges(cell: BodyNode, { review, within }: DocxPage): XmlElement[] {
  const [own] = review && within.length === 0 ? changesOf(cell) : []
  return own && review ? [review.change(own.type === 'insertion' ? 'w:cellIns' : 'w:cellDel', own)] : []
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
      rowspan > 1 ? inline('w:vMerge', { 'w:val': begins ? 'restart' : 'continue' }) : null,
      ...cellChanges(cell, page)
    ),
    markup(content === '' ? paragraph('TableText', []) : content)
  )
}
