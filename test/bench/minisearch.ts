import MiniSearch from 'minisearch'
import { openReader } from '#main/store/reader.ts'
import { typedStrings } from './queries.ts'

/**
 * MiniSearch over the same articles, in a process of its own: takes the folder, prints what it costs as JSON. Field words
 * mean nothing to it, so it is asked only what is plain words; and only every fifth string, for it takes its time.
 */
const [folder = ''] = process.argv.slice(2)
const store = openReader(folder)
const index = new MiniSearch<Record<string, string | number>>({
  idField: 'number',
  fields: ['headline', 'slugline', 'standfirst', 'copy', 'captions', 'byline'],
  storeFields: []
})
const before = process.memoryUsage().rss
const started = performance.now()
const rows = store.database
  .prepare('SELECT article_number AS number, headline, slugline, standfirst, copy, captions, byline FROM search_text')
  .iterate()
for (const row of rows) index.add(row as Record<string, string | number>)
const seconds = (performance.now() - started) / 1000
store.close()
globalThis.gc?.()
const asked = typedStrings
  .filter((text) => !/[:"]/.test(text) && text.trim().length > 1)
  .filter((_, index) => index % 5 === 0)
for (const text of asked.slice(0, 3)) search(text)
const times = asked.map((text) => {
  const began = performance.now()
  search(text)
  return performance.now() - began
})
console.log(
  JSON.stringify({
    times,
    seconds,
    megabytes: (process.memoryUsage().rss - before) / 1024 / 1024,
    documents: index.documentCount
  })
)

function search(text: string): number {
  return index.search(text, {
    prefix: (_term, at, terms) => at === terms.length - 1,
    combineWith: 'AND',
    boost: { headline: 10, slugline: 8, standfirst: 4, byline: 4, captions: 2 }
  }).length
}
