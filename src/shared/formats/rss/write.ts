import type { Carries, Format } from '../format.ts'
import { htmlCopyCarries } from '../html/carries.ts'
import { setOf } from '../set.ts'
import { mediaFiles, readStory, textFile } from '../story.ts'
import { feedXml } from './feed.ts'

const carries: Carries = {
  headline: 'as title',
  standfirst: 'above the copy',
  kicker: null,
  summary: 'as description',
  byline: 'above the copy',
  authors: 'as dc:creator, one each',
  'job titles': null,
  'author box': 'under the copy',
  portrait: 'in the author’s box',
  dateline: 'before the first words',
  published: 'as pubDate',
  updated: 'as dcterms:modified',
  copy: 'as HTML',
  ...htmlCopyCarries,
  pictures: 'as media:content at the site’s address, with files in media/',
  captions: 'as media:description, and under the picture',
  credits: 'as media:credit, and under the picture',
  'alt text': 'as alt',
  'picture rights': 'as media:credit and media:copyright',
  'lead picture': 'as the default media:content',
  'focus points': 'as data-focus of the picture in the copy',
  slugline: null,
  desk: null,
  language: 'as dc:language',
  genre: null,
  urgency: null,
  subjects: 'as category, with the term as its domain',
  'related topics': 'as category',
  'alternative headlines': null,
  embargo: null,
  ednote: null,
  'commissioned length': null,
  copyright: 'as dc:rights',
  'usage terms': 'as dc:rights',
  corrections: 'under the copy',
  'earlier article': null
}

const lists = setOf((stories, set) => [textFile('feed.xml', 'application/rss+xml', feedXml(stories, set))])

export const rss: Format = {
  id: 'rss',
  label: 'RSS 2.0',
  extension: 'xml',
  mediaType: 'application/rss+xml',
  carries,
  requires: ['rss/@version', 'rss/channel/title', 'rss/channel/link', 'rss/channel/description'],
  needsSite: true,
  ...lists,
  /** One article brings its pictures along, to be put where the feed says that they are. */
  write: (article, context) => [...lists.write(article, context), ...mediaFiles(readStory(article, context))],
  read: async () => (await import('./read.ts')).rssReader
}
