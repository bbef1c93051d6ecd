import type { TakenIn } from '#shared/contract/bundles.ts'
import { call } from '#renderer/bridge.ts'
import { notify, notifyFailure } from './notices.svelte.ts'
import { saveDownload } from './save-download.ts'

/** Articles that go to another desk by file, and those that come from one: shown before anything is written. */
export class HandOver {
  busy = $state(false)
  /** The file that was read and waits for a yes. */
  #bytes: Uint8Array<ArrayBuffer> | null = null
  /** Files that were dropped together with it. */
  readonly #waiting: File[] = []
  /** What taking it in would do, or has done. */
  taken = $state.raw<TakenIn | null>(null)
  isDone = $state(false)

  async give(articleIds: string[]): Promise<void> {
    if (this.busy || articleIds.length === 0) return
    this.busy = true
    const reply = await call('bundles.export', { articleIds })
    this.busy = false
    if (!reply.ok) {
      notifyFailure(reply.error)
      return
    }
    const { articles, missingPictures, download, savedTo } = reply.value
    if (download) saveDownload(download)
    else if (savedTo === null) return
    const what = articles === 1 ? 'The article is' : `${articles} articles are`
    const where = savedTo ?? download?.name ?? ''
    const missing = missingPictures === 1 ? 'A picture whose file' : `${missingPictures} pictures whose files`
    notify(
      `${what} handed over in ${where}.${missingPictures > 0 ? ` ${missing} ${missingPictures === 1 ? 'is' : 'are'} not on this computer could not go along.` : ''}`
    )
  }

  /** Asks for a file, reads it and shows what it would do. */
  choose(): void {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.copydesk'
    input.addEventListener('change', () => {
      const [file] = input.files ?? []
      if (file) void this.read(file)
    })
    input.click()
  }

  /** Shows what each of these files would do, one after the other. */
  async readEach(files: File[]): Promise<void> {
    const [first, ...rest] = files
    this.#waiting.push(...rest)
    if (first) await this.read(first)
  }

  async read(file: File): Promise<void> {
    if (this.busy) return
    this.busy = true
    const bytes = new Uint8Array(await file.arrayBuffer())
    const reply = await call('bundles.preview', { bytes })
    this.busy = false
    if (!reply.ok) {
      notifyFailure(reply.error)
      return
    }
    this.#bytes = bytes
    this.isDone = false
    this.taken = reply.value
  }

  /** Takes in what is shown. */
  async take(): Promise<void> {
    if (this.busy || !this.#bytes) return
    this.busy = true
    const reply = await call('bundles.import', { bytes: this.#bytes })
    this.busy = false
    if (!reply.ok) {
      notifyFailure(reply.error)
      return
    }
    this.#bytes = null
    this.taken = reply.value
    this.isDone = true
  }

  close(): void {
    this.#bytes = null
    this.taken = null
    this.isDone = false
    const next = this.#waiting.shift()
    if (next) void this.read(next)
  }
}

export const handOver = new HandOver()
