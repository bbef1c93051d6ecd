import type { Article, CreditRole } from '#shared/article/article.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { countWords } from '#shared/document/text.ts'
import type { Carries, ExportContext, ExportFile, Format } from '../format.ts'
import { datelineHtml } from '../html/nodes.ts'
import { articleUri } from '../identity.ts'
import { plainCopy } from '../plain-text.ts'
import { renderNode } from '../render.ts'
import { mediaFiles, oneLine, readStory, textFile, withoutEmpty, type Story, type StoryPerson } from '../story.ts'
import { associations } from './associations.ts'
import { ninjsNodes } from './nodes.ts'

const carries: Carries = {
  headline: 'as the headline of role main',
  standfirst: 'as the headline of role subhead',
  kicker: 'as the headline of role kicker',
  summary: 'as the description of role summary',
  byline: 'as by',
  authors: 'as people and infoSources',
  'author box': 'as contact details of the person',
  portrait: 'as an association of rel portrait',
  dateline: 'as located, and before the first words',
  published: 'as firstCreated',
  updated: 'as versionCreated',
  copy: 'as an HTML body and a plain one',
  quotes: 'in the bodies',
  'pull quotes': 'in the bodies',
  lists: 'in the bodies',
  tables: 'in the bodies',
  'fact boxes': 'in the bodies',
  embeds: 'as links in the bodies',
  dividers: 'in the bodies',
  formatting: 'in the HTML body',
  links: 'in the HTML body',
  pictures: 'as associations, with files in media/',
  captions: 'as descriptions of role caption',
  credits: 'as infoSources of role credit',
  'alt text': 'as descriptions of role alttext',
  'picture rights': 'as by, copyrightNotice and usageTerms of the association',
  'lead picture': 'as the association of rel featureimage',
  slugline: 'as slugline',
  desk: 'as an organisation of rel desk',
  language: 'as language',
  genre: 'as a genre',
  urgency: 'as urgency',
  subjects: 'as subjects of rel about',
  'related topics': 'as subjects of rel related',
  'alternative headlines': 'as headlines of roles search, social and print',
  embargo: 'as embargoedUntil',
  ednote: 'as edNote',
  'commissioned length': null,
  copyright: 'as copyrightNotice',
  'usage terms': 'as usageTerms'
}

const relations: Record<CreditRole, string> = { by: 'author', reporting: 'contributor', photographs: 'photographer', editing: 'editor' }

function write(article: Article, context: ExportContext): ExportFile[] {
  const story = readStory(article, context)
  return [textFile('article.json', 'application/json', `${JSON.stringify(ninjsItem(story), null, 2)}\n`), ...mediaFiles(story)]
}

function ninjsItem(story: Story): Record<string, unknown> {
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
    pubStatus: 'usable',
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
    infoSources: story.people.flatMap((person) => person.roles.map((role) => ({ role: relations[role], name: oneLine(person.credit.profile.name) }))),
    organisations: [...organisation('publisher', context.publisher), ...organisation('desk', context.deskName)],
    subjects: [
      ...meta.subjects.map((subject) => withoutEmpty({ name: subject.name, rel: 'about', uri: subject.uri && subjectUri(subject.uri) })),
      ...meta.topics.map((name) => ({ name, rel: 'related' }))
    ],
    genres: meta.genre === '' ? [] : [{ name: meta.genre }],
    edNote: meta.ednote,
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
  const opening = story.opening === null && datelineHtml(story) !== '' ? [`<p>${datelineHtml(story).replace(/ — $/, '')}</p>`] : []
  const html = [...opening, ...story.blocks.map((node) => renderNode(ninjsNodes, node, story)).filter(Boolean)].join('\n')
  return [
    { role: 'main', contentType: 'text/html', ...counts, value: html },
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
      ...handles.filter((handle) => isSafeLink(handle.url)).flatMap((handle) => contact('url', 'handle', handle.service, handle.url))
    ]
  })
}

function contact(type: string, role: string, name: string, value: string): Record<string, string>[] {
  return value.trim() === '' ? [] : [{ type, role, name, value }]
}

function organisation(rel: string, name: string): Record<string, string>[] {
  return name.trim() === '' ? [] : [{ rel, name }]
}

/** As RFC 3986 spells it; null where the address cannot be one. */
function subjectUri(address: string): string | null {
  const spelled = encodeURI(address).replace(/%25(?=[0-9a-f]{2})/gi, '%')
  return /^https?:\/\/[\w.~:@!$&'()*+,;=%/?#-]+$/.test(spelled) && (spelled.match(/#/g)?.length ?? 0) < 2 ? spelled : null
}

export const ninjs31: Format = { id: 'ninjs-3.1', label: 'ninjs 3.1', extension: 'json', mediaType: 'application/json', carries, write }
