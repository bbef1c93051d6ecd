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
  /** Every paragraph of the document in order. */
  readonly reads: ReadParagraph[] = []
  readonly #source: DocxSource
  readonly #shift: number
  #lists: OpenList[] = []
  #figure: BodyNode | null = null
  /** The end of some line is suggested. */
  #seamed = false

  /** `shift`: how much lower the document's headings stand here than there. */
  constructor(source: DocxSource, shift: number) {
    this.#source = source
    this.#shift = shift
  }

  add(body: XmlNode): void {
    for (const child of elements(body)) {
      if (child.name === 'p') this.#paragraph(this.#read(child))
      else if (child.name === 'tbl') this.#table(child)
      else if (child.name === 'sdt') this.add(element(child, 'sdtContent') ?? child)
      else if (child.name === 'altChunk')
        this.#source.leave('A part of the document that was put in from another file could not come.', '')
      else if (['ins', 'del', 'customXml', 'smartTag', 'moveTo', 'moveFrom'].includes(child.name)) this.add(child)
    }
  }

  #read(paragraph: XmlNode): ReadParagraph {
    const read = readParagraph(paragraph, this.#source)
    this.reads.push(read)
    return read
  }

  /** Spaces stay where lines may be joined: the words would run together. */
  #tidy(read: ReadParagraph): BodyNode[] {
    const stay = { start: this.#seamed, end: read.seams.length > 0 }
    this.#seamed ||= stay.end
    const content = tidyInline(read.content, stay)
    return content.some((node) => !/^[ \t\n]*$/.test(textOf(node))) ? content : tidyInline(read.content)
  }

  #paragraph(read: ReadParagraph): void {
    const content = this.#tidy(read)
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
      if (read.role === 'divider' || read.ruled) this.#put(suggested(node('divider'), read.suggested), 'divider')
      return
    }
    if (read.drawings.length > 0) this.#figures(read)
    if (words) this.#words(read, content)
  }

  #words(read: ReadParagraph, content: BodyNode[]): void {
    const text = content.map(textOf).join('')
    switch (read.role) {
      case 'picture':
        if (/^\[.*\]$/s.test(text.trim()) && read.drawings.length === 0)
          return this.#waiting(text.trim().slice(1, -1), read)
        return this.#textblock('paragraph', read, content)
      case 'caption':
      case 'credit':
        return this.#caption(read.role, read, content)
      case 'quote': {
        const last = this.#joined('quote')
        const line = this.#inner('paragraph', read, content)
        if (last && last.content?.at(-1)?.type === 'paragraph') last.content.push(line)
        else this.#put(node('quote', [line]), 'quote')
        return
      }
      case 'attribution': {
        const last = this.#joined('quote')
        if (!last || last.content?.at(-1)?.type !== 'paragraph') return this.#textblock('paragraph', read, content)
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
        return this.#textblock('pullQuote', read, content)
      case 'heading': {
        const level = read.level + this.#shift
        if (level > 4) this.#source.tally('deepHeadings')
        return this.#textblock('heading', read, content, { level: this.#level(read.level) })
      }
      case 'embed': {
        const href = content.flatMap(({ marks = [] }) => marks).find(({ type }) => type === 'link')?.attrs?.href
        if (typeof href === 'string' && /^https?:/i.test(href))
          return this.#put(suggested(node('embed', [], { url: href }), read.suggested), 'embed')
        return this.#textblock('paragraph', read, content)
      }
      case 'headline':
      case 'standfirst':
        if (!this.pieces.some(({ role }) => role === read.role)) return this.#textblock(read.role, read, content)
        return this.#textblock('paragraph', read, content)
      default:
        if (/^\*\s?\*\s?\*$/.test(text.trim())) return this.#put(node('divider'), 'divider')
        return this.#textblock('paragraph', read, content)
    }
  }

  #textblock(
    type: 'paragraph' | 'heading' | 'pullQuote' | 'headline' | 'standfirst',
    read: ReadParagraph,
    content: BodyNode[],
    attrs = {}
  ): void {
    const block = textblock(type, content, attrs)
    if (type !== 'headline' && type !== 'standfirst')
      suggested(block, [...this.#changes(block, read), ...read.suggested])
    this.#put(block, read.role, read)
  }

  /** What kind of line it was before somebody made another of it. */
  #changes({ type, attrs }: BodyNode, { before }: ReadParagraph): BodyMark[] {
    if (!before) return []
    const { role, level } = before.style
    const was: BodyNode = {
      type: role === 'heading' || role === 'pullQuote' ? role : 'paragraph',
      attrs: { id: attrs?.id, ...(role === 'heading' && { level: this.#level(level) }) }
    }
    const { id } = before
    if (was.type !== type)
      return [{ type: 'modification', attrs: { id, type: 'nodeType', previousValue: was, newValue: type } }]
    if (was.attrs?.level === attrs?.level) return []
    const change = { attrName: 'level', previousValue: was.attrs?.level, newValue: attrs?.level }
    return [{ type: 'modification', attrs: { id, type: 'attr', ...change } }]
  }

  #level(level: number): number {
    return Math.min(4, Math.max(2, level + this.#shift))
  }

  #inner(
    type: 'paragraph' | 'attribution' | 'caption' | 'credit' | 'factBoxTitle',
    read: ReadParagraph,
    content: BodyNode[]
  ): BodyNode {
    const block = textblock(type, content)
    if (type === 'paragraph' || type === 'attribution') suggested(block, read.suggested)
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

  #figures(read: ReadParagraph): void {
    for (const { fileName, bytes, alt, lead, suggestions } of read.drawings) {
      const figure = node('figure', [textblock('caption'), textblock('credit')], {
        fileName,
        alt,
        role: lead ? 'lead' : 'inline'
      })
      this.#source.pictures.push({ id: String(figure.attrs?.id), fileName, bytes })
      this.#put(suggested(figure, suggestions), 'picture', read)
      this.#figure = figure
    }
  }

  #waiting(alt: string, read: ReadParagraph): void {
    const figure = node('figure', [textblock('caption'), textblock('credit')], {
      alt: alt.slice(0, 2000),
      role: 'inline'
    })
    this.#put(suggested(figure, read.suggested), 'picture', read)
    this.#figure = figure
  }

  /** Goes under the picture right before it. A caption without one is a picture to come, unless a table stands by. */
  #caption(type: 'caption' | 'credit', read: ReadParagraph, content: BodyNode[]): void {
    const index = type === 'caption' ? 0 : 1
    const empty = this.#figure?.content?.[index]?.content === undefined
    if (this.#figure?.content && empty) {
      const words = this.#inner(type, read, content)
      this.#figure.content[index] = words
      withoutMarks(words, this.#figure.marks ?? [])
      return
    }
    return this.#textblock('paragraph', read, content)
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
    const made = grid.map(({ cells, head, changes }) => {
      const line = cells.flatMap((cell): BodyNode[] => {
        const above = open.get(cell.column)
        if (cell.merge === 'continue' && above) {
          above.attrs = { ...above.attrs, rowspan: Math.min(1000, Number(above.attrs?.rowspan ?? 1) + 1) }
          return []
        }
        const own = suggested(
          node(head ? 'tableHeader' : 'tableCell', cell.content, { colspan: cell.span, rowspan: 1 }),
          cell.changes
        )
        if (cell.merge === 'restart') open.set(cell.column, own)
        else open.delete(cell.column)
        return [own]
      })
      return { line, changes }
    })
    const lines = made.map(({ line, changes }) =>
      suggested(node('tableRow', line.length > 0 ? line : [node('tableCell', [textblock('paragraph')])]), changes)
    )
    if (lines.length > 0) this.#put(node('table', lines), 'plain')
  }

  #row(row: XmlNode) {
    const properties = element(row, 'trPr')
    const head = element(properties, 'tblHeader') !== undefined
    const changes = this.#changesIn(properties, 'ins', 'del')
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
        return {
          column: at,
          span,
          merge,
          content: this.#cell(cell),
          changes: this.#changesIn(properties, 'cellIns', 'cellDel')
        }
      })
    return { cells, head, changes }
  }

  /** Rows and cells that were put in, or are to go. */
  #changesIn(properties: XmlNode | undefined, putIn: string, takenOut: string): BodyMark[] {
    const types = [
      ['insertion', putIn],
      ['deletion', takenOut]
    ] as const
    return types.flatMap(([type, name]): BodyMark[] => {
      const change = element(properties, name)
      return change ? [{ type, attrs: { id: this.#source.suggestion(change) } }] : []
    })
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
        const read = this.#read(child)
        if (read.list) this.#source.tally('cellLists')
        for (const { fileName } of read.drawings)
          this.#source.leave(`The picture ${fileName} in a table could not come.`, '')
        const content = this.#tidy(read)
        if (content.length > 0)
          lines.push(this.#inner('paragraph', read, read.list ? [...inlineOf('• '), ...content] : content))
      }
    }
    return lines.length > 0 ? lines : [textblock('paragraph')]
  }
}

/** The block with what is suggested of it: then nothing in it need say the same again. */
function suggested(block: BodyNode, marks: BodyMark[]): BodyNode {
  if (marks.length === 0) return block
  for (const child of block.content ?? []) withoutMarks(child, marks)
  block.marks = marks
  return block
}

function withoutMarks(node: BodyNode, marks: BodyMark[]): void {
  const kept = node.marks?.filter(
    ({ type, attrs }) => !marks.some((mark) => mark.type === type && mark.attrs?.id === attrs?.id)
  )
  if (kept?.length === 0) delete node.marks
  else if (kept) node.marks = kept
  for (const child of node.content ?? []) withoutMarks(child, marks)
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
