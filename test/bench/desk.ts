import type { Browser, Page } from '@playwright/test'
import { startWebDoor } from '#test/support/app.ts'
import { memoryOf, openBrowser, openDeskPage, show } from './desk-page.ts'
import { compareTimes, quantile, show as shown, type Bench, type Figure } from './figures.ts'
import { largeDesk } from './large-desk.ts'

const articles = 100_000
const mounts = 20
const rounds = 5
/** Of one round. */
const frames = 120
const starts = 7

/** The list of 100,000 articles beside one of ten: mount, frames while scrolling, start to usable, memory of the core. */
export const desk: Bench = {
  name: 'desk',
  async run() {
    const [large, small] = [largeDesk(articles), largeDesk(10)]
    const browser = await openBrowser()
    try {
      const figures: Figure[] = []
      const [many, few] = [await openDeskPage(browser, large), await openDeskPage(browser, small)]
      const times = { many: [] as number[], few: [] as number[] }
      for (let run = 0; run <= mounts; run++) {
        const view = run % 2 === 0 ? 'published' : 'all'
        const [slow, quick] = [await timeMount(many.page, view), await timeMount(few.page, view)]
        if (run === 0) continue
        times.many.push(slow)
        times.few.push(quick)
      }
      figures.push(...compareTimes('desk, list mount, 100,000 articles', times.many, times.few, 'ten articles'))
      await show(many.page, 'all')
      const scrolled = await timeScrolling(many.page)
      figures.push(
        reached('desk, frame while scrolling, p95', scrolled.list, 20, 'ms', frames * rounds),
        compared('desk, frame while scrolling, p95', scrolled.list, scrolled.empty, 'an empty list', frames * rounds),
        compared('desk, processor a frame', scrolled.listWork, scrolled.emptyWork, 'an empty list', frames * rounds),
        reached('desk, memory of the core after that', many.memory(), 150, 'MB', 1)
      )
      await few.close()
      await many.close()
      figures.push(...(await timeStarts(browser, large, small)))
      return figures
    } finally {
      await browser.close()
    }
  }
}

function reached(name: string, value: number, limit: number, unit: string, n: number): Figure {
  return {
    name,
    figure: `${shown(value)} ${unit}`,
    reference: `reach ${limit} ${unit}`,
    ratio: `${(value / limit).toFixed(2)} ×`,
    n
  }
}

function compared(name: string, value: number, other: number, otherName: string, n: number): Figure {
  return {
    name,
    figure: `${shown(value)} ms`,
    reference: `${otherName} ${shown(other)} ms`,
    ratio: `${(value / other).toFixed(2)} ×`,
    n
  }
}

/** From going to the list to its rows, answered by the core and painted. */
async function timeMount(page: Page, view: string): Promise<number> {
  await page.bringToFront()
  await page.evaluate(() => (location.hash = '#/people'))
  await page.getByRole('listbox').waitFor({ state: 'detached' })
  await page.waitForTimeout(150)
  return page.evaluate(
    (to) =>
      new Promise<number>((resolve) => {
        const started = performance.now()
        let answered = false
        const ask = window.fetch
        window.fetch = async (...given) => {
          const reply = await ask(...given)
          if (String(given[0]).endsWith('/articles.list')) answered = true
          return reply
        }
        location.hash = `#/${to}`
        const channel = new MessageChannel()
        channel.port1.onmessage = () => {
          window.fetch = ask
          resolve(performance.now() - started)
        }
        const look = () =>
          requestAnimationFrame(() => {
            const row = document.querySelector('[role="option"][aria-posinset="1"] .headline')
            if (answered && row) channel.port2.postMessage(null)
            else look()
          })
        look()
      }),
    view
  )
}

interface Scrolled {
  /** Milliseconds between frames, the 95th of a hundred, and milliseconds of the window's main thread a frame. */
  list: number
  listWork: number
  empty: number
  emptyWork: number
}

/** The list and an empty one of the same height in turns, the median round of each. */
async function timeScrolling(page: Page): Promise<Scrolled> {
  await page.bringToFront()
  await page.evaluate(() => {
    const list = document.querySelector('[role="listbox"]')
    if (!list) throw new Error('There is no list')
    const empty = list.cloneNode(false) as HTMLElement
    empty.id = 'empty-list'
    empty.style.cssText = 'position: fixed; inset: 0; z-index: 99; display: none; background: Canvas'
    const all = document.createElement('div')
    all.style.height = `${list.scrollHeight}px`
    empty.append(all)
    document.body.append(empty)
  })
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const work = async () =>
    ((await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) *
    1000
  const times: Record<'list' | 'empty', { p95: number[]; work: number[] }> = {
    list: { p95: [], work: [] },
    empty: { p95: [], work: [] }
  }
  for (let round = 0; round <= rounds; round++)
    for (const which of ['list', 'empty'] as const) {
      await page.evaluate((shown) => {
        const box = document.getElementById('empty-list')
        if (box) box.style.display = shown ? 'block' : 'none'
      }, which === 'empty')
      await page.waitForTimeout(300)
      const before = await work()
      const deltas = await scroll(page, which === 'empty' ? '#empty-list' : '[role="listbox"]:not(#empty-list)')
      // The first round is for warming up.
      if (round === 0) continue
      times[which].work.push(((await work()) - before) / deltas.length)
      times[which].p95.push(quantile(deltas, 0.95))
    }
  await session.detach()
  await page.evaluate(() => document.getElementById('empty-list')?.remove())
  const { list, empty } = times
  return {
    list: quantile(list.p95, 0.5),
    listWork: quantile(list.work, 0.5),
    empty: quantile(empty.p95, 0.5),
    emptyWork: quantile(empty.work, 0.5)
  }
}

/** The time between frames while a list runs by, two rows and more a frame, in milliseconds. */
function scroll(page: Page, selector: string): Promise<number[]> {
  return page.evaluate(
    ([name, count]) =>
      new Promise<number[]>((resolve) => {
        const box = document.querySelector(name)
        if (!box) throw new Error('There is no list')
        const deltas: number[] = []
        let last = 0
        const step = (now: number) => {
          if (last > 0) deltas.push(now - last)
          last = now
          box.scrollTop += 150
          if (deltas.length < count) requestAnimationFrame(step)
          else resolve(deltas)
        }
        requestAnimationFrame(step)
      }),
    [selector, frames] as const
  )
}

/** From the start of the core's process to painted rows in a window that comes back, the two desks in turns. */
async function timeStarts(browser: Browser, large: string, small: string): Promise<Figure[]> {
  const times: Record<string, number[]> = { [large]: [], [small]: [] }
  const memory: number[] = []
  for (const folder of [large, small]) {
    const desk = await openDeskPage(browser, folder)
    // The cookie alone: to put back what a page has stored, the browser would go there while no core answers.
    const state = await desk.context.storageState()
    await desk.close()
    for (let run = 0; run < starts; run++) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: 'en-GB',
        storageState: { cookies: state.cookies, origins: [] }
      })
      const page = await context.newPage()
      const started = performance.now()
      const door = await startWebDoor({ folder })
      await page.goto(`${new URL(door.address).origin}/#/all`)
      await page.locator('[role="option"][aria-posinset="1"] .headline').waitFor()
      times[folder]?.push(performance.now() - started)
      if (folder === large) memory.push(memoryOf(door.pid))
      await context.close()
      await door.end('SIGTERM')
    }
  }
  const [many = [], few = []] = [times[large], times[small]]
  return [
    ...compareTimes('desk, start to usable, 100,000 articles', many, few, 'ten articles'),
    reached('desk, memory of the core at the start', quantile(memory, 0.95), 150, 'MB', memory.length)
  ]
}
