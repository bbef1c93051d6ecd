import { lacks, lacksOf, type Lack, type Picture, type PictureRecord } from '#shared/article/media.ts'
import type { Store } from './open.ts'
import { awaitPictureIndex } from './placements.ts'
import { readQuery } from './search-query.ts'
import { statement } from './statement.ts'

/** A picture as the desk keeps it. */
export interface Kept {
  hash: string
  addedAt: string
  /** Account id of who brought it in, where that is known. */
  addedBy: string | null
  /** Counts the changes of the record, from 1. */
  version: number
  changedAt: string | null
  /** Account id. */
  changedBy: string | null
  record: PictureRecord
}

/** One line of the library. */
export interface KeptRow
  extends Pick<Kept, 'hash' | 'addedAt' | 'record'>, Pick<Picture, 'fileName' | 'mediaType' | 'width' | 'height'> {
  number: number
  conflicts: number
  /** Figures that show it now. */
  placements: number
}

export interface PictureQuery {
  /** What was typed. */
  query?: string | undefined
  /** Every one of these is missing. */
  missing: readonly Lack[]
  /** The `next` of the page before. */
  after?: string | undefined
  limit: number
}

type RecordRow = Omit<Kept, 'record'> & { record: string }

/** Begins the desk's record of a picture with what its file said. The caller wraps it in the write that stores it. */
export function insertRecord(store: Store, { hash, metadata }: Picture, at: string, by: string | null): void {
  statement(
    store,
    'INSERT INTO picture_record (hash, added_at, added_by, lacks, version, record) VALUES (?, ?, ?, ?, 1, ?)'
  ).run(hash, at, by, maskOf(lacksOf(metadata)), JSON.stringify(metadata))
  awaitPictureIndex(store, hash)
}

export function readRecordOf(store: Store, hash: string): Kept | null {
  const row = statement<RecordRow>(
    store,
    `SELECT hash, added_at AS addedAt, added_by AS addedBy, version, changed_at AS changedAt, changed_by AS changedBy, record
     FROM picture_record WHERE hash = ?`
  ).get(hash)
  return row ? { ...row, record: JSON.parse(row.record) } : null
}

/** Stores the record when it is still at `version`; false when somebody was quicker. The caller wraps it in a write. */
export function updateRecord(
  store: Store,
  { hash, version, record, by, at }: { hash: string; version: number; record: PictureRecord; by: string; at: string }
): boolean {
  const { changes } = statement(
    store,
    `UPDATE picture_record SET record = ?, lacks = ?, version = version + 1, changed_at = ?, changed_by = ?
     WHERE hash = ? AND version = ?`
  ).run(JSON.stringify(record), maskOf(lacksOf(record)), at, by, hash, version)
  awaitPictureIndex(store, hash)
  return changes === 1
}

/** One page of the library, what came last first. The words of saves are found once `indexPictures` has taken them in. */
export function listRecords(
  store: Store,
  { query = '', missing, after, limit }: PictureQuery
): { rows: KeptRow[]; total: number; next: string | null } {
  const match = query.trim() === '' ? 'too-short' : readQuery(query)
  if (match === null) return { rows: [], total: 0, next: null }
  const mask = maskOf(missing)
  const [from, place] = match === 'too-short' ? ['picture_record', 'number'] : ['picture_index', 'picture_index.rowid']
  // The record is opened for a filter alone: the index knows its own rows.
  const join = match !== 'too-short' && mask > 0 ? ' JOIN picture_record ON number = picture_index.rowid' : ''
  const conditions = [
    ...(match === 'too-short' ? [] : ['picture_index MATCH ?']),
    ...(mask > 0 ? ['(lacks & ?) = ?'] : [])
  ]
  const values = [...(match === 'too-short' ? [] : [match]), ...(mask > 0 ? [mask, mask] : [])]
  const where = (...more: string[]) =>
    [...conditions, ...more].map((one, at) => `${at === 0 ? 'WHERE' : 'AND'} ${one}`).join(' ')
  const total = statement<number>(store, `SELECT count(*) FROM ${from}${join} ${where()}`)
    .pluck()
    .get(...values)
  const before = after === undefined ? Number.MAX_SAFE_INTEGER : placeOf(after)
  const numbers = statement<number>(
    store,
    `SELECT ${place} FROM ${from}${join} ${where(`${place} < ?`)} ORDER BY ${place} DESC LIMIT ?`
  )
    .pluck()
    .all(...values, before, limit + 1)
  const page = numbers.slice(0, limit)
  return {
    rows: rowsOf(store, page),
    total: total ?? 0,
    next: numbers.length > limit ? String(page.at(-1)) : null
  }
}

function rowsOf(store: Store, numbers: number[]): KeptRow[] {
  return statement<Omit<KeptRow, 'record'> & { record: string }>(
    store,
    `SELECT number, hash, picture_record.added_at AS addedAt, record, file_name AS fileName, media_type AS mediaType, width, height,
       json_array_length(conflicts) AS conflicts, (SELECT count(*) FROM placement WHERE placement.hash = picture_record.hash) AS placements
     FROM picture_record JOIN picture USING (hash) WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number DESC`
  )
    .all(JSON.stringify(numbers))
    .map((row) => ({ ...row, record: JSON.parse(row.record) }))
}

function placeOf(after: string): number {
  const number = Number(after)
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`No page of pictures begins after “${after}”.`)
  return number
}

function maskOf(missing: readonly Lack[]): number {
  return missing.reduce((mask, lack) => mask | (1 << lacks.indexOf(lack)), 0)
}

/**
 * Takes the words of up to `limit` waiting pictures into the index: the record's, the file's name, and those that the
 * picture has where it stands. Gives how many there were.
 */
export function indexPictures(store: Store, limit: number): number {
  const waiting = statement<number>(store, 'SELECT number FROM picture_waiting LIMIT ?').pluck().all(limit)
  if (waiting.length === 0) return 0
  store.database
    .transaction(() => {
      for (const number of waiting) {
        const row = statement<{ hash: string; record: string; fileName: string }>(
          store,
          'SELECT hash, record, file_name AS fileName FROM picture_record JOIN picture USING (hash) WHERE number = ?'
        ).get(number)
        statement(store, 'DELETE FROM picture_index WHERE rowid = ?').run(number)
        statement(store, 'DELETE FROM picture_waiting WHERE number = ?').run(number)
        if (!row) continue
        const placed = statement<string>(
          store,
          "SELECT caption || ' ' || credit || ' ' || alt FROM placement WHERE hash = ?"
        )
          .pluck()
          .all(row.hash)
        const words = [row.fileName.replace(/[._-]+/g, ' '), row.fileName, ...wordsOf(JSON.parse(row.record))].join(
          '\n'
        )
        statement(store, 'INSERT INTO picture_index (rowid, words, placed) VALUES (?, ?, ?)').run(
          number,
          words,
          placed.join('\n')
        )
      }
    })
    .immediate()
  return waiting.length
}

function wordsOf(record: PictureRecord): string[] {
  return Object.values(record).flat()
}
