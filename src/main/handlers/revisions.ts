import type { Article } from '#shared/article/article.ts'
import { mayEdit } from '#shared/article/workflow.ts'
import { migrateBody } from '#shared/document/migrations.ts'
import { readBody } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { articleHash } from '#shared/article/revision.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { readWorking, writeWorking } from '../store/articles.ts'
import { newId } from '../store/ids.ts'
import { write } from '../store/open.ts'
import { listRevisions, readRevision } from '../store/revisions.ts'
import { cutRevision, listingOf, readRecord, record } from './article-record.ts'
import { accountOf, actorOf, type Context, type HandlersOf } from './context.ts'
import { recordSuggestions } from './suggestions.ts'

export const revisionHandlers: HandlersOf<'revisions'> = {
  'revisions.list': ({ store }, { articleId }) => ok(listRevisions(store, articleId)),
  'revisions.get': ({ store }, { id }) => {
    const read = readRevision(store, id)
    if (!read.ok) return read
    const { info, content } = read.value
    return ok({ info, article: content.article, schemaVersion: content.schemaVersion })
  },
  'revisions.restore': (context, { articleId, id }) => {
    const reply = write(context.store, () => restore(context, articleId, id))
    if (!reply.ok) return reply
    context.indexSoon()
    context.tell({ name: 'article.changed', detail: { articleId, session: null } })
    return reply
  }
}

/** What stands is cut first; the old text then becomes the working copy, and a revision of its own. */
function restore(context: Context, articleId: string, id: string): Result<null> {
  const { store, now } = context
  const read = readRecord(store, articleId)
  if (!read.ok) return read
  const revision = readRevision(store, id)
  if (!revision.ok) return revision
  const { info, content } = revision.value
  if (info.articleId !== articleId) return fail('invalid-input', 'That version belongs to another article.')
  const allowed = mayEdit(actorOf(context), read.value.subjected)
  if (!allowed.ok) return allowed
  const body = readBody(content.article.body, content.schemaVersion)
  if (!body.ok) return body
  cutRevision(context, read.value.working, 'before-restore')
  const article: Article = {
    meta: content.article.meta,
    body: migrateBody(content.article.body, content.schemaVersion) as Article['body']
  }
  const hash = articleHash(schemaVersion, article)
  writeWorking(store, {
    articleId,
    article,
    schemaVersion,
    articleHash: hash,
    version: read.value.working.version + 1,
    // A sitting of its own: every window that has the article open sees that it was stored elsewhere.
    session: newId(),
    seq: 1,
    storedAt: now().toISOString(),
    accountId: accountOf(context).id,
    listing: listingOf(article, read.value.standing, hash)
  })
  recordSuggestions(context, articleId, read.value.article.body, article.body)
  const working = readWorking(store, articleId)
  if (!working) throw new Error(`${articleId} vanished inside a write.`)
  const restored = cutRevision(context, working, 'restored')
  record(context, { articleId, type: 'restored', revision: restored, articleHash: hash, detail: { from: id } })
  return ok(null)
}
