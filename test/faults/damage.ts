import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { salvage } from '#main/safety/salvage.ts'
import { holds } from '#main/handlers/article-record.ts'
import { readWorking } from '#main/store/articles.ts'
import { openStore, storeFile } from '#main/store/open.ts'
import { listRevisions, readRevision } from '#main/store/revisions.ts'
import { canonicalJson } from '#shared/article/revision.ts'
import { expectOk } from '#shared/result.ts'
import { storeArticles, storedArticle } from '#test/support/stored-articles.ts'
import { randomOf, type Fault } from './fault.ts'

const pageSize = 4096
const articles = 60

interface Desk {
  /** The file, and the log that goes with it. */
  file: Buffer
  log: Buffer
  /** The log of another desk, made by the same program. */
  otherLog: Buffer
  ids: string[]
  /** Canonical JSON of every text that was ever stored. */
  texts: Set<string>
}

type Damage = { name: string; after: (folder: string, random: () => number) => void }

/**
 * The desk's file is damaged in every way that disks have: no text that was not stored is shown as good, by the app or
 * after a rescue, and every row that is intact comes through.
 */
export const damage: Fault = {
  name: 'damage',
  times: { quick: 36, full: 1000 },
  async run({ times, seed, control }) {
    const random = randomOf(seed)
    const desk = makeDesk()
    const outcome = { times, lost: 0, corrupt: 0, notes: [] as string[] }
    const counts = { opened: 0, refused: 0, noticed: 0, saved: 0, possible: 0 }
    for (let round = 0; round < times; round++) {
      const folder = mkdtempSync(join(tmpdir(), 'copydesk-damage-'))
      const file = join(folder, storeFile)
      writeFileSync(file, desk.file)
      writeFileSync(`${file}-wal`, desk.log)
      const kind = damages(desk)[round % damages(desk).length]
      if (!kind) throw new Error('There is no damage to do.')
      kind.after(folder, random)
      const into = mkdtempSync(join(tmpdir(), 'copydesk-salvage-'))
      const damaged = mkdtempSync(join(tmpdir(), 'copydesk-damaged-'))
      for (const suffix of ['', '-wal'])
        if (existsSync(file + suffix)) copyFileSync(file + suffix, join(damaged, storeFile + suffix))
      const shown = readAsTheApp(folder, desk, control)
      counts[shown.opened ? 'opened' : 'refused']++
      counts.noticed += shown.noticed
      if (shown.wrong.length > 0) {
        outcome.corrupt++
        outcome.notes.push(`round ${round} of seed ${seed}, ${kind.name}: ${shown.wrong[0]}`)
      }
      const rescued = readRescued(damaged, into, desk)
      counts.saved += rescued.saved
      counts.possible += rescued.possible
      if (rescued.wrong.length > 0) {
        outcome.corrupt++
        outcome.notes.push(`round ${round} of seed ${seed}, ${kind.name}, rescued: ${rescued.wrong[0]}`)
      }
      if (rescued.saved < rescued.possible) {
        outcome.lost++
        outcome.notes.push(
          `round ${round} of seed ${seed}, ${kind.name}: ${rescued.possible - rescued.saved} of ${rescued.possible} texts whose bytes are whole did not come through`
        )
      }
      for (const gone of [folder, into, damaged]) rmSync(gone, { recursive: true, force: true })
    }
    outcome.notes.splice(10)
    outcome.notes.unshift(
      `${counts.opened} damaged files opened, ${counts.refused} did not; ${counts.noticed} damaged texts shown as damaged; ${counts.saved} of ${counts.possible} texts with whole bytes rescued`
    )
    return outcome
  }
}

/** A desk of sixty articles, half of them only in the log. */
function makeDesk(): Desk {
  const make = (count: number) => {
    const folder = mkdtempSync(join(tmpdir(), 'copydesk-damage-'))
    const store = expectOk(openStore(folder))
    const ids = storeArticles(store, count / 2)
    store.database.pragma('wal_checkpoint(TRUNCATE)')
    store.database.pragma('wal_autocheckpoint = 0')
    ids.push(...storeArticles(store, count / 2))
    const file = readFileSync(join(folder, storeFile))
    const log = readFileSync(join(folder, `${storeFile}-wal`))
    store.close()
    rmSync(folder, { recursive: true, force: true })
    return { file, log, ids }
  }
  const [desk, other] = [make(articles), make(10)]
  const texts = new Set(desk.ids.map((_, index) => canonicalJson(storedArticle(index + 1))))
  for (let index = 0; index < 10; index++) texts.add(canonicalJson(storedArticle(index + 1)))
  return { ...desk, otherLog: other.log, texts }
}

function damages({ otherLog }: Desk): Damage[] {
  const change = (folder: string, suffix: string, how: (bytes: Buffer) => void) => {
    const file = join(folder, storeFile + suffix)
    const bytes = readFileSync(file)
    how(bytes)
    writeFileSync(file, bytes)
  }
  const flip = (bytes: Buffer, random: () => number) => {
    const at = Math.floor(random() * bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))
  }
  const flipIn =
    (suffix: string, count: number) =>
    (folder: string, random: () => number): void =>
      change(folder, suffix, (bytes) => {
        for (let flips = 0; flips < count; flips++) flip(bytes, random)
      })
  return [
    { name: 'a flipped bit in the file', after: flipIn('', 1) },
    { name: 'a flipped bit in the log', after: flipIn('-wal', 1) },
    { name: 'twenty flipped bits', after: flipIn('', 20) },
    {
      name: 'a page of zeros',
      after: (folder, random) =>
        change(folder, '', (bytes) => {
          const page = Math.floor((random() * bytes.length) / pageSize)
          bytes.fill(0, page * pageSize, (page + 1) * pageSize)
        })
    },
    {
      name: 'a page of noise',
      after: (folder, random) =>
        change(folder, '', (bytes) => {
          const page = Math.floor((random() * bytes.length) / pageSize)
          for (let at = page * pageSize; at < (page + 1) * pageSize; at++) bytes[at] = Math.floor(random() * 256)
        })
    },
    {
      name: 'a file cut short',
      after: (folder, random) => {
        const file = join(folder, storeFile)
        truncateSync(file, Math.floor(readFileSync(file).length * (0.3 + random() * 0.7)))
      }
    },
    {
      name: 'a log cut short',
      after: (folder, random) => {
        const file = join(folder, `${storeFile}-wal`)
        truncateSync(file, Math.floor(readFileSync(file).length * random()))
      }
    },
    { name: 'a missing log', after: (folder) => rmSync(join(folder, `${storeFile}-wal`)) },
    { name: 'the log of another desk', after: (folder) => writeFileSync(join(folder, `${storeFile}-wal`), otherLog) }
  ]
}

/** What the app would show as good, held against everything that was ever stored. */
function readAsTheApp(
  folder: string,
  { texts }: Desk,
  control: boolean
): { opened: boolean; noticed: number; wrong: string[] } {
  const opened = openStore(folder)
  if (!opened.ok) return { opened: false, noticed: 0, wrong: [] }
  const store = opened.value
  const wrong: string[] = []
  let noticed = 0
  const look = (what: string, read: () => unknown) => {
    try {
      const article = read()
      if (article === null) noticed++
      else if (!texts.has(canonicalJson(article))) wrong.push(`${what} was never stored, and is shown as good`)
    } catch {
      noticed++
    }
  }
  try {
    for (const id of store.database.prepare('SELECT id FROM article').pluck().all() as string[]) {
      look(`the text of ${id}`, () => {
        const working = readWorking(store, id)
        return working && (control || holds(working)) ? working.article : null
      })
      for (const { id: revision } of listRevisions(store, id))
        look(`version ${revision}`, () => {
          const read = readRevision(store, revision)
          return read.ok ? read.value.content.article : null
        })
    }
  } catch {
    noticed++
  } finally {
    store.close()
  }
  return { opened: true, noticed, wrong }
}

const storedTexts = Array.from({ length: articles }, (_, index) => JSON.stringify(storedArticle(index + 1)))

/** What a rescue makes of it. `possible`: texts whose bytes still lie whole in the file. */
function readRescued(
  damaged: string,
  into: string,
  { texts }: Desk
): { saved: number; possible: number; wrong: string[] } {
  const bytes = readFileSync(join(damaged, storeFile))
  const possible = storedTexts.filter((text) => bytes.includes(text))
  const salvaged = salvage(damaged, into)
  if (!salvaged.ok) return { saved: 0, possible: 0, wrong: [`the rescue failed: ${salvaged.error.message}`] }
  let thrown: unknown = null
  const opened = openStore(into, undefined, (error) => void (thrown = error))
  if (!opened.ok)
    return { saved: 0, possible: 0, wrong: [`what was rescued does not open: ${opened.error.message} (${thrown})`] }
  const store = opened.value
  const wrong: string[] = []
  const saved = new Set<string>()
  try {
    for (const id of store.database.prepare('SELECT id FROM article').pluck().all() as string[]) {
      const working = readWorking(store, id)
      const text = working && canonicalJson(working.article)
      if (!working || !holds(working) || !text || !texts.has(text))
        wrong.push(`the text of ${id} is not one that was stored`)
      else saved.add(text)
    }
  } finally {
    store.close()
  }
  return {
    saved: possible.filter((text) => saved.has(canonicalJson(JSON.parse(text)))).length,
    possible: possible.length,
    wrong
  }
}
