import { parts, type Carries, type ExportFile, type Format } from '../format.ts'
import { pageAddress } from '../html/address.ts'
import { articleUri } from '../identity.ts'
import { setOf } from '../set.ts'
import { oneLine, textFile, type Story } from '../story.ts'
import { block, inline, xmlDocument, type XmlElement } from '../xml.ts'

/** A sitemap points at articles: it holds none. */
const carries: Carries = {
  ...(Object.fromEntries(parts.map((part) => [part, null])) as Carries),
  headline: 'as title',
  published: 'as publication_date',
  updated: 'as lastmod',
  language: 'as language'
}

/** Google reads this many of a file, and nothing that is older. */
const mostItems = 1000
const oldest = 2 * 24 * 60 * 60 * 1000

function fresh(stories: Story[], at: string): Story[] {
  return stories.filter(({ context }) => Date.parse(at) - Date.parse(context.publishedAt) <= oldest).slice(0, mostItems)
}

function writeSitemap(stories: Story[]): ExportFile[] {
  const namespaces = {
    xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9',
    'xmlns:news': 'http://www.google.com/schemas/sitemap-news/0.9'
  }
  return [
    textFile('news-sitemap.xml', 'application/xml', xmlDocument(block('urlset', namespaces, ...stories.map(url))))
  ]
}

function url(story: Story): XmlElement {
  const { context } = story
  const publication = block(
    'news:publication',
    {},
    inline('news:name', {}, oneLine(context.publisher)),
    inline('news:language', {}, sitemapLanguage(story.article.meta.language))
  )
  return block(
    'url',
    {},
    inline('loc', {}, pageAddress(story) ?? articleUri(context.articleId)),
    inline('lastmod', {}, context.updatedAt),
    block(
      'news:news',
      {},
      publication,
      inline('news:publication_date', {}, context.publishedAt),
      inline('news:title', {}, story.headline)
    )
  )
}

/** The language alone, as ISO 639 has it; of Chinese the script, by one of two lands. */
export function sitemapLanguage(language: string): string {
  const [primary = '', ...rest] = language.toLowerCase().split('-')
  if (primary !== 'zh') return primary
  return rest.some((tag) => ['hant', 'tw', 'hk', 'mo'].includes(tag)) ? 'zh-tw' : 'zh-cn'
}

export const newsSitemap: Format = {
  id: 'news-sitemap',
  label: 'News sitemap',
  extension: 'xml',
  mediaType: 'application/xml',
  carries,
  requires: ['urlset/@xmlns'],
  needsSite: true,
  ...setOf(writeSitemap, fresh)
}
