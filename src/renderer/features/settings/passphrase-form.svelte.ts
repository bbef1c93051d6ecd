import { call } from '#renderer/bridge.ts'
import { notify } from '#renderer/state/notices.svelte.ts'
import { workspace } from '#renderer/state/workspace.svelte.ts'
import { readPassphrase } from './setting-values.ts'

type Place = 'current' | 'next'

/** Setting, changing or taking away one account's passphrase. What was typed is forgotten as soon as it is done. */
export class PassphraseForm {
  current = $state('')
  first = $state('')
  second = $state('')
  error = $state.raw<{ place: Place; message: string } | null>(null)
  busy = $state(false)
  #id: string

  constructor(id: string) {
    this.#id = id
  }

  errorAt(place: Place): string | undefined {
    return this.error?.place === place ? this.error.message : undefined
  }

  /** Resolves to whether it is set. */
  async set(): Promise<boolean> {
    const read = readPassphrase(this.first, this.second)
    if (read.ok) return this.#send(read.value, 'The passphrase is set.')
    this.error = { place: 'next', message: read.error.message }
    return false
  }

  takeAway(): Promise<boolean> {
    return this.#send(null, 'The passphrase is taken away.')
  }

  async #send(next: string | null, done: string): Promise<boolean> {
    this.busy = true
    const result = await call('accounts.setPassphrase', {
      id: this.#id,
      next,
      ...(this.current ? { current: this.current } : {})
    })
    this.busy = false
    this.error = result.ok
      ? null
      : { place: result.error.code === 'wrong-passphrase' ? 'current' : 'next', message: result.error.message }
    if (!result.ok) return false
    this.current = this.first = this.second = ''
    notify(done)
    await workspace.refresh()
    return true
  }
}
