import type { CreditRole } from '#shared/article/article.ts'
import { correctionsOf } from '../corrections.ts'
import { articleUri, earlierUri } from '../identity.ts'
import { oneLine, type Story } from '../story.ts'
import { mediaTopicCode } from '../uri.ts'
import { block, blockOf, inline, type XmlChild, type XmlElement } from '../xml.ts'

const functions: Record<CreditRole, string> = {
  by: 'author',
  reporting: 'contributor',
  photographs: 'photographer',
  editing: 'editor'
}

/** What receivers sort, hold and file by. NITF has no place for some of it: that goes as `meta`. */
export function nitfHead(story: Story): XmlElement {
  const { context } = story
  const { meta } = story.article
  const { search, social, print } = meta.alternativeHeadlines
  return block(
    'head',
    {},
    inline('title', {}, story.headline),
    named('slugline', meta.slugline),
    // Where Superdesk looks for it.
    named('anpa-keyword', meta.slugline),
    named('kicker', meta.kicker),
    named('headline-search', search),
    named('headline-social', social),
    named('headline-print', print),
    named('updates', earlierUri(story.article) ?? ''),
    tobject(story),
    docdata(story),
    inline('pubdata', {
      name: oneLine(context.publisher) || null,
      'date.publication': basicDate(context.publishedAt),
      'position.section': context.deskName || null
    })
  )
}

function named(name: string, content: string): XmlChild {
  return content.trim() === '' ? null : inline('meta', { name, content })
}

/** The genre and the IPTC Media Topics; subjects of other kinds stand in `identified-content`. */
function tobject({ article }: Story): XmlElement {
  const { genre, subjects } = article.meta
  return block(
    'tobject',
    { 'tobject.type': 'news' },
    genre.trim() === '' ? null : inline('tobject.property', { 'tobject.property.type': genre }),
    ...subjects.map(({ name, uri }) => {
      const code = mediaTopicCode(uri)
      return code === null
        ? null
        : inline('tobject.subject', { 'tobject.subject.refnum': code, 'tobject.subject.type': name })
    })
  )
}

function docdata(story: Story): XmlElement {
  const { context } = story
  const { meta } = story.article
  const version = String(context.version)
  return block(
    'docdata',
    { 'management-status': statusOf(story) },
    inline('doc-id', { regsrc: oneLine(context.publisher) || null, 'id-string': articleUri(context.articleId) }),
    meta.urgency === null ? null : inline('urgency', { 'ed-urg': Math.min(8, meta.urgency) }),
    inline('date.issue', { norm: basicDate(context.updatedAt) }),
    meta.embargo ? inline('date.release', { norm: basicDate(meta.embargo.at) }) : null,
    inline('du-key', { key: meta.slugline || null, version }),
    meta.ednote.trim() === '' ? null : inline('ed-msg', { info: meta.ednote }),
    ...correctionsOf(story.article).map(({ text }) =>
      inline('correction', {
        info: text,
        'id-string': articleUri(context.articleId),
        regsrc: oneLine(context.publisher) || null
      })
    ),
    inline('doc.copyright', { year: context.publishedAt.slice(0, 4), holder: oneLine(context.publisher) || null }),
    blockOf(
      'key-list',
      {},
      meta.topics.map((key) => inline('keyword', { key }))
    ),
    blockOf('identified-content', {}, [...people(story), ...place(story), ...subjects(story)])
  )
}

function statusOf({ article, context }: Story): string {
  const status = context.pubStatus ?? 'usable'
  return status === 'usable' && article.meta.embargo ? 'embargoed' : status
}

function people({ people }: Story): XmlElement[] {
  return people.flatMap(({ credit, roles }) =>
    roles.map((role) => {
      const { name, jobTitle } = credit.profile
      return inline(
        'person',
        { class: functions[role] },
        oneLine(name),
        jobTitle.trim() === '' ? null : inline('function', {}, oneLine(jobTitle))
      )
    })
  )
}

/** The place of an article whose dateline is not printed. */
function place({ article }: Story): XmlElement[] {
  const { text, place } = article.meta.dateline
  return text.trim() === '' && place.trim() !== ''
    ? [inline('location', { class: 'dateline' }, inline('city', {}, place.trim()))]
    : []
}

function subjects({ article }: Story): XmlElement[] {
  return article.meta.subjects
    .filter(({ uri }) => mediaTopicCode(uri) === null)
    .map(({ name, uri }) => inline('classifier', { type: 'subject', value: uri }, name))
}

/** ISO 8601 basic, as NITF's dates are: "20260105T094500Z". */
export function basicDate(at: string): string {
  return new Date(at).toISOString().replace(/\.\d+|[-:]/g, '')
}
