import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Autosave, timing, type Attempt, type Saving } from '#renderer/state/autosave.ts'
import {
  findUnacknowledged,
  forget,
  keepNow,
  recover,
  type Shelf,
  type Unacknowledged
} from '#renderer/state/unacknowledged.ts'
import type { Article } from '#shared/article/article.ts'
import type { Receipt } from '#shared/contract/articles.ts'
import { fail, ok, type Failure, type Result } from '#shared/result.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A text stands for the article: what is stored is compared with what was typed. */
const articleOf = (text: string) => ({ text }) as unknown as Article
const textOf = (article: Article) => (article as unknown as { text: string }).text

/** The core as `articles.save` has it: versions, sittings, and a text set aside when another sitting has stored. */
class Core {
  text = ''
  version = 1
  session = ''
  seq = 0
  arrived: { session: string; seq: number }[] = []

  save(session: string, attempt: Attempt): Result<Receipt> {
    this.arrived.push({ session, seq: attempt.seq })
    const same = this.session === session
    if (same && attempt.seq <= this.seq) return ok(this.receipt(this.seq))
    if (!same && this.version !== attempt.version) return fail('conflict', 'Stored from another window.')
    Object.assign(this, { text: textOf(attempt.article), version: this.version + 1, session, seq: attempt.seq })
    return ok(this.receipt(attempt.seq))
  }

  receipt(seq: number): Receipt {
    return { seq, version: this.version, storedAt: new Date().toISOString(), articleHash: this.text }
  }
}

function sitting(
  core: Core,
  session: string,
  send: (attempt: Attempt) => Promise<Result<Receipt>> = async (attempt) => core.save(session, attempt)
) {
  const seen = {
    text: core.text,
    flying: 0,
    mostFlying: 0,
    saving: { kind: 'stored', at: '' } as Saving,
    conflict: null as Failure | null,
    kept: [] as Attempt[],
    released: 0
  }
  const autosave = new Autosave(
    {
      snapshot: () => ({ article: articleOf(seen.text), emptied: false }),
      send: async (attempt) => {
        seen.mostFlying = Math.max(seen.mostFlying, ++seen.flying)
        try {
          return await send(attempt)
        } finally {
          seen.flying--
        }
      },
      keep: (attempt) => void seen.kept.push(attempt),
      release: (seq) => void (seen.released = Math.max(seen.released, seq)),
      report: (saving) => {
        seen.saving = saving
        if (saving.kind === 'stored') expect(core.text).toBe(seen.text)
      },
      acknowledged: () => {},
      merged: () => true,
      conflicted: (failure) => (seen.conflict = failure)
    },
    { version: core.version, storedAt: null }
  )
  const type = (text: string) => {
    seen.text = text
    autosave.changed()
  }
  return { seen, autosave, type }
}

test('words are stored 300 ms after the last key', async () => {
  const core = new Core()
  const { type, seen } = sitting(core, 'a')
  type('one')
  await vi.advanceTimersByTimeAsync(timing.debounce - 1)
  expect(core.text).toBe('')
  expect(seen.saving.kind).toBe('storing')
  await vi.advanceTimersByTimeAsync(1)
  expect(core.text).toBe('one')
  expect(seen.saving.kind).toBe('stored')
})

test('whoever types without a pause has every word on disk half a second later, with one save each half second', async () => {
  const core = new Core()
  const { type } = sitting(core, 'a')
  for (let key = 1; key <= 50; key++) {
    type('x'.repeat(key))
    await vi.advanceTimersByTimeAsync(100)
    expect(key - core.text.length).toBeLessThanOrEqual(timing.longestWait / 100)
  }
  expect(core.arrived).toHaveLength(10)
})

test('whatever the pauses, words are sent when typing has paused or after the longest wait, never sooner and never later', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 450 }), { minLength: 1, maxLength: 40 }), async (pauses) => {
      vi.clearAllTimers()
      const sent: number[] = []
      const due: number[] = []
      const core = new Core()
      const { type } = sitting(core, 'a', async (attempt) => {
        sent.push(Date.now())
        return core.save('a', attempt)
      })
      let first: number | null = null
      for (const [key, pause] of pauses.entries()) {
        type('x'.repeat(key + 1))
        first ??= Date.now()
        const next = Date.now() + pause
        const at = Math.min(Date.now() + timing.debounce, first + timing.longestWait)
        if (at <= next || key === pauses.length - 1) {
          due.push(at)
          first = null
        }
        await vi.advanceTimersByTimeAsync(pause)
      }
      await vi.advanceTimersByTimeAsync(1000)
      expect(sent).toEqual(due)
    })
  )
})

test('only what is not answered at once is kept beside, and it goes when it is stored', async () => {
  const core = new Core()
  let slow = false
  const { type, seen } = sitting(core, 'a', async (attempt) => {
    if (slow) await new Promise((resolve) => setTimeout(resolve, 700))
    return core.save('a', attempt)
  })
  type('one')
  await vi.advanceTimersByTimeAsync(timing.debounce + timing.keep)
  expect([core.text, seen.kept.length]).toEqual(['one', 0])
  slow = true
  type('two')
  await vi.advanceTimersByTimeAsync(timing.debounce + timing.keep)
  expect(seen.kept.map(({ article }) => textOf(article))).toEqual(['two'])
  expect(seen.released).toBe(0)
  await vi.advanceTimersByTimeAsync(700)
  expect([core.text, seen.released]).toEqual(['two', 2])
})

test('what is refused is kept beside at once', async () => {
  const { type, seen } = sitting(new Core(), 'a', async () => fail('disk-full', 'The disk is full.'))
  type('one')
  await vi.advanceTimersByTimeAsync(timing.debounce)
  expect(seen.kept.map(({ article }) => textOf(article))).toEqual(['one'])
})

test('the last moment of a window that stays after all is released with the words it held', async () => {
  const core = new Core()
  const { type, seen, autosave } = sitting(core, 'a', async (attempt) => {
    await new Promise((resolve) => setTimeout(resolve, 50))
    return core.save('a', attempt)
  })
  type('one')
  await vi.advanceTimersByTimeAsync(timing.debounce)
  const last = autosave.unstored()
  await vi.advanceTimersByTimeAsync(50)
  expect(core.text).toBe('one')
  expect(seen.released).toBe(last?.seq)
})

test('a full disk is told at once, and the words are stored when there is room again', async () => {
  const core = new Core()
  let full = true
  const { type, seen } = sitting(core, 'a', async (attempt) =>
    full ? fail('disk-full', 'The disk is full.') : core.save('a', attempt)
  )
  type('one')
  await vi.advanceTimersByTimeAsync(timing.debounce)
  expect(seen.saving).toMatchObject({ kind: 'unstored', message: 'The disk is full.' })
  await vi.advanceTimersByTimeAsync(30_000)
  full = false
  await vi.advanceTimersByTimeAsync(timing.longestRetry)
  expect(core.text).toBe('one')
  expect(seen.saving.kind).toBe('stored')
})

test('a core that does not answer is told within two seconds of the key', async () => {
  expect(timing.longestWait + timing.slow).toBeLessThan(2000)
  const core = new Core()
  const { type, seen } = sitting(core, 'a', () => new Promise(() => {}))
  type('one')
  await vi.advanceTimersByTimeAsync(timing.debounce + timing.slow - 1)
  expect(seen.saving.kind).toBe('storing')
  await vi.advanceTimersByTimeAsync(1)
  expect(seen.saving.kind).toBe('unstored')
})

test('an acknowledgement of older words is not "stored"', async () => {
  const core = new Core()
  const { type, seen } = sitting(core, 'a', async (attempt) => {
    await new Promise((resolve) => setTimeout(resolve, 500))
    return core.save('a', attempt)
  })
  type('one')
  await vi.advanceTimersByTimeAsync(timing.debounce + 100)
  type('one two')
  await vi.advanceTimersByTimeAsync(400)
  expect(core.text).toBe('one')
  expect(seen.saving.kind).toBe('storing')
})

test('flush stores at once and says so; a flush that fails says why', async () => {
  const core = new Core()
  let broken = false
  const { type, autosave } = sitting(core, 'a', async (attempt) =>
    broken ? fail('locked', 'Locked.') : core.save('a', attempt)
  )
  type('one')
  expect(await autosave.flush()).toEqual(ok(null))
  expect(core.text).toBe('one')
  broken = true
  type('two')
  expect(await autosave.flush()).toMatchObject({ ok: false, error: { message: 'Locked.' } })
  autosave.stop()
})

test('after a conflict nothing is sent until the person chooses; going on puts this text on top', async () => {
  const core = new Core()
  const { type, autosave, seen } = sitting(core, 'a')
  core.save('b', { seq: 1, version: 1, article: articleOf('theirs'), emptied: false })
  type('mine')
  await vi.advanceTimersByTimeAsync(timing.debounce)
  expect(seen.conflict?.code).toBe('conflict')
  type('mine too')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(core.text).toBe('theirs')
  expect(core.arrived.filter(({ session }) => session === 'a')).toHaveLength(1)
  autosave.rebase(core.version)
  await vi.advanceTimersByTimeAsync(0)
  expect(core.text).toBe('mine too')
})

function shelfInMemory(): Shelf & { records: Map<string, Unacknowledged> } {
  const records = new Map<string, Unacknowledged>()
  return {
    records,
    put: async (record) => void records.set(record.session, record),
    all: async () => [...records.values()],
    remove: async (session, seq) => void ((records.get(session)?.seq ?? Infinity) <= seq && records.delete(session))
  }
}

function storageInMemory(): Storage {
  const map = new Map<string, string>()
  return {
    get length() {
      return map.size
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    clear: () => map.clear()
  }
}

const recordOf = (session: string, { seq, version, article, emptied }: Attempt): Unacknowledged => ({
  articleId: 'x',
  session,
  seq,
  version,
  schemaVersion: 1,
  article,
  emptied,
  at: new Date().toISOString()
})

test('whatever is delayed, refused, lost on the way or reloaded: nothing is acknowledged wrongly, nothing is forgotten, saves arrive in order and one at a time', async () => {
  const event = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('type' as const), wait: fc.nat(900) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('reload' as const), wait: fc.nat(900) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('flush' as const), wait: fc.nat(900) }) }
  )
  const road = fc.record({
    there: fc.nat(2500),
    back: fc.nat(2500),
    fate: fc.constantFrom('well', 'well', 'well', 'refused', 'lost there', 'lost back')
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { minLength: 1, maxLength: 30 }),
      fc.array(road, { minLength: 1, maxLength: 40 }),
      async (events, roads) => {
        vi.clearAllTimers()
        const core = new Core()
        const shelf = shelfInMemory()
        const storage = storageInMemory()
        const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
        let trip = 0
        let calm = false
        const travel =
          (session: string) =>
          async (attempt: Attempt): Promise<Result<Receipt>> => {
            void shelf.put(recordOf(session, attempt))
            const { there, back, fate } = roads[trip++ % roads.length] ?? { there: 0, back: 0, fate: 'well' }
            if (calm) return core.save(session, attempt)
            await pause(there)
            if (fate === 'lost there') throw new Error('unreachable')
            if (fate === 'refused') return fail('disk-full', 'The disk is full.')
            const reply = core.save(session, attempt)
            await pause(back)
            if (fate === 'lost back') throw new Error('unreachable')
            if (reply.ok) void forget(shelf, storage, session, reply.value.seq)
            return reply
          }
        let life = 0
        let name = 'life 0'
        let now = sitting(core, name, travel(name))
        let typed = ''
        const broken: string[] = []
        for (const { kind, wait } of events) {
          if (kind === 'type') now.type((typed += 'x'))
          else if (kind === 'flush') {
            const owed = typed.length
            void now.autosave
              .flush()
              .then((reply) => void (reply.ok && core.text.length < owed && broken.push(`flush promised ${owed}`)))
          } else {
            // The window goes: its last words are kept, then it comes back and sends them again before it opens.
            const owed = now.autosave.unstored()
            if (owed) keepNow(storage, recordOf(name, owed))
            now.autosave.stop()
            await vi.advanceTimersByTimeAsync(6000)
            for (const record of await findUnacknowledged(shelf, storage, new Set()))
              await recover(
                record,
                async ({ session, ...attempt }) => core.save(session, attempt),
                async (one) => forget(shelf, storage, one.session, one.seq)
              )
            expect(core.text).toBe(typed)
            name = `life ${++life}`
            now = sitting(core, name, travel(name))
          }
          await vi.advanceTimersByTimeAsync(wait)
          if (now.seen.saving.kind === 'stored') expect(core.text).toBe(typed)
        }
        calm = true
        await vi.advanceTimersByTimeAsync(30_000)
        expect(core.text).toBe(typed)
        expect(now.seen.saving.kind).toBe('stored')
        expect(broken).toEqual([])
        expect(now.seen.mostFlying).toBeLessThanOrEqual(1)
        for (let session = 0; session <= life; session++) {
          const seqs = core.arrived.filter((save) => save.session === `life ${session}`).map(({ seq }) => seq)
          expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
        }
      }
    ),
    { numRuns: 150 }
  )
})
