import type { Article } from '#shared/article/article.ts'
import type { Carries, ExportContext, ExportFile, Format } from '../format.ts'
import { writeWithGalleries } from '../galleries.ts'
import { renderNode } from '../render.ts'
import { mediaFiles, readStory, textFile } from '../story.ts'
import { directionOf } from '../words.ts'
import { htmlCopyCarries } from './carries.ts'
import { attributes } from './escape.ts'
import { closingHtml, openingHtml } from './furniture.ts'
import { headHtml } from './head.ts'
import { htmlNodes } from './nodes.ts'
import { styleCss } from './style.ts'

const carries: Carries = {
  headline: 'as h1',
  standfirst: 'as a paragraph under the headline',
  kicker: 'as a line above the headline',
  summary: 'as the page’s description',
  byline: 'as an address line',
  authors: 'as one Person each in the JSON-LD',
  'job titles': 'in the JSON-LD',
  'author box': 'as a section under the copy',
  portrait: 'as a picture in the author’s box',
  dateline: 'before the first words',
  published: 'as a time element',
  updated: 'as a time element',
  copy: 'as paragraphs and headings',
  ...htmlCopyCarries,
  pictures: 'as files in media/',
  captions: 'in figcaption',
  credits: 'in figcaption',
  'alt text': 'as alt',
  'picture rights': 'in the JSON-LD',
  'lead picture': 'as the figure of class lead',
  'focus points': 'as data-focus of the picture',
  slugline: null,
  desk: 'as articleSection',
  language: 'as lang',
  genre: 'in the JSON-LD',
  urgency: null,
  subjects: 'in the JSON-LD',
  'related topics': 'as a list under the copy',
  'alternative headlines': 'as the page’s title, og:title and in the JSON-LD',
  embargo: null,
  ednote: null,
  'commissioned length': null,
  copyright: 'as the last line',
  'usage terms': 'in the JSON-LD',
  corrections: 'at the end, and in the JSON-LD',
  'earlier article': 'as isBasedOn in the JSON-LD'
}

/** Encoded once: it is a seventh of all the work. Each export has bytes of its own. */
const style = textFile('style.css', 'text/css', styleCss)

function write(article: Article, context: ExportContext): ExportFile[] {
  const story = readStory(article, context)
  const { language } = article.meta
  const gallery = (pictures: string[]) => `<div class="gallery">\n${pictures.join('\n')}\n</div>`
  const blocks = writeWithGalleries(story.blocks, (node) => renderNode(htmlNodes, node, story), gallery)
  const page = [
    '<!doctype html>',
    `<html${attributes({ lang: language, dir: directionOf(language) })}>`,
    `<head>\n${headHtml(story)}\n</head>`,
    `<body>\n<article>\n${[openingHtml(story), ...blocks, closingHtml(story)].filter(Boolean).join('\n')}\n</article>\n</body>`,
    '</html>\n'
  ].join('\n')
  return [textFile('index.html', 'text/html', page), { ...style, bytes: style.bytes.slice() }, ...mediaFiles(story)]
}

export const html: Format = {
  id: 'html',
  label: 'HTML bundle',
  extension: 'zip',
  mediaType: 'application/zip',
  carries,
  requires: ['html/@lang', 'html/head/title', 'html/body/article/header/h1'],
  write,
  read: async () => (await import('./read.ts')).reader
}
