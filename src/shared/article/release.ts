import { walkBody } from '../document/body.ts'
import { hasSuggestions } from '../document/suggestions.ts'
import { captionOf, creditOf, figuresOf, findNode, isTextblock, textOf } from '../document/text.ts'
import type { Reason } from '../result.ts'
import type { Article } from './article.ts'
import { approvalsOf, isStale, type DeskRules, type Standing } from './workflow.ts'

/** "To come": a gap left on purpose, as newsrooms type it. */
export const tkPattern = /(?<![\p{L}\p{N}])TK+(?![\p{L}\p{N}])/u

/**
 * Every reason for which this text may not go out now, each leading to its place; empty means that it may.
 * `now` is UTC. Approval is held against `hash`, the hash of the article as it stands.
 */
export function releaseReasons(article: Article, hash: string, standing: Standing, rules: DeskRules, now: Date): Reason[] {
  return [...approvalReasons(hash, standing, rules), ...embargoReasons(article, now), ...copyReasons(article)]
}

function approvalReasons(hash: string, standing: Standing, rules: DeskRules): Reason[] {
  if (standing.pubstatus === 'canceled') return [{ code: 'killed', message: 'The article has been killed.' }]
  if (standing.state === 'spiked') return [{ code: 'spiked', message: 'The article is spiked.' }]
  if (isStale(standing, hash)) return [{ code: 'stale', message: 'The article has changed since it was approved: the approval names another text.', place: 'panel.versions' }]
  const missing = rules.approvalsNeeded - approvalsOf(standing, hash).length
  if (missing <= 0) return []
  return [{ code: 'not-approved', message: missing === 1 ? 'The article needs 1 more approval.' : `The article needs ${missing} more approvals.` }]
}

function embargoReasons({ meta }: Article, now: Date): Reason[] {
  if (!meta.embargo || Date.parse(meta.embargo.at) <= now.getTime()) return []
  return [{ code: 'embargo', message: `The article is under embargo until ${meta.embargo.at} (${meta.embargo.zone}).`, place: 'meta.embargo' }]
}

function copyReasons(article: Article): Reason[] {
  const reasons: Reason[] = []
  const { body, meta } = article
  const headline = findNode(body, 'headline')
  const at = (node: { attrs?: Record<string, unknown> } | undefined) => (typeof node?.attrs?.id === 'string' ? { place: node.attrs.id } : {})
  if (textOf(headline).trim() === '') reasons.push({ code: 'no-headline', message: 'The headline is missing.', ...at(headline) })
  if (!meta.credits.some((credit) => credit.role === 'by')) reasons.push({ code: 'no-byline', message: 'The article has no byline.', place: 'meta.credits' })
  for (const { node } of walkBody(body))
    if (isTextblock(node) && tkPattern.test(textOf(node))) reasons.push({ code: 'tk', message: `TK is still in the copy: “${excerpt(textOf(node))}”.`, ...at(node) })
  if (hasSuggestions(body)) reasons.push({ code: 'suggestions', message: 'Suggestions are still open.' })
  for (const figure of figuresOf(body)) {
    const name = excerpt(captionOf(figure)) || String(figure.attrs?.fileName || 'without a caption')
    const lacks = [
      !figure.attrs?.media && 'has no picture',
      captionOf(figure).trim() === '' && 'has no caption',
      creditOf(figure).trim() === '' && 'has no credit',
      String(figure.attrs?.alt ?? '').trim() === '' && 'has no alt text'
    ].filter((lack) => lack !== false)
    for (const lack of lacks) reasons.push({ code: 'picture', message: `The picture “${name}” ${lack}.`, ...at(figure) })
  }
  return reasons
}

function excerpt(text: string): string {
  return text.length <= 48 ? text : `${text.slice(0, 47).trimEnd()}…`
}
