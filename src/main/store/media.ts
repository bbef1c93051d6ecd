import type { Picture } from '#shared/article/media.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

export function insertPicture(
  store: Store,
  { hash, fileName, mediaType, size, width, height, metadata }: Picture,
  at: string
): void {
  statement(
    store,
    'INSERT INTO picture (hash, file_name, media_type, size, width, height, metadata, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
  ).run(hash, fileName, mediaType, size, width, height, JSON.stringify(metadata), at)
}

export function readPicture(store: Store, hash: string): Picture | null {
  const row = statement<Omit<Picture, 'metadata'> & { metadata: string }>(
    store,
    'SELECT hash, file_name AS fileName, media_type AS mediaType, size, width, height, metadata FROM picture WHERE hash = ?'
  ).get(hash)
  return row ? { ...row, metadata: JSON.parse(row.metadata) } : null
}
