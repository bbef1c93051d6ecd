import Database from 'better-sqlite3'
import { join } from 'node:path'
import { storeFile, type Store } from './open.ts'

/** A second connection to a desk folder that is open already: it reads what has been written, and cannot write. */
export function openReader(folder: string): Store {
  const database = new Database(join(folder, storeFile), { readonly: true, fileMustExist: true })
  database.pragma('query_only = 1')
  database.pragma('trusted_schema = 0')
  // 8 MB of pages and no map: a search may take its time, never the memory of the core.
  database.pragma('cache_size = -8000')
  return { folder, database, deviceId: '', close: () => void database.close() }
}
