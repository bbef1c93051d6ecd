import { call } from '#renderer/bridge.ts'
import { notify, notifyFailure } from '#renderer/state/notices.svelte.ts'
import { go } from '#renderer/state/workspace.svelte.ts'
import type { ArticleInfo, ArticleRow } from '#shared/contract/articles.ts'
import { stateNames } from '#shared/article/workflow.ts'
import type { Result } from '#shared/result.ts'

/** Starts an article on that desk, from a template where one is named, and opens it. */
export async function startArticle(desk?: string, template?: string): Promise<void> {
  const made = await call('articles.create', { ...(desk && { desk }), ...(template && { template }) })
  if (!made.ok) {
    notifyFailure(made.error)
    return
  }
  await go({ screen: 'article', id: made.value.id })
}

/** Spikes the article, or takes a spiked one back; the notice offers to undo either. */
export async function toggleSpike(row: ArticleRow): Promise<void> {
  const name = row.slugline || row.headline || 'The article'
  if (row.state === 'spiked') {
    const info = await move(row.id, 'unspike')
    if (info) notify(`${name} is back as ${stateNames[info.standing.state].toLowerCase()}.`, undo(row.id, 'spike'))
    return
  }
  if (await move(row.id, 'spike')) notify(`${name} is spiked.`, undo(row.id, 'unspike'))
}

function undo(id: string, back: 'spike' | 'unspike') {
  return { action: { label: 'Undo', run: () => void move(id, back) } }
}

/** Moves the text as it is stored now: spiking is about the article, not about words that were read. */
async function move(articleId: string, way: 'spike' | 'unspike'): Promise<ArticleInfo | null> {
  const info = await call('articles.info', { id: articleId })
  const moved: Result<ArticleInfo> = info.ok
    ? await call('workflow.move', { articleId, move: way, articleHash: info.value.articleHash })
    : info
  if (moved.ok) return moved.value
  notifyFailure(moved.error)
  return null
}
