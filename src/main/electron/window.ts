import { join } from 'node:path'
import { app, BrowserWindow, dialog, nativeTheme } from 'electron'
import type { Caller } from '#main/core.ts'
import { closeWhenStored } from './closing.ts'
import type { Windows } from './ipc.ts'
import { openLink } from './links.ts'
import { home } from './protocol.ts'
import { chooseFolder } from './choosing.ts'
import { saveFiles } from './saving.ts'
import { readWindowState, rememberWindowState } from './window-state.ts'

/** `stays` is called when the person keeps a window open that was about to close. */
export function openWindow(windows: Windows, preload: string, dev: boolean, stays: () => void): BrowserWindow {
  const stateFile = join(app.getPath('userData'), 'window.json')
  const { bounds, maximised } = readWindowState(stateFile)
  const window = new BrowserWindow({
    title: 'Copydesk',
    width: 1280,
    height: 860,
    ...bounds,
    minWidth: 400,
    minHeight: 300,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#17181a' : '#f3f2ef',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Electron’s own checker fetches its dictionaries; Copydesk brings its own.
      spellcheck: false,
      devTools: dev
    }
  })
  const contents = window.webContents
  const closing = closeWhenStored(window, rememberWindowState(window, stateFile), stays)
  const caller: Caller = {
    door: 'desktop',
    accountId: null,
    flushed: closing.flushed,
    openLink: (href) => openLink(window, href),
    saveFiles: (name, as, files) => saveFiles(window, name, as, files),
    chooseFolder: (title, from) => chooseFolder(window, title, from)
  }
  windows.set(contents, caller)
  window.on('closed', () => windows.delete(contents))
  window.once('ready-to-show', () => {
    if (maximised) window.maximize()
    window.show()
  })
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void offerReload(window)
  })
  void window.loadURL(home)
  return window
}

async function offerReload(window: BrowserWindow): Promise<void> {
  if (window.isDestroyed()) return
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'This window has stopped',
    detail: 'Everything that was marked as stored is on this computer. Open the window again to go on.',
    buttons: ['Open again', 'Close'],
    defaultId: 0,
    cancelId: 0,
    noLink: true
  })
  if (window.isDestroyed()) return
  if (response === 0) window.webContents.reload()
  else window.destroy()
}
