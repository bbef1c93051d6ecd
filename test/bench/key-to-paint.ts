import type { CDPSession, Page } from '@playwright/test'
import { compareTimes, quantile, reachFigure, show, type Bench, type Figure } from './figures.ts'
import { longArticle, longestArticle } from './generate.ts'
import { openLongArticle, placeCaret, showArticle } from './long-article.ts'
import { seededRandom } from './random.ts'

const rounds = 4
const keysARound = 30
/** Keys so far apart that each is saved by itself, in milliseconds. */
const lonely = { keys: 12, pause: 450 }
/** Among the paragraphs: the middle of the article. */
const middle = 40
/** p95, in milliseconds. */
const sizes = [
  { ...longArticle, reach: 16 },
  { ...longestArticle, reach: 27 }
]

/**
 * From the key to the frame that shows it, and the script that it costs, saves and all, in the finished article page
 * with each of its panels open, beside a page with nothing but ProseMirror; in turns, in one browser.
 */
export const keyToPaint: Bench = {
  name: 'key-to-paint',
  async run() {
    const figures: Figure[] = []
    for (const size of sizes) figures.push(...(await typeInto(size)))
    return figures
  }
}

async function typeInto(size: (typeof sizes)[number]): Promise<Figure[]> {
  const name = `${size.words.toLocaleString('en')} words`
  console.log(`  writing ${name} and ${size.pictures} pictures`)
  const long = await openLongArticle(size)
  try {
    await showArticle(long.app, long.articleId)
    const panels = await long.app.getByRole('tab').allTextContents()
    if (panels.length === 0) throw new Error('The article page shows no panels')
    const app = await measured(long.app)
    const bare = await measured(long.bare)
    const random = seededRandom(7)
    for (const panel of panels) {
      await showPanel(app.page, panel)
      await typeRound(app, random, 20)
    }
    await typeRound(bare, random, 20)
    const typed = { app: [] as Round[], bare: [] as Round[], saves: [] as Round[] }
    for (let round = 0; round < rounds; round++) {
      typed.bare.push(await typeRound(bare, random, keysARound))
      for (const panel of panels) {
        await showPanel(app.page, panel)
        typed.app.push({ ...(await typeRound(app, random, keysARound)), panel })
      }
    }
    await showPanel(app.page, panels[0] ?? '')
    for (let round = 0; round < 3; round++) typed.saves.push(await typeRound(app, random, lonely.keys, lonely.pause))

    const paints = (of: Round[]) => of.flatMap((round) => round.paints)
    const p95 = quantile(paints(typed.app), 0.95)
    const bareScript = script(typed.bare)
    const scriptFigure = (what: string, of: Round[]): Figure => ({
      name: `script per key, ${what}, ${name}`,
      figure: `${show(script(of))} ms`,
      reference: `only ProseMirror ${show(bareScript)} ms, reach 1.5 ×`,
      ratio: `${(script(of) / bareScript).toFixed(2)} ×`,
      n: of.length * keysARound
    })
    return [
      ...compareTimes(`key-to-paint, ${name}`, paints(typed.app), paints(typed.bare), 'only ProseMirror'),
      reachFigure(`key-to-paint, p95, ${name}`, p95, size.reach, paints(typed.app).length),
      ...panels.map((panel) =>
        scriptFigure(
          panel,
          typed.app.filter((round) => round.panel === panel)
        )
      ),
      savingFigure(name, typed.app, typed.saves)
    ]
  } finally {
    await long.close()
  }
}

interface Side {
  page: Page
  session: CDPSession
  /** Saves that have left the page so far. */
  saves: number
}

interface Round {
  /** Milliseconds, one a key. */
  paints: number[]
  /** Milliseconds of script per key, what autosave takes with it. */
  script: number
  savesPerKey: number
  seconds: number
  panel?: string
}

function script(of: Round[]): number {
  return quantile(
    of.map((round) => round.script),
    0.5
  )
}

/** What one save costs in script: of keys that are each saved, what is more than for keys of which a few are. */
function savingFigure(name: string, typed: Round[], saved: Round[]): Figure {
  const mean = (of: Round[], read: (round: Round) => number) =>
    of.reduce((sum, round) => sum + read(round), 0) / of.length
  const often = mean(saved, (round) => round.savesPerKey)
  const seldom = mean(typed, (round) => round.savesPerKey)
  const perSave = (script(saved) - script(typed)) / (often - seldom)
  return {
    name: `of it saving, script per save, ${name}`,
    figure: `${show(perSave)} ms`,
    reference: `${show((seldom * keysARound) / mean(typed, (round) => round.seconds))} saves a second while typing`,
    ratio: `${((perSave * seldom * 100) / script(typed)).toFixed(0)} %`,
    n: saved.length * lonely.keys
  }
}

async function showPanel(page: Page, panel: string): Promise<void> {
  await page.bringToFront()
  await page.getByRole('tab', { name: panel }).click()
  await page.waitForTimeout(600)
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
  const side: Side = { page, session, saves: 0 }
  page.on('request', (request) => void (request.url().endsWith('/call/articles.save') && side.saves++))
  return side
}

/** Types with the pauses of somebody who writes, or with one pause. */
async function typeRound(side: Side, random: () => number, keys: number, pause?: number): Promise<Round> {
  await placeCaret(side.page, middle)
  await side.page.waitForTimeout(600)
  await side.page.evaluate(() => void ((window as unknown as { paints: number[] }).paints.length = 0))
  const [before, savesBefore, started] = [await scriptSeconds(side.session), side.saves, performance.now()]
  for (let key = 0; key < keys; key++) {
    await side.page.keyboard.press('abcdefghij'.charAt(key % 10))
    await side.page.waitForTimeout(pause ?? 60 + random() * 80)
  }
  const [after, seconds] = [await scriptSeconds(side.session), (performance.now() - started) / 1000]
  const paints = await side.page.evaluate(() => [...(window as unknown as { paints: number[] }).paints])
  if (paints.length !== keys) throw new Error(`${paints.length} frames for ${keys} keys`)
  return { paints, script: ((after - before) * 1000) / keys, savesPerKey: (side.saves - savesBefore) / keys, seconds }
}

async function scriptSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  const duration = metrics.find(({ name }) => name === 'ScriptDuration')
  if (!duration) throw new Error('Chromium tells no ScriptDuration')
  return duration.value
}
