import { zipSync, type Zippable } from 'fflate'
import type { ExportFile } from './format.ts'

// The zip format has no time zone and fflate reads the machine's own: a date built in that zone is the same everywhere.
const epoch = () => new Date(1980, 0, 1)

/** The files as one archive, in the order given. The same files give the same bytes on every machine. */
export function zipFiles(files: ExportFile[]): Uint8Array {
  const entries: Zippable = {}
  const mtime = epoch()
  for (const file of files) {
    if (!isSafePath(file.path)) throw new Error(`A path that may not go into an archive: ${JSON.stringify(file.path)}`)
    if (Object.hasOwn(entries, file.path)) throw new Error(`Two files of the archive are called ${file.path}.`)
    entries[file.path] = [file.bytes, { level: file.mediaType.startsWith('image/') ? 0 : 9, mtime }]
  }
  return zipSync(entries)
}

function isSafePath(path: string): boolean {
  return !/[\\:\p{Cc}]/u.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}
