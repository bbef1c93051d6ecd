import type { BodyNode } from '#shared/document/body.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { beginningOf, decodeText } from '../decode-text.ts'
import { bodyOf, readBlocks, newPage, type HtmlPage } from '../read-html.ts'
import { childOf, childrenOf, lineOf, markupText, parseHtml, type MarkupElement } from '../markup.ts'
import { readByline } from '../read-byline.ts'
import { withBoxes } from '../read-author-box.ts'
import { noDateline } from '../read-dateline.ts'
import { wordsOf } from '../read-inline.ts'
import {
  creditsOf,
  fitted,
  instantOf,
  languageOf,
  subjectsOf,
  topicsOf,
  topicUri,
  type FoundPerson
} from '../read-meta.ts'
import { importedOf } from '../read-story.ts'
import { parseXml, rootName } from '../parse-xml.ts'
import type { Imported, ImportFile, ImportNote, Reader } from '../reader.ts'
import { itemsOf, withUsualPrefixes } from '../rss/read-feed.ts'
import { plain, readOwnHtml } from '../read-own-html.ts'
import { asHtml, pictureHtml, type Attachment } from './classic.ts'

const shownTypes = ['post', 'page']
const statuses: Record<string, string> = {
  publish: 'published',
  future: 'waiting to be published at a time',
  draft: 'a draft',
  pending: 'waiting for review',
  private: 'private'
}

export const wxrReader: Reader = {
  extensions: ['.xml', '.wxr'],
  recognises: ({ bytes }) => {
    const beginning = beginningOf(bytes, 16_384)
    return rootName(beginning) === 'rss' && /wordpress\.org\/export\/|<wp:/.test(beginning)
  },
  read: (file, beside) => readWxr(file, beside)
}

/** What the whole site says, for every post of it. */
interface Site {
  title: string
  language: string | null
  /** Display names by login. */
  authors: Map<string, string>
  /** What stands of a category, by its name. */
  categories: Map<string, string>
  attachments: Map<string, Attachment>
}

function readWxr(file: ImportFile, beside: ImportFile[]): Result<Imported[]> {
  const xml = parseXml(decodeText(file.bytes))
  if (!xml.ok) return xml
  const { channel, items } = itemsOf(withUsualPrefixes(xml.value))
  if (!channel) return fail('unsupported', 'The file is XML, but no export of WordPress: it has no channel.')
  const site = siteOf(channel, items)
  const posts = items.filter(
    (item) =>
      shownTypes.includes(field(item, 'wp:post_type') || 'post') &&
      !['trash', 'auto-draft'].includes(field(item, 'wp:status'))
  )
  if (posts.length === 0) return fail('unsupported', 'The export of WordPress holds neither a post nor a page.')
  return ok(posts.map((post) => imported(post, site, file, beside)))
}

function field(item: MarkupElement, name: string): string {
  return markupText(childOf(item, name)).trim()
}

function siteOf(channel: MarkupElement, items: MarkupElement[]): Site {
  const attached = items
    .filter((item) => field(item, 'wp:post_type') === 'attachment')
    .map((item): Attachment => ({
      id: field(item, 'wp:post_id'),
      url: field(item, 'wp:attachment_url') || field(item, 'guid'),
      caption: field(item, 'excerpt:encoded') || field(item, 'content:encoded'),
      alt: metaValue(item, '_wp_attachment_image_alt')
    }))
  return {
    title: lineOf(childOf(channel, 'title')),
    language: languageOf(lineOf(childOf(channel, 'language'))),
    authors: new Map(
      childrenOf(channel, 'wp:author').map((each) => [
        field(each, 'wp:author_login'),
        plain(field(each, 'wp:author_display_name'))
      ])
    ),
    categories: new Map(
      childrenOf(channel, 'wp:category').map((each) => [
        plain(field(each, 'wp:cat_name')),
        plain(field(each, 'wp:category_description'))
      ])
    ),
    attachments: new Map(attached.map((each) => [each.id, each]))
  }
}

function metaValue(item: MarkupElement, key: string): string {
  const found = childrenOf(item, 'wp:postmeta').find((each) => field(each, 'wp:meta_key') === key)
  return found ? field(found, 'wp:meta_value') : ''
}

function imported(item: MarkupElement, site: Site, file: ImportFile, beside: ImportFile[]): Imported {
  const page = newPage()
  const { notes } = page
  const copy = readOwnHtml(asHtml(field(item, 'content:encoded'), site.attachments), page)
  const excerpt = plain(field(item, 'excerpt:encoded'))
  const hasStandfirst = copy.standfirst.length > 0
  const said = copy.standfirst
    .map((node) => node.text ?? '')
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
  const terms = (domain: string) => [
    ...new Set(
      childrenOf(item, 'category')
        .filter(({ attributes }) => attributes.domain === domain)
        .map((each) => plain(markupText(each)))
    )
  ]
  const people = withBoxes(peopleOf(item, site, terms('author'), copy.byline, notes), copy.boxes, notes)
  const credits = creditsOf(people, notes)
  for (const { name } of copy.boxes) for (const credit of credits) if (credit.profile.name === name) credit.box = true
  tellStatus(item, notes)
  tellFields(item, notes)
  return importedOf(
    {
      meta: {
        ...(site.language ? { language: site.language } : {}),
        credits,
        slugline: fitted(plain(metaValue(item, 'slugline')), 200, notes, 'slugline'),
        kicker: fitted(plain(metaValue(item, 'kicker')), 200, notes, 'kicker'),
        summary: hasStandfirst && excerpt !== said ? fitted(excerpt, 2000, notes, 'summary', true) : '',
        subjects: subjectsOf(
          terms('category').map((name) => ({ name, uri: termOf(site.categories.get(name) ?? '') })),
          notes
        ),
        topics: topicsOf(terms('post_tag'), notes),
        copyright: fitted(copy.copyright, 1000, notes, 'copyright line', true)
      },
      headline: wordsOf(plain(field(item, 'title'))),
      standfirst: hasStandfirst ? copy.standfirst : wordsOf(excerpt),
      blocks: [...featured(item, site, page), ...copy.blocks],
      dateline: { ...noDateline, text: copy.dateline, marked: copy.dateline !== '' },
      page,
      portraits: [],
      wire: wireOf(item, site)
    },
    file,
    beside
  )
}

function termOf(description: string): string | null {
  return /^https?:\/\/\S+$/.test(description) ? (topicUri(description) ?? description) : null
}

/** The picture that stands for the post, which its copy does not show. */
function featured(item: MarkupElement, site: Site, page: HtmlPage): BodyNode[] {
  const picture = site.attachments.get(metaValue(item, '_thumbnail_id'))
  const parsed = picture && parseHtml(pictureHtml(picture))
  if (!parsed?.ok) return []
  return readBlocks(bodyOf(parsed.value).children, page).map((block) =>
    block.type === 'figure' ? { ...block, attrs: { ...block.attrs, role: 'lead' } } : block
  )
}

/** All whom Co-Authors Plus names; else the one whom WordPress knows, by the name that is shown. */
function peopleOf(
  item: MarkupElement,
  site: Site,
  coAuthors: string[],
  byline: string,
  notes: ImportNote[]
): FoundPerson[] {
  const creator = plain(field(item, 'dc:creator'))
  const own = creator === '' ? [] : [site.authors.get(creator) || creator]
  const names = coAuthors.length > 0 ? coAuthors : own
  return [
    ...names.map((name): FoundPerson => ({ name, role: 'by' })),
    ...readByline(byline, notes).filter(
      ({ role, name }) => role !== 'by' || names.length === 0 || !names.includes(name)
    )
  ]
}

function tellStatus(item: MarkupElement, notes: ImportNote[]): void {
  const status = statuses[field(item, 'wp:status')]
  if (status) notes.push({ kind: 'changed', message: `On the site it was ${status}; here it is a draft.` })
}

const ownFields = ['slugline', 'kicker']

/** Fields that somebody added to the post; those that begin with a line are WordPress's and its plugins' own. */
function tellFields(item: MarkupElement, notes: ImportNote[]): void {
  for (const each of childrenOf(item, 'wp:postmeta')) {
    const key = field(each, 'wp:meta_key')
    const value = field(each, 'wp:meta_value')
    if (key === '' || key.startsWith('_') || ownFields.includes(key) || value === '') continue
    notes.push({
      kind: 'left',
      message: `The field “${key}” did not come: an article has no place for it.`,
      kept: value.slice(0, 4000)
    })
  }
}

function wireOf(item: MarkupElement, site: Site): Imported['wire'] {
  const uri = field(item, 'guid') || field(item, 'link')
  const modified = field(item, 'wp:post_modified_gmt') || field(item, 'wp:post_date_gmt')
  const at = instantOf(modified.replace(' ', 'T')) ?? instantOf(field(item, 'pubDate'))
  return uri === '' ? null : { uri, version: at ?? '1', source: site.title, status: 'usable' }
}
