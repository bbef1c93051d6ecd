import type { BodyMark, BodyNode } from '#shared/document/body.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { textOf } from '#shared/document/text.ts'
import { inlineOf } from '../draft.ts'
import { attribute, element, elements, textWithin, type XmlNode } from '../read-xml.ts'
import { readDrawing, type Drawing } from './read-drawing.ts'
import type { DocxSource } from './read-source.ts'
import { emphasisOf, listOf, type Emphasis, type ParagraphStyle, type Role } from './read-styles.ts'

/** A place in a paragraph where a comment begins, ends or is called. */
export interface CommentPlace {
  id: string
  kind: 'start' | 'end' | 'at'
  offset: number
}

export interface ReadParagraph extends ParagraphStyle {
  /** Its place among all paragraphs. */
  order: number
  content: BodyNode[]
  drawings: (Drawing & { suggestions: BodyMark[] })[]
  comments: CommentPlace[]
  /** Twips from the margin. */
  indent: number
  /** UTF-16 units at the beginning that are in the style Dateline. */
  dateline: number
  /** A line drawn under or over it. */
  ruled: boolean
  /** The paragraph itself is a suggestion: somebody put it in, or would take it out. */
  suggested: BodyMark[]
  /** Its end alone is: what comes after it was parted from it, or is to be joined to it. */
  seams: BodyMark[]
  /** The style that it had before somebody changed it, and the suggestion that this is. */
  before: { style: ParagraphStyle; id: string } | null
}

interface Within {
  link: string | null
  /** What was put in, and what is to go. */
  suggestions: BodyMark[]
}

type MarkType = 'insertion' | 'deletion' | 'modification'

/** By Word's names for what is done to the end of a paragraph. */
const endTypes = new Map<string, 'insertion' | 'deletion'>([
  ['ins', 'insertion'],
  ['moveTo', 'insertion'],
  ['del', 'deletion'],
  ['moveFrom', 'deletion']
])
/** Paragraphs that may become one another. */
const changeable: ReadonlySet<Role> = new Set<Role>(['plain', 'heading', 'pullQuote'])

interface Field {
  instruction: string
  shown: boolean
}

export function readParagraph(paragraph: XmlNode, source: DocxSource): ReadParagraph {
  const properties = element(paragraph, 'pPr')
  const style = source.styles.paragraph(attribute(element(properties, 'pStyle'), 'val'))
  const list = listOf(properties) ?? style.list
  const indent = element(properties, 'ind')
  const read: ReadParagraph = {
    ...style,
    order: source.nextOrder(),
    list: list && source.numbering.has(list.id) ? list : null,
    content: [],
    drawings: [],
    comments: [],
    indent: Number(attribute(indent, 'left') ?? attribute(indent, 'start') ?? 0) || 0,
    dateline: 0,
    ruled: element(properties, 'pBdr', 'bottom') !== undefined || element(properties, 'pBdr', 'top') !== undefined,
    suggested: [],
    seams: [],
    before: null
  }
  const runs = new Runs(read, source)
  for (const child of elements(paragraph)) runs.walk(child, { link: null, suggestions: [] })
  runs.end(properties)
  runs.change(element(properties, 'pPrChange'))
  return read
}

class Runs {
  readonly #read: ReadParagraph
  readonly #source: DocxSource
  readonly #fields: Field[] = []
  /** The suggestion that the words before belong to, while the next may be the other half of it. */
  #last: { key: string; id: string } | null = null
  #plain = false

  constructor(read: ReadParagraph, source: DocxSource) {
    this.#read = read
    this.#source = source
  }

  walk(node: XmlNode, within: Within): void {
    switch (node.name) {
      case 'r':
        return this.#run(node, within)
      case 'ins':
      case 'moveTo':
        return this.#within(node, this.#suggested('insertion', node, within))
      case 'del':
      case 'moveFrom':
        return this.#within(node, this.#suggested('deletion', node, within))
      case 'hyperlink':
        return this.#within(node, { ...within, link: this.#hyperlink(node) ?? within.link })
      case 'fldSimple':
        return this.#within(node, { ...within, link: this.#linkOf(attribute(node, 'instr') ?? '') ?? within.link })
      case 'commentRangeStart':
        return this.#comment(node, 'start')
      case 'commentRangeEnd':
        return this.#comment(node, 'end')
      case 'oMath':
      case 'oMathPara':
        return this.#source.leave('An equation could not come.', textWithin(node))
      case 'ruby':
        return this.#within(element(node, 'rubyBase') ?? node, within)
      case 'AlternateContent':
        return this.#within(elements(node, 'Choice')[0] ?? elements(node, 'Fallback')[0] ?? node, within)
      case 'sdt':
        return this.#within(element(node, 'sdtContent') ?? node, within)
      case 'smartTag':
      case 'customXml':
      case 'dir':
      case 'bdo':
        return this.#within(node, within)
    }
  }

  /** What is said of the paragraph's end: of the paragraph as a whole, where every word of it is of the same suggestion. */
  end(properties: XmlNode | undefined): void {
    const own = element(properties, 'rPr')
    for (const change of elements(own)) {
      const type = endTypes.get(change.name)
      if (type === undefined) continue
      const { content, drawings, ruled, role } = this.#read
      const marks = [
        ...content.map(({ marks = [] }) => marks.find((mark) => mark.type === type)),
        ...drawings.map(({ suggestions }) => suggestions.find((mark) => mark.type === type))
      ]
      const [first] = marks
      if (attribute(change, 'seam') === undefined && first && marks.every((mark) => mark !== undefined)) {
        const id = attribute(change, 'suggestion') === undefined ? first.attrs?.id : this.#source.suggestion(change)
        this.#read.suggested.push({ type, attrs: { id } })
      } else if (marks.length === 0 && (role === 'divider' || ruled))
        this.#read.suggested.push(this.#suggest(type, change))
      else {
        const { attrs } = this.#suggest(type, change)
        const seam = type === 'insertion' ? 'split' : 'join'
        this.#read.seams.push({ type: 'modification', attrs: { id: attrs?.id, type: seam } })
      }
    }
  }

  /** Another kind of paragraph than it was. */
  change(node: XmlNode | undefined): void {
    if (!node) return
    const style = this.#source.styles.paragraph(attribute(element(node, 'pPr', 'pStyle'), 'val'))
    const kind = ({ role, level }: ParagraphStyle) => `${role === 'list' ? 'plain' : role} ${level}`
    if (!changeable.has(style.role) || !changeable.has(this.#read.role) || kind(style) === kind(this.#read))
      return this.#source.tally('formatting')
    this.#read.before = { style, id: String(this.#suggest('modification', node).attrs?.id) }
  }

  #within(node: XmlNode, within: Within): void {
    for (const child of elements(node)) this.walk(child, within)
  }

  #run(run: XmlNode, within: Within): void {
    const properties = element(run, 'rPr')
    const styleId = attribute(element(properties, 'rStyle'), 'val')
    const emphasis: Emphasis = { ...this.#source.styles.character(styleId), ...emphasisOf(properties) }
    if (element(properties, 'rPrChange')) this.#source.tally('formatting')
    if (emphasis.dressed && !within.link && styleId?.toLowerCase() !== 'hyperlink') this.#source.tally('dressed')
    const before = this.#length()
    for (const child of elements(run)) this.#piece(child, within, emphasis)
    if (this.#source.styles.isDateline(styleId) && this.#read.dateline === before) this.#read.dateline = this.#length()
  }

  #piece(piece: XmlNode, within: Within, emphasis: Emphasis): void {
    const field = this.#fields.at(-1)
    switch (piece.name) {
      case 't':
      case 'delText':
        return this.#put(textWithin(piece), within, emphasis)
      case 'tab':
      case 'ptab':
        return this.#put('\t', within, emphasis)
      case 'br':
        // A new page or column is the page's matter.
        return attribute(piece, 'type') === 'page' || attribute(piece, 'type') === 'column'
          ? undefined
          : this.#put('\n', within, emphasis)
      case 'cr':
        return this.#put('\n', within, emphasis)
      case 'noBreakHyphen':
        return this.#put('\u2011', within, emphasis)
      case 'softHyphen':
        return this.#put('\u00ad', within, emphasis)
      case 'sym':
        return this.#symbol(piece, within, emphasis)
      case 'instrText':
        if (field && !field.shown) field.instruction += textWithin(piece)
        return
      case 'fldChar':
        return this.#field(attribute(piece, 'fldCharType') ?? '')
      case 'footnoteReference':
      case 'endnoteReference':
        return this.#noteCall(piece, within)
      case 'commentReference':
        return this.#comment(piece, 'at')
      case 'drawing':
      case 'pict':
      case 'object':
        for (const drawing of readDrawing(piece, this.#source))
          this.#read.drawings.push({ ...drawing, suggestions: within.suggestions })
        return
      case 'AlternateContent': {
        const chosen = elements(piece, 'Choice')[0] ?? elements(piece, 'Fallback')[0]
        for (const child of elements(chosen)) this.#piece(child, within, emphasis)
        return
      }
      case 'ruby':
        return this.#within(element(piece, 'rubyBase') ?? piece, within)
    }
  }

  #put(text: string, within: Within, emphasis: Emphasis): void {
    if (text === '' || this.#fields.some(({ shown }) => !shown)) return
    if (emphasis.hidden) return this.#source.leave('Hidden words could not come.', text)
    const link = within.link ?? this.#linkOf(this.#fields.at(-1)?.instruction ?? '')
    const marks: BodyMark[] = [
      ...(link === null ? [] : [{ type: 'link' as const, attrs: { href: link } }]),
      ...(emphasis.bold ? [{ type: 'bold' as const }] : []),
      ...(emphasis.italic ? [{ type: 'italic' as const }] : []),
      ...(emphasis.strike ? [{ type: 'strike' as const }] : []),
      ...(emphasis.script ? [{ type: emphasis.script }] : []),
      ...within.suggestions
    ]
    if (within.suggestions.length === 0) this.#plain = true
    this.#read.content.push(...inlineOf(text, marks))
  }

  #symbol(piece: XmlNode, within: Within, emphasis: Emphasis): void {
    const code = parseInt(attribute(piece, 'char') ?? '', 16)
    const font = attribute(piece, 'font') ?? ''
    // Symbol fonts have their letters where no letter is: only what stands in the open can be read without the font.
    if (code > 32 && code < 0xe000) this.#put(String.fromCodePoint(code), within, emphasis)
    else this.#source.leave(`A sign of the font “${font.slice(0, 40)}” could not come.`, '')
  }

  #field(type: string): void {
    if (type === 'begin') this.#fields.push({ instruction: '', shown: false })
    else if (type === 'separate') {
      const field = this.#fields.at(-1)
      if (field) field.shown = true
    } else if (type === 'end') this.#fields.pop()
  }

  #linkOf(instruction: string): string | null {
    const address = /^\s*HYPERLINK\s+"([^"]+)"/i.exec(instruction)?.[1]
    return address === undefined ? null : this.#safe(address)
  }

  #hyperlink(node: XmlNode): string | null {
    const target = this.#source.targets.get(attribute(node, 'id') ?? '')
    const anchor = attribute(node, 'anchor')
    if (!target) return null
    return this.#safe(anchor && !target.target.includes('#') ? `${target.target}#${anchor}` : target.target)
  }

  #safe(address: string): string | null {
    const written = address.slice(0, 2000)
    if (isSafeLink(address)) return address
    const spelled = encodeURI(address).replace(/%25(?=[\da-f]{2})/gi, '%')
    if (isSafeLink(spelled)) return spelled
    this.#source.leave('A link could not come; its words stay.', written)
    return null
  }

  /** What somebody put in and somebody else would take out again is both. */
  #suggested(type: 'insertion' | 'deletion', node: XmlNode, within: Within): Within {
    if (within.suggestions.some((outer) => outer.type === type)) return within
    return { ...within, suggestions: [...within.suggestions, this.#suggest(type, node, within.suggestions)] }
  }

  /** Neighbours by the same hand in the same minute are one suggestion: what was taken out and what was put in its place. */
  #suggest(type: MarkType, node: XmlNode, outer: BodyMark[] = []): BodyMark {
    const key = `${attribute(node, 'author')?.trim() ?? ''} ${(attribute(node, 'date') ?? '').slice(0, 16)}`
    const joined = this.#last?.key === key && !this.#plain && outer.length === 0 ? this.#last.id : null
    const id = this.#source.suggestion(node, joined)
    this.#last = { key, id }
    this.#plain = false
    if (type !== 'modification') this.#source.tally(type)
    return { type, attrs: { id } }
  }

  #noteCall(piece: XmlNode, within: Within): void {
    const kind = piece.name === 'footnoteReference' ? 'footnote' : 'endnote'
    const number = this.#source.callNote(kind, attribute(piece, 'id') ?? '')
    if (number !== null) this.#put(String(number), within, { script: 'superscript' })
  }

  #comment(node: XmlNode, kind: CommentPlace['kind']): void {
    this.#read.comments.push({ id: attribute(node, 'id') ?? '', kind, offset: this.#length() })
  }

  #length(): number {
    return this.#read.content.reduce((sum, node) => sum + textOf(node).length, 0)
  }
}
