import type { BodyMark, BodyNode } from '#shared/document/body.ts'
import { textOf } from '#shared/document/text.ts'
import { inlineOf, node, textblock, tidyInline } from '../draft.ts'
import { attribute, element, elements, type XmlNode } from '../read-xml.ts'
import { readParagraph, type ReadParagraph } from './read-paragraph.ts'
import type { DocxSource } from './read-source.ts'
import type { Role } from './read-styles.ts'

/** A block at the top of the article, and what its document says of it. */
export interface Piece {
  block: BodyNode
  role: Role
  /** Where comments stand in it, in units of its text. */
  read: ReadParagraph | null
}

interface OpenList {
  level: number
  id: string
  list: BodyNode
  indent: number
}

/** The text of a document as blocks: lists nested, quotes and boxes gathered, pictures with their captions. */
export class Blocks {
  readonly pieces: Piece[] = []
  /** Textblocks that are not at the top, for comments. */
  readonly inner: { block: BodyNode; read: ReadParagraph }[] = []
  readonly #source: DocxSource
  readonly #shift: number
  #lists: OpenList[] = []
  #figure: BodyNode | null = null

  /** `shift`: how much lower the document's headings stand here than there. */
  constructor(source: DocxSource, shift: number) {
    this.#source = source
    this.#shift = shift
  }

  add(body: XmlNode, suggested: BodyMark | null = null): void {
    for (const child of elements(body)) {
      if (child.name === 'p') this.#paragraph(readParagraph(child, this.#source), suggested)
      else if (child.name === 'tbl') this.#table(child)
      else if (child.name === 'sdt') this.add(element(child, 'sdtContent') ?? child)
      else if (child.name === 'altChunk')
        this.#source.leave('A part of the document that was put in from another file could not come.', '')
      else if (['ins', 'del', 'customXml', 'smartTag', 'moveTo', 'moveFrom'].includes(child.name)) this.add(child)
    }
  }

  #paragraph(read: ReadParagraph, suggested: BodyMark | null): void {
    const mark = read.suggested ?? suggested
    const content = tidyInline(read.content)
    const words = content.length > 0
    if (read.role === 'contents') {
      if (words) this.#source.leave('The table of contents could not come.', content.map(textOf).join(''))
      return
    }
    if (read.role === 'heading' && read.list) this.#source.tally('numberedHeadings')
    if (read.list && read.role !== 'heading' && read.role !== 'headline') {
      if (read.drawings.length > 0) this.#figures(read)
      return this.#item(read, content)
    }
    if (this.#continues(read, words)) return this.#insideItem(read, content)
    this.#lists = []
    if (!words && read.drawings.length === 0) {
      if (read.role === 'divider' || read.ruled) this.#put(node('divider'), 'divider')
      return
    }
    if (read.drawings.length > 0) this.#figures(read)
    if (words) this.#words(read, content, mark)
  }

  #words(read: ReadParagraph, content: BodyNode[], mark: BodyMark | null): void {
    const text = content.map(textOf).join('')
    switch (read.role) {
      case 'picture':
        if (/^\[.*\]$/s.test(text.trim()) && read.drawings.length === 0) return this.#waiting(text.trim().slice(1, -1))
        return this.#textblock('paragraph', read, content, mark)
      case 'caption':
      case 'credit':
        return this.#caption(read.role, read, content, mark)
      case 'quote': {
        const last = this.#joined('quote')
        const line = this.#inner('paragraph', read, content)
        if (last && last.content?.at(-1)?.type === 'paragraph') last.content.push(line)
        else this.#put(node('quote', [line]), 'quote')
        return
      }
      case 'attribution': {
        const last = this.#joined('quote')
        if (!last || last.content?.at(-1)?.type !== 'paragraph')
          return this.#textblock('paragraph', read, content, mark)
        last.content.push(this.#inner('attribution', read, withoutDash(content)))
        return
      }
      case 'factBoxTitle':
        return this.#put(node('factBox', [this.#inner('factBoxTitle', read, content)]), 'factBox')
      case 'factBox': {
        const box = this.#joined('factBox') ?? node('factBox', [textblock('factBoxTitle')])
        box.content?.push(this.#inner('paragraph', read, content))
        if (this.#joined('factBox') !== box) this.#put(box, 'factBox')
        return
      }
      case 'pullQuote':
        return this.#textblock('pullQuote', read, content, mark)
      case 'heading': {
        const level = read.level + this.#shift
        if (level > 4) this.#source.tally('deepHeadings')
        return this.#textblock('heading', read, content, mark, { level: Math.min(4, Math.max(2, level)) })
      }
      case 'embed': {
        const href = content.flatMap(({ marks = [] }) => marks).find(({ type }) => type === 'link')?.attrs?.href
        if (typeof href === 'string' && /^https?:/i.test(href))
          return this.#put(node('embed', [], { url: href }), 'embed')
        return this.#textblock('paragraph', read, content, mark)
      }
      case 'headline':
      case 'standfirst':
        if (!this.pieces.some(({ role }) => role === read.role)) return this.#textblock(read.role, read, content, mark)
        return this.#textblock('paragraph', read, content, mark)
      default:
        if (/^\*\s?\*\s?\*$/.test(text.trim())) return this.#put(node('divider'), 'divider')
        return this.#textblock('paragraph', read, content, mark)
    }
  }

  #textblock(
    type: 'paragraph' | 'heading' | 'pullQuote' | 'headline' | 'standfirst',
    read: ReadParagraph,
    content: BodyNode[],
    mark: BodyMark | null,
    attrs = {}
  ): void {
    const block = textblock(type, content, attrs)
    if (mark && type === 'paragraph') block.marks = [mark]
    this.#put(block, read.role, read)
  }

  #inner(
    type: 'paragraph' | 'attribution' | 'caption' | 'credit' | 'factBoxTitle',
    read: ReadParagraph,
    content: BodyNode[]
  ): BodyNode {
    const block = textblock(type, content)
    this.inner.push({ block, read })
    return block
  }

  #put(block: BodyNode, role: Role, read: ReadParagraph | null = null): void {
    if (block.type !== 'figure') this.#figure = null
    this.pieces.push({ block, role, read })
  }

  /** The block before, where it is of this type and nothing has come between. */
  #joined(type: BodyNode['type']): BodyNode | null {
    const last = this.pieces.at(-1)?.block
    return last?.type === type ? last : null
  }

  #figures({ drawings }: ReadParagraph): void {
    for (const { fileName, bytes, alt, lead } of drawings) {
      const figure = node('figure', [textblock('caption'), textblock('credit')], {
        fileName,
        alt,
        role: lead ? 'lead' : 'inline'
      })
      this.#source.pictures.push({ id: String(figure.attrs?.id), fileName, bytes })
      this.#put(figure, 'picture')
      this.#figure = figure
    }
  }

  #waiting(alt: string): void {
    const figure = node('figure', [textblock('caption'), textblock('credit')], {
      alt: alt.slice(0, 2000),
      role: 'inline'
    })
    this.#put(figure, 'picture')
    this.#figure = figure
  }

  /** Goes under the picture right before it. A caption without one is a picture to come, unless a table stands by. */
  #caption(type: 'caption' | 'credit', read: ReadParagraph, content: BodyNode[], mark: BodyMark | null): void {
    const index = type === 'caption' ? 0 : 1
    const empty = this.#figure?.content?.[index]?.content === undefined
    if (this.#figure?.content && empty) {
      this.#figure.content[index] = this.#inner(type, read, content)
      return
    }
    return this.#textblock('paragraph', read, content, mark)
  }

  /** A paragraph that stands under the words of an item. */
  #continues(read: ReadParagraph, words: boolean): boolean {
    if (!words || this.#lists.length === 0 || read.drawings.length > 0) return false
    const first = this.#lists[0]
    return (
      (read.role === 'list' || read.role === 'factBox' || read.role === 'plain') &&
      first !== undefined &&
      read.indent > 0 &&
      read.indent >= first.indent
    )
  }

  #insideItem(read: ReadParagraph, content: BodyNode[]): void {
    while (this.#lists.length > 1 && (this.#lists.at(-1)?.indent ?? 0) > read.indent) this.#lists.pop()
    this.#lists
      .at(-1)
      ?.list.content?.at(-1)
      ?.content?.push(this.#inner('paragraph', read, content))
  }

  #item(read: ReadParagraph, content: BodyNode[]): void {
    const { id, level } = read.list ?? { id: '', level: 0 }
    const kind = this.#source.numbering.level(id, level)
    const number = this.#source.numbering.next(id, level)
    const item = node('listItem', [this.#inner('paragraph', read, content)])
    while (this.#lists.length > 0 && (this.#lists.at(-1)?.level ?? 0) > level) this.#lists.pop()
    const open = this.#lists.at(-1)
    if (open?.level === level && open.id === id) {
      open.list.content?.push(item)
      return
    }
    if (open?.level === level) this.#lists.pop()
    const list = kind.ordered
      ? node('orderedList', [item], { start: Math.min(number, 100_000), type: kind.type })
      : node('bulletList', [item])
    const under = this.#lists.at(-1)
    const box = read.role === 'factBox' ? this.#joined('factBox') : null
    if (under) under.list.content?.at(-1)?.content?.push(list)
    else if (box) box.content?.push(list)
    else this.#put(list, 'list')
    this.#lists.push({ level, id, list, indent: kind.indent })
  }

  #table(table: XmlNode): void {
    this.#lists = []
    const rows = elements(table).flatMap((child) => (child.name === 'tr' ? [child] : elements(child, 'tr')))
    const grid = rows.map((row) => this.#row(row))
    const open = new Map<number, BodyNode>()
    const made = grid.map(({ cells, head }) => {
      const line = cells.flatMap((cell): BodyNode[] => {
        const above = open.get(cell.column)
        if (cell.merge === 'continue' && above) {
          above.attrs = { ...above.attrs, rowspan: Math.min(1000, Number(above.attrs?.rowspan ?? 1) + 1) }
          return []
        }
        const own = node(head ? 'tableHeader' : 'tableCell', cell.content, { colspan: cell.span, rowspan: 1 })
        if (cell.merge === 'restart') open.set(cell.column, own)
        else open.delete(cell.column)
        return [own]
      })
      return line
    })
    const lines = made
      .map((line) => (line.length > 0 ? line : [node('tableCell', [textblock('paragraph')])]))
      .map((line) => node('tableRow', line))
    if (lines.length > 0) this.#put(node('table', lines), 'plain')
  }

  #row(row: XmlNode) {
    const properties = element(row, 'trPr')
    const head = element(properties, 'tblHeader') !== undefined
    if (element(properties, 'ins') || element(properties, 'del')) this.#source.tally('rows')
    let column = 0
    const cells = elements(row)
      .flatMap((child) =>
        child.name === 'tc' ? [child] : child.name === 'sdt' ? elements(element(child, 'sdtContent'), 'tc') : []
      )
      .slice(0, 100)
      .map((cell) => {
        const properties = element(cell, 'tcPr')
        const span = Math.min(100, Math.max(1, Number(attribute(element(properties, 'gridSpan'), 'val') ?? 1) || 1))
        const vertical = element(properties, 'vMerge')
        const merge = vertical ? (attribute(vertical, 'val') ?? 'continue') : null
        const at = column
        column += span
        return { column: at, span, merge, content: this.#cell(cell) }
      })
    return { cells, head }
  }

  #cell(cell: XmlNode): BodyNode[] {
    const lines: BodyNode[] = []
    for (const child of elements(cell)) {
      if (child.name === 'tbl') {
        this.#source.tally('nestedTables')
        for (const row of elements(child, 'tr'))
          lines.push(...elements(row, 'tc').flatMap((inner) => this.#cell(inner)))
      } else if (child.name === 'sdt') lines.push(...this.#cell(element(child, 'sdtContent') ?? child))
      else if (child.name === 'p') {
        const read = readParagraph(child, this.#source)
        if (read.list) this.#source.tally('cellLists')
        for (const { fileName } of read.drawings)
          this.#source.leave(`The picture ${fileName} in a table could not come.`, '')
        const content = tidyInline(read.content)
        if (content.length > 0)
          lines.push(this.#inner('paragraph', read, read.list ? [...inlineOf('• '), ...content] : content))
      }
    }
    return lines.length > 0 ? lines : [textblock('paragraph')]
  }
}

/** "— Ann Lee" → "Ann Lee". */
function withoutDash(content: BodyNode[]): BodyNode[] {
  const [first, ...rest] = content
  return first?.type === 'text'
    ? tidyInline([{ ...first, text: (first.text ?? '').replace(/^\s*[—–-]\s*/, '') }, ...rest]).filter(
        ({ text }) => text !== ''
      )
    : content
}
