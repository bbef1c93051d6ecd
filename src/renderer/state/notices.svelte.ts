import { untrack } from 'svelte'
import type { Failure } from '#shared/result.ts'

export interface NoticeAction {
  label: string
  run: () => void
}

export interface Notice {
  id: number
  message: string
  /** More lines, for a failure with several reasons. */
  lines: string[]
  tone: 'plain' | 'bad'
  action: NoticeAction | null
}

/** How long a notice stays, in milliseconds; a bad one stays until it is closed. */
export const noticeTime = 6000

/** What the window says in passing. Time stands still while the pointer or the focus is on the notices. */
export class Notices {
  list = $state.raw<Notice[]>([])
  #lastId = 0
  #timers = new Map<number, ReturnType<typeof setTimeout>>()
  #paused = false

  /** The same words twice are one notice. Returns the notice's id. */
  notify(message: string, options: { action?: NoticeAction; tone?: Notice['tone']; lines?: string[] } = {}): number {
    const notice: Notice = {
      id: ++this.#lastId,
      message,
      lines: options.lines ?? [],
      tone: options.tone ?? 'plain',
      action: options.action ?? null
    }
    const shown = untrack(() => this.list)
    for (const earlier of shown) if (earlier.message === message) this.#stop(earlier.id)
    this.list = [...shown.filter((earlier) => earlier.message !== message), notice].slice(-4)
    if (!this.#paused) this.#start(notice)
    return notice.id
  }

  close(id: number): void {
    this.#stop(id)
    this.list = this.list.filter((notice) => notice.id !== id)
    if (this.list.length === 0) this.#paused = false
  }

  pause(): void {
    this.#paused = true
    for (const id of [...this.#timers.keys()]) this.#stop(id)
  }

  resume(): void {
    if (!this.#paused) return
    this.#paused = false
    for (const notice of this.list) this.#start(notice)
  }

  #start(notice: Notice): void {
    if (notice.tone === 'bad') return
    this.#timers.set(
      notice.id,
      setTimeout(() => this.close(notice.id), noticeTime)
    )
  }

  #stop(id: number): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
  }
}

export const notices = new Notices()

export function notify(message: string, options?: { action?: NoticeAction; tone?: Notice['tone'] }): number {
  return notices.notify(message, options)
}

export function notifyFailure(failure: Failure): number {
  return notices.notify(failure.message, { tone: 'bad', lines: failure.reasons?.map((reason) => reason.message) ?? [] })
}
