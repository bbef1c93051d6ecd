import { lacksOf, type Lack } from '#shared/article/media.ts'
import type { PictureDetail, PictureRow } from '#shared/contract/pictures.ts'
import type { Failure } from '#shared/result.ts'
import { call } from '#renderer/bridge.ts'
import { SvelteSet } from 'svelte/reactivity'

const pageSize = 60
/** How long a search waits for the next letter, in milliseconds. */
const typingPause = 90

/** The library's list: what is asked of it, what has been read of it, and the picture that is looked at. */
export class PictureLibrary {
  query = $state('')
  readonly missing = new SvelteSet<Lack>()
  rows = $state.raw<PictureRow[] | null>(null)
  total = $state(0)
  failure = $state.raw<Failure | null>(null)
  /** The picture that is looked at. */
  hash = $state<string | null>(null)
  detail = $state.raw<PictureDetail | null>(null)
  detailFailure = $state.raw<Failure | null>(null)

  readonly asks: boolean = $derived(this.query.trim() !== '' || this.missing.size > 0)

  #next: string | null = null
  #asked = 0
  #detailAsked = 0
  #reading = false
  #timer: ReturnType<typeof setTimeout> | undefined

  search(query: string): void {
    this.query = query
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.load(), typingPause)
  }

  toggle(lack: Lack): void {
    if (!this.missing.delete(lack)) this.missing.add(lack)
    void this.load()
  }

  clear(): void {
    this.query = ''
    this.missing.clear()
    void this.load()
  }

  /** Reads the list from its beginning; `keep` as many rows as there were, after something has changed. */
  async load({ keep = false } = {}): Promise<void> {
    const asked = ++this.#asked
    const limit = keep ? Math.min(200, Math.max(pageSize, this.rows?.length ?? 0)) : pageSize
    const reply = await call('pictures.list', { ...this.#question(), limit })
    if (asked !== this.#asked) return
    this.failure = reply.ok ? null : reply.error
    if (!reply.ok) return
    const { rows, total, next } = reply.value
    this.total = total
    // More was read than one answer holds: what follows stays, so that nobody's place in the list is lost.
    const follows = keep && next !== null ? (this.rows ?? []).findIndex(({ hash }) => hash === rows.at(-1)?.hash) : -1
    const rest = follows < 0 ? [] : (this.rows ?? []).slice(follows + 1)
    this.rows = [...rows, ...rest]
    if (rest.length === 0) this.#next = next
  }

  /** The next rows, when the last ones come into sight. */
  async readOn(): Promise<void> {
    if (this.#next === null || this.#reading) return
    const asked = this.#asked
    this.#reading = true
    const reply = await call('pictures.list', { ...this.#question(), after: this.#next, limit: pageSize })
    this.#reading = false
    if (asked !== this.#asked || !reply.ok) return
    this.rows = [...(this.rows ?? []), ...reply.value.rows]
    this.#next = reply.value.next
  }

  async open(hash: string): Promise<void> {
    this.hash = hash
    const asked = ++this.#detailAsked
    const reply = await call('pictures.get', { hash })
    if (asked !== this.#detailAsked) return
    this.detailFailure = reply.ok ? null : reply.error
    this.detail = reply.ok ? reply.value : null
  }

  close(): void {
    this.#detailAsked++
    this.hash = null
    this.detail = null
    this.detailFailure = null
  }

  /** The record was changed: the row follows without the list being read anew. */
  take(detail: PictureDetail): void {
    if (this.hash === detail.picture.hash) this.detail = detail
    const { record } = detail
    this.rows = (this.rows ?? []).map((row) =>
      row.hash === detail.picture.hash
        ? { ...row, caption: record.caption, credit: record.credit, lacks: lacksOf(record) }
        : row
    )
  }

  #question() {
    const query = this.query.trim() === '' ? {} : { query: this.query }
    return this.missing.size > 0 ? { ...query, missing: [...this.missing] } : query
  }
}
