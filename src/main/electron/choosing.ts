import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { app, dialog, type BrowserWindow } from 'electron'
import { ok, type Result } from '#shared/result.ts'

/** Asks for a folder, beginning where one was named before; its whole path, or null when the person cancelled. */
export async function chooseFolder(window: BrowserWindow, title: string, from: string): Promise<Result<string | null>> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    // The dialog takes a path that is not there for one relative to wherever the app was started.
    defaultPath: isAbsolute(from) && existsSync(from) ? from : app.getPath('documents'),
    properties: ['openDirectory', 'createDirectory']
  })
  return ok(canceled ? null : (filePaths[0] ?? null))
}
