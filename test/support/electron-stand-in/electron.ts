import { EventEmitter } from 'node:events'
import { join } from 'node:path'

/**
 * Stands in for Electron, which a test machine need not have: it records what it is asked, keeps handlers so that
 * a test can call them, and closes and quits in Electron's order. What it knows of Electron is in its own words
 * here; what the app does with it is the app's real, built code.
 */
type Handler = (...args: never[]) => unknown

export interface Recorded {
  what: string
  args: unknown[]
}

/** Everything that was asked, in order. */
export const records: Recorded[] = []
export const handlers = new Map<string, Handler>()
export const onRecord = new EventEmitter()

export function record(what: string, ...args: unknown[]): void {
  const entry = { what, args: args.map(plain) }
  records.push(entry)
  onRecord.emit('record', entry)
}

function plain(value: unknown): unknown {
  if (typeof value === 'function') return 'function'
  if (value instanceof BrowserWindow) return `window ${value.id}`
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}

/** What the person will answer, one queue for each kind of dialog. A dialog that nobody expects is recorded. */
export const answers: Record<'message' | 'save' | 'open', unknown[]> = { message: [], save: [], open: [] }

const env = process.env
const home = env.STAND_IN_HOME ?? process.cwd()

class App extends EventEmitter {
  readonly isPackaged = env.STAND_IN_PACKAGED === '1'
  quitting = false
  readonly commandLine = { appendSwitch: (...args: unknown[]) => record('app.commandLine.appendSwitch', ...args) }
  setName(name: string): void {
    record('app.setName', name)
  }
  getVersion(): string {
    return '0.1.0'
  }
  getPath(name: string): string {
    return join(home, name)
  }
  enableSandbox(): void {
    record('app.enableSandbox')
  }
  setAboutPanelOptions(options: unknown): void {
    record('app.setAboutPanelOptions', options)
  }
  requestSingleInstanceLock(): boolean {
    record('app.requestSingleInstanceLock')
    return env.STAND_IN_SECOND !== '1'
  }
  whenReady(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve))
  }
  quit(): void {
    record('app.quit')
    this.quitting = true
    this.emit('before-quit', closable().event)
    for (const window of BrowserWindow.getAllWindows()) window.close()
    if (BrowserWindow.getAllWindows().length === 0) this.end()
    else this.quitting = false
  }
  end(): void {
    const { event, prevented } = closable()
    this.emit('will-quit', event)
    if (prevented()) {
      this.quitting = false
      return
    }
    record('app.ended')
    setImmediate(() => process.exit(0))
  }
}

export const app = new App()

function closable(): { event: { preventDefault(): void }; prevented: () => boolean } {
  let is = false
  return { event: { preventDefault: () => (is = true) }, prevented: () => is }
}

export class WebContents extends EventEmitter {
  readonly id: number
  readonly mainFrame = { url: 'about:blank', parent: null }
  #destroyed = false
  constructor(id: number) {
    super()
    this.id = id
  }
  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new Error('Object has been destroyed')
    record('contents.send', this.id, channel, ...args)
  }
  setWindowOpenHandler(handler: Handler): void {
    handlers.set('windowOpen', handler)
  }
  reload(): void {
    record('contents.reload', this.id)
    setImmediate(() => this.emit('did-finish-load'))
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }
  destroy(): void {
    this.#destroyed = true
  }
}

const windows: BrowserWindow[] = []

export class BrowserWindow extends EventEmitter {
  static getAllWindows(): BrowserWindow[] {
    return [...windows]
  }
  static getFocusedWindow(): BrowserWindow | null {
    return windows[0] ?? null
  }
  readonly id = windows.length + 1
  readonly webContents = new WebContents(this.id)
  bounds: Record<string, number>
  maximised = false
  minimised = false
  #destroyed = false
  constructor(options: Record<string, unknown>) {
    super()
    const { x = 0, y = 0, width, height } = options as Record<string, number | undefined>
    this.bounds = { x, y, width: width ?? 800, height: height ?? 600 }
    windows.push(this)
    record('window.new', this.id, options)
    app.emit('web-contents-created', {}, this.webContents)
  }
  async loadURL(url: string): Promise<void> {
    record('window.loadURL', this.id, url)
    this.webContents.mainFrame.url = url
    setImmediate(() => {
      this.emit('ready-to-show')
      this.webContents.emit('did-finish-load')
    })
  }
  show(): void {
    record('window.show', this.id)
  }
  focus(): void {
    record('window.focus', this.id)
  }
  maximize(): void {
    this.maximised = true
    record('window.maximize', this.id)
    this.emit('maximize')
  }
  restore(): void {
    this.minimised = false
    record('window.restore', this.id)
  }
  isMinimized(): boolean {
    return this.minimised
  }
  isMaximized(): boolean {
    return this.maximised
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }
  getNormalBounds(): Record<string, number> {
    return this.bounds
  }
  close(): void {
    const { event, prevented } = closable()
    this.emit('close', event)
    if (!prevented()) this.destroy()
  }
  /** The window goes off the list, then `window-all-closed`, then `closed`: as Electron does it. */
  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.webContents.destroy()
    windows.splice(windows.indexOf(this), 1)
    record('window.destroyed', this.id)
    if (windows.length === 0 && !app.quitting) app.emit('window-all-closed')
    this.emit('closed')
  }
}

function keep(name: string): (handler: Handler) => void {
  return (handler) => void handlers.set(name, handler)
}

class Session extends EventEmitter {
  readonly webRequest = { onBeforeRequest: keep('beforeRequest') }
  readonly protocol = { handle: (scheme: string, handler: Handler) => void handlers.set(`protocol ${scheme}`, handler) }
  setPermissionRequestHandler = keep('permissionRequest')
  setPermissionCheckHandler = keep('permissionCheck')
  setDevicePermissionHandler = keep('devicePermission')
  setDisplayMediaRequestHandler = keep('displayMedia')
  setSpellCheckerEnabled(on: boolean): void {
    record('session.setSpellCheckerEnabled', on)
  }
  setSpellCheckerLanguages(languages: string[]): void {
    record('session.setSpellCheckerLanguages', languages)
  }
  setSpellCheckerDictionaryDownloadURL(url: string): void {
    record('session.setSpellCheckerDictionaryDownloadURL', url)
  }
}

export const session = { defaultSession: new Session() }

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown) => record('protocol.registerSchemesAsPrivileged', schemes)
}

export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    record('ipcMain.handle', channel)
    handlers.set(`ipc ${channel}`, handler)
  }
}

async function askPerson(kind: keyof typeof answers, args: unknown[], dismissed: unknown): Promise<unknown> {
  record(`dialog.${kind}`, ...args)
  await new Promise((resolve) => setImmediate(resolve))
  if (answers[kind].length === 0) record('dialog.unexpected', kind)
  return answers[kind].shift() ?? dismissed
}

export const dialog = {
  showMessageBox(...args: unknown[]): Promise<unknown> {
    const { cancelId = 0 } = args.at(-1) as { cancelId?: number }
    return askPerson('message', args, { response: cancelId })
  },
  showSaveDialog: (...args: unknown[]) => askPerson('save', args, { canceled: true, filePath: '' }),
  showOpenDialog: (...args: unknown[]) => askPerson('open', args, { canceled: true, filePaths: [] })
}

interface MenuItem {
  id?: string
  submenu?: MenuItem[]
  click?: () => void
}

let menu: MenuItem[] = []

export const Menu = {
  buildFromTemplate: (template: MenuItem[]) => template,
  setApplicationMenu(template: MenuItem[]): void {
    menu = template
    record('Menu.setApplicationMenu', template)
  }
}

export function clickMenu(id: string): boolean {
  const item = menu.flatMap((entry) => entry.submenu ?? []).find((entry) => entry.id === id)
  item?.click?.()
  return item !== undefined
}

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }]
}

export const nativeTheme = { shouldUseDarkColors: env.STAND_IN_DARK === '1' }

export const shell = {
  async openExternal(url: string): Promise<void> {
    record('shell.openExternal', url)
  },
  showItemInFolder(path: string): void {
    record('shell.showItemInFolder', path)
  }
}
