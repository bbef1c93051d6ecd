import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, test as base, expect, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { AxeBuilder } from '@axe-core/playwright'
import { coreArguments } from '#main/start/core-arguments.ts'
import { findElectron } from '#main/start/electron-binary.ts'
import type { InputOf, OperationName, OutputOf } from '#shared/contract/index.ts'
import type { Door } from '#renderer/bridge.ts'
import type { Result } from '#shared/result.ts'
import { root } from './build.ts'

export { expect }

export interface AppOptions {
  /** Which door the window comes through; set by the Playwright project. */
  door: 'browser' | 'desktop'
  /** Arguments for the app beside its folder, or an environment for it. */
  appArguments: string[]
  appEnv: Record<string, string>
  /** Given: the desk folder is a disk of its own with this many megabytes (root on Linux; else the test is skipped). */
  diskSize: number | null
}

/** The running app with its one window, on a folder of its own. */
export interface App {
  readonly page: Page
  /** The address that let the browser in; empty behind the desktop door. */
  readonly address: string
  readonly folder: string
  /** What went wrong in the window so far, a line each. The test fails on any that `expectTrouble` did not announce. */
  readonly troubles: string[]
  /** Announces trouble: from here on, lines like this are no failure. */
  expectTrouble(like: RegExp): void
  /** Asks the core as this window would. */
  call<Name extends OperationName>(operation: Name, input: InputOf<Name>): Promise<Result<OutputOf<Name>>>
  /** Ends the core at once, with SIGKILL: a crash. The window stays open. */
  kill(): Promise<void>
  /** Ends the core as a person would; the window stays open. */
  end(): Promise<void>
  /** Ends the core as a person would, and the window with it. */
  stop(): Promise<void>
  /** Starts the core again on the same folder; the window loads anew unless it is to find the core again by itself. */
  reopen(options?: { window: 'loads' | 'stays' }): Promise<void>
}

/** Opens the app on a folder of its own, and takes both away afterwards. */
type OpenApp = (use: (app: App) => Promise<void>, diskSize?: number | null) => Promise<void>

export const test = base.extend<AppOptions & { openApp: OpenApp; app: App; otherApp: App }>({
  door: ['browser', { option: true }],
  appArguments: [[], { option: true }],
  appEnv: [{}, { option: true }],
  diskSize: [null, { option: true }],
  openApp: async ({ door, appArguments, appEnv, browser, contextOptions, viewport, locale, timezoneId }, give) => {
    await give(async (use, diskSize = null) => {
      const folder = mkdtempSync(join(tmpdir(), 'copydesk-window-'))
      const unmount = diskSize === null ? () => {} : mountDisk(folder, diskSize)
      const start = { folder, args: appArguments, env: appEnv }
      const watch = new Watch()
      const app =
        door === 'desktop'
          ? await openDesktop(start, watch)
          : await openInBrowser(
              start,
              watch,
              await browserContext(browser, { ...contextOptions, viewport, locale, timezoneId })
            )
      try {
        await use(app)
        expect(watch.unexpected(), 'trouble in the window').toEqual([])
      } finally {
        await app.stop()
        unmount()
        rmSync(folder, { recursive: true, force: true })
      }
    })
  },
  app: async ({ openApp, diskSize }, use) => openApp(use, diskSize),
  /** A second computer: another desk in another window. */
  otherApp: async ({ openApp }, use) => openApp(use),
  page: async ({ app }, use) => use(app.page)
})

/** Puts a small disk in the place of a folder; returns the way to take it away. */
function mountDisk(folder: string, megabytes: number): () => void {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'copydesk-test', folder])
  base.skip(mounted.status !== 0, 'a small disk can be mounted only by root on Linux')
  return () => void spawnSync('umount', [folder])
}

interface Start {
  folder: string
  args: string[]
  env: Record<string, string>
}

/** Everything that a window of Copydesk must never do, written down as it happens. */
class Watch {
  readonly troubles: string[] = []
  readonly origins = new Set<string>()
  private readonly expected: RegExp[] = []

  attach(page: Page): void {
    page.on('console', (message) => {
      if (message.type() === 'error') this.troubles.push(`console: ${message.text()} (${message.location().url})`)
    })
    page.on('pageerror', (error) => this.troubles.push(`thrown: ${error.stack ?? error.message}`))
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url())
      if (['blob:', 'data:', 'devtools:', 'about:'].includes(protocol) || this.origins.has(origin)) return
      this.troubles.push(`request: ${request.method()} ${request.url()} leaves Copydesk`)
    })
    page.on('crash', () => this.troubles.push('crash: the window is gone'))
  }

  expect(like: RegExp): void {
    this.expected.push(like)
  }

  unexpected(): string[] {
    return this.troubles.filter((line) => !this.expected.some((like) => like.test(line)))
  }
}

async function browserContext(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0]
): Promise<BrowserContext> {
  const context = await browser.newContext(options)
  // Chromium reports violations to the console too; this also names the directive.
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`CSP ${event.violatedDirective}: ${event.blockedURI} ${event.sample}`)
    )
  })
  return context
}

async function openInBrowser(start: Start, watch: Watch, context: BrowserContext): Promise<App> {
  let core = await startWebDoor(start)
  const page = await context.newPage()
  watch.origins.add(new URL(core.address).origin)
  watch.attach(page)
  await page.goto(core.address)

  return {
    page,
    get address() {
      return core.address
    },
    folder: start.folder,
    troubles: watch.troubles,
    expectTrouble: (like) => watch.expect(like),
    call: (operation, input) => ask(page, operation, input),
    async kill() {
      watch.expect(/net::ERR_|Failed to fetch/)
      await core.end('SIGKILL')
    },
    async end() {
      watch.expect(/net::ERR_|Failed to fetch/)
      await core.end('SIGTERM')
    },
    async stop() {
      await page.close()
      await context.close()
      await core.end('SIGTERM')
    },
    async reopen({ window } = { window: 'loads' }) {
      watch.expect(/net::ERR_|Failed to fetch/)
      await core.end('SIGTERM')
      core = await startWebDoor(start)
      watch.origins.add(new URL(core.address).origin)
      if (window === 'loads') await page.goto(core.address)
    }
  }
}

async function openDesktop(start: Start, watch: Watch): Promise<App> {
  const executablePath = findElectron(root, process.env)
  if (!executablePath) throw new Error('Electron is not on this machine')
  const profile = mkdtempSync(join(tmpdir(), 'copydesk-profile-'))
  const launch = async () => {
    const electron = await _electron.launch({
      executablePath,
      args: ['--no-sandbox', `--user-data-dir=${profile}`, root, ...start.args],
      env: { ...(process.env as Record<string, string>), COPYDESK_FOLDER: start.folder, ...start.env }
    })
    const page = await electron.firstWindow()
    watch.origins.add(new URL(page.url()).origin)
    watch.attach(page)
    return { electron, page }
  }
  let running = await launch()
  const end = async (signal: NodeJS.Signals | null) => {
    if (signal) running.electron.process().kill(signal)
    else await running.electron.close()
  }

  return {
    get page() {
      return running.page
    },
    address: '',
    folder: start.folder,
    troubles: watch.troubles,
    expectTrouble: (like) => watch.expect(like),
    call: (operation, input) => ask(running.page, operation, input),
    kill: () => end('SIGKILL'),
    end: () => end(null),
    async stop() {
      await end(null).catch(() => {})
      rmSync(profile, { recursive: true, force: true })
    },
    async reopen() {
      await end(null).catch(() => {})
      running = await launch()
    }
  }
}

export interface WebDoor {
  address: string
  pid: number
  end(signal: NodeJS.Signals): Promise<void>
}

const startLimit = 30_000

/** Starts the built app for a browser and waits for the address that it prints. */
export async function startWebDoor({
  folder,
  args = [],
  env = {}
}: {
  folder: string
  args?: string[]
  env?: Record<string, string>
}): Promise<WebDoor> {
  const child = spawn(
    process.execPath,
    [...coreArguments, join(root, 'out/main/web.js'), '--folder', folder, '--port', '0', '--no-open', ...args],
    {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe']
    }
  )
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`Copydesk did not open within ${startLimit / 1000} s. It said:\n${said}`)),
      startLimit
    )
    const read = (text: Buffer) => {
      said += text.toString()
      const found = /Copydesk is open at (http:\/\/127\.0\.0\.1:\d+\/\?key=\S+)/.exec(said)?.[1]
      if (!found) return
      clearTimeout(late)
      resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', (code) => reject(new Error(`Copydesk ended with ${code} before it was open. It said:\n${said}`)))
  }).catch((error: unknown) => {
    child.kill('SIGKILL')
    throw error
  })
  return { address, pid: child.pid ?? 0, end: (signal) => endProcess(child, signal) }
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(patience)
}

/** As the window's own bridge would, for setting a test up; plain JSON only. */
export async function ask<Name extends OperationName>(
  page: Page,
  operation: Name,
  input: InputOf<Name>
): Promise<Result<OutputOf<Name>>> {
  const reply = await page.evaluate(
    async ([name, question]) => {
      const { copydesk } = window as { copydesk?: Door }
      if (copydesk) return copydesk.call(name, question)
      const response = await fetch(`/call/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(question)
      })
      return response.json() as Promise<unknown>
    },
    [operation, input] as const
  )
  return reply as Result<OutputOf<Name>>
}

/** No violation of any rule that axe knows, in the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  // Legacy mode: there are no frames of others here, and no second page has to be opened for them.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const lines = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.html.slice(0, 160)}`)
  )
  expect(lines, 'axe').toEqual([])
}

const screens = join(root, 'test-results/screens')
const sizes = [
  { width: 1280, height: 900 },
  { width: 1920, height: 1080 }
]

/** With COPYDESK_SCREENS set: pictures of the page as it stands, light and dark, in two sizes, into test-results/screens. */
export async function shot(page: Page, name: string): Promise<void> {
  if (!process.env.COPYDESK_SCREENS) return
  mkdirSync(screens, { recursive: true })
  const before = page.viewportSize()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const size of sizes) {
      await page.setViewportSize(size)
      await page.screenshot({ path: join(screens, `${name}-${colorScheme}-${size.width}.png`), animations: 'disabled' })
    }
  }
  await page.emulateMedia({ colorScheme: null })
  if (before) await page.setViewportSize(before)
}
