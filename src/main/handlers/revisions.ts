import type { Article } from '#shared/article/article.ts'
import { mayEdit, mayName } from '#shared/article/workflow.ts'
import type { InputOf } from '#shared/contract/index.ts'
import { migrateBody } from '#shared/document/migrations.ts'
import { readBody } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { articleHash } from '#shared/article/revision.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { readWorking, writeWorking } from '../store/articles.ts'
import { newId } from '../store/ids.ts'
import { write } from '../store/open.ts'
import { listRevisions, readRevision } from '../store/revisions.ts'
import { cutRevision, listingOf, readRecord, record, type ArticleRecord } from './article-record.ts'
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
  },
  'revisions.name': (context, input) => {
    const reply = write(context.store, () => name(context, input))
    if (reply.ok) context.tell({ name: 'article.changed', detail: { articleId: input.articleId, session: null } })
    return reply
  }
}

export function restore(context: Context, articleId: string, id: string): Result<null> {
  const read = readRecord(context.store, articleId)
  if (!read.ok) return read
  const allowed = mayEdit(actorOf(context), read.value.subjected)
  if (!allowed.ok) return allowed
  const put = putBack(context, read.value, id)
  if (!put.ok) return put
  const working = readWorking(context.store, articleId)
  record(context, {
    articleId,
    type: 'restored',
    revision: working?.head ?? null,
    articleHash: working?.articleHash ?? null,
    detail: { from: id }
  })
  return ok(null)
}

/**
 * What stands is cut first; the old text then becomes the working copy, and a revision of its own. Who may do it is the
 * caller's to say, and the caller wraps it in a write.
 */
export function putBack(
  context: Context,
  { working: stood, standing, article: before }: ArticleRecord,
  id: string
): Result<Article> {
  const { store, now } = context
  const { articleId } = stood
  const revision = readRevision(store, id)
  if (!revision.ok) return revision
  const { info, content } = revision.value
  if (info.articleId !== articleId) return fail('invalid-input', 'That version belongs to another article.')
  const body = readBody(content.article.body, content.schemaVersion)
  if (!body.ok) return body
  cutRevision(context, stood, 'before-restore')
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
    version: stood.version + 1,
    // A sitting of its own: every window that has the article open sees that it was stored elsewhere.
    session: newId(),
    seq: 1,
    storedAt: now().toISOString(),
    accountId: accountOf(context).id,
    listing: listingOf(article, standing, hash)
  })
  recordSuggestions(context, articleId, before.body, article.body)
  const working = readWorking(store, articleId)
  if (!working) throw new Error(`${articleId} vanished inside a write.`)
  cutRevision(context, working, 'restored')
  return ok(article)
}

/** The caller wraps it in a write. */
function name(context: Context, { articleId, id, name }: InputOf<'revisions.name'>): Result<{ id: string }> {
  const { store } = context
  const read = readRecord(store, articleId)
  if (!read.ok) return read
  const allowed = mayName(actorOf(context), read.value.subjected)
  if (!allowed.ok) return allowed
  const revision = id ?? cutRevision(context, read.value.working, 'named')
  const named = listRevisions(store, articleId).find((info) => info.id === revision)
  if (!named) return fail('invalid-input', 'That version belongs to another article.')
  record(context, { articleId, type: 'named', revision, articleHash: named.articleHash, detail: { name } })
  return ok({ id: revision })
}
