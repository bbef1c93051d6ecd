import type { CreditRole } from '#shared/article/article.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { countWords } from '#shared/document/text.ts'
import { bodyHtml } from '../html/nodes.ts'
import { articleUri } from '../identity.ts'
import { plainCopy } from '../plain-text/nodes.ts'
import { correctionLines } from '../corrections.ts'
import { oneLine, withoutEmpty, type Story, type StoryPerson } from '../story.ts'
import { termUri } from '../uri.ts'
import { associations } from './associations.ts'
import { ninjsNodes } from './nodes.ts'

const relations: Record<CreditRole, string> = {
  by: 'author',
  reporting: 'contributor',
  photographs: 'photographer',
  editing: 'editor'
}

/** The article as a ninjs 3.1 object: what older versions are folded from. */
export function ninjsItem(story: Story): Record<string, unknown> {
  const { context } = story
  const { meta } = story.article
  return withoutEmpty({
    standard: { name: 'ninjs', version: '3.1', schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json' },
    uri: articleUri(context.articleId),
    type: 'text',
    profile: 'article',
    representationType: 'full',
    version: String(context.version),
    altIds: [{ role: 'revision', value: context.revision }],
    contentCreated: context.createdAt,
    firstCreated: context.publishedAt,
    versionCreated: context.updatedAt,
    embargoedUntil: meta.embargo?.at,
    pubStatus: context.pubStatus ?? 'usable',
    urgency: meta.urgency,
    language: meta.language,
    slugline: meta.slugline,
    by: story.byline,
    located: meta.dateline.place || meta.dateline.text,
    headlines: [
      ...texts('main', story.headline),
      ...texts('subhead', story.standfirst),
      ...texts('kicker', meta.kicker),
      ...Object.entries(meta.alternativeHeadlines).flatMap(([role, value]) => texts(role, value))
    ],
    descriptions: texts('summary', meta.summary),
    bodies: bodies(story),
    people: story.people.flatMap((person) => person.roles.map((role) => personItem(person, role))),
    infoSources: story.people.flatMap((person) =>
      person.roles.map((role) => ({ role: relations[role], name: oneLine(person.credit.profile.name) }))
    ),
    organisations: [...organisation('publisher', context.publisher), ...organisation('desk', context.deskName)],
    subjects: [
      ...meta.subjects.map((subject) =>
        withoutEmpty({ name: subject.name, rel: 'about', uri: subject.uri && termUri(subject.uri) })
      ),
      ...meta.topics.map((name) => ({ name, rel: 'related' }))
    ],
    genres: meta.genre === '' ? [] : [{ name: meta.genre }],
    edNote: [meta.ednote, ...correctionLines(story.article)].filter((note) => note.trim() !== '').join('\n'),
    copyrightHolder: context.publisher,
    copyrightNotice: meta.copyright,
    usageTerms: meta.usageTerms,
    associations: associations(story)
  })
}

function texts(role: string, value: string): Record<string, string>[] {
  return value.trim() === '' ? [] : [{ role, contentType: 'text/plain', value }]
}

function bodies(story: Story): Record<string, unknown>[] {
  const plain = plainCopy(story)
  const counts = { charCount: plain.length, wordCount: countWords(plain, story.article.meta.language) }
  return [
    { role: 'main', contentType: 'text/html', ...counts, value: bodyHtml(story, ninjsNodes) },
    { role: 'text', contentType: 'text/plain', ...counts, value: plain }
  ]
}

/** ninjs has no slot for a biography: it travels, as the job title and the handles do, among the contact details. */
function personItem({ credit, box }: StoryPerson, role: CreditRole): Record<string, unknown> {
  const { name, jobTitle, biography, handles } = credit.profile
  return withoutEmpty({
    name: oneLine(name),
    rel: relations[role],
    contactInfo: [
      ...contact('text', 'jobTitle', 'Job title', jobTitle),
      ...contact('text', 'biography', 'Biography', box ? biography : ''),
      ...handles
        .filter((handle) => isSafeLink(handle.url))
        .flatMap((handle) => contact('url', 'handle', handle.service, handle.url))
    ]
  })
}

function contact(type: string, role: string, name: string, value: string): Record<string, string>[] {
  return value.trim() === '' ? [] : [{ type, role, name, value }]
}

function organisation(rel: string, name: string): Record<string, string>[] {
  return name.trim() === '' ? [] : [{ rel, name }]
}
