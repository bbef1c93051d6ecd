import type { BackedUpArticle } from '#shared/contract/backups.ts'
import { readBody } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { copyFile } from '../safety/backup.ts'
import { listBackedUp, readBackedUp } from '../safety/backed-up.ts'
import { findCopy } from '../safety/second-folder.ts'
import { insertArticle, readWorking, writeWorking } from '../store/articles.ts'
import { newId } from '../store/ids.ts'
import { migrations } from '../store/migrations/index.ts'
import { write } from '../store/open.ts'
import { emptyStanding } from '#shared/article/standing.ts'
import { cutRevision, listingOf, readRecord, record } from './article-record.ts'
import { accountOf, type Context, type HandlersOf } from './context.ts'

export const backupHandlers: HandlersOf<'backups'> = {
  'backups.status': ({ safety }) => ok(safety.status()),
  'backups.check': async ({ safety }) => {
    await safety.checkAll()
    return ok(safety.status())
  },
  'backups.make': ({ safety }) => safety.make('asked'),
  'backups.setSecondFolder': async ({ safety, tell }, { path }) => {
    const chosen = await safety.setSecondFolder(path)
    if (!chosen.ok) return chosen
    tell({ name: 'backups.changed', detail: {} })
    return ok(safety.status())
  },
  'backups.articles': (context, { id, query, limit }) => {
    const file = fileOf(context, id)
    if (!file.ok) return file
    return ok(
      listBackedUp(file.value, { query, limit }).map(({ hash, ...row }) => ({
        ...row,
        here: here(context, row.id, hash)
      }))
    )
  },
  'backups.article': (context, { id, articleId }) => {
    const file = fileOf(context, id)
    if (!file.ok) return file
    const read = readBackedUp(file.value, articleId)
    return read.ok ? ok({ article: read.value.article, schemaVersion: read.value.schemaVersion }) : read
  },
  'backups.restoreArticle': (context, { id, articleId }) => {
    const file = fileOf(context, id)
    if (!file.ok) return file
    const restored = write(context.store, () => restoreArticle(context, file.value, articleId))
    if (!restored.ok) return restored
    context.indexSoon()
    context.tell({ name: 'article.changed', detail: { articleId, session: null } })
    return restored
  },
  'backups.restoreDesk': async (context, { id }) => {
    const { store, safety } = context
    const found = findCopy(store.folder, id)
    if (!found) return fail('not-found', 'That copy is not there any more.')
    const proved = await safety.prove(found.in, id)
    if (!proved.ok) return proved
    const before = await safety.make('before-restore')
    if (!before.ok) return before
    return context.replaceStore(copyFile(found.in, id))
  }
}

/** A copy's file, when this version can read it as it is. */
function fileOf({ store }: Context, id: string): Result<string> {
  const found = findCopy(store.folder, id)
  if (!found) return fail('not-found', 'That copy is not there any more.')
  if (found.backup.version !== migrations.length)
    return fail(
      'unsupported',
      'That copy is from another version of Copydesk. It can be taken whole, not by the article.'
    )
  return ok(copyFile(found.in, id))
}

function here({ store }: Context, articleId: string, hash: string): BackedUpArticle['here'] {
  const hashHere = store.database
    .prepare('SELECT article_hash FROM working JOIN article ON number = article_number WHERE id = ?')
    .pluck()
    .get(articleId)
  return hashHere === undefined ? 'gone' : hashHere === hash ? 'same' : 'other'
}

/** What stands is cut first; an article that is not here any more comes back as a draft. The caller wraps it in a write. */
function restoreArticle(context: Context, file: string, articleId: string): Result<{ articleId: string }> {
  const { store, now } = context
  const read = readBackedUp(file, articleId)
  if (!read.ok) return read
  const { article, schemaVersion: version, articleHash: hash, ownerId } = read.value
  const body = readBody(article.body, version)
  if (!body.ok) return body
  if (version !== schemaVersion)
    return fail('unsupported', 'That text was written by an older Copydesk. Take the copy whole.')
  const storedAt = now().toISOString()
  const record_ = readRecord(store, articleId)
  if (record_.ok) {
    const { working, standing } = record_.value
    if (standing.state === 'published' || standing.state === 'approved')
      return fail(
        'refused',
        'The article is approved or published: send it back or correct it before its text is replaced.'
      )
    cutRevision(context, working, 'before-restore')
    writeWorking(store, {
      articleId,
      article,
      schemaVersion,
      articleHash: hash,
      version: working.version + 1,
      session: newId(),
      seq: 1,
      storedAt,
      accountId: accountOf(context).id,
      listing: listingOf(article, standing, hash)
    })
  } else {
    const owner = store.database.prepare('SELECT 1 FROM account WHERE id = ?').get(ownerId)
      ? ownerId
      : accountOf(context).id
    insertArticle(store, {
      id: articleId,
      ownerId: owner,
      article,
      schemaVersion,
      articleHash: hash,
      at: storedAt,
      session: newId(),
      listing: listingOf(article, emptyStanding, hash)
    })
    record(context, { articleId, type: 'created', revision: null, articleHash: hash })
  }
  const working = readWorking(store, articleId)
  if (!working) throw new Error(`${articleId} vanished inside a write.`)
  const revision = cutRevision(context, working, 'restored')
  record(context, { articleId, type: 'restored', revision, articleHash: hash, detail: { from: 'backup' } })
  return ok({ articleId })
}
