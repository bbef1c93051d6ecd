import type { Article } from '#shared/article/article.ts'
import { bylineText } from '#shared/article/byline.ts'
import { readText } from '#shared/document/text.ts'

export interface SearchText {
  headline: string
  slugline: string
  standfirst: string
  copy: string
  captions: string
  byline: string
}

/** What search finds an article by. */
export function readSearchText({ meta, body }: Article): SearchText {
  const { headline, standfirst, copy, captions } = readText(body)
  return { headline, slugline: meta.slugline, standfirst, copy, captions, byline: bylineText(meta.credits, meta.language) }
}
