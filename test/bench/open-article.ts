import type { Page } from '@playwright/test'
import { compareTimes, quantile, reachFigure, type Bench } from './figures.ts'
import { openLongArticle } from './long-article.ts'

const runs = 20

/** From the click on the desk's line to the painted editor that takes text, beside ProseMirror alone making its view of the same document. */
export const openArticle: Bench = {
  name: 'open-article',
  async run() {
    const long = await openLongArticle()
    try {
      const times: number[] = []
      const reference: number[] = []
      await watchOpening(long.app)
      await watchOpening(long.bare)
      for (let run = 0; run <= runs; run++) {
        await long.app.bringToFront()
        await long.app.evaluate(() => (location.hash = '#/all'))
        const row = long.app.getByRole('option').filter({ hasText: 'bench-long' })
        await row.waitFor()
        await long.app.waitForTimeout(300)
        const time = await timeOpening(long.app, () => row.click())
        await long.bare.bringToFront()
        const bareTime = await timeOpening(long.bare, () => long.bare.getByRole('button', { name: 'Open' }).click())
        // The first of each also loads code and fonts.
        if (run === 0) continue
        times.push(time)
        reference.push(bareTime)
      }
      return [
        ...compareTimes('open-article', times, reference, 'only ProseMirror'),
        reachFigure('open-article, median', quantile(times, 0.5), 150, times.length)
      ]
    } finally {
      await long.close()
    }
  }
}

/** Notes, from each click on, when an editor that was not there before has text, takes input and has been painted. */
async function watchOpening(page: Page): Promise<void> {
  await page.evaluate(() => {
    const channel = new MessageChannel()
    let clicked = 0
    channel.port1.onmessage = () => Object.assign(window, { opened: performance.now() - clicked })
    addEventListener(
      'click',
      (event) => {
        clicked = event.timeStamp
        const before = document.querySelector('.ProseMirror')
        Object.assign(window, { opened: null })
        const look = () =>
          requestAnimationFrame(() => {
            const editor = document.querySelector('.ProseMirror[contenteditable="true"]')
            if (editor && editor !== before && (editor.textContent?.length ?? 0) > 1000) channel.port2.postMessage(null)
            else look()
          })
        look()
      },
      { capture: true }
    )
  })
}

async function timeOpening(page: Page, click: () => Promise<void>): Promise<number> {
  await click()
  const opened = await page.waitForFunction(() => (window as unknown as { opened: number | null }).opened)
  return Number(await opened.jsonValue())
}
