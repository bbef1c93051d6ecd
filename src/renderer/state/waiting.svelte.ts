import type { WaitingComment } from '#shared/contract/comments.ts'
import type { Failure } from '#shared/result.ts'
import { call, on } from '#renderer/bridge.ts'

/** How long changes are gathered before it is asked again, in milliseconds. */
const pause = 150

/** The comments that wait for the person at this window: named with an @, and not answered yet. */
export class Waiting {
  comments = $state.raw<WaitingComment[]>([])
  total = $state(0)
  /** Whether it has been asked once. */
  read = $state(false)
  failure = $state.raw<Failure | null>(null)
  readonly articles: ReadonlySet<string> = $derived(new Set(this.comments.map(({ articleId }) => articleId)))
  #asked = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Begins to listen and asks; returns the way to stop. */
  start(): () => void {
    const stops = [on('comments.changed', () => this.#soon()), on('door.reopened', () => void this.refresh())]
    void this.refresh()
    return () => {
      clearTimeout(this.#timer)
      this.#asked++
      this.comments = []
      this.total = 0
      this.read = false
      for (const stop of stops) stop()
    }
  }

  async refresh(): Promise<void> {
    const asked = ++this.#asked
    const reply = await call('comments.waiting', {})
    if (asked !== this.#asked) return
    this.failure = reply.ok ? null : reply.error
    if (!reply.ok) return
    this.comments = reply.value.comments
    this.total = reply.value.total
    this.read = true
  }

  /** Takes note of a comment without answering it. */
  async see(threadId: string): Promise<Failure | null> {
    const reply = await call('comments.seen', { threadId })
    if (!reply.ok) return reply.error
    await this.refresh()
    return null
  }

  #soon(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.refresh(), pause)
  }
}

export const waiting = new Waiting()
