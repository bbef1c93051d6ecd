import type { Article } from '#shared/article/article.ts'
import { walkBody, type BodyNode } from '#shared/document/body.ts'
import { isPoint } from '#shared/document/crop.ts'
import type { MarkName, NodeName } from '#shared/document/schema.ts'
import { textOf } from '#shared/document/text.ts'
import { parts, type Format, type Part } from './format.ts'

type Has = (article: Article, nodes: BodyNode[]) => boolean

const node =
  (...types: NodeName[]): Has =>
  (_, nodes) =>
    nodes.some((one) => types.includes(one.type))
const words =
  (...types: NodeName[]): Has =>
  (_, nodes) =>
    nodes.some((one) => types.includes(one.type) && textOf(one).trim() !== '')
const mark =
  (...types: MarkName[]): Has =>
  (_, nodes) =>
    nodes.some((one) => one.marks?.some((each) => types.includes(each.type)))
const attribute =
  (...names: string[]): Has =>
  (_, nodes) =>
    nodes.some((one) => one.type === 'figure' && names.some((name) => one.attrs?.[name]))

/** What each part is called in a sentence, and whether an article has it. */
const partTable: Record<Part, { noun: string; has: Has }> = {
  headline: { noun: 'the headline', has: words('headline') },
  standfirst: { noun: 'the standfirst', has: words('standfirst') },
  kicker: { noun: 'the kicker', has: ({ meta }) => meta.kicker !== '' },
  summary: { noun: 'the summary', has: ({ meta }) => meta.summary !== '' },
  byline: { noun: 'the byline', has: ({ meta }) => meta.credits.length > 0 },
  authors: { noun: 'the authors as people', has: ({ meta }) => meta.credits.length > 0 },
  'job titles': {
    noun: 'the job titles of those without an author’s box',
    has: ({ meta }) => meta.credits.some(({ box, profile }) => !box && profile.jobTitle !== '')
  },
  'author box': { noun: 'the author’s box', has: ({ meta }) => meta.credits.some((credit) => credit.box) },
  portrait: {
    noun: 'the author’s portrait',
    has: ({ meta }) => meta.credits.some((credit) => credit.box && credit.profile.portrait)
  },
  dateline: { noun: 'the dateline', has: ({ meta }) => meta.dateline.text !== '' || meta.dateline.place !== '' },
  published: { noun: 'the time of publication', has: () => true },
  updated: { noun: 'the time of the last change', has: () => true },
  copy: { noun: 'the copy', has: words('paragraph', 'heading') },
  quotes: { noun: 'quotes', has: node('quote') },
  'pull quotes': { noun: 'pull quotes', has: node('pullQuote') },
  lists: { noun: 'lists', has: node('bulletList', 'orderedList') },
  tables: { noun: 'tables', has: node('table') },
  'fact boxes': { noun: 'fact boxes', has: node('factBox') },
  embeds: { noun: 'embeds', has: node('embed') },
  dividers: { noun: 'dividers', has: node('divider') },
  formatting: {
    noun: 'bold, italic and other formatting',
    has: mark('bold', 'italic', 'strike', 'superscript', 'subscript')
  },
  links: { noun: 'links in the copy', has: mark('link') },
  pictures: { noun: 'pictures', has: attribute('media') },
  captions: { noun: 'captions', has: words('caption') },
  credits: { noun: 'picture credits', has: words('credit') },
  'alt text': { noun: 'alt texts', has: attribute('alt') },
  'picture rights': { noun: 'the makers and rights of pictures', has: attribute('creator', 'copyright', 'usageTerms') },
  'lead picture': {
    noun: 'which picture is the lead',
    has: (_, nodes) => nodes.some((one) => one.type === 'figure' && one.attrs?.role === 'lead')
  },
  'focus points': {
    noun: 'the focus points of pictures',
    has: (_, nodes) => nodes.some((one) => one.type === 'figure' && isPoint(one.attrs?.focus))
  },
  slugline: { noun: 'the slugline', has: ({ meta }) => meta.slugline !== '' },
  desk: { noun: 'the desk', has: ({ meta }) => meta.desk !== '' },
  language: { noun: 'the language', has: () => true },
  genre: { noun: 'the genre', has: ({ meta }) => meta.genre !== '' },
  urgency: { noun: 'the urgency', has: ({ meta }) => meta.urgency !== null },
  subjects: { noun: 'the subjects', has: ({ meta }) => meta.subjects.length > 0 },
  'related topics': { noun: 'the related topics', has: ({ meta }) => meta.topics.length > 0 },
  'alternative headlines': {
    noun: 'the alternative headlines',
    has: ({ meta }) => Object.values(meta.alternativeHeadlines).some((text) => text !== '')
  },
  embargo: { noun: 'the embargo', has: ({ meta }) => meta.embargo !== null },
  ednote: { noun: 'the note to editors', has: ({ meta }) => meta.ednote !== '' },
  'commissioned length': { noun: 'the commissioned length', has: ({ meta }) => meta.commissionedLength !== null },
  copyright: { noun: 'the copyright line', has: ({ meta }) => meta.copyright !== '' },
  'usage terms': { noun: 'the usage terms', has: ({ meta }) => meta.usageTerms !== '' },
  corrections: { noun: 'the correction notes', has: ({ meta }) => meta.corrections !== undefined },
  'earlier article': { noun: 'which article it updates', has: ({ meta }) => meta.updates !== undefined }
}

/** Whether the article has the part at all. */
export function hasPart(article: Article, part: Part): boolean {
  return partTable[part].has(
    article,
    [...walkBody(article.body)].map((step) => step.node)
  )
}

/** What this article would lose in this format, a sentence each; empty when nothing is lost. */
export function dropsOf(format: Format, article: Article): string[] {
  if (format.carries.copy === null)
    return [
      `${format.label} only points at the article: it holds ${listed(parts.filter((part) => format.carries[part] !== null).map((part) => partTable[part].noun))}.`
    ]
  const nodes = [...walkBody(article.body)].map((step) => step.node)
  const dropped = parts.filter((part) => format.carries[part] === null && partTable[part].has(article, nodes))
  return [
    ...dropped.map((part) => `${format.label} leaves out ${partTable[part].noun}.`),
    ...(format.flattens?.(article) ?? [])
  ]
}

function listed(nouns: string[]): string {
  return nouns.length < 2 ? nouns.join('') : `${nouns.slice(0, -1).join(', ')} and ${nouns.at(-1)}`
}
