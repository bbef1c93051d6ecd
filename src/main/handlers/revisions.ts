import type { Article } from '#shared/article/article.ts'
import { mayEdit, mayName } from '#shared/article/workflow-rules.ts'
import type { InputOf } from '#shared/contract/index.ts'
import { migrateBody } from '#shared/document/migrations.ts'
import { readBody } from '#shared/document/body.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { readWorking } from '../store/articles.ts'
import { write } from '../store/open.ts'
import { listRevisions, readRevision } from '../store/revisions.ts'
import { cutRevision, readRecord, record, type ArticleRecord } from './article-record.ts'
import { actorOf, type Context, type HandlersOf } from './context.ts'
import { replaceText } from './replace-text.ts'

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
export function putBack(context: Context, stood: ArticleRecord, id: string): Result<Article> {
  const revision = readRevision(context.store, id)
  if (!revision.ok) return revision
  const { info, content } = revision.value
  if (info.articleId !== stood.working.articleId)
    return fail('invalid-input', 'That version belongs to another article.')
  const body = readBody(content.article.body, content.schemaVersion)
  if (!body.ok) return body
  const article: Article = {
    meta: content.article.meta,
    body: migrateBody(content.article.body, content.schemaVersion) as Article['body']
  }
  replaceText(context, stood, article, { stood: 'before-restore', put: 'restored' })
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
