import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newArticle } from '#shared/article/article.ts'
import { checkContext } from '#shared/article/checks/check.ts'
import { checks as list, runChecks } from '#shared/article/checks/index.ts'
import { compileStyle, readStyleFile, styleFindings } from '#shared/article/house-style.ts'
import { expectOk } from '#shared/result.ts'
import { root } from '#test/support/build.ts'
import { quantile, show, type Bench } from './figures.ts'
import { generateBody } from './generate.ts'

const runs = 60

/** Every check and the whole house style over 5,000 words, each text read for the first time. */
export const checks: Bench = {
  name: 'checks',
  async run() {
    const rules = expectOk(readStyleFile(await readFile(join(root, 'resources/house-style-en.json'), 'utf8')))
    const style = compileStyle(rules, 'en-GB')
    const levels = Object.fromEntries(list.map(({ id }) => [id, 'warn' as const]))
    const times: number[] = []
    for (let seed = 0; seed < runs; seed++) {
      const article = { ...newArticle({ language: 'en-GB' }), body: generateBody({ seed, words: 5000, pictures: [] }) }
      const begin = performance.now()
      const context = checkContext(article, new Date(0))
      runChecks(article, levels, context)
      styleFindings(context, style, new Set())
      times.push(performance.now() - begin)
    }
    return [0.5, 0.95, 1].map((share) => {
      const time = quantile(times, share)
      return {
        name: `checks and house style, 5,000 words, ${share === 1 ? 'slowest' : `p${share * 100}`}`,
        figure: `${show(time)} ms`,
        reference: 'at most 50 ms',
        ratio: `${(time / 50).toFixed(2)} ×`,
        n: runs
      }
    })
  }
}
