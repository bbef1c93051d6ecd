import Database from 'better-sqlite3'
import { join } from 'node:path'
import { prepareFile } from './folder.ts'

/**
 * Takes the desk folder for this process; null while another has it. The lock is the kernel's, on a file of its own: it
 * goes with its holder, however that ends, so that there is never a stale one. Returns what lets it go.
 */
export function holdLock(folder: string): (() => void) | null {
  const file = join(folder, 'desk.lock')
  prepareFile(file)
  const lock = new Database(file, { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null
    throw error
  }
  return () => void lock.close()
}
