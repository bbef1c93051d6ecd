import type { Article, Credit } from '../article/article.ts'
import type { BodyNode } from '../document/body.ts'
import { idOf } from '../document/tokens.ts'
import { alignBlocks } from './align.ts'

/**
 * A text that was read anew, with the ids of the one before it wherever a block or a credit is the same one: a reader
 * gives every block a new id, and comparing, merging and comments go by them.
 */
export function keepIds(before: Article, after: Article): Article {
  const taken = new Set<string>()
  return {
    meta: {
      ...after.meta,
      credits: after.meta.credits.map((credit) => keptCredit(before.meta.credits, credit, taken))
    },
    body: { ...after.body, content: keptBlocks(before.body.content ?? [], after.body.content ?? []) }
  } as Article
}

function keptBlocks(before: readonly BodyNode[], after: readonly BodyNode[]): BodyNode[] {
  const partner = new Map<number, BodyNode>()
  for (const { before: old, after: fresh } of alignBlocks(before, after).pairs) {
    const [from, to] = [before[old[0] ?? -1], fresh[0]]
    if (from && to !== undefined && after[to]?.type === from.type) partner.set(to, from)
  }
  return after.map((block, index) => {
    const from = partner.get(index)
    return from ? kept(from, block) : block
  })
}

function kept(from: BodyNode, block: BodyNode): BodyNode {
  const id = idOf(from)
  const content = block.content && from.content ? keptBlocks(from.content, block.content) : block.content
  return {
    ...block,
    ...(id !== null && idOf(block) !== null && { attrs: { ...block.attrs, id } }),
    ...(content && { content })
  }
}

function keptCredit(before: readonly Credit[], credit: Credit, taken: Set<string>): Credit {
  const same = before.find(
    ({ id, role, profile }) => !taken.has(id) && role === credit.role && profile.name === credit.profile.name
  )
  if (!same) return credit
  taken.add(same.id)
  return { ...credit, id: same.id }
}
