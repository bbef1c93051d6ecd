import type { Article } from '#shared/article/article.ts'
import { walkBody } from '#shared/document/body.ts'
import { acceptedBody } from '../accepted.ts'
import { letteredLists } from '../flattened.ts'
import type { Carries, ExportContext, ExportFile, Format } from '../format.ts'
import { numberAttribute } from '../render.ts'
import { mediaFiles, readStory, showableJson, textFile } from '../story.ts'
import { appleDocument, keywordLimit, keywordsOf, languageOf } from './document.ts'

const carries: Carries = {
  headline: 'as title',
  standfirst: 'as subtitle and intro',
  kicker: 'as a heading above the title',
  summary: 'as the excerpt',
  byline: 'as byline',
  authors: 'as authors',
  'job titles': null,
  'author box': 'under the copy',
  portrait: 'in the author’s box',
  dateline: 'before the first words',
  published: 'as datePublished: the article is out when it is uploaded, whatever this says',
  updated: 'as dateModified',
  copy: 'as body and heading',
  quotes: 'as quote',
  'pull quotes': 'as pullquote',
  lists: 'as lists in the body',
  tables: 'as htmltable',
  'fact boxes': 'as a container',
  embeds: 'as a link',
  dividers: 'as divider',
  formatting: 'as strong, em, s, sup and sub',
  links: 'as links',
  pictures: 'as photo, with files beside the article',
  captions: 'as the photo’s caption, and as caption below',
  credits: 'in the captions',
  'alt text': 'as accessibilityCaption',
  'picture rights': null,
  'lead picture': 'as the thumbnail',
  'focus points': null,
  slugline: null,
  desk: null,
  language: 'as language',
  genre: null,
  urgency: null,
  subjects: 'as keywords',
  'related topics': 'as keywords',
  'alternative headlines': null,
  embargo: null,
  ednote: null,
  'commissioned length': null,
  copyright: 'as the last line',
  'usage terms': null,
  corrections: 'under the copy',
  'earlier article': null
}

function write(article: Article, context: ExportContext): ExportFile[] {
  const story = readStory(article, context)
  const pictures = mediaFiles(story).map((file) => ({ ...file, path: file.path.slice('media/'.length) }))
  return [textFile('article.json', 'application/json', showableJson(appleDocument(story))), ...pictures]
}

function flattens(article: Article): string[] {
  const { meta } = article
  const nodes = [...walkBody(acceptedBody(article.body))].map(({ node }) => node)
  const sentences: [boolean, string][] = [
    [
      nodes.some((node) => node.type === 'orderedList' && numberAttribute(node, 'start', 1) !== 1),
      'Apple News begins every numbered list with 1.'
    ],
    [meta.subjects.some(({ uri }) => uri !== null), 'Apple News takes the names of subjects, not their terms.'],
    [
      keywordsOf(meta).length > keywordLimit,
      `Apple News takes ${keywordLimit} keywords: those after them are left out.`
    ],
    [
      languageOf(meta.language) !== meta.language,
      `Apple News knows no language ${meta.language}: it goes out as ${languageOf(meta.language)}.`
    ]
  ]
  return [
    ...letteredLists('Apple News', article),
    ...sentences.filter(([applies]) => applies).map(([, sentence]) => sentence)
  ]
}

export const appleNews: Format = {
  id: 'apple-news',
  label: 'Apple News',
  extension: 'zip',
  mediaType: 'application/zip',
  carries,
  requires: [
    'version',
    'identifier',
    'title',
    'language',
    'layout/columns',
    'layout/width',
    'components/role',
    'componentTextStyles/default'
  ],
  flattens,
  write
}
