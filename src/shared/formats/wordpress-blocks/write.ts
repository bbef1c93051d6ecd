import type { Article } from '#shared/article/article.ts'
import type { Carries, ExportContext, ExportFile, Format } from '../format.ts'
import { renderNode } from '../render.ts'
import { mediaAddress, mediaFiles, readStory, textFile } from '../story.ts'
import { printedWords } from '../words.ts'
import { blockCopyCarries } from './carries.ts'
import { blockNodes, type BlockPage } from './nodes.ts'
import { closingBlocks, copyBlocks, line } from './post.ts'

const carries: Carries = {
  headline: 'as the first heading, which WordPress takes for the title when it is pasted there',
  standfirst: 'as a paragraph of class standfirst',
  kicker: 'as a paragraph of class kicker',
  summary: null,
  byline: 'under the standfirst',
  authors: 'in the byline',
  'job titles': null,
  portrait: 'above the author’s box',
  published: null,
  updated: null,
  ...blockCopyCarries,
  pictures: 'as image blocks, with files in media/ to upload',
  'alt text': 'as alt',
  'picture rights': null,
  'lead picture': 'as the image block of class lead',
  'focus points': null,
  slugline: null,
  desk: null,
  language: null,
  genre: null,
  urgency: null,
  subjects: null,
  'related topics': 'under the copy',
  'alternative headlines': null,
  embargo: null,
  ednote: null,
  'commissioned length': null,
  'usage terms': null
}

/** Blocks alone, for WordPress's code editor: what becomes of them there is for the one who pastes them. */
function write(article: Article, context: ExportContext): ExportFile[] {
  const story = readStory(article, context)
  const page: BlockPage = { story, addressOf: mediaAddress }
  const { kicker, topics, language } = article.meta
  const blocks = [
    story.headlineNode ? renderNode(blockNodes, story.headlineNode, page) : '',
    line(kicker, 'kicker'),
    story.standfirstNode ? renderNode(blockNodes, story.standfirstNode, page) : '',
    line(story.byline, 'byline'),
    ...copyBlocks(page),
    topics.length === 0 ? '' : line(`${printedWords(language).relatedTopics}: ${topics.join('; ')}`, 'topics'),
    ...closingBlocks(page)
  ]
  return [textFile('article.html', 'text/html', `${blocks.filter(Boolean).join('\n\n')}\n`), ...mediaFiles(story)]
}

export const wordpressBlocks: Format = {
  id: 'wordpress-blocks',
  label: 'WordPress blocks',
  extension: 'html',
  mediaType: 'text/html',
  carries,
  requires: ['html/body'],
  write
}
