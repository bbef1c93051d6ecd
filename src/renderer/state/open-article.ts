import { ok, type Result } from '#shared/result.ts'
import { call } from '#renderer/bridge.ts'
import { ArticleSession } from './article-session.svelte.ts'
import { notify } from './notices.svelte.ts'
import { resendUnacknowledged } from './resending.ts'

/** Opens an article: what an earlier sitting could not store is sent again before what is shown is read. */
export async function openArticle(id: string): Promise<Result<ArticleSession>> {
  // Read at once, for there is hardly ever anything to send; if there was, it is read again with it.
  const reading = call('articles.open', { id })
  const recovered = await resendUnacknowledged(id).catch(() => [])
  const opened = await (recovered.length === 0 ? reading : call('articles.open', { id }))
  if (!opened.ok) return opened
  const session = new ArticleSession(opened.value)
  if (recovered.some(({ kind }) => kind === 'stored'))
    notify('Words that were not stored when this window closed are stored now.')
  session.offered = recovered.findLast(({ kind }) => kind !== 'stored')?.record ?? null
  return ok(session)
}
