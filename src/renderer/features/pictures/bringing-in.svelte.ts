import type { Picture } from '#shared/article/media.ts'
import { pictureLimit } from '#shared/contract/media.ts'
import type { Result } from '#shared/result.ts'

type AddPicture = (input: { fileName: string; bytes: Uint8Array<ArrayBuffer> }) => Promise<Result<Picture>>

export interface Refused {
  fileName: string
  message: string
}

/** Files on their way into the library, one after another, so that a drop of twenty never holds twenty in memory. */
export class BringingIn {
  /** Of this drop and those that came while it ran. */
  total = $state(0)
  done = $state(0)
  current = $state('')
  cancelled = $state(false)
  refused = $state.raw<Refused[]>([])
  readonly running: boolean = $derived(this.done < this.total && !this.cancelled)

  readonly #add: AddPicture
  readonly #arrived: (picture: Picture) => void
  #queue: File[] = []
  #busy = false

  constructor(add: AddPicture, arrived: (picture: Picture) => void) {
    this.#add = add
    this.#arrived = arrived
  }

  /** Resolves when everything has come in or was refused, or the rest was cancelled. */
  async begin(files: Iterable<File>): Promise<void> {
    const list = [...files]
    if (list.length === 0) return
    if (!this.running) {
      this.total = 0
      this.done = 0
      this.refused = []
      this.cancelled = false
    }
    this.total += list.length
    this.#queue.push(...list)
    if (this.#busy) return
    this.#busy = true
    for (let file = this.#queue.shift(); file; file = this.#queue.shift()) {
      this.current = file.name
      await this.#bring(file)
      this.done++
    }
    this.#busy = false
    this.current = ''
  }

  /** What has come in stays; the one that is being read is finished; the rest is left out. */
  cancel(): void {
    this.#queue = []
    this.cancelled = true
  }

  dismiss(): void {
    this.refused = []
    this.cancelled = false
    this.total = this.done = 0
  }

  async #bring(file: File): Promise<void> {
    if (file.size > pictureLimit)
      return this.#refuse(file, `It is too large: at most ${pictureLimit / 1024 / 1024} MB are taken.`)
    try {
      const reply = await this.#add({
        fileName: file.name.slice(-255),
        bytes: new Uint8Array(await file.arrayBuffer())
      })
      if (reply.ok) this.#arrived(reply.value)
      else this.#refuse(file, reply.error.message)
    } catch {
      this.#refuse(file, 'It cannot be read from where it lies.')
    }
  }

  #refuse(file: File, message: string): void {
    this.refused = [...this.refused, { fileName: file.name, message }]
  }
}
