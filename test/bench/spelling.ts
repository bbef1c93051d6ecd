import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkContext } from '#shared/article/checks/check.ts'
import { newArticle } from '#shared/article/article.ts'
import { wordsToSpell } from '#shared/article/spelling.ts'
import { openSpeller } from '#renderer/spelling/speller.ts'
import { root } from '#test/support/build.ts'
import { quantile, show, type Bench } from './figures.ts'
import { generateBody } from './generate.ts'

const runs = 30

/** A dictionary read, and every word of 5,000-word articles looked up in it, each article for the first time. */
export const spelling: Bench = {
  name: 'spelling',
  async run() {
    const read = (end: string) => readFile(join(root, `node_modules/dictionary-en-gb/index.${end}`), 'utf8')
    const [rules, list] = [await read('aff'), await read('dic')]
    global.gc?.()
    const before = process.memoryUsage()
    const begin = performance.now()
    const speller = openSpeller(rules, list)
    const opened = performance.now() - begin
    global.gc?.()
    const held = (process.memoryUsage().heapUsed - before.heapUsed) / 1_000_000
    const times: number[] = []
    for (let seed = 0; seed < runs; seed++) {
      const article = { ...newArticle({ language: 'en-GB' }), body: generateBody({ seed, words: 5000, pictures: [] }) }
      const { blocks } = checkContext(article, new Date(0))
      const start = performance.now()
      speller.wrong([...new Set(blocks.flatMap(({ text }) => wordsToSpell(text).map(({ word }) => word)))])
      times.push(performance.now() - start)
    }
    const asked = performance.now()
    for (const word of ['recieve', 'Edinbrugh', 'harbuor', 'goverment', 'councilor']) speller.suggest(word)
    const meant = (performance.now() - asked) / 5
    const row = (name: string, value: number, unit: string, limit: number, n: number) => ({
      name,
      figure: `${show(value)} ${unit}`,
      reference: `at most ${limit} ${unit}`,
      ratio: `${(value / limit).toFixed(2)} ×`,
      n
    })
    return [
      row('spelling: a dictionary read, in its thread', opened, 'ms', 1000, 1),
      row('spelling: memory of a dictionary', held, 'MB', 60, 1),
      row('spelling, 5,000 words, p50', quantile(times, 0.5), 'ms', 50, runs),
      row('spelling, 5,000 words, p95', quantile(times, 0.95), 'ms', 50, runs),
      row('spelling: suggestions for a word', meant, 'ms', 200, 5)
    ]
  }
}
