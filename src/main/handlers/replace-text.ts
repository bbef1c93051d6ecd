import type { Article } from '#shared/article/article.ts'
import { articleHash, type RevisionKind } from '#shared/article/revision.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { readWorking, writeWorking } from '../store/articles.ts'
import { newId } from '../store/ids.ts'
import { cutRevision, listingOf, type ArticleRecord } from './article-record.ts'
import { accountOf, type Context } from './context.ts'
import { recordSuggestions } from './suggestions.ts'

/**
 * Puts another text in the place of the working copy: what stood is a version first, the new text one of its own, whose
 * id is given. Who may do it is the caller's to say, and the caller wraps it in a write.
 */
export function replaceText(
  context: Context,
  { working, standing, article: before }: ArticleRecord,
  article: Article,
  kinds: { stood: RevisionKind; put: RevisionKind }
): string {
  const { store, now } = context
  const { articleId } = working
  cutRevision(context, working, kinds.stood)
  const hash = articleHash(schemaVersion, article)
  writeWorking(store, {
    articleId,
    article,
    schemaVersion,
    articleHash: hash,
    version: working.version + 1,
    // A sitting of its own: every window that has the article open sees that it was stored elsewhere.
    session: newId(),
    seq: 1,
    storedAt: now().toISOString(),
    accountId: accountOf(context).id,
    listing: listingOf(article, standing, hash)
  })
  recordSuggestions(context, articleId, before.body, article.body)
  const stored = readWorking(store, articleId)
  if (!stored) throw new Error(`${articleId} vanished inside a write.`)
  return cutRevision(context, stored, kinds.put)
}
