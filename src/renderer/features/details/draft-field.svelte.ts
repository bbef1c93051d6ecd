import type { Result } from '#shared/result.ts'

interface Source<T> {
  stored: () => T
  /** The stored value as a person types it. */
  show: (value: T) => string
  read: (typed: string) => Result<T>
  send: (value: T) => void
}

/**
 * A field whose text can be wrong. What was typed stays as it was typed; only what reads as a value is sent, and
 * why it does not is said once the person has left the field.
 */
export class DraftField<T> {
  #typed = $state<string | null>(null)
  #left = $state(false)
  #source: Source<T>

  constructor(source: Source<T>) {
    this.#source = source
  }

  get text(): string {
    return this.#typed ?? this.#source.show(this.#source.stored())
  }

  set text(typed: string) {
    this.#typed = typed
    const read = this.#source.read(typed)
    if (read.ok && read.value !== this.#source.stored()) this.#source.send(read.value)
  }

  get error(): string | undefined {
    if (this.#typed === null || !this.#left) return undefined
    const read = this.#source.read(this.#typed)
    return read.ok ? undefined : read.error.message
  }

  /** The person has left the field: what was understood is shown as it is stored. */
  leave(): void {
    this.#left = true
    if (this.#typed !== null && this.#source.read(this.#typed).ok) {
      this.#typed = null
      this.#left = false
    }
  }
}
