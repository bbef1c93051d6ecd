import type { ArticleSession } from './article-session.svelte.ts'
import { handOver } from './hand-over.svelte.ts'
import { notifyFailure } from './notices.svelte.ts'

/** Writes the article into a file for another desk, once every word typed here is stored. */
export async function giveArticle(session: ArticleSession): Promise<void> {
  const stored = await session.flush()
  if (stored.ok) await handOver.give([session.id])
  else notifyFailure(stored.error)
}
