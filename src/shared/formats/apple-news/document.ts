import { pageAddress } from '../html/address.ts'
import { articleUri } from '../identity.ts'
import { authorsOf, oneLine, withoutEmpty, type Story } from '../story.ts'
import { bundleAddress, components } from './components.ts'
import type { Meta } from '#shared/article/article.ts'

export const keywordLimit = 50

/** Apple News Format. The version is the lowest that has all of it: readers take older ones. */
export function appleDocument(story: Story): unknown {
  const { context } = story
  const { meta } = story.article
  const shown = story.lead?.file ?? story.pictures.find(({ file }) => file)?.file
  return {
    version: '1.11',
    identifier: identifierOf(context.articleId),
    title: story.headline || oneLine(meta.slugline) || 'Untitled',
    ...withoutEmpty({ subtitle: story.standfirst }),
    language: languageOf(meta.language),
    layout: { columns: 10, width: 1024, margin: 70, gutter: 20 },
    metadata: {
      ...withoutEmpty({
        authors: [...new Set(authorsOf(story).map(({ credit }) => oneLine(credit.profile.name)))],
        excerpt: oneLine(meta.summary),
        keywords: keywordsOf(meta).slice(0, keywordLimit),
        canonicalURL: pageAddress(story) ?? '',
        thumbnailURL: shown ? bundleAddress(shown) : ''
      }),
      dateCreated: offsetTime(context.createdAt),
      dateModified: offsetTime(context.updatedAt),
      datePublished: offsetTime(context.publishedAt),
      generatorName: 'Copydesk',
      generatorIdentifier: 'copydesk'
    },
    components: components(story),
    componentTextStyles: styles
  }
}

/** By their names Apple News gives these to every component of the role. */
const styles = {
  default: { fontName: 'Georgia', fontSize: 18, lineHeight: 26 },
  'default-title': { fontName: 'HelveticaNeue-Bold', fontSize: 36, lineHeight: 40 },
  'default-intro': { fontName: 'HelveticaNeue', fontSize: 20, lineHeight: 27 },
  'default-byline': { fontName: 'HelveticaNeue-Medium', fontSize: 14, lineHeight: 18 },
  'default-heading': { fontName: 'HelveticaNeue-Bold', fontSize: 24, lineHeight: 29 },
  'default-quote': { fontName: 'Georgia-Italic', fontSize: 20, lineHeight: 28 },
  'default-pullquote': { fontName: 'HelveticaNeue-Bold', fontSize: 28, lineHeight: 34 },
  'default-caption': { fontName: 'HelveticaNeue', fontSize: 13, lineHeight: 17 },
  kicker: { fontName: 'HelveticaNeue-Bold', fontSize: 14, lineHeight: 18 },
  small: { fontName: 'HelveticaNeue', fontSize: 13, lineHeight: 17 }
}

/** At most 64 letters, digits, hyphens and underscores: an article's own id is, another becomes the figures of its URI. */
export function identifierOf(articleId: string): string {
  return /^[\w-]{1,64}$/.test(articleId) ? articleId : articleUri(articleId).slice('urn:uuid:'.length)
}

/** Letters alone: "es-419" goes out as "es". */
export function languageOf(language: string): string {
  return /^[A-Za-z-]+$/.test(language) ? language : (language.split('-')[0] ?? language)
}

export function keywordsOf({ topics, subjects }: Pick<Meta, 'topics' | 'subjects'>): string[] {
  return [...new Set([...topics, ...subjects.map(({ name }) => name)].map(oneLine).filter((name) => name !== ''))]
}

/** Apple asks for an offset and takes no Z. */
function offsetTime(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19)}+00:00`
}
