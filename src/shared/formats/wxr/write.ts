import type { Carries, Format } from '../format.ts'
import { setOf } from '../set.ts'
import { textFile } from '../story.ts'
import { blockCopyCarries } from '../wordpress-blocks/carries.ts'
import { wxrXml } from './feed.ts'

const carries: Carries = {
  headline: 'as title',
  standfirst: 'as the first paragraph, and as the excerpt where there is no summary',
  kicker: 'as the custom field kicker',
  summary: 'as the excerpt',
  byline: 'under the copy, where it names more than the authors',
  authors: 'as users, and for Co-Authors Plus as categories of the domain author',
  'job titles': null,
  portrait: null,
  published: 'as the date, in UTC, of a draft that WordPress never publishes by itself',
  updated: 'as post_modified_gmt',
  ...blockCopyCarries,
  // WordPress fetches pictures from public addresses alone, and an export has none.
  pictures: null,
  captions: 'as the captions of image blocks that wait for their picture',
  'alt text': 'as alt of image blocks that wait for their picture',
  'picture rights': null,
  'lead picture': 'as the image block of class lead',
  'focus points': null,
  slugline: 'as the custom field slugline',
  desk: 'as a category',
  language: null,
  genre: null,
  urgency: null,
  subjects: 'as categories, with the term as description',
  'related topics': 'as tags',
  'alternative headlines': null,
  embargo: null,
  ednote: null,
  'commissioned length': null,
  'usage terms': null
}

export const wxr: Format = {
  id: 'wxr',
  label: 'WordPress import (WXR)',
  extension: 'xml',
  mediaType: 'application/rss+xml',
  carries,
  requires: [
    'rss/@version',
    'rss/channel/wp:wxr_version',
    'rss/channel/item/title',
    'rss/channel/item/guid',
    'rss/channel/item/wp:post_id',
    'rss/channel/item/wp:post_type',
    'rss/channel/item/wp:status'
  ],
  ...setOf((stories, set) => [textFile('wordpress.xml', 'application/rss+xml', wxrXml(stories, set))]),
  read: async () => (await import('./read.ts')).wxrReader
}
