import type { Article } from '#shared/article/article.ts'
import type { Receipt } from '#shared/contract/articles.ts'
import { fail, ok, type Failure, type FailureCode, type Result } from '#shared/result.ts'

/**
 * Milliseconds. Who never pauses waits for `longestWait` and the save itself: 500, so that nineteen keys of twenty are on
 * the disk within 600. What is answered within `keep` is not kept beside: the last 500 are in nobody's keeping either.
 * Where nothing is answered, `slow` has the window say so within two seconds of the key.
 */
export const timing = {
  debounce: 300,
  longestWait: 500,
  keep: 100,
  slow: 1400,
  abandon: 10_000,
  firstRetry: 250,
  longestRetry: 2000
} as const

/** Where the newest words are. `at` and `since` are UTC. */
export type Saving =
  | { kind: 'stored'; at: string }
  | { kind: 'storing'; at: string | null }
  | { kind: 'unstored'; message: string; since: string }

export interface Snapshot {
  article: Article
  /** The person has deleted all of the text. */
  emptied: boolean
}

/** One save on its way: the whole article as it was at `seq`, on top of `version`. */
export interface Attempt extends Snapshot {
  seq: number
  version: number
}

export interface AutosaveDoor {
  /** The article as it is now: called once a save, never once a key. */
  snapshot(): Snapshot
  send(attempt: Attempt): Promise<Result<Receipt>>
  /** Keeps what has been sent and is not acknowledged at once. */
  keep(attempt: Attempt): void
  /** Everything up to `seq` is durable: what was kept of it may go. */
  release(seq: number): void
  report(saving: Saving): void
  acknowledged(receipt: Receipt): void
  /** What is stored has another sitting's words too, and nothing was typed here since: false when it cannot be shown. */
  merged(receipt: Receipt): boolean
  /** Another sitting has stored since: nothing more is sent until `rebase` or `reset`. */
  conflicted(failure: Failure): void
}

// What may pass by itself is tried again; what cannot waits for the person's next change.
const passing: FailureCode[] = ['disk-full', 'read-only', 'locked', 'unreachable', 'internal', 'not-signed-in']
const noAnswer =
  'Copydesk’s core does not answer. Your words are kept in this window and are stored as soon as it is back.'

interface Flight {
  seq: number
  edition: number
  sitting: number
}

/**
 * Carries what is typed to the core. One save is in flight at a time, so saves arrive in the order in which they were
 * made; "stored" is reported only when the newest edition has been acknowledged; what fails is kept and sent again.
 */
export class Autosave {
  readonly #door: AutosaveDoor
  #version: number
  #storedAt: string | null
  #seq = 0
  /** Counts changes; equal to `#stored` when nothing waits. */
  #edition = 0
  #stored = 0
  /** Counts rebases: an answer from an older sitting acknowledges nothing in this one. */
  #sitting = 0
  #flight: Flight | null = null
  #firstWaiting: number | null = null
  #lastChange = 0
  #failures = 0
  #failingSince: string | null = null
  #conflict: Failure | null = null
  #stopped = false
  #timer: ReturnType<typeof setTimeout> | undefined
  /** When `#timer` fires. */
  #timerAt = 0
  #keep: ReturnType<typeof setTimeout> | undefined
  /** Whether anything is kept that an acknowledgement has to release. */
  #kept = false
  #slow: ReturnType<typeof setTimeout> | undefined
  #abandon: ReturnType<typeof setTimeout> | undefined
  #waiting: ((result: Result<null>) => void)[] = []
  #reported: Saving['kind'] = 'stored'

  constructor(door: AutosaveDoor, base: { version: number; storedAt: string | null }) {
    this.#door = door
    this.#version = base.version
    this.#storedAt = base.storedAt
  }

  get clean(): boolean {
    return this.#edition === this.#stored
  }

  /** Something was typed. Costs nothing but a timer. */
  changed(): void {
    if (this.#stopped) return
    const now = Date.now()
    this.#edition++
    this.#lastChange = now
    this.#firstWaiting ??= now
    if (this.#reported === 'stored') this.#report({ kind: 'storing', at: this.#storedAt })
    if (this.#failingSince === null || this.#timer === undefined) this.#arm()
  }

  /** Stores everything typed so far; the answer says whether it is stored. */
  flush(): Promise<Result<null>> {
    if (this.clean) return Promise.resolve(ok(null))
    if (this.#conflict) return Promise.resolve({ ok: false, error: this.#conflict })
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      if (!this.#flight) this.#send()
    })
  }

  /** What is not acknowledged, for the last moment of a window; null when nothing is owed. */
  unstored(): Attempt | null {
    if (this.clean) return null
    this.#kept = true
    return { ...this.#door.snapshot(), seq: ++this.#seq, version: this.#version }
  }

  /** Goes on with this window's text on top of another sitting's `version`: all of it is owed again. */
  rebase(version: number): void {
    this.#begin(version)
    this.#edition++
    this.#firstWaiting = Date.now()
    this.#report({ kind: 'storing', at: this.#storedAt })
    this.#send()
  }

  /** Takes up a text that was just read from the core: nothing is owed. */
  reset(base: { version: number; storedAt: string | null }): void {
    this.#begin(base.version)
    this.#storedAt = base.storedAt
    this.#stored = this.#edition
    this.#firstWaiting = null
    this.#answerWaiting(ok(null))
    this.#report({ kind: 'stored', at: base.storedAt ?? new Date().toISOString() })
  }

  /** The window has followed what another sitting stored, with nothing typed here. */
  follow(base: { version: number; storedAt: string }): void {
    this.#version = Math.max(this.#version, base.version)
    this.#storedAt = base.storedAt
    this.#report({ kind: 'stored', at: base.storedAt })
  }

  /** Tries at once what failed before. */
  retry(): void {
    if (!this.clean && !this.#flight && !this.#conflict) this.#send()
  }

  stop(): void {
    this.#stopped = true
    for (const timer of [this.#timer, this.#keep, this.#slow, this.#abandon]) clearTimeout(timer)
    this.#timer = undefined
  }

  #begin(version: number): void {
    this.#sitting++
    this.#version = version
    this.#seq = 0
    this.#flight = null
    this.#conflict = null
    this.#failures = 0
    this.#failingSince = null
    for (const timer of [this.#timer, this.#keep, this.#slow, this.#abandon]) clearTimeout(timer)
    this.#timer = undefined
  }

  #arm(): void {
    if (this.#flight || this.#conflict || this.#stopped || this.clean) return
    const due = this.#due()
    // A timer that fires sooner looks again then: no timer is made for every key.
    if (this.#timer !== undefined && this.#timerAt <= due) return
    this.#wait(due - Date.now(), () => {
      this.#timer = undefined
      if (Date.now() < this.#due()) this.#arm()
      else this.#send()
    })
  }

  /** When what waits is to be sent. */
  #due(): number {
    return Math.min(this.#lastChange + timing.debounce, (this.#firstWaiting ?? Date.now()) + timing.longestWait)
  }

  #wait(milliseconds: number, then = () => this.#send()): void {
    clearTimeout(this.#timer)
    this.#timerAt = Date.now() + Math.max(0, milliseconds)
    this.#timer = setTimeout(then, Math.max(0, milliseconds))
  }

  #send(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#flight || this.#conflict || this.#stopped || this.clean) return
    const edition = this.#edition
    let attempt: Attempt
    try {
      attempt = { ...this.#door.snapshot(), seq: this.#seq + 1, version: this.#version }
    } catch (error) {
      this.#failed({ code: 'internal', message: `The text of this window cannot be read: ${(error as Error).message}` })
      return
    }
    this.#seq = attempt.seq
    const flight: Flight = { seq: attempt.seq, edition, sitting: this.#sitting }
    this.#flight = flight
    this.#firstWaiting = null
    this.#slow = setTimeout(() => this.#unstored(noAnswer), timing.slow)
    this.#abandon = setTimeout(() => this.#answer(flight, fail('unreachable', noAnswer), attempt), timing.abandon)
    this.#keep = setTimeout(() => this.#keepFlight(attempt), timing.keep)
    this.#door.send(attempt).then(
      (reply) => this.#answer(flight, reply, attempt),
      () => this.#answer(flight, fail('unreachable', noAnswer), attempt)
    )
  }

  #keepFlight(attempt: Attempt): void {
    this.#kept = true
    this.#door.keep(attempt)
  }

  #answer(flight: Flight, reply: Result<Receipt>, attempt: Attempt): void {
    if (flight.sitting !== this.#sitting) return
    const current = this.#flight === flight
    if (current) {
      this.#flight = null
      clearTimeout(this.#keep)
      if (!reply.ok) this.#keepFlight(attempt)
      clearTimeout(this.#slow)
      clearTimeout(this.#abandon)
    }
    if (reply.ok && reply.value.seq >= flight.seq) this.#acknowledge(flight, reply.value)
    else if (current)
      this.#failed(reply.ok ? { code: 'internal', message: 'The core acknowledged another text.' } : reply.error)
  }

  #acknowledge(flight: Flight, receipt: Receipt): void {
    this.#stored = Math.max(this.#stored, flight.edition)
    // With words typed meanwhile the text goes on from what was sent: the next save is merged too, until one is not.
    const taken = !receipt.merged || (this.clean && this.#door.merged(receipt))
    if (taken) this.#version = Math.max(this.#version, receipt.version)
    this.#storedAt = receipt.storedAt
    this.#failures = 0
    this.#failingSince = null
    // With nothing owed, whatever was numbered is in what is stored.
    if (this.#kept) this.#door.release(this.clean ? this.#seq : flight.seq)
    if (this.clean) this.#kept = false
    this.#door.acknowledged(receipt)
    if (this.clean) {
      this.#firstWaiting = null
      clearTimeout(this.#timer)
      this.#timer = undefined
      this.#report({ kind: 'stored', at: receipt.storedAt })
      this.#answerWaiting(ok(null))
      return
    }
    this.#report({ kind: 'storing', at: receipt.storedAt })
    if (this.#waiting.length > 0) this.#send()
    else this.#arm()
  }

  #failed(failure: Failure): void {
    this.#firstWaiting ??= Date.now()
    this.#unstored(failure.message)
    this.#answerWaiting({ ok: false, error: failure })
    if (failure.code === 'conflict') {
      this.#conflict = failure
      this.#door.conflicted(failure)
    } else if (passing.includes(failure.code) && !this.#stopped)
      this.#wait(Math.min(timing.firstRetry * 2 ** this.#failures++, timing.longestRetry))
  }

  #unstored(message: string): void {
    this.#failingSince ??= new Date().toISOString()
    this.#report({ kind: 'unstored', message, since: this.#failingSince })
  }

  #report(saving: Saving): void {
    this.#reported = saving.kind
    this.#door.report(saving)
  }

  #answerWaiting(result: Result<null>): void {
    for (const resolve of this.#waiting.splice(0)) resolve(result)
  }
}
