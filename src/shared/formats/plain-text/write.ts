import type { Article } from '#shared/article/article.ts'
import { isSafeLink } from '#shared/document/links.ts'
import type { Carries, ExportContext, ExportFile, Format } from '../format.ts'
import { letteredLists } from '../flattened.ts'
import type { NodeTable } from '../render.ts'
import { oneLine, readStory, textFile, type Story, type StoryPerson } from '../story.ts'
import { printedTime, printedWords } from '../words.ts'
import { allowedXml } from '../xml.ts'
import { plainCopy, plainNodes } from './nodes.ts'

const carries: Carries = {
  headline: 'as a line',
  standfirst: 'under the headline',
  kicker: 'above the headline',
  summary: null,
  byline: 'under the standfirst',
  authors: 'in the byline',
  'job titles': null,
  'author box': 'under the copy',
  portrait: null,
  dateline: 'before the first words',
  published: 'under the byline',
  updated: 'under the byline',
  copy: 'as paragraphs with a blank line between',
  quotes: 'as paragraphs',
  'pull quotes': 'as paragraphs',
  lists: 'with hyphens and numbers',
  tables: 'with tabs between the cells',
  'fact boxes': 'as lines',
  embeds: 'as the address',
  dividers: 'as three asterisks',
  formatting: null,
  links: null,
  pictures: null,
  captions: 'where the picture stands',
  credits: 'under the caption',
  'alt text': 'in square brackets where the picture stands',
  'picture rights': null,
  'lead picture': null,
  'focus points': null,
  slugline: null,
  desk: null,
  language: null,
  genre: null,
  urgency: null,
  subjects: null,
  'related topics': 'as a list under the copy',
  'alternative headlines': null,
  embargo: null,
  ednote: null,
  'commissioned length': null,
  copyright: 'as the last line',
  'usage terms': null,
  corrections: 'under the copy',
  'earlier article': null
}

/** As in every plain text, with what the picture would have shown. */
const nodes: NodeTable<Story> = {
  ...plainNodes,
  figure: (node, story) => {
    const alt = oneLine(story.pictures.find((picture) => picture.node === node)?.alt ?? '')
    return [alt === '' ? '' : `[${alt}]`, plainNodes.figure(node, story)].filter(Boolean).join('\n')
  }
}

function write(article: Article, context: ExportContext): ExportFile[] {
  const story = readStory(article, context)
  const { kicker, copyright, language, topics } = article.meta
  const words = printedWords(language)
  const times = [
    `${words.published} ${printedTime(context.publishedAt, words)}`,
    context.updatedAt === context.publishedAt ? '' : `${words.updated} ${printedTime(context.updatedAt, words)}`
  ]
  const paragraphs = [
    lines(oneLine(kicker), story.headline),
    story.standfirst,
    lines(oneLine(story.byline), ...times),
    plainCopy(story, nodes),
    ...story.people.filter((person) => person.box).map(boxText),
    topics.length === 0 ? '' : lines(words.relatedTopics, ...topics.map((topic) => `- ${oneLine(topic)}`)),
    copyright.trim()
  ]
  // What XML has no room for are bells and escapes: no text, and a terminal would obey them.
  return [textFile('article.txt', 'text/plain', allowedXml(`${paragraphs.filter(Boolean).join('\n\n')}\n`))]
}

function boxText({ credit }: StoryPerson): string {
  const { name, jobTitle, biography, handles } = credit.profile
  const links = handles
    .filter((handle) => isSafeLink(handle.url))
    .map(({ service, url }) => [oneLine(service), url].filter(Boolean).join(': '))
  return lines(
    [name, jobTitle].map(oneLine).filter(Boolean).join(', '),
    ...biography.split(/\n+/).map(oneLine),
    ...links
  )
}

function lines(...texts: string[]): string {
  return texts.filter(Boolean).join('\n')
}

export const plainText: Format = {
  id: 'plain-text',
  label: 'Plain text',
  extension: 'txt',
  mediaType: 'text/plain',
  carries,
  requires: [],
  saysKilled: true,
  flattens: (article) => letteredLists('Plain text', article),
  write,
  read: async () => (await import('./read.ts')).reader
}
