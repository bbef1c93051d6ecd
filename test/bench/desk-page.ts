import { readFileSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { startWebDoor, type WebDoor } from '#test/support/app.ts'
import { chromiumArguments, findChromium } from '#test/support/chromium.ts'
import { sitterId } from './large-desk.ts'

const viewport = { width: 1440, height: 900 }

export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath)
    throw new Error('There is no Chromium here: run "npm test" once, which fetches one, or name it in CHROMIUM_PATH.')
  return chromium.launch({ executablePath, args: chromiumArguments })
}

/** A large desk in a window, somebody signed in, at all articles. */
export interface DeskPage {
  door: WebDoor
  context: BrowserContext
  page: Page
  /** Megabytes that the core has in memory now. */
  memory(): number
  close(): Promise<void>
}

export async function openDeskPage(browser: Browser, folder: string): Promise<DeskPage> {
  const door = await startWebDoor({ folder })
  const context = await browser.newContext({ viewport, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(door.address)
  await page.evaluate(
    (id) =>
      fetch('/call/accounts.signIn', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id })
      }),
    sitterId
  )
  await page.reload()
  await page.getByRole('listbox').waitFor()
  await show(page, 'all')
  return {
    door,
    context,
    page,
    memory: () => memoryOf(door.pid),
    async close() {
      await context.close()
      await door.end('SIGTERM')
    }
  }
}

export async function show(page: Page, view: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), `#/${view}`)
  await page.locator('[role="option"][aria-posinset="1"]').waitFor()
}

/** Resident megabytes of a process, as Linux tells them; 0 elsewhere. */
export function memoryOf(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
