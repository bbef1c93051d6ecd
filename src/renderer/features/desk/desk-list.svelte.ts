import type { ArticleList, ArticleRow, View } from '#shared/contract/articles.ts'
import type { Failure, Result } from '#shared/result.ts'

export interface Filters {
  view: View
  desk?: string
  author?: string
}

export interface ListQuestion extends Filters {
  query?: string
  after?: string
  limit: number
}

/** How long typing must pause before it is searched for, and changes before the list is asked for again, in ms. */
const typingPause = 60
const changePause = 250
/** Rows asked for at once: close by, and on the way to a place far down. */
const page = 100
const longPage = 500

/**
 * The articles that the filters and the search leave, newest first, as far down as somebody has looked. The core gives
 * them in order, each page after the last, so a jump far down fetches the pages on the way, one at a time, and stops
 * when the person has gone elsewhere. An answer to a question that is no longer asked is dropped.
 */
export class DeskList {
  filters = $state.raw<Filters>({ view: 'working' })
  query = $state('')
  /** From the first on, without gaps; shorter than `total` until somebody scrolls down. */
  rows = $state.raw<ArticleRow[]>([])
  /** How many there are; null before the first answer. */
  total = $state<number | null>(null)
  failure = $state.raw<Failure | null>(null)
  /** The row that the keyboard is on. */
  at = $state(0)
  /** Counts up when the screen should bring the row at hand into sight. */
  follow = $state(0)
  /** What the rows on the screen answer: the empty state speaks of this, not of what is being typed. */
  answered = $state.raw<Filters & { query: string }>({ view: 'working', query: '' })

  #ask: (question: ListQuestion) => Promise<Result<ArticleList>>
  #atId: string | null = null
  #next: string | null = null
  /** Questions from the top, counted; the rows belong to number `#settled`. */
  #asked = 0
  #settled = 0
  /** Rows that must be there, counted from the top. */
  #wanted = page
  #pulling = false
  #sitter = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(ask: (question: ListQuestion) => Promise<Result<ArticleList>>) {
    this.#ask = ask
  }

  get current(): ArticleRow | null {
    return this.rows[this.at] ?? null
  }

  /** Shows what the filters leave; the same filters again only look for news. */
  show(filters: Filters): Promise<void> {
    const same = JSON.stringify(filters) === JSON.stringify(this.filters) && this.total !== null
    if (same) return this.refresh()
    this.filters = filters
    return this.#fresh()
  }

  /** Takes what has been typed so far; asks when typing pauses. */
  search(query: string): void {
    this.query = query
    this.#asked++
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#fresh(), typingPause)
  }

  /** Something has changed: asks again soon, and keeps the place. */
  changed(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.refresh(), changePause)
  }

  /** Asks again for everything down to where somebody looks, then shows it at once; the row at hand stays at hand. */
  refresh(): Promise<void> {
    return this.#load(Math.max(this.#wanted, this.at + 1))
  }

  /** The row at hand. It may lie further down than what is there: then that is fetched. */
  moveTo(index: number): void {
    this.at = Math.max(0, Math.min(index, (this.total ?? 0) - 1))
    this.#atId = this.rows[this.at]?.id ?? null
    this.follow++
    this.want(this.at + 1)
  }

  /** Somebody looks at the rows above `end`. */
  want(end: number): void {
    this.#wanted = Math.max(page, end)
    void this.#pull()
  }

  /** Somebody sits down: what the one before looked at is forgotten. */
  sit(accountId: string): void {
    if (accountId !== this.#sitter) this.#clear()
    this.#sitter = accountId
  }

  #clear(): void {
    clearTimeout(this.#timer)
    this.#asked++
    this.query = ''
    this.rows = []
    this.total = null
    this.failure = null
    this.at = 0
    this.#atId = null
    this.#next = null
    this.#wanted = page
  }

  async #fresh(): Promise<void> {
    this.at = 0
    this.#atId = null
    this.#wanted = page
    this.follow++
    await this.#load(page)
  }

  async #load(until: number): Promise<void> {
    clearTimeout(this.#timer)
    const asked = ++this.#asked
    const answered = { ...this.filters, query: this.query.trim() }
    let rows: ArticleRow[] = []
    let list: ArticleList | null = null
    do {
      const result = await this.#ask(this.#question(until - rows.length, list?.next ?? null))
      if (asked !== this.#asked) return
      this.#settled = asked
      if (!result.ok) {
        this.failure = result.error
        return
      }
      list = result.value
      rows = rows.concat(list.rows)
    } while (list.next !== null && rows.length < until)
    this.failure = null
    this.answered = answered
    this.#take(rows, list)
    void this.#pull()
  }

  async #pull(): Promise<void> {
    if (this.#pulling) return
    this.#pulling = true
    while (this.#settled === this.#asked && this.#next !== null && this.rows.length < this.#wanted) {
      const asked = this.#asked
      const result = await this.#ask(this.#question(this.#wanted - this.rows.length, this.#next))
      if (asked !== this.#asked) continue
      if (!result.ok) {
        this.failure = result.error
        break
      }
      this.#take(this.rows.concat(result.value.rows), result.value)
    }
    this.#pulling = false
  }

  #question(missing: number, after: string | null): ListQuestion {
    const question: ListQuestion = { ...this.filters, limit: missing > page ? longPage : page }
    const query = this.query.trim()
    if (query) question.query = query
    if (after !== null) question.after = after
    return question
  }

  #take(rows: ArticleRow[], list: ArticleList): void {
    this.rows = rows
    // At the end the rows themselves are the count, whatever was stored meanwhile.
    this.total = list.next === null ? rows.length : Math.max(list.total, rows.length)
    this.#next = list.next
    const found = this.#atId === null ? -1 : rows.findIndex((row) => row.id === this.#atId)
    this.at = found >= 0 ? found : Math.max(0, Math.min(this.at, this.total - 1))
    this.#atId = rows[this.at]?.id ?? null
  }
}
