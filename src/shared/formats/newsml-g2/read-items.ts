import type { Credit } from '#shared/article/article.ts'
import { childOf, childrenOf, descendants, lineOf, markupText, type MarkupElement } from '../markup.ts'
import type { ToldPicture } from '../told-pictures.ts'

/** "ninat:picture" → "picture"; empty where the item does not say. */
export function itemClass(item: MarkupElement): string {
  const kind = childOf(childOf(item, 'itemMeta'), 'itemClass')?.attributes
  return (kind?.qcode ?? kind?.uri ?? '').replace(/^.*[:/]/, '')
}

/** The last part of an element's role, whatever vocabulary it is of, in lower case. */
export function roleOf(element: MarkupElement): string {
  return (element.attributes.role ?? '').replace(/^.*[:/]/, '').toLowerCase()
}

/** What a party or a concept is called; its literal where it has no name. */
export function partyName(element: MarkupElement | undefined): string {
  return lineOf(childOf(element, 'name')) || (element?.attributes.literal ?? '')
}

/** The pictures that belong to a text: linked, named in its copy, or beside it in a message of one story alone. */
export function picturesFor(
  item: MarkupElement,
  items: MarkupElement[],
  alone: boolean,
  credits: Credit[]
): { shown: ToldPicture[]; portraits: { id: string; src: string }[] } {
  const own = new Set([...descendants(item)].flatMap(({ attributes }) => Object.values(attributes)))
  const shown: ToldPicture[] = []
  const portraits: { id: string; src: string }[] = []
  for (const other of items) {
    if (itemClass(other) !== 'picture' || (!alone && !own.has(other.attributes.guid ?? ''))) continue
    const picture = pictureOf(other)
    const credit =
      picture.rel === 'portrait' ? credits.find(({ profile }) => profile.name === picture.caption) : undefined
    if (!credit) shown.push(picture)
    else {
      credit.box = true
      if (picture.src !== '') portraits.push({ id: credit.id, src: picture.src })
    }
  }
  return { shown, portraits }
}

function pictureOf(item: MarkupElement): ToldPicture {
  const content = childOf(item, 'contentMeta')
  const rights = childOf(item, 'rightsInfo')
  const described = (...roles: string[]) =>
    markupText(childrenOf(content, 'description').find((each) => roles.includes(roleOf(each)))).trim()
  const role = childOf(childOf(item, 'itemMeta'), 'role')?.attributes
  const renditions = childrenOf(childOf(item, 'contentSet'), 'remoteContent')
  const width = ({ attributes }: MarkupElement) => Number(attributes.width ?? 0) || 0
  const main = renditions.toSorted((a, b) => width(b) - width(a))[0]
  return {
    names: [item.attributes.guid ?? ''].filter(Boolean),
    rel: (role?.qcode ?? '').replace(/^.*:/, ''),
    caption: described('caption', '') || lineOf(childOf(content, 'headline')),
    credit: lineOf(childOf(content, 'creditline')),
    alt: described('alttext', 'alt'),
    creator: partyName(childrenOf(content, 'creator')[0]),
    copyright: markupText(childOf(rights, 'copyrightNotice')).trim(),
    usageTerms: markupText(childOf(rights, 'usageTerms')).trim(),
    src: main?.attributes.href ?? ''
  }
}
