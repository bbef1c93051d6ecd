import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '#test/support/build.ts'
import { anchors } from './anchors.ts'
import { checks } from './checks.ts'
import { compare } from './compare.ts'
import { coreStart } from './core-start.ts'
import { desk } from './desk.ts'
import { exportArticles } from './export.ts'
import { formatTable, type Bench, type Figure } from './figures.ts'
import { keyToDurable } from './key-to-durable.ts'
import { keyToPaint } from './key-to-paint.ts'
import { mergeArticles } from './merge.ts'
import { openArticle } from './open-article.ts'
import { suggesting } from './suggesting.ts'
import { spelling } from './spelling.ts'
import { search } from './search.ts'
import { pictures } from './pictures.ts'

const benches: Bench[] = [
  anchors,
  checks,
  spelling,
  keyToPaint,
  suggesting,
  keyToDurable,
  openArticle,
  coreStart,
  compare,
  mergeArticles,
  pictures,
  exportArticles,
  desk,
  search
]

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } })
const chosen = benches.filter(({ name }) => !values.only || values.only.includes(name))
if (chosen.length === 0) {
  console.error(`No such bench. There are: ${benches.map(({ name }) => name).join(', ')}`)
  process.exit(1)
}

await ensureBuilt()
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}`)
const figures: Figure[] = []
for (const bench of chosen) {
  console.log(`${bench.name} …`)
  figures.push(...(await bench.run()))
}
console.log(`\n${formatTable(figures)}`)
