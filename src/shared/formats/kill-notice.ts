import { emptyMeta, type Article } from '#shared/article/article.ts'
import { findNode } from '#shared/document/text.ts'
import { acceptedBody } from './accepted.ts'
import { printedWords } from './words.ts'

/** Ids of the notice's own blocks: fixed, so that two notices of one kill are the same bytes. */
const blockIds = ['kill-notice-headline', 'kill-notice-words', 'kill-notice-reason'] as const

/**
 * What goes out of an article that has been killed: under its own headline, by which receivers know it, that it is
 * withdrawn and why. No copy, no picture and no name of it goes out again.
 */
export function killNotice(article: Article, reason: string): Article {
  const { slugline, desk, language, urgency, copyright } = article.meta
  const { canceled } = printedWords(language)
  const headline = findNode(acceptedBody(article.body), 'headline')
  const paragraph = (id: string, text: string) => ({
    type: 'paragraph' as const,
    attrs: { id },
    content: [{ type: 'text' as const, text }]
  })
  return {
    meta: {
      ...emptyMeta,
      slugline,
      desk,
      language,
      urgency,
      copyright,
      ednote: `${canceled}. ${reason}`
    },
    body: {
      type: 'doc',
      content: [
        { type: 'headline', attrs: { ...headline?.attrs, id: blockIds[0] }, content: headline?.content ?? [] },
        paragraph(blockIds[1], `${canceled}.`),
        paragraph(blockIds[2], reason)
      ]
    }
  }
}
