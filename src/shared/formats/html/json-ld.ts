import type { CreditRole } from '#shared/article/article.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { articleUri, earlierUri } from '../identity.ts'
import { oneLine, withoutEmpty, type Story, type StoryPerson, type StoryPicture } from '../story.ts'
import { absoluteMedia, pageAddress } from './address.ts'

const placeOf: Record<CreditRole, 'author' | 'contributor' | 'editor'> = {
  by: 'author',
  reporting: 'contributor',
  photographs: 'contributor',
  editing: 'editor'
}

/** The article as schema.org's NewsArticle. What has no value is left out; addresses are absolute or not there. */
export function newsArticle(story: Story): Record<string, unknown> {
  const { context } = story
  const { meta } = story.article
  const page = pageAddress(story)
  const earlier = earlierUri(story.article)
  const publisher = withoutEmpty({ '@type': 'NewsMediaOrganization', name: context.publisher, url: context.siteUrl })
  return withoutEmpty({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': page,
    url: page,
    mainEntityOfPage: page,
    identifier: articleUri(context.articleId),
    version: context.version,
    isBasedOn: earlier && { '@type': 'NewsArticle', identifier: earlier },
    headline: story.headline,
    alternativeHeadline: [story.standfirst, ...Object.values(meta.alternativeHeadlines)].map(oneLine).filter(Boolean),
    description: story.description,
    dateCreated: withOffset(context.createdAt),
    datePublished: withOffset(context.publishedAt),
    dateModified: withOffset(context.updatedAt),
    dateline: meta.dateline.text || meta.dateline.place,
    contentLocation: meta.dateline.place && { '@type': 'Place', name: meta.dateline.place },
    inLanguage: meta.language,
    articleSection: context.deskName,
    genre: meta.genre,
    keywords: unique([...meta.subjects.map((subject) => subject.name), ...meta.topics]),
    about: meta.subjects.map((subject) => withoutEmpty({ '@type': 'Thing', name: subject.name, sameAs: subject.uri })),
    author: people(story, 'author'),
    contributor: people(story, 'contributor'),
    editor: people(story, 'editor'),
    publisher,
    image: story.pictures.filter((picture) => picture.file).map((picture) => imageObject(picture, story)),
    copyrightHolder: context.publisher && publisher,
    copyrightNotice: meta.copyright,
    correction: (meta.corrections ?? []).map(({ at, text }) => ({
      '@type': 'CorrectionComment',
      text,
      datePublished: withOffset(at)
    })),
    usageInfo: meta.usageTerms && { '@type': 'CreativeWork', text: meta.usageTerms }
  })
}

function people(story: Story, place: 'author' | 'contributor' | 'editor'): Record<string, unknown>[] {
  return story.people
    .filter((person) => person.roles.some((role) => placeOf[role] === place))
    .map((person) => personNode(person, story))
}

function personNode({ credit, box, portrait }: StoryPerson, story: Story): Record<string, unknown> {
  const { name, jobTitle, biography, handles } = credit.profile
  const addresses = handles.map((handle) => handle.url).filter(isSafeLink)
  return withoutEmpty({
    '@type': 'Person',
    name: oneLine(name),
    jobTitle: oneLine(jobTitle),
    description: box ? biography : '',
    url: addresses[0],
    sameAs: addresses,
    image: portrait && absoluteMedia(portrait, story)
  })
}

function imageObject(picture: StoryPicture, story: Story): Record<string, unknown> {
  const { file, caption, credit, creator, copyright, usageTerms, lead, alt } = picture
  const address = file && absoluteMedia(file, story)
  return withoutEmpty({
    '@type': 'ImageObject',
    contentUrl: address,
    url: address,
    name: file?.fileName,
    encodingFormat: file?.mediaType,
    width: file?.width,
    height: file?.height,
    representativeOfPage: lead || null,
    caption,
    description: alt,
    creditText: credit,
    creator: creator && { '@type': 'Person', name: creator },
    copyrightNotice: copyright,
    usageInfo: usageTerms && { '@type': 'CreativeWork', text: usageTerms }
  })
}

/** schema.org readers ask for an offset: "2026-01-05T09:45:00+00:00". */
function withOffset(at: string): string {
  return `${new Date(at).toISOString().replace(/\.\d+Z$/, '')}+00:00`
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)]
}
