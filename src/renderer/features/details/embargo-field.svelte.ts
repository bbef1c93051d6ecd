import type { Embargo } from '#shared/article/article.ts'
import { localAt, meaningOf, ownZone, type LocalMeaning, type LocalTime } from '#shared/article/embargo.ts'

/**
 * An embargo as a wall-clock time in a zone. Only a time that is one moment is stored at once; of a time that comes
 * twice the later moment is, so that nothing goes out early, until the person picks; one that never comes is not.
 */
export class EmbargoField {
  /** What has been given and is not a moment yet. */
  #draft = $state.raw<{ local: LocalTime; zone: string } | null>(null)
  #stored: () => Embargo | null
  #send: (embargo: Embargo | null) => void

  constructor(stored: () => Embargo | null, send: (embargo: Embargo | null) => void) {
    this.#stored = stored
    this.#send = send
  }

  /** Whether there is anything to show: an embargo, or one being given. */
  get open(): boolean {
    return this.#draft !== null || this.#stored() !== null
  }

  get local(): LocalTime {
    const stored = this.#stored()
    return this.#draft?.local ?? (stored ? localAt(stored.at, stored.zone) : '')
  }

  set local(local: LocalTime) {
    this.#take(local, this.zone)
  }

  get zone(): string {
    return this.#draft?.zone ?? this.#stored()?.zone ?? ownZone()
  }

  /** Another zone keeps the time on the clock: "18:00" was meant there. */
  set zone(zone: string) {
    this.#take(this.local, zone)
  }

  readonly meaning: LocalMeaning = $derived.by(() => meaningOf(this.local, this.zone))

  /** Whether what is shown is not what is stored. */
  get unsent(): boolean {
    return this.#draft !== null
  }

  begin(): void {
    this.#draft = { local: '', zone: ownZone() }
  }

  choose(at: string): void {
    const zone = this.zone
    this.#draft = null
    this.#send({ at, zone })
  }

  lift(): void {
    this.#draft = null
    if (this.#stored() !== null) this.#send(null)
  }

  #take(local: LocalTime, zone: string): void {
    const meaning = meaningOf(local, zone)
    if (meaning.kind === 'once' || meaning.kind === 'twice') {
      this.#draft = null
      this.#send({ at: meaning.kind === 'once' ? meaning.at : meaning.second, zone })
    } else this.#draft = { local, zone }
  }
}
