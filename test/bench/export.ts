import { formats } from '#shared/formats/index.ts'
import type { Format } from '#shared/formats/format.ts'
import { fixtureNamed } from '#test/fixtures/articles.ts'
import { quantile, show, type Bench, type Figure } from './figures.ts'

const seconds = 0.5
const rounds = 5

/** The articles that most are like; the one of every part is in it, the hostile and the very long ones are not. */
const articles = ['short', 'as published', 'everything', 'tables', 'no byline']
  .map(fixtureNamed)
  .map(({ article, context }) => ({
    article,
    // Without the pictures’ bytes: how fast a disk is, is another figure.
    context: { ...context, pictures: context.pictures.map((picture) => ({ ...picture, bytes: new Uint8Array() })) }
  }))

/** Whole articles a second of the processor’s own time in every format, beside what each is to reach. */
export const exportArticles: Bench = {
  name: 'export',
  run() {
    return Promise.resolve(formats.map(measure))
  }
}

function measure(format: Format): Figure {
  const goal = format.id === 'docx' ? 80 : 2000
  for (let warm = 0; warm < 20; warm++) writeAll(format)
  const rates = Array.from({ length: rounds }, () => {
    const started = process.cpuUsage()
    let written = 0
    while (spent(started) < seconds / rounds) written += writeAll(format)
    return written / spent(started)
  })
  const rate = quantile(rates, 0.5)
  return {
    name: `export, ${format.id}`,
    figure: `${show(rate)} articles/s`,
    reference: `goal ${goal.toLocaleString('en')}`,
    ratio: `${(rate / goal).toFixed(2)} ×`,
    n: articles.length
  }
}

/** Seconds that this process has worked since, whatever else the machine does. */
function spent(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}

function writeAll(format: Format): number {
  for (const { article, context } of articles)
    if (format.write(article, context).length === 0) throw new Error(`${format.id} wrote nothing.`)
  return articles.length
}
