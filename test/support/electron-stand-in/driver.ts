import { getHeapSpaceStatistics } from 'node:v8'
import {
  answers,
  app,
  BrowserWindow,
  clickMenu,
  handlers,
  onRecord,
  session,
  type Recorded,
  type WebContents
} from './electron.ts'

/** What a test can do to the app that runs on the stand-in. One object of functions: the test calls them by name. */
const actions = {
  /** What the app's own scheme answers. */
  async fetch(url: string, method = 'GET'): Promise<Fetched> {
    const response = (await handle('protocol app', new Request(url, { method }))) as Response
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer())
    }
  },
  /** A call by a page. `frame` is the address of the page that asks; `inner` asks from a frame within; `stranger` from a window that the app has not opened. */
  call(
    operation: unknown,
    input: unknown,
    from: { frame?: string; inner?: boolean; stranger?: boolean } = {}
  ): unknown {
    const sender = from.stranger ? { mainFrame: { url: 'app://copydesk/' } } : firstWindow().webContents
    const main = sender.mainFrame
    if (from.frame !== undefined) main.url = from.frame
    const senderFrame = from.inner ? { url: 'app://copydesk/', parent: main } : main
    return handle('ipc copydesk:call', { sender, senderFrame }, operation, input)
  },
  permissions(permission: string): Record<string, unknown> {
    const told: Record<string, unknown> = {}
    handle('permissionRequest', {}, permission, (granted: boolean) => (told.request = granted))
    told.check = handle('permissionCheck', {}, permission)
    told.device = handle('devicePermission', { deviceType: 'hid' })
    handle('displayMedia', {}, (streams: unknown) => (told.display = streams))
    return told
  },
  isCancelled(url: string): boolean {
    let cancelled = false
    handle('beforeRequest', { url }, (answer: { cancel: boolean }) => (cancelled = answer.cancel))
    return cancelled
  },
  windowOpen: (url: string) => handle('windowOpen', { url }),
  /** Sends an event to the app, its window or the page; gives whether it was prevented. */
  emit(target: 'app' | 'window' | 'contents' | 'session', name: string, detail: unknown = {}): boolean {
    let prevented = false
    const event = { preventDefault: () => (prevented = true) }
    const to = { app: () => app, window: firstWindow, contents: contents, session: () => session.defaultSession }[
      target
    ]()
    to.emit(name, event, detail)
    return prevented
  },
  closeWindow: () => firstWindow().close(),
  quit: () => app.quit(),
  moveWindow(bounds: Record<string, number>): void {
    Object.assign(firstWindow().bounds, bounds)
    firstWindow().emit('move')
  },
  minimise: () => void (firstWindow().minimised = true),
  clickMenu,
  answer: (kind: keyof typeof answers, answer: unknown) => void answers[kind].push(answer),
  /** Bytes that the nursery takes after many objects have come and gone. */
  nursery(): number {
    for (let round = 0; round < 60; round++) Array.from({ length: 60_000 }, (_, number) => ({ number }))
    return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? NaN
  },
  countWindows: () => BrowserWindow.getAllWindows().length
}

export type Actions = typeof actions

export interface Fetched {
  status: number
  headers: Record<string, string>
  body: Uint8Array
}

function handle(name: string, ...args: unknown[]): unknown {
  const handler = handlers.get(name) as ((...args: unknown[]) => unknown) | undefined
  if (!handler) throw new Error(`the app has set no handler: ${name}`)
  return handler(...args)
}

function firstWindow(): BrowserWindow {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) throw new Error('there is no window')
  return window
}

function contents(): WebContents {
  return firstWindow().webContents
}

onRecord.on('record', (entry: Recorded) => process.connected && process.send?.({ record: entry }))

process.on('message', (message: { id: number; action: keyof Actions; args: unknown[] }) => {
  void run(message).then((reply) => process.connected && process.send?.({ id: message.id, ...reply }))
})

async function run({
  action,
  args
}: {
  action: keyof Actions
  args: unknown[]
}): Promise<{ value?: unknown; thrown?: string }> {
  try {
    return { value: await (actions[action] as (...args: unknown[]) => unknown)(...args) }
  } catch (error) {
    return { thrown: String(error) }
  }
}
