import type { Article } from '#shared/article/article.ts'

/** Articles that only grow: the text of version n holds the word `word-n` of every save before it. */
export function growingArticle(id: string, version: number): Article {
  const paragraphs = Array.from({ length: version }, (_, index) => ({
    type: 'paragraph' as const,
    attrs: { id: `p${index + 1}` },
    content: [{ type: 'text' as const, text: `${wordOf(id, index + 1)} ${filler.slice(0, 40 + ((index * 37) % 400))}` }]
  }))
  const meta = {
    slugline: id,
    kicker: '',
    credits: [],
    dateline: { place: '', date: null, text: '' },
    desk: '',
    language: 'en-US',
    genre: '',
    urgency: null,
    summary: ''
  }
  const more = {
    subjects: [],
    topics: [],
    alternativeHeadlines: { search: '', social: '', print: '' },
    embargo: null,
    ednote: '',
    commissionedLength: null,
    copyright: '',
    usageTerms: ''
  }
  return {
    meta: { ...meta, ...more },
    body: { type: 'doc', content: [{ type: 'headline', attrs: { id: 'h' } }, ...paragraphs] }
  }
}

/** The word that save `version` brought: no other text has it. */
export function wordOf(id: string, version: number): string {
  return `${id}-word-${version}`
}

const filler =
  'The ferry lay at the quay all morning while the wind went round to the north and the crew waited for word from the harbour office. '.repeat(
    4
  )
