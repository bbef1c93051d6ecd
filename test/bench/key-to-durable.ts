import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Response } from '@playwright/test'
import { compareTimes, quantile, reachFigure, type Bench } from './figures.ts'
import { openLongArticle, placeCaret, showArticle } from './long-article.ts'
import { seededRandom } from './random.ts'

const keys = 300
const paragraph = 40
const letter = 'q'
const marker = 'zz'

/** From the key to the receipt of the save that carries it, with the pauses of somebody who writes. */
export const keyToDurable: Bench = {
  name: 'key-to-durable',
  async run() {
    const long = await openLongArticle()
    try {
      const { app } = long
      await showArticle(app, long.articleId)
      await placeCaret(app, paragraph)
      await app.keyboard.type(` ${marker}`)
      await app.waitForTimeout(1500)

      const pressed: number[] = []
      const durable: number[] = []
      let bytes = 0
      app.on('response', async (response) => {
        if (!response.url().endsWith('/call/articles.save')) return
        const at = performance.now()
        const stored = await storedKeys(response)
        bytes = response.request().postData()?.length ?? bytes
        for (let key = durable.length; key < stored; key++) durable.push(at - (pressed[key] ?? NaN))
      })

      const random = seededRandom(11)
      for (let key = 0; key < keys; key++) {
        pressed.push(performance.now())
        await app.keyboard.press(letter)
        await app.waitForTimeout(random() < 0.08 ? 500 + random() * 900 : 60 + random() * 140)
      }
      for (let waited = 0; durable.length < keys && waited < 100; waited++) await app.waitForTimeout(100)
      if (durable.length !== keys) throw new Error(`${durable.length} of ${keys} keys were acknowledged`)
      return [
        ...compareTimes(
          'key-to-durable',
          durable,
          timeBareWrites(long.folder, bytes),
          'write and fsync of the same bytes'
        ),
        reachFigure('key-to-durable, p95', quantile(durable, 0.95), 600, keys),
        reachFigure('key-to-durable, max', Math.max(...durable), 1300, keys)
      ]
    } finally {
      await long.close()
    }
  }
}

/** How many of the typed letters the acknowledged save carried; 0 when it was refused. */
async function storedKeys(response: Response): Promise<number> {
  const reply = (await response.json()) as { ok: boolean }
  if (!reply.ok) return 0
  return new RegExp(`${marker}(${letter}*)`).exec(response.request().postData() ?? '')?.[1]?.length ?? 0
}

function timeBareWrites(folder: string, bytes: number): number[] {
  const data = Buffer.alloc(bytes, 'x')
  return Array.from({ length: 100 }, (_, number) => {
    const started = performance.now()
    const file = openSync(join(folder, `bare-${number}`), 'w')
    writeSync(file, data)
    fsyncSync(file)
    closeSync(file)
    return performance.now() - started
  })
}
