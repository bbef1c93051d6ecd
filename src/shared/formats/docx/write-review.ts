import type { Article } from '#shared/article/article.ts'
import { acceptedBody } from '../accepted.ts'
import type { ExportContext, ExportFile } from '../format.ts'
import { readStory } from '../story.ts'
import { zipFiles } from '../zip.ts'
import { commentsExtendedXml, commentsXml, extendedType } from './comments.ts'
import { headerXml } from './document.ts'
import { packageFiles, relationshipsXml, xmlFile, type ExtraPart, type Relationship } from './package.ts'
import { readPage } from './page.ts'
import { coreXml, customXml } from './properties.ts'
import { numberThreads, readReview, type Review } from './review.ts'
import { mediaType, pageFiles } from './write.ts'

/**
 * An article as it stands, for people who are to read it before it is approved: a Word document that says so on every page, its
 * suggestions as tracked changes and its comments as Word's. It is no format: what goes out never comes from here.
 */
export function writeReview(article: Article, context: ExportContext, review: Review): ExportFile {
  const body = review.suggestions === null ? acceptedBody(article.body) : article.body
  const threads = numberThreads(review.comments.filter(({ messages }) => messages.length > 0))
  const page = readPage(readStory(article, context, body), readReview(review, threads, body))
  const settled = readStory(article, context)
  const header: [ExtraPart, Relationship] = [
    ['word/header1.xml', 'header'],
    { id: 'rIdHeader', type: 'header', target: 'header1.xml' }
  ]
  const comments: [ExtraPart, Relationship][] =
    threads.length === 0
      ? []
      : [
          [['word/comments.xml', 'comments'], { id: 'rIdComments', type: 'comments', target: 'comments.xml' }],
          [
            ['word/commentsExtended.xml', 'commentsExtended'],
            { id: 'rIdCommentsExtended', type: extendedType, target: 'commentsExtended.xml' }
          ]
        ]
  const extra = [header, ...comments]
  const parts: ExportFile[] = [
    ...packageFiles(extra.map(([part]) => part)),
    ...pageFiles(page),
    xmlFile(
      'word/_rels/document.xml.rels',
      relationshipsXml([...page.relationships, ...extra.map(([, relationship]) => relationship)])
    ),
    xmlFile('word/header1.xml', headerXml(review.mark)),
    ...(threads.length > 0
      ? [
          xmlFile('word/comments.xml', commentsXml(threads)),
          xmlFile('word/commentsExtended.xml', commentsExtendedXml(threads))
        ]
      : []),
    xmlFile('docProps/core.xml', coreXml(settled)),
    xmlFile('docProps/custom.xml', customXml(settled, true))
  ]
  return { path: 'for-review.docx', mediaType, bytes: zipFiles(parts) }
}
