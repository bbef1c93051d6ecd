import type { Article } from '#shared/article/article.ts'
import {
  chosen,
  type Carries,
  type ExportContext,
  type ExportFile,
  type Format,
  type FormatOptions
} from '../format.ts'
import { letteredLists } from '../flattened.ts'
import { mediaFiles, readStory, textFile, type Story } from '../story.ts'
import { block, xmlDocument, type XmlElement } from '../xml.ts'
import { nitfBody } from './body.ts'
import { nitfHead } from './head.ts'

const carries: Carries = {
  headline: 'as hl1',
  standfirst: 'as hl2 of the headline',
  kicker: 'as meta kicker',
  summary: 'as abstract',
  byline: 'as byline',
  authors: 'as person',
  'job titles': 'as function of the person',
  'author box': 'as tagline',
  portrait: null,
  dateline: 'as dateline, not before the first words',
  published: 'as date.publication',
  updated: 'as date.issue',
  copy: 'as p and hl2',
  quotes: 'as bq with credit',
  'pull quotes': 'as bq of class pull-quote',
  lists: 'as ol and ul',
  tables: 'as table',
  'fact boxes': 'as note of class fact-box',
  embeds: 'as a paragraph with a link',
  dividers: 'as hr',
  formatting: 'as em of class bold, italic, strike, superscript and subscript',
  links: 'as a',
  pictures: 'as media, with files in media/',
  captions: 'as media-caption',
  credits: 'as media-producer',
  'alt text': 'as alternate-text',
  'picture rights': 'as media-metadata and copyright',
  'lead picture': 'as media of class lead',
  'focus points': null,
  slugline: 'as du-key and meta slugline',
  desk: 'as position.section',
  language: 'as baselang',
  genre: 'as tobject.property',
  urgency: 'as urgency',
  subjects: 'as tobject.subject and classifier',
  'related topics': 'as keyword',
  'alternative headlines': 'as meta headline-search, headline-social and headline-print',
  embargo: 'as date.release, with the status embargoed',
  ednote: 'as ed-msg',
  'commissioned length': null,
  copyright: 'as rights',
  'usage terms': 'as rights.limitations',
  corrections: 'as correction, and at the end of the copy',
  'earlier article': 'as meta'
}

const namespace = 'http://iptc.org/std/NITF/2006-10-18/'

/** The article as one NITF 3.6 element. Most receivers want no namespace, though the schema has one. */
export function nitfElement(story: Story, namespaced: boolean): XmlElement {
  return block(
    'nitf',
    {
      xmlns: namespaced ? namespace : null,
      version: '-//IPTC//DTD NITF 3.6//EN',
      baselang: story.article.meta.language
    },
    nitfHead(story),
    nitfBody(story)
  )
}

function write(article: Article, context: ExportContext, options: FormatOptions = {}): ExportFile[] {
  const story = readStory(article, context)
  const text = xmlDocument(nitfElement(story, chosen(nitf, options, 'namespace')))
  return [textFile('article.xml', 'application/nitf+xml', text), ...mediaFiles(story, false)]
}

function flattens(article: Article): string[] {
  return [
    ...(article.meta.urgency === 9 ? ['NITF knows the urgencies 1 to 8: the 9 goes out as 8.'] : []),
    ...letteredLists('NITF', article)
  ]
}

export const nitf: Format = {
  id: 'nitf',
  label: 'NITF 3.6',
  extension: 'xml',
  mediaType: 'application/nitf+xml',
  carries,
  requires: [
    'nitf/@version',
    'nitf/head/title',
    'nitf/head/docdata/doc-id/@id-string',
    'nitf/head/docdata/date.issue/@norm',
    'nitf/body/body.head/hedline/hl1'
  ],
  saysKilled: true,
  options: [{ id: 'namespace', label: 'Name the NITF namespace in the root element', default: false }],
  flattens,
  write,
  read: async () => (await import('./read.ts')).nitfReader
}
