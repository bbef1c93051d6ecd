import { isSafeLink } from '#shared/document/links.ts'
import { renderNode } from '../render.ts'
import { correctionLines } from '../corrections.ts'
import { oneLine, type StoryPerson } from '../story.ts'
import { printedTime, printedWords } from '../words.ts'
import { block, inline, markup, xmlDocument } from '../xml.ts'
import { copyXml, docxNodes, drawing, paragraph } from './nodes.ts'
import { officeRelationships, wordNamespace } from './package.ts'
import type { DocxPage } from './page.ts'
import { reviewNamespace } from './review.ts'
import { commentRange, linkedRun, textRun } from './runs.ts'
import type { ParagraphStyle } from './styles.ts'

export function documentXml(page: DocxPage): string {
  const { story } = page
  const { kicker, copyright } = story.article.meta
  const content = [
    forReview(page),
    ...notes(page),
    line('Kicker', kicker),
    story.headlineNode ? renderNode(docxNodes, story.headlineNode, page) : '',
    story.standfirstNode ? renderNode(docxNodes, story.standfirstNode, page) : '',
    line('Byline', story.byline),
    copyXml(page),
    ...correctionLines(story.article).map((text) => line('Note', text)),
    ...story.people.filter(({ box }) => box).flatMap((person) => authorBox(person, page)),
    ...topics(page),
    line('Copyright', copyright)
  ]
  const section = block(
    'w:sectPr',
    {},
    page.review ? inline('w:headerReference', { 'w:type': 'default', 'r:id': 'rIdHeader' }) : null,
    inline('w:pgSz', { 'w:w': 11906, 'w:h': 16838 }),
    inline('w:pgMar', {
      'w:top': 1440,
      'w:right': 1440,
      'w:bottom': 1440,
      'w:left': 1440,
      'w:header': 708,
      'w:footer': 708,
      'w:gutter': 0
    })
  )
  return xmlDocument(
    block(
      'w:document',
      {
        'xmlns:w': wordNamespace,
        'xmlns:r': officeRelationships,
        'xmlns:wp': 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
        'xmlns:a': 'http://schemas.openxmlformats.org/drawingml/2006/main',
        'xmlns:pic': 'http://schemas.openxmlformats.org/drawingml/2006/picture',
        ...(page.review && {
          'xmlns:mc': 'http://schemas.openxmlformats.org/markup-compatibility/2006',
          'xmlns:cd': reviewNamespace,
          'mc:Ignorable': 'cd'
        })
      },
      block('w:body', {}, markup(content.filter(Boolean).join('\n')), section)
    )
  )
}

/** Of a copy for review, before all else, with what was said of the article as a whole. */
function forReview({ review }: DocxPage): string {
  if (!review) return ''
  return paragraph('Note', [...commentRange({ ids: review.atWhole }, textRun(review.mark))])
}

/** The head of every page of a copy for review. */
export function headerXml(mark: string): string {
  return xmlDocument(
    block(
      'w:hdr',
      { 'xmlns:w': wordNamespace },
      inline('w:p', {}, inline('w:pPr', {}, inline('w:jc', { 'w:val': 'right' })), textRun(mark))
    )
  )
}

/** What its readers must know before they use it, first of all. */
function notes({ story }: DocxPage): string[] {
  const { embargo, ednote, language } = story.article.meta
  const words = printedWords(language)
  const status = story.context.pubStatus ?? 'usable'
  const embargoed = embargo
    ? `${words.embargoedUntil} ${printedTime(embargo.at, words)} (${new Date(embargo.at).toISOString()})`
    : ''
  return [
    status === 'usable' ? '' : words[status],
    embargoed,
    ednote.trim() === '' ? '' : `${words.noteToEditors}: ${ednote.trim()}`
  ].map((text) => line('Note', text))
}

function authorBox({ credit, portrait }: StoryPerson, page: DocxPage): string[] {
  const { name, jobTitle, biography, handles } = credit.profile
  return [
    portrait ? paragraph('Picture', [drawing(portrait, portrait.fileName, name, page, 1_440_000)]) : '',
    line('Tagline', [name, jobTitle].map(oneLine).filter(Boolean).join(', ')),
    ...biography.split(/\n+/).map((text) => line('Tagline', text)),
    ...handles
      .filter(({ url }) => isSafeLink(url))
      .map(({ service, url }) => paragraph('Tagline', [linkedRun(oneLine(service) || url, url, page)]))
  ]
}

function topics({ story }: DocxPage): string[] {
  const { topics, language } = story.article.meta
  return topics.length === 0
    ? []
    : [printedWords(language).relatedTopics, ...topics].map((text) => line('RelatedTopics', text))
}

function line(style: ParagraphStyle, text: string): string {
  return text.trim() === '' ? '' : paragraph(style, [textRun(text.trim())])
}
