import { descendants, hasClass, isElement, markupText, type MarkupElement, type MarkupNode } from '../markup.ts'
import { ownBreak } from './as-html.ts'
import { collapsed, type FrontPicture } from './read-front-matter.ts'

/**
 * Paragraphs that are pictures as figures: a picture at the beginning of a line of its own, its title as the caption, the
 * lines under it as caption and credit. `told`, in the order of the copy, says which line is which.
 */
export function asFigures(elements: MarkupElement[], told: FrontPicture[]): MarkupElement[] {
  let next = 0
  return elements.flatMap((element): MarkupElement[] => {
    if (element.name !== 'p') return [element]
    let expected = told[next]
    while (expected && isNothing(expected)) expected = told[++next]
    const { picture, lines } = partsOf(element)
    if (!picture) {
      const words = [expected?.caption ?? '', expected?.credit ?? ''].map(collapsed).filter(Boolean)
      const waiting = expected?.file === '' && same(lines.map(wordsOf), words)
      if (!expected || !waiting) return [element]
      next++
      return [figure(awaited(expected), expected, linesBy(lines, expected))]
    }
    if (expected && sameFile(expected.file, picture.attributes.src ?? '')) {
      next++
      return [figure(picture, expected, linesBy(lines, expected))]
    }
    const title = collapsed(picture.attributes.title ?? '')
    const [first, ...others] = lines
    if (first && title !== '' && wordsOf(first) === title)
      return [figure(picture, null, { caption: first, credit: joined(others) })]
    if (title !== '') {
      const rest = joined(lines)
      return [
        figure(picture, null, { caption: paragraph([picture.attributes.title ?? '']), credit: null }),
        ...(rest ? [rest] : [])
      ]
    }
    return [figure(picture, null, { caption: joined(lines), credit: null })]
  })
}

interface Words {
  caption: MarkupElement | null
  credit: MarkupElement | null
}

/** The picture that a paragraph begins with, and its lines after that; words that stand beside a picture are no caption. */
function partsOf(element: MarkupElement): { picture: MarkupElement | null; lines: MarkupElement[] } {
  const lines: MarkupNode[][] = [[]]
  for (const child of element.children) {
    if (isElement(child) && child.name === 'br' && hasClass(child, ownBreak)) lines.push([])
    else lines.at(-1)?.push(child)
  }
  const [first = [], ...others] = lines
  const [start, ...beside] = first.filter((child) => isElement(child) || child.trim() !== '')
  const pictures = [...descendants(element)].filter(({ name }) => name === 'img')
  const picture = start && isElement(start) ? pictureOf(start) : null
  if (!picture || pictures.length !== 1) return { picture: null, lines: lines.map(paragraph) }
  // A line that ends without a mark goes on in HTML: what stands under the picture stands under it here too.
  const [under] = beside
  if (under === undefined) return { picture, lines: others.map(paragraph) }
  const below = typeof first[1] === 'string' && /^\s*\n/.test(first[1])
  return below
    ? { picture, lines: [first.slice(1), ...others].map(paragraph) }
    : { picture: null, lines: lines.map(paragraph) }
}

/** A picture, bare or in a link with nothing else. */
function pictureOf(element: MarkupElement): MarkupElement | null {
  if (element.name === 'img') return element
  const inner = element.children.filter((child) => isElement(child) || child.trim() !== '')
  const [only] = inner
  return element.name === 'a' && inner.length === 1 && isElement(only) && only.name === 'img' ? only : null
}

function linesBy(lines: MarkupElement[], { caption }: FrontPicture): Words {
  const rest = [...lines]
  const first = collapsed(caption) === '' ? null : (rest.shift() ?? null)
  return { caption: first, credit: joined(rest) }
}

function figure(picture: MarkupElement, told: FrontPicture | null, { caption, credit }: Words): MarkupElement {
  const said = told && {
    'data-creator': told.creator,
    'data-copyright': told.copyright,
    'data-usage-terms': told.usageTerms
  }
  const words = [
    ...(caption ? caption.children : []),
    ...(credit ? [{ name: 'span', attributes: { class: 'credit' }, children: credit.children }] : [])
  ]
  return {
    name: 'figure',
    attributes: told?.lead ? { class: 'lead' } : {},
    children: [
      { ...picture, attributes: { ...picture.attributes, ...said } },
      ...(words.length > 0 ? [{ name: 'figcaption', attributes: {}, children: words }] : [])
    ]
  }
}

/** A picture whose file has not come yet: what is said of it waits with its caption. */
function awaited({ alt }: FrontPicture): MarkupElement {
  return { name: 'img', attributes: { src: '', alt }, children: [] }
}

function wordsOf(element: MarkupElement): string {
  return collapsed(markupText(element))
}

function paragraph(children: MarkupNode[]): MarkupElement {
  return { name: 'p', attributes: {}, children }
}

function joined(lines: MarkupElement[]): MarkupElement | null {
  const words = lines.filter((line) => markupText(line).trim() !== '')
  if (words.length === 0) return null
  const br: MarkupElement = { name: 'br', attributes: {}, children: [] }
  return paragraph(words.flatMap(({ children }, index) => (index > 0 ? [br, ...children] : children)))
}

function isNothing({ file, caption, credit }: FrontPicture): boolean {
  return file === '' && collapsed(caption + credit) === ''
}

function sameFile(told: string, src: string): boolean {
  return told !== '' && (told === src || encodeURI(told) === src || told === decoded(src))
}

function decoded(src: string): string {
  try {
    return decodeURIComponent(src)
  } catch {
    return src
  }
}

function same(one: string[], other: string[]): boolean {
  return one.length > 0 && one.length === other.length && one.every((text, index) => text === other[index])
}
