import type { SavedSearch, SearchCount } from '#shared/contract/searches.ts'
import type { Result } from '#shared/result.ts'
import { call, on } from '#renderer/bridge.ts'

/** How long changes are gathered before saved searches are counted again, in milliseconds. */
const countPause = 1500

/** The searches that the person at this window keeps, with how much each finds now. */
export class SavedSearches {
  list = $state.raw<SavedSearch[]>([])
  counts = $state.raw<ReadonlyMap<string, SearchCount>>(new Map())
  /** Whether the list has been read: until then nobody knows what a search is. */
  read = $state(false)

  #asked = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Begins to listen and reads; returns the way to stop. */
  start(): () => void {
    const stops = [
      on('lists.changed', ({ what }) => what === 'searches' && void this.refresh()),
      on('article.changed', () => this.#countSoon()),
      on('door.reopened', () => void this.refresh())
    ]
    void this.refresh()
    return () => {
      clearTimeout(this.#timer)
      this.#asked++
      this.list = []
      this.counts = new Map()
      this.read = false
      for (const stop of stops) stop()
    }
  }

  find(id: string | undefined): SavedSearch | undefined {
    return this.list.find((search) => search.id === id)
  }

  async refresh(): Promise<void> {
    const asked = ++this.#asked
    const result = await call('searches.list', {})
    if (asked !== this.#asked || !result.ok) return
    this.list = result.value
    this.read = true
    await this.#count()
  }

  save(search: Omit<SavedSearch, 'id'> & { id: string | null }): Promise<Result<SavedSearch>> {
    return this.#then(call('searches.save', search))
  }

  remove(id: string): Promise<Result<null>> {
    return this.#then(call('searches.remove', { id }))
  }

  async #then<Value>(asked: Promise<Result<Value>>): Promise<Result<Value>> {
    const result = await asked
    if (result.ok) await this.refresh()
    return result
  }

  async #count(): Promise<void> {
    if (this.list.length === 0) return
    const asked = this.#asked
    const result = await call('searches.counts', {})
    if (asked === this.#asked && result.ok) this.counts = new Map(result.value.map((count) => [count.id, count]))
  }

  #countSoon(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#count(), countPause)
  }
}

export const savedSearches = new SavedSearches()
