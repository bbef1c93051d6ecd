import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storeFile } from '#main/store/open.ts'
import { DeskInProcess, GrowingSession } from './desk-in-process.ts'
import { randomOf, type Fault, type Outcome } from './fault.ts'
import { noStrace, watchCalls } from './strace.ts'
import { missingWord, readStoredText } from './typing-window.ts'

/** What each call can fail with, as disks and their drivers do. */
const errors: Record<string, string[]> = {
  pwrite64: ['EIO', 'ENOSPC', 'EROFS', 'EDQUOT'],
  pread64: ['EIO'],
  fsync: ['EIO', 'ENOSPC'],
  fdatasync: ['EIO', 'ENOSPC'],
  ftruncate: ['EIO', 'ENOSPC'],
  fallocate: ['EIO', 'ENOSPC'],
  openat: ['EIO', 'EACCES', 'EMFILE', 'EROFS'],
  fcntl: ['EIO', 'ENOLCK', 'EAGAIN'],
  newfstatat: ['EIO', 'EACCES'],
  fstat: ['EIO'],
  unlink: ['EIO', 'EROFS'],
  mmap: ['ENOMEM'],
  lseek: ['EIO']
}

/** The call that fails: of its kind the how manieth, with what, and whether all after it fail too. */
interface Point {
  call: string
  at: number
  error: string
  onward: boolean
}

/** Failures after which there is a new desk. In the first of them the log is full, and its pages go over to the file. */
const pointsPerDesk = 6
const saves = 3
const padding = 30_000
/** Bytes of a log after which SQLite carries it over: a thousand pages. */
const fullLog = 1000 * 4120

/**
 * Every system call of a save fails, once or from then on: what was acknowledged is there whenever the folder is opened
 * again; what was not stored was told so with a sentence; and when calls work again, so does saving, without a restart.
 */
export const failingCalls: Fault = {
  name: 'failing-calls',
  times: { quick: 12, full: 1500 },
  missing: noStrace,
  async run({ times, seed, control }) {
    const random = randomOf(seed)
    const outcome: Outcome = { times, lost: 0, corrupt: 0, notes: [] }
    const codes = new Map<string, number>()
    const points = { plain: [] as Point[], full: [] as Point[] }
    let known = 0
    let desk: SpoiltDesk | null = null
    let [refused, told, restarts] = [0, 0, 0]
    const note = (kind: 'lost' | 'corrupt', point: Point, what: string) => {
      outcome[kind]++
      const { call, at, error, onward } = point
      if (outcome.notes.length < 10)
        outcome.notes.push(`seed ${seed}, ${call} ${at}${onward ? ' and all after it' : ''} ${error}: ${what}`)
    }
    for (let time = 0; time < times; time++) {
      if (time % pointsPerDesk === 0) {
        await desk?.close()
        desk = await SpoiltDesk.open()
        if (known === 0) {
          points.plain = pointsOf(await desk.countCalls(), random)
          await desk.fillLog()
          points.full = pointsOf(await desk.countCalls(), random)
          known = points.plain.length + points.full.length
          await desk.close()
          desk = await SpoiltDesk.open()
        }
        await desk.fillLog()
      }
      const point = points[time % pointsPerDesk === 0 ? 'full' : 'plain'].pop()
      if (!desk || !point) throw new Error('There is nothing to spoil.')
      const seen = await desk.spoil(point, control)
      refused += seen.refused > 0 ? 1 : 0
      told += seen.refused
      restarts += seen.restarted ? 1 : 0
      for (const code of seen.codes) codes.set(code, (codes.get(code) ?? 0) + 1)
      for (const what of seen.lost) note('lost', point, what)
      for (const what of seen.wrong) note('corrupt', point, what)
    }
    await desk?.close()
    const list = [...codes].map(([code, count]) => `${code} ${count}`).join(', ')
    outcome.notes.unshift(
      `${times} of about ${known} calls, ends and errors of ${saves} saves; ${refused} had a save refused, ${told} saves in all (${list}); ${restarts} locks that could not be let go of went with the process alone`
    )
    return outcome
  }
}

interface Seen {
  refused: number
  codes: string[]
  lost: string[]
  wrong: string[]
  /** Whether saving went on only in a new process. */
  restarted: boolean
}

/** A core that saves one growing article, whose calls fail when they are told to. */
class SpoiltDesk {
  readonly #folder: string
  #desk: DeskInProcess
  #session: GrowingSession

  private constructor(folder: string, desk: DeskInProcess, session: GrowingSession) {
    this.#folder = folder
    this.#desk = desk
    this.#session = session
  }

  static async open(): Promise<SpoiltDesk> {
    const folder = mkdtempSync(join(tmpdir(), 'copydesk-fault-'))
    const desk = await DeskInProcess.open(folder)
    await desk.get('desk.found', { deskName: 'The Harbour Gazette', name: 'Ada Quill', role: 'admin' })
    return new SpoiltDesk(folder, desk, await GrowingSession.begin(desk))
  }

  /** How often each call is made to the desk's files in a round. */
  async countCalls(): Promise<Map<string, number>> {
    const counts = new Map<string, number>()
    const trace = `${this.#folder}.calls`
    const stop = await watchCalls(this.#desk.pid, [...this.#onFiles(), '-o', trace])
    await this.#begin()
    for (let save = 0; save < saves; save++) await this.#session.save(padding)
    await stop()
    for (const line of readFileSync(trace, 'utf8').split('\n')) {
      const [, call] = /^(\w+)\(/.exec(line) ?? []
      if (call !== undefined) counts.set(call, (counts.get(call) ?? 0) + 1)
    }
    rmSync(trace)
    return counts
  }

  /** Saves until the next round's pages are more than the log holds. */
  async fillLog(): Promise<void> {
    const log = join(this.#folder, `${storeFile}-wal`)
    while (statSync(log).size < fullLog * 0.9) {
      await this.#begin()
      for (let save = 0; save < saves; save++) if (statSync(log).size < fullLog * 0.9) await this.#session.save(padding)
    }
  }

  async spoil({ call, at, error, onward }: Point, control: boolean): Promise<Seen> {
    const seen: Seen = { refused: 0, codes: [], lost: [], wrong: [], restarted: false }
    await this.#begin()
    const when = onward ? `${at}+` : String(at)
    const stop = await watchCalls(this.#desk.pid, [
      ...this.#onFiles(),
      '-e',
      `inject=${call}:error=${error}:when=${when}`,
      '-o',
      '/dev/null'
    ])
    for (let save = 0; save < saves; save++) {
      try {
        const reply = await this.#session.save(padding)
        if (reply.ok) continue
        seen.refused++
        seen.codes.push(reply.error.code)
        if (reply.error.code === 'internal' || !/^[A-Z].*\.$/.test(reply.error.message))
          seen.wrong.push(`refused with ${reply.error.code}: ${reply.error.message}`)
        if (control) this.#session.acknowledged = this.#session.typed
      } catch (thrown) {
        seen.refused++
        seen.codes.push('nothing')
        seen.wrong.push(String(thrown))
      }
    }
    const acknowledged = this.#session.acknowledged
    this.#look('as it stood', acknowledged, seen)
    await stop()
    const after = await this.#session.save()
    if (!after.ok) {
      // A lock that could not be let go of stays, as long as the process that has it: SQLite does not try again.
      if (call !== 'fcntl') seen.lost.push(`saving does not go on when calls work again: ${after.error.message}`)
      seen.restarted = true
      await this.#restart()
      const again = await this.#session.save()
      if (!again.ok) seen.lost.push(`saving does not go on after a restart: ${again.error.message}`)
    }
    this.#look('after it', this.#session.acknowledged, seen)
    return seen
  }

  async close(): Promise<void> {
    await this.#desk.end('SIGKILL')
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #restart(): Promise<void> {
    await this.#desk.end('SIGKILL')
    this.#desk = await DeskInProcess.open(this.#folder)
    const [account] = (await this.#desk.get('desk.status', {})).accounts
    await this.#desk.tell({ account: account?.id ?? '' })
    await this.#session.moveTo(this.#desk)
  }

  /** A new article for each round: one that grows for ever would be saved ever more slowly. */
  async #begin(): Promise<void> {
    this.#session = await GrowingSession.begin(this.#desk)
  }

  #onFiles(): string[] {
    const file = join(this.#folder, storeFile)
    const paths = [this.#folder, file, `${file}-wal`, `${file}-shm`].flatMap((path) => ['-P', path])
    return [...paths, '-e', `trace=${Object.keys(errors).join(',')}`]
  }

  /** Reads what a core that is killed now would leave. */
  #look(moment: string, acknowledged: number, seen: Seen): void {
    const copy = mkdtempSync(join(tmpdir(), 'copydesk-fault-copy-'))
    try {
      cpSync(this.#folder, copy, { recursive: true })
      const { text, wrong } = readStoredText(copy, this.#session.articleId)
      seen.wrong.push(...wrong.map((what) => `${moment}: ${what}`))
      const gone = missingWord(text, acknowledged)
      if (gone !== null) seen.lost.push(`${moment}: word ${gone} of ${acknowledged} acknowledged is not there`)
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  }
}

/** Every way for every call to fail, in random order; rare calls as often as frequent ones for as long as there are any. */
function pointsOf(counts: Map<string, number>, random: () => number): Point[] {
  const ranked = [...counts].flatMap(([call, count]) =>
    shuffled(
      Array.from({ length: count }, (_, index) => index + 1).flatMap((at) =>
        (errors[call] ?? []).flatMap((error) => [false, true].map((onward) => ({ call, at, error, onward })))
      ),
      random
    ).map((point, rank) => ({ point, rank }))
  )
  return ranked.sort((a, b) => b.rank - a.rank).map(({ point }) => point)
}

function shuffled<Item>(items: Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
