import { isSafeLink } from '#shared/document/links.ts'
import {
  cardAddress,
  classHeadingLevel,
  isCreditName,
  isHiddenStyle,
  isHidingClass,
  isQuoteClass,
  isTracker,
  nothingLeftOut,
  readStyle,
  type LeftOut
} from '#shared/document/foreign-html.ts'
import { joinLists, listsOfParagraphs, listsOfWordOnline } from './paste-lists.ts'

export interface CleanHtml {
  cleaned: string
  left: LeftOut
  /** Captions that have come in without their picture. */
  waiting: number
}

const blocks =
  'address, article, aside, blockquote, div, dl, figure, footer, h1, h2, h3, h4, h5, h6, header, hr, main, nav, ol, p, pre, section, table, ul'
const isBlock = (node: Node | null): node is Element => node instanceof window.Element && node.matches(blocks)
const isBlank = (node: Node) => !/[^\s\u00a0\u200b\ufeff]/.test(node.textContent ?? '')

/** Foreign HTML as the schema can read it, and what of it could not be kept. Nothing in it runs or is fetched. */
export function cleanHtml(html: string): CleanHtml {
  const page = new window.DOMParser().parseFromString(withoutStyles(html), 'text/html')
  const left = { ...nothingLeftOut }
  unname(page)
  const body = page.body
  const own = isOwn(body)
  countComments(page, left)
  dropWhatCannotCome(page, left)
  for (const element of all(body, '*')) if (element.tagName.includes(':')) unwrap(element)
  if (own) return { cleaned: body.innerHTML, left, waiting: 0 }
  dropHidden(body, left)
  for (const name of all(body, 'font, center')) unwrap(name)
  // Google Docs wraps everything in a bold that is not bold.
  for (const wrapper of all(body, 'b, strong'))
    if (/^(normal|400)$/.test(readStyle(wrapper.getAttribute('data-style')).get('font-weight') ?? '')) unwrap(wrapper)
  nameMarks(page)
  const waiting = makeFigures(page, left)
  dropPictures(body, left)
  nameHeadings(page)
  listsOfWordOnline(page)
  listsOfParagraphs(page)
  joinLists(page)
  mendTables(page)
  breakParagraphs(page)
  for (const link of all(body, 'a[href]')) {
    const href = link.getAttribute('href') ?? ''
    if (!href.startsWith('#') && !isSafeLink(href) && !isBlank(link)) left.links++
  }
  for (const space of all(body, 'span.Apple-converted-space')) space.replaceWith(' ')
  for (const paragraph of all(body, 'p, h1, h2, h3, h4, h5, h6'))
    if (isBlank(paragraph) && !paragraph.querySelector('[data-type]') && !paragraph.closest('td, th, figure'))
      paragraph.remove()
  return { cleaned: body.innerHTML, left, waiting }
}

/** Whether it was copied out of an editor like this one. A frame that none would write is taken off. */
function isOwn(body: Element): boolean {
  const [first, ...more] = all(body, '[data-pm-slice]')
  for (const other of more) other.removeAttribute('data-pm-slice')
  if (first && !isFrame(first.getAttribute('data-pm-slice') ?? '')) first.removeAttribute('data-pm-slice')
  return first?.hasAttribute('data-pm-slice') ?? false
}

/** How far the ends are open, how much is wrapped for the clipboard, and the nodes around: names and attributes in turn. */
function isFrame(text: string): boolean {
  const [, context] = /^\d{1,2} \d{1,2}(?: -\d)? (\[.*\])$/.exec(text) ?? []
  try {
    const frame: unknown = JSON.parse(context ?? '')
    return Array.isArray(frame) && frame.length <= 80
  } catch {
    return false
  }
}

/**
 * The same HTML with its styles where only this file reads them: the content security policy lets no inline style in,
 * not even into a document that is never shown, so that a style attribute would be read as empty.
 */
function withoutStyles(html: string): string {
  return html.replace(/(<[a-z][^<>]*?\s)style(\s*=)/gi, '$1data-style$2').replace(/<(\/?)style\b/gi, '<$1template')
}

/** What is bold, italic, struck out or raised by a style is so by its element. */
function nameMarks(page: Document): void {
  for (const element of all(page.body, '[data-style]')) {
    if (isBlock(element) && [...element.children].some((child) => isBlock(child))) continue
    const styles = readStyle(element.getAttribute('data-style'))
    const is = (name: string, value: RegExp) => value.test(styles.get(name) ?? '')
    const tags = [
      is('font-weight', /^(bold|bolder|[6-9]00)/) &&
        !element.matches('h1, h2, h3, h4, h5, h6, th, b, strong') &&
        'strong',
      is('font-style', /^(italic|oblique)/) && !element.matches('em, i, cite, h4') && 'em',
      /line-through/.test(`${styles.get('text-decoration') ?? ''} ${styles.get('text-decoration-line') ?? ''}`) &&
        !element.matches('s, del, strike') &&
        's',
      is('vertical-align', /^super/) && !element.matches('sup') && 'sup',
      is('vertical-align', /^sub/) && !element.matches('sub') && 'sub'
    ].filter((tag) => tag !== false)
    for (const tag of tags) {
      const mark = page.createElement(tag)
      mark.append(...element.childNodes)
      element.append(mark)
    }
  }
}

/** Elements with a name stand in the place of a document's own members: none keeps one. */
function unname(page: Document): void {
  const { querySelectorAll } = window.Document.prototype
  const { removeAttribute } = window.Element.prototype
  for (const element of querySelectorAll.call(page, '[name], [id]'))
    for (const name of ['name', 'id']) removeAttribute.call(element, name)
}

function all(root: ParentNode, selector: string): Element[] {
  return [...root.querySelectorAll(selector)]
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes)
}

export function rename(page: Document, element: Element, tag: string): Element {
  const renamed = page.createElement(tag)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
  return renamed
}

/** Word keeps its text boxes in comments that only Word reads. */
function countComments(page: Document, left: LeftOut): void {
  const walker = page.createTreeWalker(page, window.NodeFilter.SHOW_COMMENT)
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    left.textBoxes += (node.textContent?.match(/<v:textbox\b/gi) ?? []).length
}

function dropWhatCannotCome(page: Document, left: LeftOut): void {
  const { body } = page
  const drop = (selector: string, kind: keyof LeftOut | null) => {
    for (const element of all(body, selector)) {
      if (!element.isConnected) continue
      if (kind) left[kind]++
      element.remove()
    }
  }
  drop('script, style, meta, link, title, xml, template, noscript, base, head', null)
  for (const frame of all(body, 'iframe')) {
    const address = cardAddress(frame.getAttribute('src'))
    if (isTracker(frame.getAttribute('width'), frame.getAttribute('height'))) frame.remove()
    else if (address) {
      const card = page.createElement('div')
      card.dataset.type = 'embed'
      card.dataset.url = address
      frame.replaceWith(card)
    }
  }
  drop('iframe, object, embed, video, audio, applet, frameset, portal', 'embeds')
  drop('math, m\\:omath, m\\:omathpara', 'formulas')
  drop('v\\:textbox', 'textBoxes')
  drop('svg, canvas, v\\:shape, v\\:imagedata', 'pictures')
  drop('input:not([type=hidden]), textarea, select, button', 'forms')
  drop('input', null)
  for (const element of all(body, '[data-style*=mso-element]')) {
    const what = readStyle(element.getAttribute('data-style')).get('mso-element')
    if (what !== 'comment-list') continue
    left.comments += all(element, '[data-style*=mso-element]').length
    element.remove()
  }
  drop('.MsoCommentReference, [data-style*="mso-comment-reference"] > .MsoCommentReference', null)
  // What somebody has struck out in Word is not in the text; a line through words elsewhere is.
  drop('del[datetime], del.msoDel', 'deletions')
}

function dropHidden(body: Element, left: LeftOut): void {
  for (const element of all(body, '[hidden], [data-style], [class]')) {
    if (!body.contains(element)) continue
    if (
      !element.hasAttribute('hidden') &&
      !isHiddenStyle(element.getAttribute('data-style')) &&
      !isHidingClass(element.getAttribute('class') ?? '')
    )
      continue
    if (!isBlank(element)) left.hidden++
    element.remove()
  }
}

/** A figure with a picture becomes one of ours, which waits for its picture; every other is what it holds. */
function makeFigures(page: Document, left: LeftOut): number {
  let waiting = 0
  for (const figure of all(page.body, 'figure')) {
    if (figure.matches('[data-type=figure]')) continue
    const caption = figure.querySelector('figcaption')
    const pictures = all(figure, 'img').filter((one) => !isTrackerImage(one))
    if (pictures.length === 0 || figure.querySelector('table, blockquote, figure, [data-type]')) {
      if (caption) rename(page, caption, 'p')
      unwrap(figure)
      continue
    }
    left.pictures += pictures.length
    const made = page.createElement('figure')
    made.dataset.type = 'figure'
    const alt = pictures[0]?.getAttribute('alt')?.trim() ?? ''
    if (alt.length <= 2000) made.dataset.alt = alt
    const credits = caption ? creditsOf(caption) : []
    for (const credit of credits) credit.remove()
    made.append(textLine(page, 'caption', caption ? [caption] : []), textLine(page, 'credit', credits))
    if (!isBlank(made)) waiting++
    figure.replaceWith(made)
  }
  return waiting
}

/** The parts of a caption that name who made the picture: the outermost of them. */
function creditsOf(caption: Element): Element[] {
  const named = all(caption, '[class], [itemprop], cite, small').filter(
    (one) =>
      one.matches('cite, small') ||
      isCreditName(`${one.getAttribute('class') ?? ''} ${one.getAttribute('itemprop') ?? ''}`)
  )
  return named.filter((one) => !isBlank(one) && !named.some((other) => other !== one && other.contains(one)))
}

/** The words of some elements as one line, with the marks in it. */
function textLine(page: Document, type: string, parts: Element[]): HTMLElement {
  const line = page.createElement('p')
  line.dataset.type = type
  for (const part of parts) {
    for (const inner of all(part, blocks).concat(all(part, 'br, li, td, figcaption'))) {
      inner.before(' ')
      inner.after(' ')
      unwrap(inner)
    }
    if (line.childNodes.length > 0) line.append(' ')
    line.append(...part.childNodes)
  }
  return line
}

function isTrackerImage(image: Element): boolean {
  const styles = readStyle(image.getAttribute('data-style'))
  return isTracker(
    image.getAttribute('width') ?? styles.get('width') ?? null,
    image.getAttribute('height') ?? styles.get('height') ?? null
  )
}

function dropPictures(body: Element, left: LeftOut): void {
  for (const image of all(body, 'img')) {
    if (!isTrackerImage(image)) left.pictures++
    image.remove()
  }
  for (const picture of all(body, 'picture, source')) unwrap(picture)
}

/** Headings by role or by Word's classes become real. A foreign title is a heading here: the article has its own headline. */
function nameHeadings(page: Document): void {
  const { body } = page
  for (const heading of all(body, '[role=heading]:not(h1, h2, h3, h4, h5, h6)'))
    rename(page, heading, `h${clamp(Number(heading.getAttribute('aria-level') ?? 2) || 2, 1, 6)}`)
  for (const paragraph of all(body, 'p[class], div[class]')) {
    const level = classHeadingLevel(paragraph.className)
    if (level !== null) rename(page, paragraph, `h${level}`)
    else if (isQuoteClass(paragraph.className)) {
      const quote = page.createElement('blockquote')
      paragraph.replaceWith(quote)
      quote.append(paragraph)
    }
  }
  // One title above its headings is one of them; where titles are the sections, what is under them goes down too.
  const titles = all(body, 'h1')
  const down = titles.length > 1 ? 1 : 0
  for (const heading of all(body, 'h1, h2, h3, h4, h5, h6'))
    rename(page, heading, `h${clamp(Number(heading.tagName.charAt(1)) + down, 2, 4)}`)
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.trunc(value)))
}

/** Header rows are told by Word in a style; a table of one cell is a frame; a table in a cell is its words. */
function mendTables(page: Document): void {
  for (const table of all(page.body, 'table')) {
    const inCell = table.parentElement?.closest('td, th')
    const cells = all(table, 'td, th')
    if (!inCell && cells.length > 1) continue
    const words = cells.filter((cell) => cell.closest('table') === table).flatMap((cell) => paragraphsOf(page, cell))
    table.replaceWith(...words)
  }
  for (const cell of all(page.body, 'tr[data-style*="mso-yfti-irow"] td, thead td')) {
    const row = readStyle(cell.closest('tr')?.getAttribute('data-style'))
    if (!cell.closest('thead') && row.get('mso-yfti-irow') !== '-1') continue
    const header = rename(page, cell, 'th')
    for (const span of ['colspan', 'rowspan']) {
      const value = cell.getAttribute(span)
      if (value !== null) header.setAttribute(span, value)
    }
  }
  for (const caption of all(page.body, 'table > caption')) caption.closest('table')?.before(rename(page, caption, 'p'))
}

function paragraphsOf(page: Document, cell: Element): Node[] {
  if ([...cell.childNodes].some((node) => isBlock(node))) return [...cell.childNodes]
  const paragraph = page.createElement('p')
  paragraph.append(...cell.childNodes)
  return [paragraph]
}

/** Line breaks that stand for the space between paragraphs: beside blocks they go, two in a row split one. */
function breakParagraphs(page: Document): void {
  for (const line of all(page.body, 'br')) {
    const parent = line.parentElement
    if (parent && [...parent.children].some((child) => isBlock(child))) line.remove()
  }
  const containers = [page.body, ...all(page.body, 'p, div, blockquote, td, th, section, article')]
  for (const container of containers) {
    if (!container.querySelector(':scope > br') || [...container.children].some((child) => isBlock(child))) continue
    const parts = splitAtGaps([...container.childNodes])
    if (parts.length < 2) continue
    const paragraphs = parts.map((nodes) => {
      const paragraph = page.createElement('p')
      paragraph.append(...nodes)
      return paragraph
    })
    if (container.tagName === 'P') container.replaceWith(...paragraphs)
    else container.replaceChildren(...paragraphs)
  }
}

/** Nodes in groups, cut where two line breaks or more follow one another; breaks at the ends of a group go. */
function splitAtGaps(nodes: Node[]): Node[][] {
  const groups: Node[][] = [[]]
  const isBreak = (node: Node | undefined) => node?.nodeName === 'BR'
  const said = nodes.filter((node) => !(node.nodeType === 3 && isBlank(node) && /\n/.test(node.textContent ?? '')))
  said.forEach((node, at) => {
    if (isBreak(node) && (isBreak(said[at + 1]) || isBreak(said[at - 1]))) {
      if (groups.at(-1)?.length) groups.push([])
    } else groups.at(-1)?.push(node)
  })
  for (const group of groups) {
    while (isBreak(group[0])) group.shift()
    while (isBreak(group.at(-1))) group.pop()
  }
  return groups.filter((group) => group.length > 0)
}
