import type { Article } from '#shared/article/article.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { walkBody } from '#shared/document/body.ts'
import type { Carries, ExportContext, ExportFile, Format } from '../format.ts'
import { letteredLists } from '../flattened.ts'
import { correctionLines } from '../corrections.ts'
import { mediaAddress, mediaFiles, readStory, textFile, type Story, type StoryPerson } from '../story.ts'
import { printedWords } from '../words.ts'
import { escapeDestination, escapeLines, escapeMarkdown } from './escape.ts'
import { frontMatter } from './front-matter.ts'
import { datelineMarkdown, hasHead, joinBlocks, markdownNodes } from './nodes.ts'

const carries: Carries = {
  headline: 'as title, and as the first heading',
  standfirst: 'as subtitle, and under the headline',
  kicker: 'in the front matter',
  summary: 'as description',
  byline: 'in the front matter, and under the headline',
  authors: 'in the front matter',
  'job titles': 'in the front matter',
  'author box': 'in the front matter, and under the copy',
  portrait: 'in the author’s box',
  dateline: 'in the front matter, and before the first words',
  published: 'as date',
  updated: 'as lastmod',
  copy: 'as paragraphs and headings',
  quotes: 'as quotes',
  'pull quotes': 'as an aside',
  lists: 'as lists',
  tables: 'as tables',
  'fact boxes': 'as an aside',
  embeds: 'as a link',
  dividers: 'as a rule',
  formatting: 'as emphasis, and as HTML where Markdown has none',
  links: 'as links',
  pictures: 'as files in media/',
  captions: 'under the picture, and in the front matter',
  credits: 'under the picture, and in the front matter',
  'alt text': 'as alt, and in the front matter',
  'picture rights': 'in the front matter',
  'lead picture': 'in the front matter',
  'focus points': null,
  slugline: 'in the front matter',
  desk: 'in the front matter',
  language: 'as lang',
  genre: 'in the front matter',
  urgency: 'in the front matter',
  subjects: 'as categories and subjects',
  'related topics': 'as tags, and under the copy',
  'alternative headlines': 'in the front matter',
  embargo: null,
  ednote: null,
  'commissioned length': null,
  copyright: 'in the front matter, and as the last line',
  'usage terms': 'in the front matter',
  corrections: 'in the front matter, and under the copy',
  'earlier article': 'in the front matter'
}

function write(article: Article, context: ExportContext): ExportFile[] {
  const story = readStory(article, context)
  const text = `${frontMatter(story)}\n${bodyOf(story)}\n`
  return [textFile('article.md', 'text/markdown', text), ...mediaFiles(story)]
}

function bodyOf(story: Story): string {
  const { meta } = story.article
  const opening = story.opening === null ? datelineMarkdown(story).replace(/ — $/, '') : ''
  return [
    story.headlineNode ? markdownNodes.headline(story.headlineNode, story) : '',
    story.standfirstNode ? markdownNodes.standfirst(story.standfirstNode, story) : '',
    line(story.byline),
    escapeLines(opening),
    joinBlocks(story.blocks, story),
    ...correctionLines(story.article).map(line),
    ...closing(story),
    line(meta.copyright)
  ]
    .filter(Boolean)
    .join('\n\n')
}

function closing(story: Story): string[] {
  const { topics, language } = story.article.meta
  const boxes = story.people.filter((person) => person.box).map(boxOf)
  const related =
    topics.length === 0
      ? []
      : [`## ${printedWords(language).relatedTopics}`, topics.map((topic) => `- ${line(topic)}`).join('\n')]
  const blocks = [...boxes, ...related]
  return blocks.length === 0 ? [] : ['---', ...blocks]
}

function boxOf({ credit, portrait }: StoryPerson): string {
  const { name, jobTitle, biography, handles } = credit.profile
  const links = handles.filter((handle) => isSafeLink(handle.url))
  return [
    `## ${line(name)}`,
    portrait ? `![${escapeMarkdown(name)}](${mediaAddress(portrait)})` : '',
    line(jobTitle),
    ...biography.split(/\n+/).map(line),
    links.map((handle) => `- [${line(handle.service || handle.url)}](${escapeDestination(handle.url)})`).join('\n')
  ]
    .filter(Boolean)
    .join('\n\n')
}

function line(text: string): string {
  return escapeLines(escapeMarkdown(text.trim()))
}

function flattens(article: Article): string[] {
  const nodes = [...walkBody(article.body)].map((step) => step.node)
  const isSpanned = (name: string) => nodes.some((node) => Number(node.attrs?.[name] ?? 1) > 1)
  const sentences: [boolean, string][] = [
    [isSpanned('colspan') || isSpanned('rowspan'), 'Markdown splits merged table cells.'],
    [
      nodes.some((node) => node.type === 'table' && !hasHead(node)),
      'Markdown gives every table a first row of headings, which stays empty.'
    ]
  ]
  return [
    ...letteredLists('Markdown', article),
    ...sentences.filter(([applies]) => applies).map(([, sentence]) => sentence)
  ]
}

export const markdown: Format = {
  id: 'markdown',
  label: 'Markdown',
  extension: 'md',
  mediaType: 'text/markdown',
  carries,
  requires: ['id', 'title', 'lang', 'date'],
  write,
  flattens,
  read: async () => (await import('./read.ts')).reader
}
