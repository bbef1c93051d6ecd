import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Door } from '#renderer/bridge.ts'
import { ensureBuilt } from '#test/support/build.ts'
import { chromiumArguments, findChromium } from '#test/support/chromium.ts'
import { openDesktop, type Desktop } from '#test/support/desktop.ts'

/** The whole desktop path as it ships, save Electron itself: page, policy, preload, channel, core, disk. */
const executablePath = findChromium()
if (!executablePath) console.log('skipped: the desktop path in Chromium (no Chromium on this machine)')

describe.runIf(executablePath)('the desktop path', () => {
  let browser: Browser
  let page: Page
  let folder: string
  let desktop: Desktop

  beforeAll(async () => {
    await ensureBuilt()
    browser = await chromium.launch({ executablePath: executablePath ?? undefined, args: chromiumArguments })
  }, 120_000)
  afterAll(() => browser.close())

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'copydesk-desk-'))
    page = await browser.newPage()
    desktop = await openDesktop(page, { folder, haste: 5 })
  })
  afterEach(async () => {
    await page.close()
    await desktop.end()
    rmSync(folder, { recursive: true, force: true })
  })

  function ask(operation: string, input: unknown): Promise<unknown> {
    return page.evaluate(
      ([name, question]) => (window as unknown as { copydesk: Door }).copydesk.call(name, question),
      [operation, input] as const
    )
  }

  const found = () => ask('desk.found', { deskName: 'Daily', name: 'Mia', role: 'alone' })

  test('a window founds a desk, is signed in, and hears what happens', async () => {
    await page.evaluate(() => {
      const heard: unknown[] = []
      Object.assign(window, { heard })
      ;(window as unknown as { copydesk: Door }).copydesk.listen((event) => heard.push(event))
    })
    expect(await found()).toMatchObject({ ok: true, value: { door: 'desktop', account: { name: 'Mia' } } })
    const created = await ask('articles.create', { slugline: 'floods' })
    expect(created).toMatchObject({ ok: true })
    await page.waitForFunction(() =>
      (window as unknown as { heard: { name: string }[] }).heard.some(({ name }) => name === 'article.changed')
    )
  })

  test('a picture goes in as bytes and its preview comes out of the scheme', async () => {
    await found()
    const bytes = [
      ...(await sharp({ create: { width: 640, height: 480, channels: 3, background: '#336699' } })
        .jpeg()
        .toBuffer())
    ]
    const shown = await page.evaluate(async (numbers) => {
      const door = (window as unknown as { copydesk: Door }).copydesk
      const added = await door.call('media.add', { fileName: 'a.jpg', bytes: new Uint8Array(numbers) })
      if (!added.ok) return added
      const picture = new Image()
      picture.src = `/media/${(added.value as { hash: string }).hash}/small.webp`
      await picture.decode()
      return [picture.naturalWidth, picture.naturalHeight]
    }, bytes)
    expect(shown).toEqual([320, 240])
  })

  test('the policy holds: no inline script, no eval, no inline style, nobody else', async () => {
    const tried = await page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.ran = true'
      document.head.append(script)
      const box = document.createElement('p')
      box.innerHTML = '<b style="color: rgb(1, 2, 3)">x</b>'
      document.body.append(box)
      // A text as a timer is eval, and runs outside of this function, which the debugger exempts from the policy.
      setTimeout('window.evaluated = true')
      await new Promise((resolve) => setTimeout(resolve, 50))
      const fetched = await fetch('https://example.org/').then(
        () => true,
        () => false
      )
      const bold = box.querySelector('b')
      return {
        ran: 'ran' in window,
        evaluated: 'evaluated' in window,
        fetched,
        styled: bold && getComputedStyle(bold).color === 'rgb(1, 2, 3)'
      }
    })
    expect(tried).toEqual({ ran: false, evaluated: false, fetched: false, styled: false })
  })

  test('a window that answers that all is stored closes, and the app ends', async () => {
    await page.evaluate(() => {
      const door = (window as unknown as { copydesk: Door }).copydesk
      door.listen((event) => {
        if (event.name === 'window.closing') void door.call('window.flushed', { stored: true })
      })
    })
    expect(await desktop.close()).toBe(0)
    expect(desktop.app.records.some(({ what }) => what === 'dialog.message')).toBe(false)
  })
})
