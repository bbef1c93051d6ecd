import { descendants, markupText, type MarkupElement } from '../markup.ts'

/** What a page says of its article in data: JSON-LD first, then Open Graph. Empty is not said. */
export interface ArticleData {
  headline: string
  description: string
  authors: string[]
  published: string
  updated: string
  keywords: string[]
}

const longest = 1_000_000

export function articleDataOf(root: MarkupElement): ArticleData {
  const metas = new Map<string, string[]>()
  let article: Record<string, unknown> = {}
  for (const element of descendants(root)) {
    const { name, attributes } = element
    const key = (attributes.property ?? attributes.name ?? '').toLowerCase()
    if (name === 'meta' && key !== '') metas.set(key, [...(metas.get(key) ?? []), attributes.content ?? ''])
    if (name === 'script' && /ld\+json/i.test(attributes.type ?? '') && Object.keys(article).length === 0)
      article = articleIn(markupText(element)) ?? article
  }
  const meta = (...keys: string[]) =>
    keys.map((key) => metas.get(key)?.[0]?.trim() ?? '').find((value) => value !== '') ?? ''
  return {
    headline: (text(article.headline) || text(article.name) || meta('og:title')).slice(0, 300),
    description: (text(article.description) || meta('og:description', 'description')).slice(0, 1000),
    authors: orElse(names(article.author), (metas.get('author') ?? []).map(oneLine).filter(Boolean)).slice(0, 20),
    published: text(article.datePublished) || meta('article:published_time'),
    updated: text(article.dateModified) || meta('article:modified_time'),
    keywords: orElse(words(article.keywords), metas.get('article:tag') ?? []).slice(0, 50)
  }
}

function articleIn(json: string): Record<string, unknown> | null {
  if (json.length > longest) return null
  try {
    const waiting: unknown[] = [JSON.parse(json)]
    for (let seen = 0; waiting.length > 0 && seen < 1000; seen++) {
      const next = waiting.shift()
      if (Array.isArray(next)) waiting.push(...next.slice(0, 200))
      else if (typeof next === 'object' && next !== null) {
        const types = [(next as Record<string, unknown>)['@type']].flat()
        if (types.some((type) => typeof type === 'string' && /(?:Article|BlogPosting)$/.test(type)))
          return next as Record<string, unknown>
        waiting.push((next as Record<string, unknown>)['@graph'])
      }
    }
  } catch {
    return null
  }
  return null
}

function text(value: unknown): string {
  return typeof value === 'string' ? oneLine(value) : ''
}

function names(value: unknown): string[] {
  return [value].flat().flatMap((each) => {
    const name = typeof each === 'string' ? each : text((each as Record<string, unknown> | null)?.name)
    return /^https?:/i.test(name) || name.trim() === '' ? [] : [oneLine(name).slice(0, 200)]
  })
}

function words(value: unknown): string[] {
  const all = typeof value === 'string' ? value.split(',') : [value].flat().map(text)
  return all.map(oneLine).filter(Boolean)
}

function orElse<T>(first: T[], second: T[]): T[] {
  return first.length > 0 ? first : second
}

function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim()
}
