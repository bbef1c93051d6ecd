import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, BrowserWindow, session } from 'electron'
import { deskFolder } from '#main/desk-folder.ts'
import { findDevServer } from '#main/electron/dev-server.ts'
import { guardApp, guardSession } from '#main/electron/guards.ts'
import { connectWindows, type Windows } from '#main/electron/ipc.ts'
import { setMenu } from '#main/electron/menu.ts'
import { registerScheme, serveHome } from '#main/electron/protocol.ts'
import { openWindow } from '#main/electron/window.ts'
import { stopNurseryGrowing } from '#main/nursery.ts'
import { openDesk } from '#main/open-desk.ts'
import { listPageFiles } from '#main/page.ts'

/** The desktop app, start to finish. */
const dev = !app.isPackaged
const devServer = findDevServer(app.isPackaged, process.env)
const folder = deskFolder(process.env, process.platform, homedir())
const preload = join(import.meta.dirname, '../preload/index.cjs')
const pageFolder = join(import.meta.dirname, '../renderer')

stopNurseryGrowing()
app.setName('Copydesk')
registerScheme()
guardApp(devServer)
if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.quit()

async function start(): Promise<void> {
  const core = await openDesk({ folder, version: app.getVersion() })
  const windows: Windows = new Map()
  const mainSession = session.defaultSession
  guardSession(mainSession, dev, devServer)
  serveHome(mainSession, devServer ? new Map() : listPageFiles(pageFolder), core, devServer)
  const disconnect = connectWindows(core, windows)
  setMenu(dev)

  let quitting = false
  const open = (): void => {
    const window = openWindow(windows, preload, dev, () => (quitting = false))
    // Closing waited for the words to be stored, which stopped the quitting: take it up again.
    window.once('closed', () => quitting && app.quit())
  }
  app.on('before-quit', () => (quitting = true))
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open()
  })
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows()
    if (!window) return open()
    if (window.isMinimized()) window.restore()
    window.focus()
  })

  let ending: 'no' | 'closing' | 'closed' = 'no'
  app.on('will-quit', (event) => {
    if (ending !== 'closed') event.preventDefault()
    if (ending !== 'no') return
    ending = 'closing'
    disconnect()
    void core.close().finally(() => {
      ending = 'closed'
      app.quit()
    })
  })
  open()
}
