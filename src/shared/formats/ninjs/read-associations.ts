import type { HtmlPage } from '../read-html.ts'
import type { ToldPicture } from '../told-pictures.ts'
import { firstText, list, text, type Item } from './fields.ts'

/** The pictures among what an item is associated with; of other things a note tells. */
export function picturesOf(item: Item, page: HtmlPage): ToldPicture[] {
  return list(item.associations).flatMap((each): ToldPicture[] => {
    const type = text(each.type)
    if (type !== '' && !['picture', 'image', 'graphic'].includes(type)) {
      const words = [
        firstText(each, 'headline', 'title'),
        ...list(each.headlines).map(({ value }) => text(value)),
        text(each.uri)
      ]
      page.notes.push({
        kind: 'left',
        message:
          text(each.name) === 'updates'
            ? 'The item updates another one. The two are not linked here.'
            : `The item came with something that is no picture (${type}), which an article does not hold.`,
        kept: words.filter(Boolean).join('\n')
      })
      return []
    }
    return [associated(each)]
  })
}

function associated(item: Item): ToldPicture {
  const descriptions = list(item.descriptions)
  const described = (...roles: string[]) =>
    text(descriptions.find(({ role }) => roles.includes(text(role).toLowerCase()))?.value)
  const sources = list(item.infosources ?? item.infosource)
  const credit = sources.find((each) => (text(each.role) || text(each.rel)) === 'credit')
  const flat = text(item.description_text)
  return {
    names: [text(item.name), text(item.uri)].filter(Boolean),
    rel: text(item.rel),
    caption: described('caption', 'text', 'main', '') || flat || firstText(item, 'caption', 'description_caption'),
    credit: text(credit?.name) || firstText(item, 'creditline', 'credit', 'source'),
    alt: described('alttext', 'alt') || firstText(item, 'description_alttext', 'body_text', 'alt_text'),
    creator: firstText(item, 'by', 'byline'),
    copyright: firstText(item, 'copyrightnotice', 'copyrightholder'),
    usageTerms: text(item.usageterms),
    src: bestRendition(item)
  }
}

/** Of one picture in several sizes the main one, else the widest. */
function bestRendition(item: Item): string {
  const renditions = list(item.renditions).filter(({ href }) => text(href) !== '')
  const main = renditions.find(({ name }) =>
    ['main', 'original', 'highres', 'baseimage'].includes(text(name).toLowerCase())
  )
  const widest = renditions.toSorted((a, b) => (Number(b.width) || 0) - (Number(a.width) || 0))[0]
  return text((main ?? widest)?.href)
}
