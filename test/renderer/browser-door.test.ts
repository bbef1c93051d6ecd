import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWebDoor, type WebDoor } from '#main/web/door.ts'
import { expectOk } from '#shared/result.ts'
import { chromiumArguments, findChromium } from '#test/support/chromium.ts'
import { buildProbe, type Probe } from '#test/support/door-probe.ts'
import { createFakeCore, type FakeCore } from '#test/support/fake-core.ts'

/** The window's side of the browser door in a real browser, against the real server; only the core is a fake. */
const executablePath = findChromium()
if (!executablePath) console.log('skipped: the browser door in Chromium (no Chromium on this machine)')

describe.runIf(executablePath)('the browser door', () => {
  const root = mkdtempSync(join(tmpdir(), 'copydesk-browser-door-'))
  let browser: Browser
  let page: Page
  let core: FakeCore
  let server: WebDoor

  const open = async () => (server = expectOk(await openWebDoor(core, join(root, 'desk'), join(root, 'page'), 0)))

  beforeAll(async () => {
    mkdirSync(join(root, 'desk'))
    await buildProbe(join(root, 'page'))
    browser = await chromium.launch({ executablePath: executablePath ?? undefined, args: chromiumArguments })
    core = createFakeCore()
    await open()
    page = await browser.newPage()
    await page.goto(server.address)
    await page.waitForFunction(() => 'probe' in window)
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    await server.close()
    rmSync(root, { recursive: true, force: true })
  })
  beforeEach(() => void (core.asked.length = 0))

  test('the key is gone from the address after the first visit', () => {
    expect(new URL(page.url()).search).toBe('')
  })

  test('questions and answers cross as they are', async () => {
    const input = {
      text: '“quotes” & emoji 🗞',
      list: [1, null, true],
      marker: { $bytes: 'not bytes' },
      nested: { $$part: 1 }
    }
    const reply = await page.evaluate(
      (question) => (window as unknown as { probe: Probe }).probe.door.call('echo', question),
      input
    )
    expect(reply).toEqual({ ok: true, value: input })
    expect(core.asked[0]?.input).toEqual(input)
  })

  test('bytes cross both ways, beside whatever stands around them', async () => {
    const back = await page.evaluate(async () => {
      const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 256)
      const reply = await (window as unknown as { probe: Probe }).probe.door.call('echo', {
        fileName: 'a.jpg',
        bytes,
        marker: { $part: 'p0' }
      })
      const value = (reply as unknown as { value: { bytes: Uint8Array; marker: unknown } }).value
      return {
        same: value.bytes instanceof Uint8Array && value.bytes.every((byte, index) => byte === bytes[index]),
        length: value.bytes.length,
        marker: value.marker
      }
    })
    expect(back).toEqual({ same: true, length: 300_000, marker: { $part: 'p0' } })
    expect(core.asked[0]?.input).toMatchObject({ fileName: 'a.jpg', bytes: expect.any(Uint8Array) })
  })

  test('a core that was away is found again: questions, sign-in and events', async () => {
    const call = (operation: string, input: unknown) =>
      page.evaluate(
        ([name, question]) =>
          (window as unknown as { probe: Probe }).probe.door.call(name as string, question).catch(() => 'unreachable'),
        [operation, input]
      )
    await call('sign-in', 'mia')
    await server.close()
    expect(await call('echo', 1)).toBe('unreachable')
    await open()
    expect(await call('who', null)).toEqual({ ok: true, value: 'mia' })
    await expect
      .poll(
        async () => {
          core.tell({ name: 'desk.changed', detail: { what: 'people' } })
          return page.evaluate(() => (window as unknown as { probe: Probe }).probe.heard.at(-1))
        },
        { timeout: 10_000 }
      )
      .toEqual({ name: 'desk.changed', detail: { what: 'people' } })
    const heard = await page.evaluate(() => (window as unknown as { probe: Probe }).probe.heard)
    expect(heard.filter((event) => (event as { name: string }).name === 'door.reopened')).toHaveLength(1)
  })

  test('a browser that is not let in is told what to do', async () => {
    await page.context().clearCookies()
    const reply = await page.evaluate(() => (window as unknown as { probe: Probe }).probe.door.call('echo', 1))
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'not-signed-in', message: expect.stringContaining('Start Copydesk again') }
    })
  })
})
