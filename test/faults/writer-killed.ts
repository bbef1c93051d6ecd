import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readWorking } from '#main/store/articles.ts'
import { openStore, type Store } from '#main/store/open.ts'
import { readRevision } from '#main/store/revisions.ts'
import type { Article } from '#shared/article/article.ts'
import { articleHash } from '#shared/article/revision.ts'
import { randomOf, type Fault, type Outcome } from './fault.ts'
import { wordOf } from './growing-article.ts'

/** The newest acknowledgement of each article: its version and hash. */
export type Acknowledged = Map<string, { version: number; hash: string }>

/** What one reopening found, in words; no words when all is well. */
export interface Findings {
  lost: string[]
  corrupt: string[]
  /** Whether something was stored that its writer had no time to acknowledge. */
  ahead: boolean
}

export const writer = fileURLToPath(new URL('./writer.ts', import.meta.url))
/** Kills after which a folder is left for a new one, so that articles, and checks, stay affordable. */
const killsPerFolder = 20
const lanes = 2

/** The app's process is killed at any moment of saving, or of making the desk: no acknowledged word is gone. */
export const writerKilled: Fault = {
  name: 'writer-killed',
  times: { quick: 30, full: 1000 },
  async run({ times, seed, control }) {
    const shares = Array.from({ length: lanes }, (_, lane) => Math.floor((times + lane) / lanes))
    const outcomes = await Promise.all(shares.map((share, lane) => runLane(share, seed * lanes + lane, control)))
    const sum = (pick: (outcome: LaneOutcome) => number) =>
      outcomes.reduce((total, outcome) => total + pick(outcome), 0)
    return {
      times,
      lost: sum(({ lost }) => lost),
      corrupt: sum(({ corrupt }) => corrupt),
      notes: [
        `${sum(({ saves }) => saves)} saves acknowledged; ${sum(({ silent }) => silent)} kills before the first of a run; ${sum(({ ahead }) => ahead)} between commit and acknowledgement`,
        ...outcomes.flatMap(({ notes }) => notes).slice(0, 10)
      ]
    }
  }
}

interface LaneOutcome extends Outcome {
  saves: number
  /** Kills of a writer that had not acknowledged anything yet: opening, migrating, making articles. */
  silent: number
  /** Kills after which the store had more than was acknowledged. */
  ahead: number
}

async function runLane(times: number, seed: number, control: boolean): Promise<LaneOutcome> {
  const random = randomOf(seed)
  const outcome: LaneOutcome = { times, lost: 0, corrupt: 0, notes: [], saves: 0, silent: 0, ahead: 0 }
  let folder = ''
  let acknowledged: Acknowledged = new Map()
  for (let kill = 0; kill < times; kill++) {
    if (kill % killsPerFolder === 0) {
      if (folder) rmSync(folder, { recursive: true, force: true })
      folder = mkdtempSync(join(tmpdir(), 'copydesk-fault-'))
      acknowledged = new Map()
    }
    const { saves, complaint } = await writeUntilKilled(folder, random, control, acknowledged)
    outcome.saves += saves
    if (saves === 0) outcome.silent++
    const found = examine(folder, acknowledged)
    if (complaint) found.corrupt.push(complaint)
    if (found.ahead) outcome.ahead++
    if (found.lost.length > 0) outcome.lost++
    if (found.corrupt.length > 0) outcome.corrupt++
    outcome.notes.push(
      ...[...found.lost, ...found.corrupt].map((finding) => `kill ${kill} of seed ${seed}: ${finding}`)
    )
  }
  rmSync(folder, { recursive: true, force: true })
  return outcome
}

/**
 * Starts a writer and kills it: mostly some time after its first acknowledgement, else some time after its start.
 * Notes every acknowledgement that came through the pipe; gives how many, and what the writer said when it ended by itself.
 */
async function writeUntilKilled(
  folder: string,
  random: () => number,
  control: boolean,
  acknowledged: Acknowledged
): Promise<{ saves: number; complaint: string }> {
  const seed = Math.floor(random() * 2 ** 31)
  const child = spawn(process.execPath, [writer, folder, String(seed), ...(control ? ['control'] : [])], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let said = ''
  let complained = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (complained += text))
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (said += text))
  const ended = once(child, 'close') as Promise<[number | null, string | null]>
  const early = random() < 0.15
  if (!early) await Promise.race([once(child.stdout, 'data'), ended])
  await new Promise((resolve) => setTimeout(resolve, random() * (early ? 250 : 80)))
  child.kill('SIGKILL')
  const [code, signal] = await ended
  const complaint = signal === 'SIGKILL' ? '' : `the writer ended by itself, with ${code ?? signal}: ${complained}`
  // A line without its end is not an acknowledgement.
  const lines = said.split('\n').slice(0, -1)
  for (const line of lines) {
    const [id = '', version = '', hash = ''] = line.split(' ')
    acknowledged.set(id, { version: Number(version), hash })
  }
  return { saves: lines.length, complaint }
}

/** Opens what the killed writer left, as the app would, and holds it against every acknowledgement; notes what it read as such. */
export function examine(folder: string, acknowledged: Acknowledged): Findings {
  const found: Findings = { lost: [], corrupt: [], ahead: false }
  const opened = openStore(folder)
  if (!opened.ok) return { ...found, corrupt: [`the desk does not open: ${opened.error.code}`] }
  try {
    examineFile(opened.value, found)
    for (const id of acknowledged.keys()) examineArticle(opened.value, id, acknowledged, found)
  } catch (error) {
    found.corrupt.push(`the desk cannot be read: ${String(error)}`)
  } finally {
    opened.value.close()
  }
  return found
}

function examineArticle(store: Store, id: string, acknowledged: Acknowledged, found: Findings): void {
  const { version, hash } = acknowledged.get(id) ?? { version: 0, hash: '' }
  const working = readWorking(store, id)
  // From here on what has been read has to stay, like what was acknowledged; and a loss counts once.
  if (working) acknowledged.set(id, { version: working.version, hash: working.articleHash })
  else acknowledged.delete(id)
  if (!working || working.version < version) {
    found.lost.push(`${id} was acknowledged at ${version} and is at ${working?.version ?? 'nothing'}`)
    return
  }
  found.ahead ||= working.version > version
  if (working.version === version && working.articleHash !== hash)
    found.corrupt.push(`${id} ${version} is another text than was acknowledged`)
  if (articleHash(working.schemaVersion, working.article as Article) !== working.articleHash)
    found.corrupt.push(`${id} is not what its hash says`)
  const text = JSON.stringify(working.article)
  for (let one = 1; one <= version; one++)
    if (!text.includes(`${wordOf(id, one)} `)) found.lost.push(`${id} has lost the word of save ${one}`)
}

function examineFile(store: Store, found: Findings): void {
  const { database } = store
  const integrity = database.pragma('integrity_check', { simple: true })
  if (integrity !== 'ok') found.corrupt.push(`integrity_check: ${String(integrity)}`)
  if ((database.pragma('foreign_key_check') as unknown[]).length > 0) found.corrupt.push('rows point nowhere')
  try {
    database.exec("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
  } catch (error) {
    found.corrupt.push(`the search index is not its texts: ${String(error)}`)
  }
  const ids = database.prepare('SELECT id FROM revision ORDER BY number DESC LIMIT 5').pluck().all() as string[]
  for (const id of ids) if (!readRevision(store, id).ok) found.corrupt.push(`revision ${id} cannot be read`)
  const listed = database
    .prepare('SELECT (SELECT count(*) FROM article) = (SELECT coalesce(sum(articles), 0) FROM tally)')
    .pluck()
    .get()
  if (listed !== 1) found.corrupt.push('the counts are not those of the articles')
}
