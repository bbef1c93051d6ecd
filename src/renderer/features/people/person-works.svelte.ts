import type { PersonPage, WorkRow } from '#shared/contract/people.ts'
import type { Failure } from '#shared/result.ts'
import { call, on } from '#renderer/bridge.ts'

const pageSize = 50

/** What one person wrote and shot, as far as it has been asked for. */
export class PersonWorks {
  page = $state.raw<PersonPage | null>(null)
  rows = $state.raw<WorkRow[]>([])
  failure = $state.raw<Failure | null>(null)
  loading = $state(false)
  next = $state.raw<number | null>(null)
  #id: string

  constructor(id: string) {
    this.#id = id
  }

  /** Reads the page, now and whenever people or accounts change; returns the way to stop. */
  watch(): () => void {
    void this.load()
    return on('desk.changed', ({ what }) => (what === 'people' || what === 'accounts') && void this.load())
  }

  async load(): Promise<void> {
    this.loading = true
    const [page, works] = await Promise.all([
      call('people.page', { id: this.#id }),
      call('people.works', { id: this.#id, limit: pageSize })
    ])
    this.loading = false
    this.failure = page.ok ? (works.ok ? null : works.error) : page.error
    if (page.ok) this.page = page.value
    if (!works.ok) return
    this.rows = works.value.rows
    this.next = works.value.next
  }

  async more(): Promise<void> {
    if (this.next === null || this.loading) return
    this.loading = true
    const works = await call('people.works', { id: this.#id, after: this.next, limit: pageSize })
    this.loading = false
    this.failure = works.ok ? null : works.error
    if (!works.ok) return
    this.rows = [...this.rows, ...works.value.rows]
    this.next = works.value.next
  }
}
