import { oneLine, type Story } from '../story.ts'
import { absoluteMedia, pageAddress } from './address.ts'
import { attributes, escapeHtml, scriptJson } from './escape.ts'
import { newsArticle } from './json-ld.ts'

/** Everything in `<head>`: for browsers, search engines and the cards of social networks. */
export function headHtml(story: Story): string {
  const { context } = story
  const { meta } = story.article
  const page = pageAddress(story)
  const authors = story.people
    .filter((person) => person.roles.includes('by'))
    .map((person) => oneLine(person.credit.profile.name))
  return [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(oneLine(meta.alternativeHeadlines.search) || story.headline)}</title>`,
    named('description', story.description),
    ...authors.map((author) => named('author', author)),
    page ? `<link${attributes({ rel: 'canonical', href: page })}>` : '',
    property('og:type', 'article'),
    property('og:title', oneLine(meta.alternativeHeadlines.social) || story.headline),
    property('og:description', story.description),
    property('og:locale', openGraphLocale(meta.language)),
    property('og:site_name', context.publisher),
    property('og:url', page ?? ''),
    ...imageHtml(story),
    property('article:published_time', context.publishedAt),
    property('article:modified_time', context.updatedAt),
    property('article:section', context.deskName),
    ...meta.topics.map((topic) => property('article:tag', topic)),
    '<link rel="stylesheet" href="style.css">',
    `<script type="application/ld+json">\n${scriptJson(newsArticle(story))}\n</script>`
  ]
    .filter(Boolean)
    .join('\n')
}

function imageHtml(story: Story): string[] {
  const picture = story.lead?.file ? story.lead : story.pictures.find((each) => each.file)
  const address = picture?.file && absoluteMedia(picture.file, story)
  if (!picture?.file || !address) return []
  return [
    property('og:image', address),
    property('og:image:type', picture.file.mediaType),
    property('og:image:width', String(picture.file.width)),
    property('og:image:height', String(picture.file.height)),
    property('og:image:alt', picture.alt),
    named('twitter:card', 'summary_large_image')
  ]
}

/** "en_US", the only spelling that Open Graph knows; a language without a territory has none. */
function openGraphLocale(language: string): string {
  const match = /^([a-z]{2,3})(?:-[a-z]{4})?-([a-z]{2})$/i.exec(language)
  return match?.[1] && match[2] ? `${match[1].toLowerCase()}_${match[2].toUpperCase()}` : ''
}

function named(name: string, content: string): string {
  return content.trim() === '' ? '' : `<meta${attributes({ name, content })}>`
}

function property(name: string, content: string): string {
  return content.trim() === '' ? '' : `<meta${attributes({ property: name, content })}>`
}
