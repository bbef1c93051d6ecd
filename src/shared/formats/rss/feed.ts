import type { ExportSet } from '../format.ts'
import { absoluteMedia, pageAddress } from '../html/address.ts'
import { attributes, escapeHtml } from '../html/escape.ts'
import { boxHtml } from '../html/furniture.ts'
import { bodyHtml, figureHtml, htmlNodes, inline as inlineHtml } from '../html/nodes.ts'
import { articleUri, partUri } from '../identity.ts'
import type { NodeTable } from '../render.ts'
import { oneLine, type Story, type StoryPicture } from '../story.ts'
import { termUri } from '../uri.ts'
import { block, cdata, filled, inline, xmlDocument, type XmlChild, type XmlElement } from '../xml.ts'

const namespaces = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:dcterms': 'http://purl.org/dc/terms/',
  'xmlns:media': 'http://search.yahoo.com/mrss/'
}

/** A whole feed. Without a site nothing claims an address: the channel is named by a URN and items have no link. */
export function feedXml(stories: Story[], set: ExportSet): string {
  const { siteUrl, publisher } = set
  const channel = block(
    'channel',
    {},
    inline('title', {}, oneLine(publisher)),
    inline('link', {}, siteUrl === null ? partUri('feed', publisher) : `${siteUrl}/`),
    inline('description', {}, oneLine(publisher)),
    siteUrl === null
      ? null
      : inline('atom:link', { href: `${siteUrl}/feed.xml`, rel: 'self', type: 'application/rss+xml' }),
    inline('language', {}, set.language.toLowerCase()),
    inline('lastBuildDate', {}, rfc822(set.at)),
    ...stories.map(item)
  )
  return xmlDocument(block('rss', { version: '2.0', ...namespaces }, channel))
}

/** The guid stays through every version; `dcterms:modified` tells a reader that there is a new one. */
function item(story: Story): XmlElement {
  const { context } = story
  const { meta } = story.article
  const content = contentHtml(story)
  const writers = story.people.filter((person) => person.roles.includes('by'))
  return block(
    'item',
    {},
    inline('title', {}, story.headline),
    filled('link', pageAddress(story) ?? ''),
    inline('guid', { isPermaLink: 'false' }, articleUri(context.articleId)),
    inline('pubDate', {}, rfc822(context.publishedAt)),
    inline('dcterms:modified', {}, context.updatedAt),
    // `author` must be an e-mail address, so names go here.
    ...writers.map((person) => filled('dc:creator', oneLine(person.credit.profile.name))),
    inline('dc:language', {}, meta.language),
    filled('dc:rights', [meta.copyright, meta.usageTerms].filter((text) => text.trim() !== '').join('\n')),
    filled('description', story.description),
    ...meta.subjects.map((subject) =>
      filled('category', oneLine(subject.name), { domain: subject.uri === null ? null : termUri(subject.uri) })
    ),
    ...meta.topics.map((topic) => filled('category', oneLine(topic))),
    content === '' ? null : inline('content:encoded', {}, cdata(content)),
    ...story.pictures.map((picture) => mediaContent(picture, story))
  )
}

const nodes: NodeTable<Story> = { ...htmlNodes, figure: (node, story) => figureHtml(node, story, {}, absoluteMedia) }

/** What stands between headline and copyright, every address absolute: a feed's reader is somewhere else. */
function contentHtml(story: Story): string {
  return [
    story.standfirst === ''
      ? ''
      : `<p${attributes({ class: 'standfirst' })}>${inlineHtml(story.standfirstNode, story)}</p>`,
    story.byline === '' ? '' : `<p${attributes({ class: 'byline' })}>${escapeHtml(story.byline)}</p>`,
    bodyHtml(story, nodes),
    ...story.people.filter((person) => person.box).map((person) => boxHtml(person, story, absoluteMedia))
  ]
    .filter(Boolean)
    .join('\n')
}

function mediaContent(picture: StoryPicture, story: Story): XmlChild {
  const { file, caption, credit, creator, copyright, usageTerms, lead } = picture
  const url = file && absoluteMedia(file, story)
  if (!file || !url) return null
  const makers = credit.includes(creator) ? [credit] : [creator, credit]
  return block(
    'media:content',
    {
      url,
      type: file.mediaType,
      medium: 'image',
      width: file.width,
      height: file.height,
      fileSize: file.bytes.length || null,
      isDefault: lead ? 'true' : null
    },
    filled('media:description', caption, { type: 'plain' }),
    // A role is one of the EBU's list, and "credit" is none of them.
    ...makers.map((maker) => filled('media:credit', oneLine(maker), { role: 'photographer', scheme: 'urn:ebu' })),
    filled('media:copyright', [copyright, usageTerms].map(oneLine).filter(Boolean).join(' — '))
  )
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "Mon, 05 Jan 2026 09:30:00 +0000": English names whatever the machine speaks. */
export function rfc822(at: string): string {
  const date = new Date(at)
  const two = (figure: number) => String(figure).padStart(2, '0')
  const day = `${days[date.getUTCDay()]}, ${two(date.getUTCDate())} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
  return `${day} ${date.toISOString().slice(11, 19)} +0000`
}
