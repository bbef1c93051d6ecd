import type { Article } from '#shared/article/article.ts'
import {
  chosen,
  type Carries,
  type ExportContext,
  type ExportFile,
  type Format,
  type FormatOptions
} from '../format.ts'
import { htmlCopyCarries } from '../html/carries.ts'
import { mediaFiles, oneLine, readStory, textFile } from '../story.ts'
import { block, filled, inline, xmlDocument } from '../xml.ts'
import { pictureItems } from './picture-items.ts'
import { textItem, transmissionId } from './text-item.ts'

const carries: Carries = {
  headline: 'as headline',
  standfirst: 'as a headline of role standfirst',
  kicker: 'as a headline of role kicker',
  summary: 'as the description of role drol:summary',
  byline: 'as by',
  authors: 'as creator and contributor',
  'job titles': 'as a definition of the person',
  'author box': 'as definition and contact details of the person',
  portrait: 'as a newsItem of its own',
  dateline: 'as dateline and located, and before the first words',
  published: 'as firstCreated',
  updated: 'as versionCreated',
  copy: 'as XHTML',
  ...htmlCopyCarries,
  pictures: 'as a newsItem each, with files in media/',
  captions: 'as the description of role drol:caption',
  credits: 'as creditline',
  'alt text': 'as a description of role alttext',
  'picture rights': 'as creator, copyrightNotice and usageTerms of the picture',
  'lead picture': 'as the newsItem of role lead',
  'focus points': 'as data-focus of the picture in the text',
  slugline: 'as slugline',
  desk: 'as a contributor of role desk',
  language: 'as language',
  genre: 'as genre',
  urgency: 'as urgency',
  subjects: 'as subject',
  'related topics': 'as keyword',
  'alternative headlines': 'as headlines of roles search, social and print',
  embargo: 'as embargoed, with the status withheld',
  ednote: 'as edNote',
  'commissioned length': null,
  copyright: 'as copyrightNotice',
  'usage terms': 'as usageTerms',
  corrections: 'at the end of the copy, and in edNote',
  'earlier article': 'as a link of rel irel:previousVersion'
}

function write(article: Article, context: ExportContext, options: FormatOptions = {}): ExportFile[] {
  const story = readStory(article, context)
  const pictures = pictureItems(story)
  const message = block(
    'newsMessage',
    { xmlns: 'http://iptc.org/std/nar/2006-10-01/' },
    block(
      'header',
      {},
      inline('sent', {}, context.updatedAt),
      filled('sender', oneLine(context.publisher)),
      inline('transmitId', {}, transmissionId(story))
    ),
    block(
      'itemSet',
      {},
      textItem(story, pictures, chosen(newsmlG2, options, 'nitf')),
      ...pictures.map(({ element }) => element)
    )
  )
  return [
    textFile('article.xml', 'application/vnd.iptc.g2.newsmessage+xml', xmlDocument(message)),
    ...mediaFiles(story)
  ]
}

export const newsmlG2: Format = {
  id: 'newsml-g2',
  label: 'NewsML-G2 2.35',
  extension: 'xml',
  mediaType: 'application/vnd.iptc.g2.newsmessage+xml',
  carries,
  requires: [
    'newsMessage/header/sent',
    'newsMessage/header/transmitId',
    'newsMessage/itemSet/newsItem/@guid',
    'newsMessage/itemSet/newsItem/@version',
    'newsMessage/itemSet/newsItem/itemMeta/itemClass/@qcode',
    'newsMessage/itemSet/newsItem/itemMeta/versionCreated',
    'newsMessage/itemSet/newsItem/contentSet/inlineXML/@contenttype'
  ],
  saysKilled: true,
  options: [{ id: 'nitf', label: 'Carry the text as NITF instead of XHTML', default: false }],
  write,
  read: async () => (await import('./read.ts')).newsmlReader
}
