import type { Article } from '../article/article.ts'
import { walkBody, type Body, type BodyNode } from '../document/body.ts'
import { idOf } from '../document/tokens.ts'
import { audit } from './audit.ts'
import { Report, shortHash, type Conflict } from './conflict.ts'
import { isEqual } from './equal.ts'
import type { Three } from './fields.ts'
import { mergeLines } from './flow.ts'
import { blocksOf, linesOf } from './lines.ts'
import { mergeMeta } from './merge-meta.ts'
import { mergeTextblock, mergeWhole, withSecondTables, type WholeOptions } from './merge-whole.ts'
import { suggested } from './marks.ts'

export interface Merged {
  article: Article
  conflicts: Conflict[]
}

/**
 * Two articles that began as `base`, as one. What one side changed is changed. Where both wrote at one spot both stand
 * side by side, what one took out while the other changed it still stands, and each such place is a conflict: two
 * suggestions in the text, which name their sides. The article is the same whichever side is called mine, and the same
 * each time. Takes bodies that `readBody` has passed, and gives one.
 */
export function merge(base: Article, mine: Article, theirs: Article): Merged {
  if (isEqual(mine, theirs) || isEqual(theirs, base)) return { article: mine, conflicts: [] }
  if (isEqual(mine, base)) return { article: theirs, conflicts: [] }
  const [texts, baseText] = [[mine, theirs].map((article) => JSON.stringify(article)), JSON.stringify(base)]
  const swap = (texts[0] ?? '') > (texts[1] ?? '')
  const [first, second] = swap ? [theirs, mine] : [mine, theirs]
  const seed = `m${shortHash(baseText, ...(swap ? texts.reverse() : texts))}`
  const report = new Report(seed, swap ? 'theirs' : 'mine')
  const meta = mergeMeta([base.meta, first.meta, second.meta], report)
  const body = mergeBodies([base.body, first.body, second.body], { language: meta.language, report })
  const article = { meta, body: withUniqueIds(oneLead(body, [first.body, second.body], report), report) }
  reportMiscounts(base, mine, theirs, article, report)
  return { article, conflicts: report.conflicts }
}

function mergeBodies(bodies: Three<Body>, options: WholeOptions): Body {
  const heads = (['headline', 'standfirst'] as const).flatMap((type) => mergeHead(bodies, type, options))
  const lines = bodies.map(({ content = [] }) =>
    linesOf(content.filter(({ type }) => type !== 'headline' && type !== 'standfirst'))
  ) as [ReturnType<typeof linesOf>, ReturnType<typeof linesOf>, ReturnType<typeof linesOf>]
  const { report } = options
  const merged = mergeLines(lines, { ...options, mergeWhole: (blocks) => mergeWhole(blocks, options) })
  const blocks = blocksOf(merged, (line) => {
    const words = line.content.map(({ text }) => text ?? ' ').join('')
    report.add({ kind: 'structure', block: line.key, before: words, texts: [words, words] })
  })
  const copy = withSecondTables(blocks)
  return {
    ...bodies[1],
    content: [...heads, ...(copy.length > 0 ? copy : [{ type: 'paragraph' as const, attrs: { id: report.freshId() } }])]
  }
}

/** The headline, or the standfirst where there is one. */
function mergeHead(bodies: Three<Body>, type: 'headline' | 'standfirst', options: WholeOptions): BodyNode[] {
  const [base, first, second] = bodies.map((body) => body.content?.find((block) => block.type === type))
  if (first && second) return [mergeTextblock([base ?? bare(first), first, second], options)]
  const left = first ?? second
  if (!left || (base && isEqual(base, left))) return []
  if (!base) return [left]
  const words = (node: BodyNode) => (node.content ?? []).map(({ text }) => text ?? ' ').join('')
  const ids = options.report.add({
    kind: 'deleted',
    block: idOf(left),
    before: words(base),
    texts: first ? [words(left), ''] : ['', words(left)]
  })
  return [suggested(left, { type: 'deletion', attrs: { id: first ? ids[1] : ids[0] } })]
}

function bare({ content: _content, ...block }: BodyNode): BodyNode {
  return block
}

/** Two hands may each have named a lead picture; an article has one. */
function oneLead(body: Body, hands: readonly Body[], report: Report): Body {
  const leadsOf = ({ content = [] }: Body) => content.filter(isLead)
  const [kept, ...more] = leadsOf(body)
  if (!kept || more.length === 0 || hands.some((hand) => leadsOf(hand).length > 1)) return body
  for (const figure of more)
    report.add({ kind: 'value', block: idOf(figure), field: 'role', values: ['lead', 'inline'] })
  const others = new Set(more)
  return {
    ...body,
    content: (body.content ?? []).map((block) =>
      others.has(block) ? { ...block, attrs: { ...block.attrs, role: 'inline' } } : block
    )
  }
}

function isLead({ type, attrs }: BodyNode): boolean {
  return type === 'figure' && attrs?.role === 'lead'
}

/** A block that stands twice, as where a list was divided, has another id the second time. */
function withUniqueIds(body: Body, report: Report): Body {
  const seen = new Set<string>()
  let twice = false
  for (const { node } of walkBody(body)) {
    const id = node.type === 'text' ? null : idOf(node)
    if (id === null) continue
    twice ||= seen.has(id)
    seen.add(id)
  }
  if (!twice) return body
  seen.clear()
  const visit = (node: BodyNode): BodyNode => {
    const id = node.type === 'text' ? null : idOf(node)
    const taken = id !== null && seen.has(id)
    if (id !== null) seen.add(id)
    return {
      ...node,
      ...(taken && { attrs: { ...node.attrs, id: report.freshId() } }),
      ...(node.content && { content: node.content.map(visit) })
    }
  }
  return visit(body)
}

/** Whatever the engine did, a word that is not there as often as it must be is shown. */
function reportMiscounts(base: Article, mine: Article, theirs: Article, merged: Article, report: Report): void {
  const shown = report.conflicts.flatMap((conflict) => [conflict.before, conflict.mine.text, conflict.theirs.text])
  const words = audit(base, mine, theirs, merged, shown).map(({ word }) => word)
  if (words.length > 0) report.add({ kind: 'count', before: words.join(' ') })
}
