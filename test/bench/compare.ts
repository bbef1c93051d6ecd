import { newArticle } from '#shared/article/article.ts'
import { compareArticles } from '#shared/merge/compare.ts'
import { allEdits, editSession, textEdits, type Edit } from '#test/support/edit-session.ts'
import { quantile, show, type Bench, type Figure } from './figures.ts'

const sessions = 30
const rounds = 5

/** Two revisions of 5,000 words with 60 edits between them: how long it takes, and how much is marked beside what really changed. */
export const compare: Bench = {
  name: 'compare',
  async run() {
    return [...measure('words only', textEdits), ...measure('every kind of edit', allEdits)]
  }
}

function measure(name: string, edits: readonly Edit[]): Figure[] {
  const meta = newArticle().meta
  const times: number[] = []
  const baseline: number[] = []
  const shares: number[] = []
  let marked = 0
  let changed = 0
  for (let seed = 1; seed <= sessions; seed++) {
    const session = editSession(seed, 5000, 60, edits)
    const [before, after] = [
      { meta, body: session.before },
      { meta, body: session.after }
    ]
    for (let round = 0; round < rounds; round++) {
      const start = performance.now()
      const comparison = compareArticles(before, after)
      times.push(performance.now() - start)
      const begun = performance.now()
      JSON.parse(JSON.stringify([before, after]))
      baseline.push(performance.now() - begun)
      if (round > 0) continue
      marked += comparison.inserted + comparison.deleted
      changed += session.inserted + session.deleted
      shares.push((comparison.inserted + comparison.deleted) / (session.inserted + session.deleted))
    }
  }
  return [
    ...[0.5, 0.95].map((share) => ({
      name: `compare 5,000 words, 60 edits, ${name}, p${share * 100}`,
      figure: `${show(quantile(times, share))} ms`,
      reference: `to reach: 20 ms; copying both as JSON ${show(quantile(baseline, share))} ms`,
      ratio: `${(quantile(times, share) / quantile(baseline, share)).toFixed(2)} ×`,
      n: times.length
    })),
    {
      name: `words marked ÷ words changed, ${name}`,
      figure: (marked / changed).toFixed(3),
      reference: `to reach: 1.1; the worst session ${Math.max(...shares).toFixed(3)}`,
      ratio: '',
      n: sessions
    }
  ]
}
