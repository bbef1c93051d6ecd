import type { Picture } from '#shared/article/media.ts'
import { pictureLimit } from '#shared/contract/media.ts'
import { fail, type Failure, type Result } from '#shared/result.ts'

/** A picture on its way into one figure. */
export interface Arrival {
  fileName: string
  failure: Failure | null
}

type AddPicture = (input: { fileName: string; bytes: Uint8Array<ArrayBuffer> }) => Promise<Result<Picture>>

/**
 * Pictures that are being brought in, by the id of the figure that waits for each: the figure may be moved, cut, undone
 * or typed into meanwhile. One runs at a time, so that a drop of twenty does not hold twenty originals in memory.
 */
export class Arrivals {
  readonly #add: AddPicture
  readonly #arrived: (figureId: string, picture: Picture) => void
  readonly #waiting = new Map<string, { file: File; failure: Failure | null }>()
  readonly #listeners = new Map<string, () => void>()
  #line: Promise<void> = Promise.resolve()

  constructor(add: AddPicture, arrived: (figureId: string, picture: Picture) => void) {
    this.#add = add
    this.#arrived = arrived
  }

  of(figureId: string): Arrival | null {
    const waiting = this.#waiting.get(figureId)
    return waiting ? { fileName: waiting.file.name, failure: waiting.failure } : null
  }

  /** Called whenever the arrival of this figure changes; returns the way to stop. */
  watch(figureId: string, listener: () => void): () => void {
    this.#listeners.set(figureId, listener)
    return () => {
      if (this.#listeners.get(figureId) === listener) this.#listeners.delete(figureId)
    }
  }

  begin(figureId: string, file: File): Promise<void> {
    const waiting = { file, failure: null as Failure | null }
    this.#waiting.set(figureId, waiting)
    this.#tell(figureId)
    const run = async () => {
      if (this.#waiting.get(figureId) !== waiting) return
      const reply = await bring(file, this.#add)
      // Cancelled, or another file was chosen meanwhile.
      if (this.#waiting.get(figureId) !== waiting) return
      if (reply.ok) {
        this.#waiting.delete(figureId)
        this.#arrived(figureId, reply.value)
      } else waiting.failure = reply.error
      this.#tell(figureId)
    }
    this.#line = this.#line.then(run, run)
    return this.#line
  }

  again(figureId: string): void {
    const file = this.#waiting.get(figureId)?.file
    if (file) void this.begin(figureId, file)
  }

  cancel(figureId: string): void {
    this.#waiting.delete(figureId)
    this.#tell(figureId)
  }

  #tell(figureId: string): void {
    this.#listeners.get(figureId)?.()
  }
}

async function bring(file: File, add: AddPicture): Promise<Result<Picture>> {
  if (file.size > pictureLimit)
    return fail('too-large', `${file.name} is too large: a picture may have up to ${pictureLimit / 1024 / 1024} MB.`)
  try {
    return await add({ fileName: file.name.slice(-255), bytes: new Uint8Array(await file.arrayBuffer()) })
  } catch {
    return fail('internal', `${file.name} cannot be read from where it lies.`)
  }
}
