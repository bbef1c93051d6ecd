import type { Article } from '#shared/article/article.ts'
import { bylineText } from '#shared/article/byline.ts'
import { creditOf, figuresOf, readText } from '#shared/document/text.ts'
import type { SearchText } from '../store/search-text.ts'

/** What search finds an article by. The byline is the one that is printed. */
export function readSearchText({ meta, body }: Article): SearchText {
  const { headline, standfirst, copy, captions } = readText(body)
  return {
    headline,
    slugline: meta.slugline,
    standfirst,
    copy,
    captions,
    byline: bylineText(meta.credits, meta.language, meta.bylineStyle),
    credits: figuresOf(body).map(creditOf).filter(Boolean).join('\n'),
    topics: [...meta.topics, ...meta.subjects.map(({ name }) => name)].join('\n')
  }
}
