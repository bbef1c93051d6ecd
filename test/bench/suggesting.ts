import type { CDPSession, Page } from '@playwright/test'
import { quantile, show, type Bench, type Figure } from './figures.ts'
import { longArticle } from './generate.ts'
import { openLongArticle, placeCaret, showArticle } from './long-article.ts'
import { seededRandom } from './random.ts'

const rounds = 6
const keysARound = 40
/** Among the paragraphs: the middle of the article. */
const middle = 40
/** How many times what a key costs in the plain mode. */
const reach = 2

/**
 * What a key costs in suggest mode beside what it costs without, in turns on one page of the finished app: until the page
 * has taken the letter (what the person waits for), and all the script of it, saves and frames included.
 */
export const suggesting: Bench = {
  name: 'suggesting',
  async run() {
    const name = `${longArticle.words.toLocaleString('en')} words`
    const long = await openLongArticle(longArticle)
    try {
      const { app } = long
      await showArticle(app, long.articleId)
      await watchKeys(app)
      const session = await app.context().newCDPSession(app)
      await session.send('Performance.enable')
      const random = seededRandom(11)
      const typed = { plain: [] as Round[], suggested: [] as Round[] }
      for (let round = -1; round < rounds; round++)
        for (const mode of ['plain', 'suggested'] as const) {
          await setSuggesting(app, mode === 'suggested')
          const one = await typeRound(app, session, random)
          // The first round of each warms up.
          if (round >= 0) typed[mode].push(one)
        }
      const found = await app.locator('.ProseMirror ins').count()
      if (found === 0) throw new Error('What was typed in suggest mode is no suggestion')
      const taken = (of: Round[]) => of.flatMap((one) => one.taken)
      const [plain, suggested] = [taken(typed.plain), taken(typed.suggested)]
      const worst = (of: number[]) => Math.max(...of)
      return [
        against(`suggest mode, key taken, p50, ${name}`, quantile(suggested, 0.5), quantile(plain, 0.5), plain.length),
        against(
          `suggest mode, key taken, p95, ${name}`,
          quantile(suggested, 0.95),
          quantile(plain, 0.95),
          plain.length
        ),
        against(`suggest mode, key taken, worst, ${name}`, worst(suggested), worst(plain), plain.length),
        against(`suggest mode, script per key, ${name}`, script(typed.suggested), script(typed.plain), plain.length)
      ]
    } finally {
      await long.close()
    }
  }
}

function against(name: string, value: number, plain: number, n: number): Figure {
  return {
    name,
    figure: `${show(value)} ms`,
    reference: `plain ${show(plain)} ms, reach ${reach} ×`,
    ratio: `${(value / plain).toFixed(2)} ×`,
    n
  }
}

interface Round {
  /** Milliseconds from each key until the page had taken it. */
  taken: number[]
  /** Milliseconds of script per key. */
  script: number
}

function script(of: Round[]): number {
  return quantile(
    of.map((round) => round.script),
    0.5
  )
}

async function setSuggesting(page: Page, on: boolean): Promise<void> {
  const key = page.getByRole('button', { name: 'Suggest mode' })
  if (((await key.getAttribute('aria-pressed')) === 'true') !== on) await key.click()
}

/** The editor's own observer is older than this one, so it has done all of its work when this one is told. */
async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const taken: number[] = []
    let pressed: number | null = null
    Object.assign(window, { taken })
    addEventListener('keydown', () => (pressed = performance.now()), { capture: true })
    const text = document.querySelector('.ProseMirror')
    if (!text) throw new Error('There is no text on the page')
    new MutationObserver(() => {
      if (pressed !== null) taken.push(performance.now() - pressed)
      pressed = null
    }).observe(text, { subtree: true, childList: true, characterData: true })
  })
}

async function typeRound(page: Page, session: CDPSession, random: () => number): Promise<Round> {
  await placeCaret(page, middle)
  await page.waitForTimeout(700)
  await page.evaluate(() => void ((window as unknown as { taken: number[] }).taken.length = 0))
  const before = await scriptSeconds(session)
  for (let key = 0; key < keysARound; key++) {
    await page.keyboard.press('abcdefghij'.charAt(key % 10))
    await page.waitForTimeout(60 + random() * 80)
  }
  const after = await scriptSeconds(session)
  const taken = await page.evaluate(() => [...(window as unknown as { taken: number[] }).taken])
  if (taken.length !== keysARound) throw new Error(`${taken.length} keys taken of ${keysARound}`)
  return { taken, script: ((after - before) * 1000) / keysARound }
}

async function scriptSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  const duration = metrics.find(({ name }) => name === 'ScriptDuration')
  if (!duration) throw new Error('Chromium tells no ScriptDuration')
  return duration.value
}
