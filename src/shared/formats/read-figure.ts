import { newBlockId } from '#shared/document/attributes.ts'
import type { BodyNode } from '#shared/document/body.ts'
import { isPoint, roundFraction, type Point } from '#shared/document/crop.ts'
import { descendants, hasClass, isElement, takeOut, type MarkupElement, type MarkupNode } from './markup.ts'
import { apart, readBlocks, type HtmlPage } from './read-html.ts'
import { joinedWords, textblock } from './read-inline.ts'

/** A figure as new: no picture yet, which its caption waits for. */
export function newFigure(
  caption: BodyNode[],
  credit: BodyNode[],
  attrs: Partial<
    Record<'id' | 'alt' | 'fileName' | 'role' | 'creator' | 'copyright' | 'usageTerms' | 'focus' | 'joined', unknown>
  > = {}
): BodyNode {
  return {
    type: 'figure',
    attrs: {
      id: newBlockId(),
      media: null,
      fileName: '',
      width: null,
      height: null,
      role: 'inline',
      alt: '',
      creator: '',
      copyright: '',
      usageTerms: '',
      captionFrom: null,
      creditFrom: null,
      crop: null,
      focus: null,
      joined: false,
      ...attrs
    },
    content: [textblock('caption', caption), textblock('credit', credit)]
  }
}

/** A picture that stands by itself. */
export function readPicture(
  element: MarkupElement,
  page: HtmlPage,
  caption: BodyNode[] = [],
  credit: BodyNode[] = []
): BodyNode {
  const src = (element.attributes.src ?? '').trim()
  const said = (name: string, limit: number) =>
    (element.attributes[name] ?? '').replace(/\s+/g, ' ').trim().slice(0, limit).toWellFormed()
  const figure = newFigure(caption, credit, {
    alt: said('alt', 2000),
    fileName: nameOf(src),
    creator: said('data-creator', 500),
    copyright: said('data-copyright', 1000),
    usageTerms: said('data-usage-terms', 2000),
    focus: readFocus(element.attributes['data-focus'] ?? '')
  })
  page.pictures.push({ id: String(figure.attrs?.id), src, element })
  return figure
}

/** "31.25% 40%", as our own pages say it of what they show; null where it is anything else. */
function readFocus(text: string): Point | null {
  const [, x = '', y = ''] = /^\s*(\d{1,3}(?:\.\d+)?)%\s+(\d{1,3}(?:\.\d+)?)%\s*$/.exec(text) ?? []
  const point = { x: Number(x) / 100, y: Number(y) / 100 }
  return x !== '' && isPoint(point) ? { x: roundFraction(point.x), y: roundFraction(point.y) } : null
}

/** What a file is called at the end of its path or address; empty where nothing is. */
export function nameOf(src: string): string {
  if (/^data:/i.test(src)) return ''
  const last =
    src
      .replace(/[?#].*$/s, '')
      .split(/[/\\]/)
      .at(-1) ?? ''
  try {
    return decodeURIComponent(last).slice(0, 255)
  } catch {
    return last.slice(0, 255)
  }
}

const pictureNames = new Set(['img', 'image'])

/** A figure: a picture with its words, several that stand together, or whatever else somebody put into one. */
export function readFigure(element: MarkupElement, page: HtmlPage): BodyNode[] {
  const inner = element.children.filter((child) => isElement(child) && child.name === 'figure')
  const pictures = [...descendants(element)].filter(({ name }) => pictureNames.has(name))
  if (inner.length > 0 || hasClass(element, 'wp-block-gallery', 'gallery')) return gallery(element, page)
  const { rest, taken } = takeOut(element, isCaption)
  const words = captionWords(taken, page)
  if (pictures.length > 0) {
    const found = apart(readBlocks(rest.children, page))
    const figures = found.others.filter(({ type }) => type === 'figure')
    for (const shown of page.pictures)
      if (figures.some(({ attrs }) => attrs?.id === shown.id))
        shown.element = { ...shown.element, attributes: { ...element.attributes, ...shown.element.attributes } }
    const loose = found.texts.flatMap(({ content }) => content ?? [])
    return [
      ...figures.map((figure, index) =>
        titled(figure, element, index, index === 0 ? words : null, index === 0 ? loose : [])
      ),
      ...found.others.filter(({ type }) => type !== 'figure'),
      ...words.others
    ]
  }
  const blocks = readBlocks(rest.children, page)
  if (blocks.length === 0 && (words.caption.length > 0 || words.credit.length > 0)) {
    const figure = newFigure(words.caption, words.credit)
    page.pictures.push({ id: String(figure.attrs?.id), src: '', element })
    return [roled(figure, element), ...words.others]
  }
  const below = textblock(
    'paragraph',
    joinedWords(
      [
        { type: 'paragraph', content: words.caption },
        { type: 'paragraph', content: words.credit }
      ].filter(({ content }) => content.length > 0) as BodyNode[]
    )
  )
  return [...blocks, ...(below.content ? [below] : []), ...words.others]
}

function titled(
  figure: BodyNode,
  element: MarkupElement,
  index: number,
  words: CaptionWords | null,
  loose: BodyNode[]
): BodyNode {
  const caption = words && words.caption.length > 0 ? words.caption : loose
  const more =
    words && words.caption.length > 0 && loose.length > 0 ? [{ type: 'text' as const, text: ' ' }, ...loose] : []
  const whole: BodyNode = {
    ...figure,
    attrs: { ...figure.attrs, joined: index > 0 },
    content: [textblock('caption', [...caption, ...more]), textblock('credit', words?.credit ?? [])]
  }
  return roled(whole, element)
}

function roled(figure: BodyNode, element: MarkupElement): BodyNode {
  return hasClass(element, 'lead') ? { ...figure, attrs: { ...figure.attrs, role: 'lead' } } : figure
}

/** Pictures that stand together; words over all of them are a paragraph after them. */
function gallery(element: MarkupElement, page: HtmlPage): BodyNode[] {
  const own = element.children.filter(
    (child): child is MarkupElement => isElement(child) && child.name === 'figcaption'
  )
  const blocks = readBlocks(
    element.children.filter((child) => !own.includes(child as MarkupElement)),
    page
  )
  const below = own.flatMap((each) => readBlocks(each.children, page))
  return [
    ...blocks.map((block, index) =>
      block.type === 'figure' && blocks[index - 1]?.type === 'figure'
        ? { ...block, attrs: { ...block.attrs, joined: true } }
        : block
    ),
    ...below
  ]
}

function isCaption(element: MarkupElement): boolean {
  return (
    element.name === 'figcaption' ||
    (['div', 'p', 'span', 'cite', 'small'].includes(element.name) &&
      (isCredit(element) || hasClass(element, 'caption', 'wp-caption-text')))
  )
}

function isCredit(element: MarkupElement): boolean {
  return (
    element.name !== 'figcaption' &&
    hasClass(element, 'credit', 'byline', 'photographer', 'photo-credit', 'image-credit', 'wp-media-credit')
  )
}

interface CaptionWords {
  caption: BodyNode[]
  credit: BodyNode[]
  others: BodyNode[]
}

function captionWords(elements: MarkupElement[], page: HtmlPage): CaptionWords {
  const caption: MarkupNode[] = []
  const credit: MarkupNode[] = []
  for (const element of elements) {
    if (isCredit(element)) {
      credit.push(element)
      continue
    }
    const split = takeOut(element, isCredit)
    caption.push({ name: 'div', attributes: {}, children: split.rest.children })
    credit.push(...split.taken)
  }
  const read = (nodes: MarkupNode[]) =>
    apart(
      readBlocks(
        nodes.map((node) => (isElement(node) ? { ...node, name: 'div', attributes: {} } : node)),
        page
      )
    )
  const said = read(caption)
  const by = read(credit)
  return { caption: joinedWords(said.texts), credit: joinedWords(by.texts), others: [...said.others, ...by.others] }
}
