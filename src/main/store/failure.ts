import type { Failure } from '#shared/result.ts'

/** Thrown where what was read is not what was written: the one error that means damage and does not come from SQLite. */
export class DamagedError extends Error {
  readonly code = 'COPYDESK_DAMAGED'
}

const table: [RegExp, Failure][] = [
  [
    /^(SQLITE_FULL|ENOSPC|EDQUOT)/,
    {
      code: 'disk-full',
      message:
        'The disk is full: nothing more can be stored on it. Make room on the disk, then try again; what you have typed stays here.'
    }
  ],
  [
    /^(SQLITE_READONLY|SQLITE_PERM|SQLITE_CANTOPEN_SYMLINK|EACCES|EPERM|EROFS)/,
    {
      code: 'read-only',
      message:
        'The desk folder cannot be written to: this computer gives read access only. Check the folder’s permissions, then try again.'
    }
  ],
  [
    /^(SQLITE_BUSY|SQLITE_LOCKED)/,
    { code: 'locked', message: 'Another program is using this desk’s files. Close it, then try again.' }
  ],
  [
    /^(SQLITE_CORRUPT|SQLITE_NOTADB|COPYDESK_DAMAGED)/,
    {
      code: 'damaged',
      message:
        'This desk’s file is damaged. Nothing has been changed in it; restore the desk from its last good backup.'
    }
  ],
  [
    /^(SQLITE_CANTOPEN|ENOENT|ENOTDIR)/,
    {
      code: 'unreachable',
      message: 'The desk folder is not there any more. Connect its disk or put it back, then try again.'
    }
  ],
  [
    // A file system that gives no locks is SQLITE_PROTOCOL.
    /^(SQLITE_IOERR|SQLITE_PROTOCOL|EIO)/,
    {
      code: 'unreachable',
      message:
        'The disk does not answer as it should: nothing could be read or stored just now. Check the disk, then try again.'
    }
  ],
  [/^(SQLITE_TOOBIG)/, { code: 'too-large', message: 'This is larger than the desk can store in one piece.' }]
]

/** Whatever the store threw, as a failure that a person can act on. */
export function storeFailure(error: unknown): Failure {
  const known = table.find(([pattern]) => pattern.test(codeOf(error)))
  return known
    ? { ...known[1] }
    : {
        code: 'internal',
        message: 'Something went wrong inside Copydesk, and this was not done. Try again; the log says more.'
      }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  // better-sqlite3 has no code for a folder that went away just before it opened a file in it.
  if (error instanceof TypeError && error.message.includes('directory does not exist')) return 'ENOENT'
  return 'code' in error ? String(error.code) : ''
}
