import type { BodyNode } from '#shared/document/body.ts'
import { captionOf, creditOf } from '#shared/document/text.ts'
import { nameOf, newFigure } from './read-figure.ts'
import type { HtmlPage } from './read-html.ts'
import { showable, textblock, wordsOf } from './read-inline.ts'
import { fitted } from './read-meta.ts'
import { textAttribute } from './render.ts'

/** A picture that an item says something of, whether its copy shows it or not. */
export interface ToldPicture {
  /** By any of which the copy may name it. */
  names: string[]
  rel: string
  caption: string
  credit: string
  alt: string
  creator: string
  copyright: string
  usageTerms: string
  src: string
}

export function isLead({ names, rel }: ToldPicture): boolean {
  return /featureimage|featuremedia|lead/i.test(rel) || names.some((name) => /^featuremedia$/i.test(name))
}

/**
 * The copy with its pictures told what the item says of them: words that a figure lacks, who made it, its rights. A
 * picture that the copy does not show follows it; the leading one stands first.
 */
export function withPictures(blocks: BodyNode[], pictures: ToldPicture[], page: HtmlPage): BodyNode[] {
  const used = new Set<ToldPicture>()
  const named = page.pictures.map(({ id, element, src }) => ({
    id,
    names: ['data-assoc', 'data-assoc-ref', 'data-uri', 'uri'].map((key) => element.attributes[key] ?? '').concat(src)
  }))
  const told = blocks.map((block) => {
    if (block.type !== 'figure') return block
    const shown = named.find(({ id }) => id === block.attrs?.id)
    const picture = pictures.find(
      (each) =>
        !used.has(each) &&
        (each.names.some((name) => shown?.names.includes(name)) ||
          (each.src !== '' && nameOf(each.src) === block.attrs?.fileName) ||
          (each.caption.trim() !== '' &&
            sameWords(each.caption, captionOf(block)) &&
            sameWords(each.credit, creditOf(block))))
    )
    if (!picture) return block
    used.add(picture)
    return toldOf(block, picture, page)
  })
  const others = pictures.filter((each) => !used.has(each))
  const figures = (list: ToldPicture[]) => list.map((each) => toldOf(newFigure([], []), each, page))
  return [...figures(others.filter(isLead)), ...told, ...figures(others.filter((each) => !isLead(each)))]
}

function sameWords(a: string, b: string): boolean {
  const tidy = (text: string) => showable(text).replace(/\s+/g, ' ').trim()
  return tidy(a) === tidy(b)
}

function toldOf(figure: BodyNode, picture: ToldPicture, page: HtmlPage): BodyNode {
  const id = String(figure.attrs?.id)
  const own = (key: string, value: string, limit: number) =>
    textAttribute(figure, key) || fitted(value, limit, page.notes, `${key} of a picture`)
  if (picture.src !== '') {
    const shown = page.pictures.find((each) => each.id === id)
    if (shown) shown.src = picture.src
    else page.pictures.push({ id, src: picture.src, element: { name: 'img', attributes: {}, children: [] } })
  }
  return {
    ...figure,
    attrs: {
      ...figure.attrs,
      fileName: picture.src === '' ? figure.attrs?.fileName : nameOf(picture.src),
      role: isLead(picture) ? 'lead' : figure.attrs?.role,
      alt: own('alt', picture.alt, 2000),
      creator: own('creator', picture.creator, 500),
      copyright: own('copyright', picture.copyright, 1000),
      usageTerms: own('usageTerms', picture.usageTerms, 2000)
    },
    content: [
      captionOf(figure) === ''
        ? textblock('caption', wordsOf(picture.caption))
        : (figure.content?.[0] ?? textblock('caption', [])),
      creditOf(figure) === ''
        ? textblock('credit', wordsOf(picture.credit))
        : (figure.content?.[1] ?? textblock('credit', []))
    ]
  }
}
