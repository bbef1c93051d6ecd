import type { Backup } from '#shared/contract/backups.ts'
import type { Readable, RescueStatus } from '#shared/contract/rescue.ts'
import type { Failure, Result } from '#shared/result.ts'
import { call } from '#renderer/bridge.ts'
import { notify } from '#renderer/state/notices.svelte.ts'
import { workspace } from '#renderer/state/workspace.svelte.ts'
import { momentWords, readableWords } from './backup-words.ts'

/** A desk that cannot be opened, and the ways out of that. */
export class RescueDesk {
  status = $state.raw<RescueStatus | null>(null)
  readable = $state.raw<Readable | null>(null)
  written = $state.raw<{ folder: string; articles: number } | null>(null)
  /** What is being done, as it is said on the screen; null when nothing is. */
  busy = $state<string | null>(null)
  failure = $state.raw<Failure | null>(null)
  /** The copy that somebody is asked about before it takes the desk's place. */
  asked = $state.raw<Backup | null>(null)
  preview = $state.raw<{ id: string; name: string; at: string; words: number }[] | null>(null)

  /** Nothing may be put in the place of a desk that another Copydesk has, or that a newer one wrote. */
  readonly mayReplace: boolean = $derived(
    this.status !== null && this.status.failure.code !== 'locked' && this.status.failure.code !== 'newer-version'
  )

  async load(): Promise<void> {
    const reply = await call('rescue.status', {})
    if (!reply.ok) this.failure = reply.error
    else if (reply.value === null) await workspace.refresh()
    else this.status = reply.value
  }

  async tryAgain(): Promise<void> {
    await this.#do('Opening the desk…', () => call('rescue.tryAgain', {}))
    await this.load()
  }

  async ask(backup: Backup): Promise<void> {
    this.asked = backup
    this.preview = null
    const reply = await call('rescue.preview', { id: backup.id })
    if (this.asked !== backup) return
    if (reply.ok) this.preview = reply.value
    else this.failure = reply.error
  }

  async restore(): Promise<void> {
    const { asked } = this
    if (!asked) return
    this.asked = null
    const done = await this.#do('Putting the copy in place…', () => call('rescue.restore', { id: asked.id }))
    if (done)
      notify(`The desk is what it was on ${momentWords(asked.at)}. The file that did not open is kept beside it.`)
    await this.load()
  }

  async read(): Promise<void> {
    this.readable = await this.#do('Reading what is left of the desk’s file…', () => call('rescue.read', {}))
  }

  async recover(): Promise<void> {
    const found = await this.#do('Making a new desk of what can be read…', () => call('rescue.recover', {}))
    if (found) notify(`${readableWords(found).join(' ')} The damaged file is kept beside the new one.`)
    await this.load()
  }

  async export(): Promise<void> {
    this.written = await this.#do('Writing every readable article…', () => call('rescue.export', {}))
  }

  async #do<T>(what: string, run: () => Promise<Result<T>>): Promise<T | null> {
    this.busy = what
    this.failure = null
    const reply = await run()
    this.busy = null
    if (reply.ok) return reply.value
    this.failure = reply.error
    return null
  }
}
