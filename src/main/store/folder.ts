import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'

/** Makes the folder, for its owner alone, so that it is still there after a power cut. */
export function prepareFolder(folder: string): void {
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    syncFolder(dirname(folder))
  }
  chmodSync(folder, 0o700)
}

/**
 * Makes the file, for its owner alone, or takes that from everybody else. SQLite gives its companions (-wal, -shm) the
 * mode of the file itself. A file that is there is never opened here: closing it again would drop the locks that
 * SQLite holds on it in this process.
 */
export function prepareFile(file: string): void {
  if (existsSync(file)) return chmodSync(file, 0o600)
  closeSync(openSync(file, 'wx', 0o600))
  syncFolder(dirname(file))
}

/** Makes a file's bytes durable. Not for a file that SQLite has open. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Makes the names in a folder durable. Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
