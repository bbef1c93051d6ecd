import type { Article } from '#shared/article/article.ts'
import { acceptedBody } from '../accepted.ts'
import type { Carries, ExportContext, ExportFile, Format } from '../format.ts'
import { readStory } from '../story.ts'
import { zipFiles } from '../zip.ts'
import { documentXml } from './document.ts'
import { deepestLevel, listsOf, numberingXml } from './numbering.ts'
import { packageFiles, relationshipsXml, settingsXml, xmlFile } from './package.ts'
import { readPage, type DocxPage } from './page.ts'
import { coreXml, customXml } from './properties.ts'
import { stylesXml } from './styles.ts'

const carries: Carries = {
  headline: 'in the style Title',
  standfirst: 'in the style Subtitle',
  kicker: 'in the style Kicker',
  summary: 'as the document’s comments',
  byline: 'in the style Byline',
  authors: 'as the document’s author',
  'job titles': null,
  'author box': 'under the copy, in the style Tagline',
  portrait: 'above the author’s box',
  dateline: 'before the first words, in the character style Dateline',
  published: 'as the property published',
  updated: 'as the time of the last change',
  copy: 'in the styles Body and heading 2 to 4',
  quotes: 'in the styles Quote and Attribution',
  'pull quotes': 'in the style Pull Quote',
  lists: 'as lists, each with its own numbers',
  tables: 'as tables',
  'fact boxes': 'in the styles Fact Box Title and Fact Box',
  embeds: 'as a link',
  dividers: 'in the style Divider',
  formatting: 'as formatting of the words',
  links: 'as links',
  pictures: 'in the copy',
  captions: 'under the picture, in the style caption',
  credits: 'under the caption, in the style Credit',
  'alt text': 'as the picture’s alt text',
  'picture rights': null,
  'lead picture': 'in the picture’s name',
  'focus points': null,
  slugline: 'as the property slugline',
  desk: 'as the document’s category',
  language: 'as the language of the text',
  genre: 'as the property genre',
  urgency: 'as the property urgency',
  subjects: 'as the property subjects',
  'related topics': 'as keywords, and under the copy',
  'alternative headlines': 'as the properties search headline, social headline and print headline',
  embargo: 'as the first line, and as the property embargoed until',
  ednote: 'above the headline, in the style Note',
  'commissioned length': null,
  copyright: 'as the last line',
  'usage terms': 'as the property usage terms',
  corrections: 'under the copy',
  'earlier article': null
}

export const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

function write(article: Article, context: ExportContext): ExportFile[] {
  const story = readStory(article, context)
  const page = readPage(story)
  const parts: ExportFile[] = [
    ...packageFiles(),
    ...pageFiles(page),
    xmlFile('word/_rels/document.xml.rels', relationshipsXml(page.relationships)),
    xmlFile('docProps/core.xml', coreXml(story)),
    xmlFile('docProps/custom.xml', customXml(story))
  ]
  return [{ path: 'article.docx', mediaType, bytes: zipFiles(parts) }]
}

/** The text and what it stands on: styles, numbers, pictures. */
export function pageFiles(page: DocxPage): ExportFile[] {
  return [
    xmlFile('word/document.xml', documentXml(page)),
    xmlFile('word/styles.xml', stylesXml(page.story.article.meta.language)),
    xmlFile('word/numbering.xml', numberingXml(page.lists)),
    xmlFile('word/settings.xml', settingsXml),
    ...[...page.pictures].map(([{ mediaType, bytes }, { part }]) => ({ path: `word/${part}`, mediaType, bytes }))
  ]
}

function flattens({ body }: Article): string[] {
  const tooDeep = listsOf(acceptedBody(body).content ?? [], -deepestLevel).some(({ level }) => level > 0)
  return tooDeep ? ['Word knows nine levels of lists: what is nested deeper stands on the ninth.'] : []
}

export const docx: Format = {
  id: 'docx',
  label: 'Word',
  extension: 'docx',
  mediaType,
  carries,
  requires: [
    '[Content_Types].xml:Types/Override/@PartName',
    '_rels/.rels:Relationships/Relationship/@Target',
    'word/document.xml:w:document/w:body',
    'word/styles.xml:w:styles',
    'docProps/core.xml:cp:coreProperties'
  ],
  saysKilled: true,
  flattens,
  write,
  read: async () => (await import('./read.ts')).reader
}
