import type { Article } from '#shared/article/article.ts'
import type { Carries, ExportContext, ExportFile, Format } from '../format.ts'
import { mediaFiles, readStory, textFile } from '../story.ts'
import { icmlXml } from './document.ts'
import { pictureList } from './picture-list.ts'

const carries: Carries = {
  headline: 'in the style Headline',
  standfirst: 'in the style Deck',
  kicker: 'in the style Kicker',
  summary: null,
  byline: 'in the style Byline',
  authors: 'in the byline',
  'job titles': null,
  'author box': 'under the copy, in the style Tagline',
  portrait: null,
  dateline: 'before the first words, in the character style Dateline',
  published: null,
  updated: null,
  copy: 'in the styles Body and Subhead',
  quotes: 'in the styles Quote and Attribution',
  'pull quotes': 'in the style Pullquote',
  lists: 'in the styles Bullet List and Numbered List',
  tables: 'as tables',
  'fact boxes': 'in the styles Fact Box Title and Fact Box',
  embeds: 'as a link in the style Embed',
  dividers: 'as three asterisks in the style Divider',
  formatting: 'in the character styles Bold, Italic, Strike, Superscript and Subscript',
  links: 'as hyperlinks',
  pictures: 'as files in media/, listed in pictures.txt',
  captions: 'under the copy in the style Caption, and in pictures.txt',
  credits: 'under the copy in the style Credit, and in pictures.txt',
  'alt text': 'in pictures.txt',
  'picture rights': 'in pictures.txt',
  'lead picture': 'in pictures.txt',
  'focus points': 'in pictures.txt',
  slugline: 'as the title of the story',
  desk: null,
  language: null,
  genre: null,
  urgency: null,
  subjects: null,
  'related topics': 'under the copy, in the style Related Topics',
  'alternative headlines': null,
  embargo: null,
  ednote: null,
  'commissioned length': null,
  copyright: 'as the last line of the copy',
  'usage terms': null,
  corrections: 'under the copy, in the style Correction',
  'earlier article': null
}

function write(article: Article, context: ExportContext): ExportFile[] {
  const story = readStory(article, context)
  const list = story.pictures.length === 0 ? [] : [textFile('pictures.txt', 'text/plain', pictureList(story))]
  return [textFile('article.icml', 'application/x-icml+xml', icmlXml(story)), ...list, ...mediaFiles(story, false)]
}

export const icml: Format = {
  id: 'icml',
  label: 'InCopy (ICML)',
  extension: 'icml',
  mediaType: 'application/x-icml+xml',
  carries,
  requires: ['Document/@DOMVersion', 'Document/Story/@Self'],
  write
}
