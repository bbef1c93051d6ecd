import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportFile } from '#shared/formats/reader.ts'
import { fail, ok, type Result } from '#shared/result.ts'

export interface FolderFile {
  /** Below the folder, with forward slashes. */
  name: string
  /** Its size and time: what tells that it has changed. */
  mark: string
}

/** Bytes that an item, and a picture beside it, may have. */
const fileLimit = 64 * 1024 * 1024
const picturesOfItem = 50
const isPicture = /\.(jpe?g|png|webp|gif|tiff?|avif|heic)$/i

/** Whether a file with this name could be an agency's item. */
export function isItemName(name: string): boolean {
  return /\.(xml|nitf|newsml|json|ninjs|rss)$/i.test(name)
}

/** Plain files of a folder and of `media` in it that are not hidden, not empty and not too large; oldest first. */
export async function listFolder(folder: string): Promise<Result<FolderFile[]>> {
  try {
    const found: (FolderFile & { at: number })[] = []
    for (const within of ['', 'media/'])
      for (const entry of await readdir(join(folder, within), { withFileTypes: true }).catch((error: unknown) => {
        if (within === '') throw error
        return []
      })) {
        if (!entry.isFile() || entry.name.startsWith('.')) continue
        const name = `${within}${entry.name}`
        // It may have gone since the folder was listed.
        const status = await lstat(join(folder, name)).catch(() => null)
        if (status?.isFile() && status.size > 0 && status.size <= fileLimit)
          found.push({ name, mark: `${status.size}/${status.mtimeMs}`, at: status.mtimeMs })
      }
    return ok(found.sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1)).map(({ name, mark }) => ({ name, mark })))
  } catch (error) {
    return folderFailure(error)
  }
}

function folderFailure(error: unknown): Result<never> {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return fail('not-found', 'The folder is not there now. It is looked for again.')
  if (code === 'ENOTDIR') return fail('invalid-input', 'This is a file, not a folder.')
  if (code === 'EACCES' || code === 'EPERM')
    return fail('not-allowed', 'This computer does not let Copydesk read the folder.')
  return fail('internal', `The folder cannot be read now (${code ?? 'unknown'}). It is tried again.`)
}

/** A file with the hash of its bytes; null for what has gone, or is none of our business. */
export async function readFolderFile(
  folder: string,
  name: string
): Promise<{ file: ImportFile; sha256: string } | null> {
  const bytes = await readWhole(join(folder, name))
  return bytes && { file: { name, bytes }, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** The pictures of a folder that an item's own bytes name. */
export async function readNamed(folder: string, item: Uint8Array, files: FolderFile[]): Promise<ImportFile[]> {
  const text = Buffer.from(item.buffer, item.byteOffset, item.byteLength)
  const named = files.filter(({ name }) => {
    const own = name.replace(/^media\//, '')
    return isPicture.test(own) && [own, encodeURIComponent(own)].some((each) => text.includes(each))
  })
  const read = await Promise.all(
    named.slice(0, picturesOfItem).map(async ({ name }) => ({ name, bytes: await readWhole(join(folder, name)) }))
  )
  return read.flatMap(({ name, bytes }) => (bytes ? [{ name, bytes }] : []))
}

async function readWhole(path: string): Promise<Uint8Array | null> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => null)
  try {
    const status = await handle?.stat()
    return handle && status?.isFile() && status.size <= fileLimit ? await handle.readFile() : null
  } catch {
    return null
  } finally {
    await handle?.close()
  }
}
