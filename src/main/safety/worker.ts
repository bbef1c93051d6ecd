import { existsSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { readOriginal } from '../media/files.ts'
import { storeFailure } from '../store/failure.ts'
import type { Store } from '../store/open.ts'
import { openReader } from '../store/reader.ts'
import { backupHash, copyFile } from './backup.ts'
import { articlesAfter, checkRecord, checkText, type DamagedText } from './check-text.ts'
import { hashFile, makeBackup } from './make-backup.ts'
import { salvage } from './salvage.ts'
import { mirror, removeOutdated } from './second-folder.ts'
import type { Answer, Checked, Job, JobRequest, Progress } from './thread.ts'
import { fail, ok, type Result } from '#shared/result.ts'

/** The thread that copies, checks and salvages: connections of its own, which only read. */
const port = parentPort
if (!port) throw new Error('The safety thread was started as something else.')
const folder = String(workerData)
let reader: Store | null = null

port.on('message', (request: JobRequest | 'close') => {
  if (request === 'close') {
    reader?.close()
    port.close()
    return
  }
  void run(request).then((result) => port.postMessage({ id: request.id, result } satisfies Answer))
})

async function run(request: Job): Promise<Result<never>> {
  try {
    return (await answer(request)) as Result<never>
  } catch (error) {
    return { ok: false, error: storeFailure(error) }
  }
}

async function answer(job: Job): Promise<Result<unknown>> {
  switch (job.job) {
    case 'backup': {
      const made = await makeBackup(folder, job.kind, new Date(job.at))
      if (made.ok) removeOutdated(folder)
      return made
    }
    case 'mirror':
      mirror(folder, job.second)
      return ok(null)
    case 'check':
      return ok(await check(job.after, job.budget))
    case 'prove':
      return (await hashFile(copyFile(job.in, job.backup))) === backupHash(job.in, job.backup)
        ? ok(null)
        : fail('damaged', 'That copy is not what it was when it was made. Choose another one.')
    case 'salvage':
      return salvage(job.from, job.into)
  }
}

/** Stands for all of it: what comes after is read. */
const through = Number.MAX_SAFE_INTEGER

/**
 * Reads on from where the last step ended, the record first, then articles, then pictures, for about `budget` milliseconds.
 * `after` is null when everything has been read.
 */
async function check({ articles, pictures, record }: Progress, budget: number): Promise<Checked> {
  const store = (reader ??= openReader(folder))
  const until = performance.now() + budget
  const damaged: DamagedText[] = []
  for (let entries = record; entries < through;) {
    const read = checkRecord(store, entries)
    damaged.push(...read.damaged)
    entries = read.next ?? through
    if (entries === through || performance.now() >= until)
      return { after: { articles, pictures, record: entries }, damaged, pictures: [] }
  }
  let after = articles
  do {
    const [next] = articlesAfter(store, after, 1)
    if (!next) return { ...(await checkPictures(store, pictures, until)), damaged }
    after = next.number
    damaged.push(...checkText(store, next.id))
  } while (performance.now() < until)
  return { after: { articles: after, pictures, record }, damaged, pictures: [] }
}

async function checkPictures(store: Store, after: string, until: number): Promise<Omit<Checked, 'damaged'>> {
  const damaged: { fileName: string; hash: string }[] = []
  const next = store.database.prepare<[string], { hash: string; fileName: string }>(
    'SELECT hash, file_name AS fileName FROM picture WHERE hash > ? ORDER BY hash LIMIT 1'
  )
  let at = after
  do {
    const picture = next.get(at)
    if (!picture) return { after: null, pictures: damaged }
    at = picture.hash
    if (!(await readOriginal(folder, picture.hash))) damaged.push(picture)
  } while (performance.now() < until && existsSync(folder))
  return { after: { articles: through, pictures: at, record: through }, pictures: damaged }
}
