import { isSafeLink } from '#shared/document/links.ts'
import { correctionLines } from '../corrections.ts'
import { writeWithGalleries } from '../galleries.ts'
import { attributes, escapeHtml } from '../html/escape.ts'
import { datelineHtml } from '../html/nodes.ts'
import { renderNode } from '../render.ts'
import { oneLine, type StoryPerson } from '../story.ts'
import { withoutEmbeds } from './escape.ts'
import { blockNodes, gallery, paragraph, plainHeading, type BlockPage } from './nodes.ts'

/** The copy as blocks, dateline first; headline and standfirst are not in it. */
export function copyBlocks(page: BlockPage): string[] {
  const { story } = page
  const dateline = story.opening === null ? datelineHtml(story).replace(/ — $/, '') : ''
  const blocks = writeWithGalleries(story.blocks, (node) => renderNode(blockNodes, node, page), gallery)
  return dateline === '' ? blocks : [paragraph(dateline), ...blocks]
}

/** The correction notes, the authors' boxes, as WordPress keeps none of them with a post, and the copyright line. */
export function closingBlocks(page: BlockPage): string[] {
  const { story } = page
  return [
    ...correctionLines(story.article).map((text) => line(text, 'correction')),
    ...story.people.filter(({ box }) => box).map((person) => authorBox(person, page)),
    line(story.article.meta.copyright, 'copyright')
  ].filter(Boolean)
}

/** A group, so that who reads it back knows whose lines they are. */
function authorBox({ credit, portrait }: StoryPerson, { story, addressOf }: BlockPage): string {
  const { name, jobTitle, biography, handles } = credit.profile
  const src = portrait ? addressOf(portrait, story) : null
  const links = handles
    .filter(({ url }) => isSafeLink(url))
    .map(
      ({ service, url }) =>
        `<a${attributes({ href: url, rel: 'me' })}>${withoutEmbeds(escapeHtml(oneLine(service) || url))}</a>`
    )
  const lines = [
    src === null
      ? ''
      : `<!-- wp:image -->\n<figure class="wp-block-image"><img${attributes({ src, alt: name }).replaceAll('[', '&#91;')}/></figure>\n<!-- /wp:image -->`,
    plainHeading(withoutEmbeds(escapeHtml(oneLine(name)))),
    line(jobTitle, 'job-title'),
    ...biography.split(/\n+/).map((text) => line(text, 'biography')),
    links.length === 0 ? '' : paragraph(links.join(', '))
  ]
  return `<!-- wp:group {"className":"author"} -->\n<div class="wp-block-group author">${lines.filter(Boolean).join('\n\n')}</div>\n<!-- /wp:group -->`
}

export function line(text: string, className?: string): string {
  return text.trim() === '' ? '' : paragraph(withoutEmbeds(escapeHtml(text.trim())), className)
}
