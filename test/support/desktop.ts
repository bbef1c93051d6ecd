import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { ensureBuilt, root } from './build.ts'
import { runApp, type RunningApp } from './electron-stand-in/index.ts'

export interface DesktopOptions {
  /** The desk folder. */
  folder: string
  /** What the person will answer to the dialogs, in order of each kind, as Electron would give it. */
  answers?: { kind: 'message' | 'save' | 'open'; answer: unknown }[]
  /** How many times faster the app's long waits pass. */
  haste?: number
}

export interface Desktop {
  app: RunningApp
  /** Closes the window as a person would: the page is asked to store first. Gives the exit code. */
  close(): Promise<number | null>
  /** Ends everything at once. */
  end(): Promise<void>
}

/** Chromium does not know the app's own scheme; a name under .localhost is as trusted a place as app:// is. */
const address = 'http://copydesk.localhost'

/**
 * Shows the desktop app's window in a page of Chromium, where Electron is not: the built main runs on the stand-in,
 * the page's files and their headers are what the app:// handler answers, the built preload runs before them, and
 * calls and events go through the app's own channels.
 */
export async function openDesktop(page: Page, { folder, answers = [], haste = 1 }: DesktopOptions): Promise<Desktop> {
  await ensureBuilt()
  const home = mkdtempSync(join(tmpdir(), 'copydesk-home-'))
  for (const name of ['userData', 'documents']) mkdirSync(join(home, name))
  const app = runApp({ folder, home, haste })
  for (const { kind, answer } of answers) await app.do('answer', kind, answer)
  await app.recorded('window.loadURL')

  // What the app's network guard lets through of the rest, the network still does not get.
  await page.route(/^https?:/, async (route) => {
    const url = new URL(route.request().url())
    if (url.origin !== address) return route.abort('blockedbyclient')
    try {
      const { status, headers, body } = await app.do(
        'fetch',
        `app://copydesk${url.pathname}${url.search}`,
        route.request().method()
      )
      await route.fulfill({ status, headers, body: Buffer.from(body) })
    } catch {
      // The app ended while the window still asked for a file: a real window would be gone with it.
      await route.abort().catch(() => {})
    }
  })
  await page.exposeBinding('standInInvoke', ({ frame }, channel: string, operation: unknown, input: unknown) => {
    if (channel !== 'copydesk:call') throw new Error(`there is no channel ${channel}`)
    return app.do('call', operation, input, {
      frame: frame.url().replace(address, 'app://copydesk'),
      inner: frame !== page.mainFrame()
    })
  })
  await page.addInitScript(`(() => {
    const hearing = new Map()
    const ipcRenderer = {
      invoke: (...args) => window.standInInvoke(...args),
      on: (channel, listener) => void hearing.set(channel, [...(hearing.get(channel) ?? []), listener]),
      off: (channel, listener) => void hearing.set(channel, (hearing.get(channel) ?? []).filter((other) => other !== listener))
    }
    const contextBridge = {
      exposeInMainWorld: (name, value) => Object.defineProperty(window, name, { value: Object.freeze(value), enumerable: true })
    }
    window.standInSend = (channel, ...args) => (hearing.get(channel) ?? []).forEach((listener) => listener({}, ...args))
    const require = (name) => {
      if (name !== 'electron') throw new Error('a sandboxed preload cannot require ' + name)
      return { contextBridge, ipcRenderer }
    }
    ;${await readFile(join(root, 'out/preload/index.cjs'), 'utf8')}
  })()`)
  app.onRecord(({ what, args }) => {
    if (what !== 'contents.send') return
    const [, ...sent] = args
    page
      .evaluate(
        (values) => (window as unknown as { standInSend(...args: unknown[]): void }).standInSend(...values),
        sent
      )
      // The page has gone on or away, as a window may.
      .catch(() => {})
  })
  await page.goto(`${address}/`)

  const end = async (): Promise<void> => {
    await app.kill()
    rmSync(home, { recursive: true, force: true })
  }
  return {
    app,
    async close() {
      await app.do('closeWindow')
      const code = await app.ended
      await end()
      return code
    },
    end
  }
}
