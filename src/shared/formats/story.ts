import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Article, Credit, CreditRole } from '#shared/article/article.ts'
import { bylineText } from '#shared/article/byline.ts'
import { walkBody, type BodyNode } from '#shared/document/body.ts'
import { isCrop, isPoint, pointWithin, type Point } from '#shared/document/crop.ts'
import { captionOf, creditOf, findNode, textOf } from '#shared/document/text.ts'
import { acceptedBody } from './accepted.ts'
import type { ExportContext, ExportFile, ExportPicture } from './format.ts'
import { textAttribute } from './render.ts'
import { allowedXml } from './xml.ts'

/** A picture of the article with all that belongs to it, in plain text. */
export interface StoryPicture {
  /** The figure. */
  node: BodyNode
  /** Null while the figure waits for its picture. */
  file: ExportPicture | null
  lead: boolean
  alt: string
  caption: string
  credit: string
  creator: string
  copyright: string
  usageTerms: string
  /** What must stay in sight wherever the picture is cut to fit, as fractions of what goes out of it: the crop. */
  focus: Point | null
}

/** One person on the article, once, however many parts they had in it. */
export interface StoryPerson {
  credit: Credit
  roles: CreditRole[]
  /** Whether the author's box is printed: only then do biography and portrait go out. */
  box: boolean
  portrait: ExportPicture | null
}

/** An article read once for every writer: suggestions settled, plain texts drawn, pictures and people joined. */
export interface Story {
  article: Article
  context: ExportContext
  /** What follows headline and standfirst. */
  blocks: BodyNode[]
  headlineNode: BodyNode | undefined
  standfirstNode: BodyNode | undefined
  headline: string
  standfirst: string
  byline: string
  /** The paragraph that the dateline opens: the first with words, or null when it needs a line of its own. */
  opening: BodyNode | null
  pictures: StoryPicture[]
  people: StoryPerson[]
  lead: StoryPicture | null
  description: string
}

/** `body`: as the words are to be read; without it, as if every suggestion were accepted. */
export function readStory(article: Article, context: ExportContext, body = acceptedBody(article.body)): Story {
  const headlineNode = findNode(body, 'headline')
  const standfirstNode = findNode(body, 'standfirst')
  const blocks = (body.content ?? []).filter((node) => node.type !== 'headline' && node.type !== 'standfirst')
  const standfirst = oneLine(textOf(standfirstNode))
  const pictures = [...walkBody(body)]
    .filter(({ node }) => node.type === 'figure')
    .map(({ node }) => readPicture(node, context))
  return {
    article,
    context,
    blocks,
    headlineNode,
    standfirstNode,
    headline: oneLine(textOf(headlineNode)),
    standfirst,
    byline: bylineText(article.meta.credits, article.meta.language, article.meta.bylineStyle),
    opening: blocks.find((node) => node.type === 'paragraph' && textOf(node).trim() !== '') ?? null,
    pictures,
    people: readPeople(article.meta.credits, context),
    lead: pictures.find((picture) => picture.lead) ?? null,
    description: oneLine(article.meta.summary) || standfirst
  }
}

function readPicture(node: BodyNode, context: ExportContext): StoryPicture {
  return {
    node,
    file: context.pictures.find((picture) => picture.id === node.attrs?.id) ?? null,
    lead: node.attrs?.role === 'lead',
    alt: textAttribute(node, 'alt'),
    caption: captionOf(node),
    credit: creditOf(node),
    creator: textAttribute(node, 'creator'),
    copyright: textAttribute(node, 'copyright'),
    usageTerms: textAttribute(node, 'usageTerms'),
    focus: focusOf(node)
  }
}

function focusOf({ attrs }: BodyNode): Point | null {
  if (!isPoint(attrs?.focus)) return null
  return isCrop(attrs?.crop) ? pointWithin(attrs.focus, attrs.crop) : attrs.focus
}

function readPeople(credits: Credit[], context: ExportContext): StoryPerson[] {
  const people = new Map<string, StoryPerson>()
  for (const credit of credits) {
    const key = credit.personId ?? `name:${credit.profile.name}`
    const portrait = credit.box ? (context.pictures.find((picture) => picture.id === credit.id) ?? null) : null
    const known = people.get(key)
    if (!known) {
      people.set(key, { credit, roles: [credit.role], box: credit.box, portrait })
      continue
    }
    if (!known.roles.includes(credit.role)) known.roles.push(credit.role)
    if (credit.box && !known.box) people.set(key, { ...known, credit, box: true, portrait })
  }
  return [...people.values()]
}

/** Whom a system takes for the article's authors: those it is by, or where it is by nobody, all who are credited. */
export function authorsOf({ people }: Story): StoryPerson[] {
  const writers = people.filter(({ roles }) => roles.includes('by'))
  return writers.length > 0 ? writers : people
}

/** The byline, where it says more than a list of authors does; else empty. */
export function fullByline({ article, byline }: Story): string {
  return article.meta.credits.some(({ role }) => role !== 'by') ? byline : ''
}

/** The pictures that the article shows, as files beside the main one, bytes untouched. */
export function mediaFiles(story: Story, portraits = true): ExportFile[] {
  const shown = new Set([
    ...story.pictures.map(({ file }) => file),
    ...(portraits ? story.people.map(({ portrait }) => portrait) : [])
  ])
  return story.context.pictures
    .filter((picture) => shown.has(picture))
    .map((picture) => ({ path: `media/${picture.fileName}`, mediaType: picture.mediaType, bytes: picture.bytes }))
}

/** A picture's place in the export as a relative address. */
export function mediaAddress(picture: ExportPicture): string {
  return `media/${encodeURIComponent(picture.fileName)}`
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

export function textFile(path: string, mediaType: string, text: string): ExportFile {
  // A lone surrogate has no UTF-8: both ends must agree on what replaces it.
  return { path, mediaType, bytes: utf8ToBytes(text.toWellFormed()) }
}

/** JSON, a key a line, without the characters that no page can show. */
export function showableJson(value: unknown): string {
  return `${JSON.stringify(value, (_, each: unknown) => (typeof each === 'string' ? allowedXml(each) : each), 2)}\n`
}

/** Keys whose value says nothing (empty text, null, empty list or object) left out. */
export function withoutEmpty<T extends Record<string, unknown>>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value))) as Partial<T>
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && Object.keys(value).length === 0
}
