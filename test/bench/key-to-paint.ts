import type { CDPSession, Page } from '@playwright/test'
import { compareTimes, quantile, show, type Bench } from './figures.ts'
import { openLongArticle, placeCaret, showArticle } from './long-article.ts'
import { seededRandom } from './random.ts'

const rounds = 10
const keysARound = 30
/** Among the paragraphs: the middle of the article. */
const middle = 40

/**
 * From the key to the frame that shows it, and the script that it costs, in the finished article page beside a page
 * with nothing but ProseMirror; in turns, in one browser.
 */
export const keyToPaint: Bench = {
  name: 'key-to-paint',
  async run() {
    const long = await openLongArticle()
    try {
      await showArticle(long.app, long.articleId)
      const app = await measured(long.app)
      const bare = await measured(long.bare)
      const random = seededRandom(7)
      for (const side of [app, bare]) await typeRound(side, random, 20, false)
      for (let round = 0; round < rounds; round++)
        for (const side of [app, bare]) await typeRound(side, random, keysARound, true)
      const script = quantile(app.script, 0.5)
      const bareScript = quantile(bare.script, 0.5)
      return [
        ...compareTimes('key-to-paint', app.paints, bare.paints, 'only ProseMirror'),
        {
          name: 'script per key, median of rounds',
          figure: `${show(script)} ms`,
          reference: `only ProseMirror ${show(bareScript)} ms`,
          ratio: `${(script / bareScript).toFixed(2)} ×`,
          n: app.paints.length
        }
      ]
    } finally {
      await long.close()
    }
  }
}

interface Side {
  page: Page
  session: CDPSession
  /** Milliseconds, one a key. */
  paints: number[]
  /** Milliseconds of script per key, one a round. */
  script: number[]
}

async function measured(page: Page): Promise<Side> {
  await page.evaluate(() => {
    const paints: number[] = []
    Object.assign(window, { paints })
    const channel = new MessageChannel()
    const waiting: number[] = []
    // A message that is posted in the frame's callback is handled once the frame has been handed on.
    channel.port1.onmessage = () => {
      const pressed = waiting.shift()
      if (pressed !== undefined) paints.push(performance.now() - pressed)
    }
    addEventListener(
      'keydown',
      (event) =>
        requestAnimationFrame(() => {
          waiting.push(event.timeStamp)
          channel.port2.postMessage(null)
        }),
      { capture: true }
    )
  })
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return { page, session, paints: [], script: [] }
}

async function typeRound(side: Side, random: () => number, keys: number, counts: boolean): Promise<void> {
  await placeCaret(side.page, middle)
  await side.page.waitForTimeout(400)
  await side.page.evaluate(() => void ((window as unknown as { paints: number[] }).paints.length = 0))
  const before = await scriptSeconds(side.session)
  for (let key = 0; key < keys; key++) {
    await side.page.keyboard.press('abcdefghij'.charAt(key % 10))
    await side.page.waitForTimeout(60 + random() * 80)
  }
  const after = await scriptSeconds(side.session)
  const paints = await side.page.evaluate(() => [...(window as unknown as { paints: number[] }).paints])
  if (paints.length !== keys) throw new Error(`${paints.length} frames for ${keys} keys`)
  if (!counts) return
  side.paints.push(...paints)
  side.script.push(((after - before) * 1000) / keys)
}

async function scriptSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  const duration = metrics.find(({ name }) => name === 'ScriptDuration')
  if (!duration) throw new Error('Chromium tells no ScriptDuration')
  return duration.value
}
