import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWebDoor, type WebDoor } from '#main/web/door.ts'
import type { AnyEvent } from '#shared/contract/events.ts'
import { expectOk } from '#shared/result.ts'
import { chromiumArguments, findChromium } from '#test/support/chromium.ts'
import { buildProbe, type Probe } from '#test/support/door-probe.ts'
import { createFakeCore } from '#test/support/fake-core.ts'

/** Tabs of a real browser on the real server; only the core is a fake. */
const executablePath = findChromium()
if (!executablePath) console.log('skipped: many tabs on one door (no Chromium on this machine)')

const news = (id: string): AnyEvent => ({ name: 'article.changed', detail: { articleId: id, session: null } })
const heard = (tab: Page) => tab.evaluate(() => (window as unknown as { probe: Probe }).probe.heard)
const hears = (tab: Page, event: AnyEvent) => expect.poll(() => heard(tab), { timeout: 2000 }).toContainEqual(event)

describe.runIf(executablePath)('many tabs on one browser door', () => {
  const root = mkdtempSync(join(tmpdir(), 'copydesk-tabs-'))
  const core = createFakeCore()
  const tabs: Page[] = []
  /** Tabs that have opened a stream, in that order. */
  const streams: Page[] = []
  let browser: Browser
  let context: BrowserContext
  let server: WebDoor

  async function openTab(): Promise<Page> {
    const tab = await context.newPage()
    tab.on('request', (request) => request.url().endsWith('/events') && streams.push(tab))
    await tab.goto(tabs.length === 0 ? server.address : new URL(server.address).origin)
    await tab.waitForFunction(() => 'probe' in window)
    tabs.push(tab)
    return tab
  }

  beforeAll(async () => {
    mkdirSync(join(root, 'desk'))
    await buildProbe(join(root, 'page'))
    browser = await chromium.launch({ executablePath: executablePath ?? undefined, args: chromiumArguments })
    server = expectOk(await openWebDoor(core, join(root, 'desk'), join(root, 'page'), 0))
    context = await browser.newContext()
    for (let count = 0; count < 7; count++) await openTab()
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    await server.close()
    rmSync(root, { recursive: true, force: true })
  })

  test('seven tabs have one stream, each is answered and each hears a change', async () => {
    for (const tab of tabs)
      expect(
        await tab.evaluate(() => (window as unknown as { probe: Probe }).probe.door.call('echo', 'here'))
      ).toMatchObject({ ok: true, value: 'here' })
    core.tell(news('first'))
    for (const tab of tabs) await hears(tab, news('first'))
    for (const tab of tabs) expect(await heard(tab)).toEqual([news('first')])
    expect(streams).toEqual([tabs[0]])
  })

  test('when the tab that has the stream is closed, another takes it, and all ask anew', async () => {
    await tabs.shift()?.close()
    // Told while perhaps nobody has the stream.
    core.tell(news('meanwhile'))
    for (const tab of tabs) await hears(tab, { name: 'door.reopened', detail: {} })
    core.tell(news('second'))
    for (const tab of tabs) await hears(tab, news('second'))
    for (const tab of tabs)
      expect(
        (await heard(tab)).filter((event) => JSON.stringify(event) === JSON.stringify(news('second')))
      ).toHaveLength(1)
    expect(streams).toHaveLength(2)
  })

  test('a tab that crashes lets go of the stream too', async () => {
    const [leader] = tabs.splice(
      tabs.findIndex((tab) => tab === streams.at(-1)),
      1
    )
    const others = [...tabs]
    const before = await Promise.all(others.map(async (tab) => (await heard(tab)).length))
    await leader?.goto('chrome://crash').catch(() => {})
    for (const [index, tab] of others.entries())
      await expect
        .poll(async () => (await heard(tab)).slice(before[index]), { timeout: 5000 })
        .toContainEqual({ name: 'door.reopened', detail: {} })
    core.tell(news('third'))
    for (const tab of others) await hears(tab, news('third'))
  })
})
