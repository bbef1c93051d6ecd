import { readBody } from '#shared/document/body.ts'
import { compareArticles } from '#shared/merge/compare.ts'
import { merge } from '#shared/merge/merge.ts'
import { offlineSessions, plainWords } from '#test/support/offline-sessions.ts'
import { quantile, show, type Bench, type Figure } from './figures.ts'

const sessions = 40
const rounds = 4

/** Two offline sessions at 2,000 words made one, beside comparing the same two: how long it takes. */
export const mergeArticles: Bench = {
  name: 'merge',
  async run() {
    return [10, 40].flatMap(measure)
  }
}

function measure(edits: number): Figure[] {
  const times: number[] = []
  const compared: number[] = []
  for (let seed = 1; seed <= sessions; seed++) {
    const { base, mine, theirs } = plainWords(offlineSessions(seed, { words: 2000, edits: [edits, edits] }))
    for (let round = 0; round < rounds; round++) {
      const start = performance.now()
      const { article } = merge(base, mine, theirs)
      times.push(performance.now() - start)
      if (round === 0 && !readBody(article.body, 1).ok) throw new Error(`Session ${seed} gives no valid body.`)
      const begun = performance.now()
      compareArticles(mine, theirs)
      compared.push(performance.now() - begun)
    }
  }
  return [0.5, 0.95].map((share) => ({
    name: `merge 2,000 words, ${edits} edits a side, p${share * 100}`,
    figure: `${show(quantile(times, share))} ms`,
    reference: `to reach: 25 ms; comparing the two ${show(quantile(compared, share))} ms`,
    ratio: `${(quantile(times, share) / quantile(compared, share)).toFixed(2)} ×`,
    n: times.length
  }))
}
