import type { Backup, BackupDamage, BackupKind, BackupStatus } from '#shared/contract/backups.ts'
import { ok, type Result } from '#shared/result.ts'
import { allBackups, chooseSecondFolder, readSecondFolder } from './second-folder.ts'
import { listBackups } from './backup.ts'
import { openSafetyThread, type Progress } from './thread.ts'

const minute = 60_000
/** A copy an hour, when something was stored since the last. */
const between = 60 * minute
const lookEvery = 5 * minute
/** A desk that has just been opened is left alone for as long. */
const settling = minute
/** Milliseconds of reading, and of rest after it: a hundredth of one core. */
const checkBudget = 20
const checkRest = 2000
/** Rest after the whole desk has been read through. */
const checkAgain = 6 * 60 * minute

export interface SafetyOptions {
  folder: string
  now: () => Date
  /** Says whether anything was stored after this moment (UTC). */
  storedSince: (at: string) => boolean
  /** Something to show has changed. */
  changed: () => void
}

/** Keeps copies of the desk and reads it through, by itself, in a thread of its own. */
export interface Safety {
  status(): BackupStatus
  make(kind: BackupKind): Promise<Result<Backup>>
  setSecondFolder(path: string | null): Promise<Result<null>>
  /** Reads the whole desk through now, for whoever wants to know. */
  checkAll(): Promise<BackupDamage[]>
  /** Whether a copy still has the bytes that it had when it was made. */
  prove(place: string, backup: string): Promise<Result<null>>
  close(): Promise<void>
}

export function openSafety({ folder, now, storedSince, changed }: SafetyOptions): Safety {
  const thread = openSafetyThread(folder)
  const damage = new Map<string, BackupDamage>()
  const timers = new Set<NodeJS.Timeout>()
  let failure: string | null = null
  let working = 0
  let checkedAt: string | null = null
  let closed = false

  function later(milliseconds: number, run: () => Promise<void>): void {
    if (closed) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      void run()
    }, milliseconds)
    timer.unref()
    timers.add(timer)
  }

  async function make(kind: BackupKind): Promise<Result<Backup>> {
    working++
    changed()
    const made = await thread.run({ job: 'backup', kind, at: now().toISOString() })
    const second = readSecondFolder(folder)
    const mirrored = made.ok && second !== null ? await thread.run({ job: 'mirror', second }) : ok(null)
    working--
    if (!closed) {
      failure = !made.ok
        ? `The newest copy could not be made. ${made.error.message}`
        : !mirrored.ok
          ? `The newest copy could not be brought to ${second}. ${mirrored.error.message}`
          : null
      changed()
    }
    return made
  }

  async function look(): Promise<void> {
    const newest = listBackups(folder).find(({ kind }) => kind === 'regular')
    const due = !newest || now().getTime() - Date.parse(newest.at) >= between
    if (due && storedSince(newest?.at ?? '')) await make('regular')
    later(lookEvery, look)
  }

  async function step(after: Progress): Promise<Progress | null> {
    const checked = await thread.run({ job: 'check', after, budget: checkBudget })
    if (!checked.ok || closed) return null
    const foundAt = now().toISOString()
    const before = damage.size
    for (const { kind, articleId, name } of checked.value.damaged)
      note({ kind, articleId, name, foundAt }, `${kind} ${articleId}`)
    for (const { fileName, hash } of checked.value.pictures)
      note({ kind: 'picture', articleId: null, name: fileName, foundAt }, `picture ${hash}`)
    if (checked.value.after === null) checkedAt = foundAt
    if (damage.size !== before || checked.value.after === null) changed()
    return checked.value.after
  }

  function note(found: BackupDamage, key: string): void {
    if (!damage.has(key)) damage.set(key, found)
  }

  async function readThrough(after: Progress): Promise<void> {
    const next = await step(after)
    if (next) later(checkRest, () => readThrough(next))
    else later(checkAgain, () => begin())
  }

  function begin(): Promise<void> {
    damage.clear()
    return readThrough(start)
  }

  later(settling, look)
  later(settling, begin)

  return {
    status: () => ({
      backups: allBackups(folder),
      secondFolder: readSecondFolder(folder),
      failure,
      working: working > 0,
      checkedAt,
      damage: [...damage.values()]
    }),
    make,
    setSecondFolder: (path) => chooseSecondFolder(folder, path),
    async checkAll() {
      damage.clear()
      for (let after: Progress | null = start; after;) after = await step(after)
      return [...damage.values()]
    },
    prove: (place, backup) => thread.run({ job: 'prove', in: place, backup }),
    async close() {
      closed = true
      for (const timer of timers) clearTimeout(timer)
      await thread.close()
    }
  }
}

const start: Progress = { articles: 0, pictures: '', record: 0 }
