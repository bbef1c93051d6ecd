import type { ExportSet } from '../format.ts'
import { safeFileName } from '../file-name.ts'
import { pageAddress } from '../html/address.ts'
import { articleUri } from '../identity.ts'
import { rfc822 } from '../rss/feed.ts'
import { authorsOf, fullByline, oneLine, type Story } from '../story.ts'
import { closingBlocks, copyBlocks, line } from '../wordpress-blocks/post.ts'
import { blockNodes, type BlockPage } from '../wordpress-blocks/nodes.ts'
import { renderNode } from '../render.ts'
import { block, cdata, filled, inline, xmlDocument, type XmlChild, type XmlElement } from '../xml.ts'
import { loginOf, slugsOf } from './slug.ts'

const namespaces = {
  'xmlns:excerpt': 'http://wordpress.org/export/1.2/excerpt/',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:wp': 'http://wordpress.org/export/1.2/'
}

const field = (name: string, text: string) => inline(name, {}, cdata(text))

/** Every name and title is HTML to WordPress. */
function html(text: string): string {
  return oneLine(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** WordPress eXtended RSS 1.2. Every post is a draft: WordPress publishes nothing of it by itself. */
export function wxrXml(stories: Story[], set: ExportSet): string {
  const { siteUrl, publisher } = set
  const categories = termsOf(stories, categoryNames)
  const tags = termsOf(stories, tagNames)
  const people = new Map(
    stories
      .flatMap((story) => authorsOf(story))
      .map(({ credit }) => [loginOf(credit.profile.name), credit.profile.name])
  )
  const address = siteUrl === null ? null : inline('link', {}, siteUrl)
  return xmlDocument(
    block(
      'rss',
      { version: '2.0', ...namespaces },
      block(
        'channel',
        {},
        inline('title', {}, oneLine(publisher)),
        address,
        inline('description', {}),
        inline('pubDate', {}, rfc822(set.at)),
        // Without it the importer refuses the file.
        inline('wp:wxr_version', {}, '1.2'),
        siteUrl === null ? null : inline('wp:base_site_url', {}, siteUrl),
        siteUrl === null ? null : inline('wp:base_blog_url', {}, siteUrl),
        ...[...people].map(([login, name], index) => author(login, name, index + 1)),
        ...[...categories].map(([name, slug]) => category(name, slug, stories)),
        ...[...tags].map(([name, slug]) =>
          block('wp:tag', {}, field('wp:tag_slug', slug), field('wp:tag_name', html(name)))
        ),
        ...stories.map((story, index) => item(story, index + 1, categories, tags))
      )
    )
  )
}

function termsOf(stories: Story[], names: (story: Story) => string[]): Map<string, string> {
  return slugsOf(stories.flatMap(names), 'term')
}

function categoryNames({ article, context }: Story): string[] {
  return [context.deskName, ...article.meta.subjects.map(({ name }) => name)].map(oneLine).filter((name) => name !== '')
}

function tagNames({ article }: Story): string[] {
  return article.meta.topics.map(oneLine).filter((name) => name !== '')
}

function author(login: string, name: string, id: number): XmlElement {
  return block(
    'wp:author',
    {},
    inline('wp:author_id', {}, String(id)),
    field('wp:author_login', login),
    field('wp:author_email', ''),
    field('wp:author_display_name', html(name))
  )
}

/** A subject's term stands where WordPress keeps what a category is. */
function category(name: string, slug: string, stories: Story[]): XmlElement {
  const uri =
    stories.flatMap(({ article }) => article.meta.subjects).find((subject) => oneLine(subject.name) === name)?.uri ?? ''
  return block(
    'wp:category',
    {},
    field('wp:category_nicename', slug),
    field('wp:category_parent', ''),
    field('wp:cat_name', html(name)),
    uri === '' ? null : field('wp:category_description', html(uri))
  )
}

function item(story: Story, id: number, categories: Map<string, string>, tags: Map<string, string>): XmlElement {
  const { context } = story
  const { meta } = story.article
  const authors = new Map(authorsOf(story).map(({ credit }) => [loginOf(credit.profile.name), credit.profile.name]))
  const [first] = authors.keys()
  const terms = (domain: string, names: string[], slugs: Map<string, string>): XmlChild[] =>
    [...new Set(names)].map((name) => inline('category', { domain, nicename: slugs.get(name) }, cdata(html(name))))
  return block(
    'item',
    {},
    field('title', html(story.headline)),
    filled('link', pageAddress(story) ?? ''),
    inline('pubDate', {}, rfc822(context.publishedAt)),
    first === undefined ? null : field('dc:creator', first),
    inline('guid', { isPermaLink: 'false' }, articleUri(context.articleId)),
    inline('description', {}),
    field('content:encoded', contentOf(story)),
    field('excerpt:encoded', html(story.description)),
    inline('wp:post_id', {}, String(id)),
    // In the site's own zone, which only WordPress knows: UTC stands for it. Without it the importer would take every
    // post of the same title for this one, and leave this one out.
    inline('wp:post_date', {}, wordpressTime(context.publishedAt)),
    inline('wp:post_date_gmt', {}, wordpressTime(context.publishedAt)),
    inline('wp:post_modified_gmt', {}, wordpressTime(context.updatedAt)),
    field('wp:comment_status', 'closed'),
    field('wp:ping_status', 'closed'),
    field('wp:post_name', safeFileName(story.headline)),
    // `future` would publish itself when its time comes.
    field('wp:status', 'draft'),
    inline('wp:post_parent', {}, '0'),
    inline('wp:menu_order', {}, '0'),
    field('wp:post_type', 'post'),
    field('wp:post_password', ''),
    inline('wp:is_sticky', {}, '0'),
    ...terms('category', categoryNames(story), categories),
    ...terms('post_tag', tagNames(story), tags),
    // Co-Authors Plus reads every author; WordPress alone knows the one above.
    ...[...authors].map(([login, name]) =>
      inline('category', { domain: 'author', nicename: login }, cdata(html(name)))
    ),
    ...[meta.slugline, meta.kicker].map((value, index) => postmeta(index === 0 ? 'slugline' : 'kicker', value))
  )
}

function postmeta(key: string, value: string): XmlChild {
  return value.trim() === ''
    ? null
    : block('wp:postmeta', {}, field('wp:meta_key', key), field('wp:meta_value', html(value)))
}

function contentOf(story: Story): string {
  const page: BlockPage = { story, addressOf: () => null }
  const standfirst = story.standfirstNode ? renderNode(blockNodes, story.standfirstNode, page) : ''
  return [standfirst, ...copyBlocks(page), line(fullByline(story), 'byline'), ...closingBlocks(page)]
    .filter(Boolean)
    .join('\n\n')
}

/** "2026-01-05 09:30:00": UTC, without a letter that says so. */
export function wordpressTime(at: string): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}
