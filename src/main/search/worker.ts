import { parentPort, workerData } from 'node:worker_threads'
import { thrownAt } from '../log.ts'
import { openReader } from '../store/reader.ts'
import { countFound, searchArticles } from '../store/search.ts'
import type { Answer, JobRequest } from './searcher.ts'

/** The thread that searches: a connection of its own, which can only read, so that no search holds up a save. */
const port = parentPort
if (!port) throw new Error('The search thread was started as something else.')
const store = openReader(String(workerData))

port.on('message', (request: JobRequest | 'close') => {
  if (request === 'close') {
    store.close()
    port.close()
    return
  }
  let answer: Answer
  try {
    // One view of the tables from the first statement to the last.
    const value = store.database.transaction(() =>
      request.job === 'list' ? searchArticles(store, request.query) : countFound(store, request.query)
    )()
    answer = { id: request.id, value }
  } catch (error) {
    answer = { id: request.id, thrown: thrownAt(error) }
  }
  port.postMessage(answer)
})
