import { createHash } from 'node:crypto'
import { chmod, mkdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder, writeWholeFile } from '../whole-file.ts'

const sha256Pattern = /^[0-9a-f]{64}$/

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Keeps an original by the hash of its bytes; on disk when this returns. A damaged copy that is in its place is mended. */
export async function storeOriginal(folder: string, bytes: Uint8Array): Promise<string> {
  const hash = hashOf(bytes)
  if (!(await readOriginal(folder, hash))) await writeUnder(folder, originalPath(hash), bytes)
  return hash
}

/** The original's bytes exactly as they came, or null: not here, or no longer what its hash says. */
export async function readOriginal(folder: string, hash: string): Promise<Uint8Array | null> {
  if (!sha256Pattern.test(hash)) return null
  const bytes = await readIfThere(join(folder, ...originalPath(hash)))
  return bytes && hashOf(bytes) === hash ? bytes : null
}

/** Whether a file stands in the original's place at all, sound or not. */
export async function hasOriginal(folder: string, hash: string): Promise<boolean> {
  if (!sha256Pattern.test(hash)) return false
  const found = await stat(join(folder, ...originalPath(hash))).catch(() => null)
  return found?.isFile() ?? false
}

export async function storePreview(folder: string, hash: string, edge: number, webp: Uint8Array): Promise<void> {
  await writeUnder(folder, previewFile(hash, edge), webp)
}

export async function readPreview(folder: string, hash: string, edge: number): Promise<Uint8Array | null> {
  if (!sha256Pattern.test(hash)) return null
  const webp = await readIfThere(join(folder, ...previewFile(hash, edge)))
  return webp && isWholeWebp(webp) ? webp : null
}

const originalPath = (hash: string) => ['media', hash.slice(0, 2), hash]
const previewFile = (hash: string, edge: number) => ['previews', hash.slice(0, 2), `${hash}-${edge}.webp`]

/** RIFF says its own length: a preview that lost its end is made again. */
function isWholeWebp(bytes: Uint8Array): boolean {
  return bytes.length > 20 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true) + 8 === bytes.length
}

async function writeUnder(folder: string, path: string[], bytes: Uint8Array): Promise<void> {
  const file = join(folder, ...path)
  await makeFolder(dirname(file), folder)
  await writeWholeFile(file, bytes, 0o600)
}

/** Makes a private folder durable: a folder that its parent forgets in a power cut takes its files with it. */
async function makeFolder(path: string, root: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let made = path; made !== root && made !== dirname(made); made = dirname(made)) {
    await chmod(made, 0o700)
    await syncFolder(dirname(made))
  }
}

async function readIfThere(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
