import type { Article, Meta } from '#shared/article/article.ts'
import { newBlockId } from '#shared/document/attributes.ts'
import { readBody, type Body, type BodyNode } from '#shared/document/body.ts'
import { rejectSuggestions } from '#shared/document/decide.ts'
import { ok, type Result } from '#shared/result.ts'
import { newId } from '../store/ids.ts'

const copySign = '-copy'
const longestSlugline = 200

/**
 * An article to begin another one with: the same words, pictures (by hash) and details, every block and credit with an id
 * of its own. What belongs to one publication alone stays behind: the embargo, what was corrected, what it updates, and
 * suggestions that nobody has decided on. Fails where the body cannot be read.
 */
export function copyArticle(article: Article, schemaVersion: number): Result<Article> {
  const body = readBody(article.body, schemaVersion)
  if (!body.ok) return body
  const { corrections: _corrections, updates: _updates, ...meta } = article.meta
  const credits = meta.credits.map((credit) => ({ ...credit, id: newId() }))
  return ok({ meta: { ...meta, credits, embargo: null }, body: withNewIds(rejectSuggestions(body.value)) })
}

function withNewIds(node: BodyNode): Body {
  return {
    ...node,
    ...(node.attrs && {
      attrs: 'id' in node.attrs && node.attrs.id !== null ? { ...node.attrs, id: newBlockId() } : node.attrs
    }),
    ...(node.content && { content: node.content.map(withNewIds) })
  }
}

/** "ferry" → "ferry-copy". */
export function copySlugline(slugline: string): string {
  return slugline === '' ? '' : `${slugline.slice(0, longestSlugline - copySign.length)}${copySign}`
}

/** What a template keeps of the details: the writers and the day are those of each new article. */
export function templateMeta(meta: Meta): Meta {
  return {
    ...meta,
    credits: meta.credits.filter(({ role }) => role !== 'by'),
    dateline: { ...meta.dateline, date: null, text: '' }
  }
}
