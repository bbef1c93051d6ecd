import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openBrowser, openDeskPage } from './desk-page.ts'
import { compareTimes, quantile, show as shown, type Bench, type Figure } from './figures.ts'
import { readSearch } from '#main/store/search-query.ts'
import { openReader } from '#main/store/reader.ts'
import { openDesk } from './generate.ts'
import { largeDesk } from './large-desk.ts'
import { queries, typedStrings } from './queries.ts'
import { seededRandom } from './random.ts'

const articles = 100_000
const reach = 30

/** Thirty searches typed letter by letter over 100,000 articles: from the key to painted rows; beside MiniSearch. */
export const search: Bench = {
  name: 'search',
  async run() {
    const folder = largeDesk(articles)
    const core = await timeCore(folder)
    const browser = await openBrowser()
    let painted: number[] = []
    let memory = 0
    try {
      const desk = await openDeskPage(browser, folder)
      painted = await type(desk.page)
      memory = desk.memory()
      await desk.close()
    } finally {
      await browser.close()
    }
    console.log(
      `  core ${shown(quantile(core.times, 0.5))} / ${shown(quantile(core.times, 0.95))} ms, key to paint ${shown(quantile(painted, 0.5))} / ${shown(quantile(painted, 0.95))} ms; now MiniSearch, which takes minutes`
    )
    const mini = miniSearch(folder)
    const line = (name: string, share: number, values: number[], reference: string, against: number): Figure => ({
      name: `${name}, p${share * 100}`,
      figure: `${shown(quantile(values, share))} ms`,
      reference,
      ratio: `${(quantile(values, share) / against).toFixed(2)} ×`,
      n: values.length
    })
    const both = (name: string, values: number[]) =>
      [0.5, 0.95].map((share) =>
        line(
          name,
          share,
          values,
          `MiniSearch, the query alone ${shown(quantile(mini.times, share))} ms`,
          quantile(mini.times, share)
        )
      )
    return [
      line('search, key to painted rows', 0.5, painted, `reach ${reach} ms`, reach),
      line('search, key to painted rows', 0.95, painted, `reach ${reach} ms`, reach),
      ...both('search, the core’s answer', core.times),
      ...compareTimes('search, processor of the core’s answer', core.work, core.bare, 'the newest hits in bare SQL'),
      {
        name: 'search, memory',
        figure: `${shown(memory)} MB, the whole core`,
        reference: `MiniSearch’s index ${shown(mini.megabytes)} MB, ${shown(mini.seconds)} s to build`,
        ratio: `${(memory / mini.megabytes).toFixed(2)} ×`,
        n: mini.documents
      }
    ]
  }
}

/**
 * What each string costs in the core, thread and all, without a window: milliseconds, and milliseconds of a processor, which
 * a busy machine makes no longer; beside the first statement of it alone.
 */
async function timeCore(folder: string): Promise<{ times: number[]; work: number[]; bare: number[] }> {
  const desk = await openDesk(folder)
  const ask = (query: string) => desk.ask('articles.list', { view: 'all', query, limit: 40 })
  for (const query of queries) await ask(query)
  const reader = openReader(folder)
  const newest = reader.database
    .prepare('SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT 2001')
    .pluck()
  const times: number[] = []
  const work: number[] = []
  const bare: number[] = []
  for (const text of typedStrings) {
    const { match } = readSearch(text)
    if (match === null) continue
    const started = performance.now()
    work.push(await workOf(() => ask(text)))
    times.push(performance.now() - started)
    bare.push(await workOf(() => newest.all(match)))
  }
  reader.close()
  await desk.core.close()
  return { times, work, bare }
}

/** Milliseconds of a processor that this process, its threads too, has taken. */
async function workOf(run: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** From each key to the frame that shows what its words found, or words typed after it. */
async function type(page: Page): Promise<number[]> {
  await page.bringToFront()
  await page.evaluate(() => {
    const painted: number[] = []
    const keys: { at: number; value: string }[] = []
    Object.assign(window, { painted })
    const channel = new MessageChannel()
    const shown: string[] = []
    channel.port1.onmessage = () => {
      const query = shown.shift() ?? ''
      const index = keys.findIndex(({ value }) => value === query)
      for (const { at } of keys.splice(0, index + 1)) painted.push(performance.now() - at)
    }
    let pressed = 0
    addEventListener('keydown', (event) => (pressed = event.timeStamp), { capture: true })
    addEventListener(
      'input',
      (event) => keys.push({ at: pressed, value: (event.target as HTMLInputElement).value.trimStart() }),
      { capture: true }
    )
    const ask = window.fetch
    window.fetch = async (...given) => {
      const reply = await ask(...given)
      if (!String(given[0]).endsWith('/articles.list')) return reply
      const { query = '', after } = JSON.parse(String(given[1]?.body)) as { query?: string; after?: string }
      const read = reply.text.bind(reply)
      // What awaits the text has drawn the rows when the next frame comes; a message posted there arrives once it is painted.
      reply.text = async () => {
        const text = await read()
        if (after === undefined && text.startsWith('{"ok":true'))
          requestAnimationFrame(() => {
            shown.push(query)
            channel.port2.postMessage(null)
          })
        return text
      }
      return reply
    }
  })
  const field = page.getByRole('combobox', { name: 'Search articles' })
  const random = seededRandom(5)
  await field.focus()
  let warm = 0
  for (const [number, query] of [queries[0] ?? '', ...queries].entries()) {
    await field.fill('')
    await page.waitForTimeout(300)
    await page.evaluate(() => undefined)
    if (number === 1) warm = await page.evaluate(() => (window as unknown as { painted: number[] }).painted.length)
    for (const letter of query) {
      await page.keyboard.press(letter === ' ' ? 'Space' : letter)
      await page.waitForTimeout(70 + random() * 90)
    }
    await page.waitForTimeout(250)
  }
  const painted = await page.evaluate(() => (window as unknown as { painted: number[] }).painted)
  return painted.slice(warm)
}

function miniSearch(folder: string): { times: number[]; seconds: number; megabytes: number; documents: number } {
  const script = join(import.meta.dirname, 'minisearch.ts')
  const said = execFileSync(process.execPath, ['--expose-gc', '--max-old-space-size=6144', script, folder], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'inherit']
  })
  return JSON.parse(said)
}
