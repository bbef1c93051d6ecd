import { newBlockId } from '#shared/document/attributes.ts'
import { walkBody, type BodyMark, type BodyNode } from '#shared/document/body.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { isTextblock, textOf } from '#shared/document/text.ts'
import {
  childOf,
  descendants,
  findElement,
  hasClass,
  isElement,
  lineOf,
  type MarkupElement,
  type MarkupNode
} from './markup.ts'
import { readFigure, readPicture } from './read-figure.ts'
import { joinedWords, marksOf, textblock, withMark } from './read-inline.ts'
import { readTable } from './read-table.ts'
import type { ImportNote } from './reader.ts'

/** A picture that the HTML shows: its figure's id, and what the element says of where it is. */
export interface ShownPicture {
  id: string
  /** As it stands: a path, an address, or empty. */
  src: string
  element: MarkupElement
}

/** What reading goes by, and what it finds on the way. */
export interface HtmlPage {
  pictures: ShownPicture[]
  notes: ImportNote[]
  /** How many lists stand around what is read. */
  listDepth: number
}

export function newPage(): HtmlPage {
  return { pictures: [], notes: [], listDepth: 0 }
}

/** Elements whose children are read as if they stood in its place, each on lines of its own. */
const wrappers = new Set(
  'html body article section main div header footer nav address center details summary hgroup form fieldset figcaption dl dt dd tbody template-content picture-set aside li caption'.split(
    ' '
  )
)
/** Nothing in these is copy. */
const silent = new Set(
  'head title style script link meta base template noscript source track wbr area map param col colgroup'.split(' ')
)
/** Things that live elsewhere or run: their address can stay as a card. */
const embedded = new Set('iframe embed object video audio'.split(' '))
const unreadable: Record<string, string> = {
  svg: 'A drawing',
  math: 'A formula',
  canvas: 'A drawing',
  input: 'A form field',
  button: 'A button',
  select: 'A form field',
  textarea: 'A form field'
}
const deepestList = 8

/**
 * What an element holds as blocks of an article: known markup as what it is, everything else as the words that are in
 * it. Only safe links stay, nothing is fetched. No words are left out in silence: what has no place stands in a note.
 */
export function readBlocks(children: MarkupNode[], page: HtmlPage): BodyNode[] {
  const blocks: BodyNode[] = []
  let words: BodyNode[] = []
  let breaksPart = true

  function flush(): void {
    const block = textblock('paragraph', words)
    words = []
    if (block.content) blocks.push(block)
  }

  function add(found: BodyNode[]): void {
    flush()
    blocks.push(...found)
  }

  function walk(nodes: MarkupNode[], marks: BodyMark[]): void {
    for (const node of nodes) {
      if (isElement(node)) enter(node, marks)
      else if (node !== '') words.push({ type: 'text', text: node, ...(marks.length > 0 ? { marks } : {}) })
    }
  }

  function enter(element: MarkupElement, marks: BodyMark[]): void {
    const { name } = element
    if (silent.has(name)) return
    const found = readBlock(element, page)
    if (found) return add(found)
    if (name === 'br') return lineBreak()
    if (name === 'p' || name === 'pre') return paragraph(element, marks)
    if (wrappers.has(name)) {
      flush()
      walk(element.children, marks)
      return flush()
    }
    if (name === 'a') return walk(element.children, linked(element, marks, page))
    walk(
      element.children,
      marksOf(element).reduce((all, type) => withMark(all, { type }), marks)
    )
  }

  function paragraph(element: MarkupElement, marks: BodyMark[]): void {
    flush()
    const outer = breaksPart
    breaksPart = false
    walk(element.name === 'pre' ? linesOf(element) : element.children, marks)
    breaksPart = outer
    flush()
  }

  /** Two breaks in copy that stands in no paragraph are how such copy begins one. */
  function lineBreak(): void {
    const blank = words.findLast((word) => word.type === 'hardBreak' || (word.text ?? '').trim() !== '')
    if (breaksPart && blank?.type === 'hardBreak') flush()
    else words.push({ type: 'hardBreak' })
  }

  walk(children, [])
  flush()
  return blocks
}

/** An element that is a block by itself; null for one whose children are read in its place. */
function readBlock(element: MarkupElement, page: HtmlPage): BodyNode[] | null {
  const { name } = element
  const level = headingLevel(element)
  if (level !== null) return gathered('heading', element, page, { level })
  if (hasClass(element, 'pull-quote', 'pullquote', 'wp-block-pullquote')) return pullQuote(element, page)
  if (hasClass(element, 'fact-box', 'factbox', 'fact', 'fakta', 'faktaruta') && wrappers.has(name))
    return [factBox(element, page)]
  if (hasClass(element, 'embed', 'wp-block-embed')) return embedCard(element, page)
  if (name === 'ul' || name === 'ol' || name === 'menu' || name === 'dir') return list(element, page)
  if (name === 'blockquote') return quote(element, page)
  if (name === 'figure') return readFigure(element, page)
  if (name === 'img' || name === 'image') return [readPicture(element, page)]
  if (name === 'table') return readTable(element, page)
  if (name === 'hr') return [{ type: 'divider', attrs: { id: newBlockId() } }]
  if (embedded.has(name)) return embed(element, page)
  const what = unreadable[name]
  if (what) {
    const kept = lineOf(element)
    page.notes.push({ kind: 'left', message: `${what} could not come along.`, ...(kept ? { kept } : {}) })
    return []
  }
  return null
}

function headingLevel({ name, attributes }: MarkupElement): number | null {
  const level =
    /^h([1-6])$/.exec(name)?.[1] ?? (attributes.role === 'heading' ? (attributes['aria-level'] ?? '2') : null)
  return level === null ? null : Math.min(4, Math.max(2, Number.parseInt(level, 10) || 2))
}

/** The words of an element in one textblock; pictures and tables that stood among them follow it. */
function gathered(
  type: 'heading' | 'pullQuote' | 'attribution',
  element: MarkupElement,
  page: HtmlPage,
  attrs: Record<string, unknown> = {}
): BodyNode[] {
  const { texts, others } = apart(readBlocks(element.children, page))
  const block = textblock(type, joinedWords(texts), attrs)
  return [...(block.content ? [block] : []), ...others]
}

/** Blocks as the textblocks that are in them, and those that are none: pictures, tables, cards, dividers. */
export function apart(blocks: BodyNode[]): { texts: BodyNode[]; others: BodyNode[] } {
  const whole = (block: BodyNode) => ['figure', 'table', 'embed', 'divider'].includes(block.type)
  return {
    texts: blocks
      .filter((block) => !whole(block))
      .flatMap((block) =>
        [...walkBody(block)].map(({ node }) => node).filter((node) => isTextblock(node) && node.content)
      ),
    others: blocks.filter(whole)
  }
}

export function asParagraphs(texts: BodyNode[]): BodyNode[] {
  return texts.map(({ content }) => textblock('paragraph', content ?? []))
}

function list(element: MarkupElement, page: HtmlPage): BodyNode[] {
  const ordered = element.name === 'ol'
  const lifted: BodyNode[] = []
  const items: BodyNode[] = []
  page.listDepth += 1
  for (const child of element.children) {
    const blocks = readBlocks([child], page)
    const content = blocks.flatMap((block): BodyNode[] => {
      if (block.type === 'paragraph') return [block]
      if (block.type === 'bulletList' || block.type === 'orderedList')
        return page.listDepth < deepestList ? [block] : asParagraphs(apart([block]).texts)
      const { texts, others } = apart([block])
      lifted.push(...others)
      return asParagraphs(texts)
    })
    if (content.length === 0) continue
    if (content[0]?.type !== 'paragraph') content.unshift(textblock('paragraph', []))
    const last = items.at(-1)
    // A list that stands between items belongs to the one before it.
    if (last && !(isElement(child) && child.name === 'li') && isListAlone(content))
      last.content?.push(...content.slice(1))
    else items.push({ type: 'listItem', content })
  }
  page.listDepth -= 1
  if (items.length === 0) return lifted
  const start = Number.parseInt(element.attributes.start ?? element.attributes.seqnum ?? '1', 10)
  const style = listStyle(element.attributes)
  const attrs = ordered
    ? {
        id: newBlockId(),
        start: Number.isInteger(start) && start >= 0 && start <= 100_000 ? start : 1,
        type: ['a', 'A', 'i', 'I'].includes(style) ? style : null
      }
    : { id: newBlockId() }
  return [{ type: ordered ? 'orderedList' : 'bulletList', attrs, content: items }, ...lifted]
}

const listStyles: Record<string, string> = {
  'lower-alpha': 'a',
  'lower-latin': 'a',
  'upper-alpha': 'A',
  'upper-latin': 'A',
  'lower-roman': 'i',
  'upper-roman': 'I'
}

function listStyle({ type = '', style = '' }: Record<string, string>): string {
  return type || (listStyles[/list-style(?:-type)?:\s*([\w-]+)/i.exec(style)?.[1]?.toLowerCase() ?? ''] ?? '')
}

function isListAlone([first, ...others]: BodyNode[]): boolean {
  return first?.content === undefined && others.every((each) => each.type !== 'paragraph')
}

function quote(element: MarkupElement, page: HtmlPage): BodyNode[] {
  const said = element.children.filter((child) => !isAttribution(child))
  const by = element.children.filter(isAttribution)
  const { texts, others } = apart(readBlocks(said, page))
  const paragraphs = asParagraphs(texts)
  const attribution = gathered('attribution', { ...element, children: by }, page).filter(
    (block) => block.type === 'attribution'
  )
  if (paragraphs.length === 0 && attribution.length === 0) return others
  if (paragraphs.length === 0) paragraphs.push(textblock('paragraph', []))
  return [
    { type: 'quote', attrs: { id: newBlockId() }, content: [...paragraphs, ...attribution.map(withoutDash)] },
    ...others
  ]
}

function isAttribution(node: MarkupNode): node is MarkupElement {
  if (!isElement(node)) return false
  if (['cite', 'footer', 'credit'].includes(node.name) || hasClass(node, 'attribution')) return true
  const inner = node.children.filter((child) => isElement(child) || child.trim() !== '')
  const [only] = inner
  return node.name === 'p' && inner.length === 1 && isElement(only) && only.name === 'cite'
}

/** "— Ann Lee" → "Ann Lee", and not in italics, which is how `cite` shows a name. */
function withoutDash(attribution: BodyNode): BodyNode {
  const words = (attribution.content ?? []).map((node, index) => {
    const marks = node.marks?.filter(({ type }) => type !== 'italic')
    const { marks: _, ...rest } = node
    const text = index === 0 ? (node.text ?? '').replace(/^\s*[—–-]\s*/, '') : node.text
    return { ...rest, ...(node.type === 'text' ? { text } : {}), ...(marks && marks.length > 0 ? { marks } : {}) }
  })
  return { ...textblock('attribution', words), attrs: attribution.attrs }
}

function pullQuote(element: MarkupElement, page: HtmlPage): BodyNode[] {
  return gathered('pullQuote', element, page)
}

function factBox(element: MarkupElement, page: HtmlPage): BodyNode {
  const blocks = readBlocks(element.children, page)
  const titled = blocks[0]?.type === 'heading'
  const content = blocks.slice(titled ? 1 : 0).flatMap((block): BodyNode[] => {
    if (['paragraph', 'bulletList', 'orderedList'].includes(block.type)) return [block]
    const { texts, others } = apart([block])
    for (const other of others)
      page.notes.push({
        kind: 'left',
        message: 'A fact box holds text and lists alone: something else that stood in one could not come.',
        ...(textOf(other) ? { kept: textOf(other) } : {})
      })
    return asParagraphs(texts)
  })
  return {
    type: 'factBox',
    attrs: { id: newBlockId() },
    content: [
      textblock('factBoxTitle', titled ? (blocks[0]?.content ?? []) : []),
      ...(content.length > 0 ? content : [textblock('paragraph', [])])
    ]
  }
}

/** What says itself that it is a card: the one address in it. */
function embedCard(element: MarkupElement, page: HtmlPage): BodyNode[] | null {
  const framed = findElement(element, ({ name }) => embedded.has(name))
  if (framed) return embed(framed, page)
  const url = lineOf(element)
  const href = findElement(element, ({ name }) => name === 'a')?.attributes.href ?? url
  const address = [href, url].find(isCard)
  return address ? [card(address)] : null
}

function embed(element: MarkupElement, page: HtmlPage): BodyNode[] {
  const inner = [...descendants(element)].map(({ attributes }) => attributes.src)
  const address = [element.attributes.src, element.attributes.data, ...inner].map(wholeAddress).find(isCard)
  if (address) return [card(address)]
  const kept = lineOf(element) || element.attributes.src || ''
  page.notes.push({
    kind: 'left',
    message: 'Something that was shown from elsewhere could not come: it has no address that can be kept.',
    ...(kept ? { kept } : {})
  })
  return []
}

function wholeAddress(address: string | undefined): string {
  return (address ?? '').trim().replace(/^\/\//, 'https://')
}

function isCard(address: string): boolean {
  return isSafeLink(address) && /^https?:/i.test(address)
}

function card(url: string): BodyNode {
  return { type: 'embed', attrs: { id: newBlockId(), url } }
}

function linked(element: MarkupElement, marks: BodyMark[], page: HtmlPage): BodyMark[] {
  const href = wholeAddress(element.attributes.href)
  if (href === '' || href.startsWith('#')) return marks
  if (isSafeLink(href)) return withMark(marks, { type: 'link', attrs: { href } })
  page.notes.push({
    kind: 'left',
    message: `The link of “${lineOf(element) || 'a picture'}” could not be kept: it leads nowhere outside its own page, or is not safe.`,
    kept: (element.attributes.href ?? '').slice(0, 2000)
  })
  return marks
}

/** Set copy keeps its lines. */
function linesOf(element: MarkupElement): MarkupNode[] {
  const br: MarkupElement = { name: 'br', attributes: {}, children: [] }
  return element.children.flatMap((child): MarkupNode[] => {
    if (isElement(child)) return [{ ...child, children: linesOf(child) }]
    return child.split('\n').flatMap((line, index) => (index === 0 ? [line] : [br, line]))
  })
}

/** The body of a page, without its head. */
export function bodyOf(root: MarkupElement): MarkupElement {
  return childOf(root, 'body') ?? root
}
