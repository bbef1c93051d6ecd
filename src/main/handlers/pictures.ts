import { lacksOf } from '#shared/article/media.ts'
import { mayChangeRecord } from '#shared/article/picture-rules.ts'
import type { State } from '#shared/article/workflow.ts'
import type { PictureDetail, PictureRow } from '#shared/contract/pictures.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { readPicture } from '../store/media.ts'
import { write, type Store } from '../store/open.ts'
import { listArticlesOf, listPlacementsOf } from '../store/placements.ts'
import { indexPictures, listRecords, readRecordOf, updateRecord, type KeptRow } from '../store/pictures.ts'
import { accountNames } from './article-record.ts'
import { accountOf, actorOf, type Context, type HandlersOf } from './context.ts'
import { lastRunOf, runsOf } from './picture-runs.ts'
import { readSheet, writeSheet } from './picture-sheet.ts'

const indexBatch = 100

export const pictureHandlers: HandlersOf<'pictures'> = {
  'pictures.list': async ({ store }, { missing = [], ...query }) => {
    await indexAll(store)
    const { rows, total, next } = listRecords(store, { ...query, missing })
    return ok({ rows: rows.map((row) => rowOf(store, row)), total, next })
  },
  'pictures.get': (context, { hash }) => detailOf(context, hash),
  'pictures.change': (context, { hash, version, changes }) => {
    const { store, now } = context
    const changed = write(store, (): Result<null> => {
      const kept = readRecordOf(store, hash)
      if (!kept) return notHere()
      const allowed = mayChangeRecord(actorOf(context), kept)
      if (!allowed.ok) return allowed
      const record = { ...kept.record, ...changes }
      const change = { hash, version, record, by: accountOf(context).id, at: now().toISOString() }
      return updateRecord(store, change)
        ? ok(null)
        : fail('conflict', 'Somebody has changed this record since you opened it.')
    })
    return changed.ok ? detailOf(context, hash) : changed
  },
  'pictures.sheet': readSheet,
  'pictures.write': (context, input) => ok(writeSheet(context, input))
}

/** Takes in what waits, a batch at a time, so that other work goes on between. */
async function indexAll(store: Store): Promise<void> {
  while (indexPictures(store, indexBatch) === indexBatch) await new Promise((resolve) => setImmediate(resolve))
}

function notHere(): Result<never> {
  return fail('not-found', 'This picture is not on this computer.')
}

function rowOf(store: Store, { number: _, record, ...row }: KeptRow): PictureRow {
  const { caption, credit } = record
  return { ...row, caption, credit, lacks: lacksOf(record), ran: lastRunOf(store, row.hash) }
}

async function detailOf(context: Context, hash: string): Promise<Result<PictureDetail>> {
  const { store, media } = context
  const picture = readPicture(store, hash)
  const kept = readRecordOf(store, hash)
  if (!picture || !kept) return notHere()
  const { record, version, addedAt, changedAt, changedBy } = kept
  const places = listPlacementsOf(store, hash)
  const runs = runsOf(store, hash)
  const uses = listArticlesOf(store, hash).map(({ articleId, state, ...article }) => ({
    articleId,
    ...article,
    state: state as State,
    places: places.filter((place) => place.articleId === articleId).map(({ articleId: _, at: __, ...place }) => place),
    runs: runs.filter((run) => run.articleId === articleId)
  }))
  const changed = changedAt === null ? null : { at: changedAt, byName: accountNames(store)[changedBy ?? ''] ?? '' }
  const allowed = mayChangeRecord(actorOf(context), kept)
  return ok({
    picture,
    conflicts: picture.conflicts ?? [],
    record,
    version,
    addedAt,
    changed,
    readOnly: allowed.ok ? null : allowed.error.message,
    here: await media.has(hash),
    uses
  })
}
