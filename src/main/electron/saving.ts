import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join, posix } from 'node:path'
import { app, dialog, type BrowserWindow } from 'electron'
import type { OutgoingFile } from '#main/core.ts'
import { syncFolder, writeWholeFile } from '#main/whole-file.ts'
import { fail, ok, type Result } from '#shared/result.ts'

/**
 * Asks for a place, then writes there whole or not at all. A zip is the one file that it is given. What is there
 * already is replaced only when the system's own dialog has asked; a folder never is.
 */
export async function saveFiles(
  window: BrowserWindow,
  suggestedName: string,
  as: 'zip' | 'folder',
  files: OutgoingFile[]
): Promise<Result<string | null>> {
  const stray = files.find(({ path }) => !staysInside(path))
  if (stray) throw new Error(`an export that leaves its folder: ${stray.path}`)
  try {
    return as === 'zip' ? await saveZip(window, suggestedName, files) : await saveFolder(window, suggestedName, files)
  } catch (error) {
    return writingFailed(error)
  }
}

const kinds: Record<string, { name: string; extensions: string[] }> = {
  '.zip': { name: 'Zip archive', extensions: ['zip'] },
  '.copydesk': { name: 'Copydesk hand-over', extensions: ['copydesk'] },
  '.docx': { name: 'Word document', extensions: ['docx'] },
  '.json': { name: 'JSON', extensions: ['json'] }
}

async function saveZip(window: BrowserWindow, name: string, files: OutgoingFile[]): Promise<Result<string | null>> {
  const [zip] = files
  if (!zip || files.length !== 1) throw new Error(`a zip is one file, not ${files.length}`)
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), basename(name)),
    filters: [kinds[extname(name)] ?? { name: 'All files', extensions: ['*'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation']
  })
  if (canceled || !filePath) return ok(null)
  await writeWholeFile(filePath, zip.bytes, 0o644)
  return ok(filePath)
}

async function saveFolder(window: BrowserWindow, name: string, files: OutgoingFile[]): Promise<Result<string | null>> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: `Choose the folder that “${name}” goes into`,
    defaultPath: app.getPath('documents'),
    properties: ['openDirectory', 'createDirectory']
  })
  const [parent] = filePaths
  if (canceled || !parent) return ok(null)
  const target = freeName(parent, basename(name))
  const part = join(parent, `.${basename(target)}.${randomBytes(6).toString('hex')}.part`)
  try {
    for (const { path, bytes } of files) {
      const file = join(part, ...path.split('/'))
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, bytes, { flag: 'wx', flush: true })
    }
    await rename(part, target)
  } catch (error) {
    await rm(part, { recursive: true, force: true })
    throw error
  }
  await syncFolder(parent)
  return ok(target)
}

function freeName(parent: string, name: string): string {
  for (let number = 1; ; number++) {
    const target = join(parent, number === 1 ? name : `${name} ${number}`)
    if (!existsSync(target)) return target
  }
}

function staysInside(path: string): boolean {
  const parts = path.split('/')
  return (
    path !== '' &&
    !posix.isAbsolute(path) &&
    !/[\\:\0]/.test(path) &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..')
  )
}

function writingFailed(error: unknown): Result<never> {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return fail('disk-full', 'There is no room left there. Nothing was written; choose another place.')
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return fail('read-only', 'Copydesk may not write there. Nothing was written; choose another place.')
  if (code === undefined) throw error
  return fail('refused', `The files could not be written there (${code}). Nothing was written; choose another place.`)
}
