import type { Picture } from '#shared/article/media.ts'
import type { Store } from './open.ts'
import { insertRecord } from './pictures.ts'
import { statement } from './statement.ts'

/** Keeps what is known of a picture, and begins the desk's record of it. The caller wraps it in a write. */
export function insertPicture(
  store: Store,
  { hash, fileName, mediaType, size, width, height, metadata, conflicts = [] }: Picture,
  at: string,
  /** Account id of who brought it in. */
  by: string | null = null
): void {
  statement(
    store,
    'INSERT INTO picture (hash, file_name, media_type, size, width, height, metadata, conflicts, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'
  ).run(hash, fileName, mediaType, size, width, height, JSON.stringify(metadata), JSON.stringify(conflicts), at)
  insertRecord(store, { hash, fileName, mediaType, size, width, height, metadata }, at, by)
}

export function readPicture(store: Store, hash: string): Picture | null {
  const row = statement<Omit<Picture, 'metadata' | 'conflicts'> & { metadata: string; conflicts: string }>(
    store,
    'SELECT hash, file_name AS fileName, media_type AS mediaType, size, width, height, metadata, conflicts FROM picture WHERE hash = ?'
  ).get(hash)
  return row ? { ...row, metadata: JSON.parse(row.metadata), conflicts: JSON.parse(row.conflicts) } : null
}
