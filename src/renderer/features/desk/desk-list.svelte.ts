import type { ArticleList, ArticleRow, ListFilters } from '#shared/contract/articles.ts'
import type { InputOf } from '#shared/contract/index.ts'
import type { Failure, Result } from '#shared/result.ts'
import { Selection } from './selection.svelte.ts'

export type ListQuestion = InputOf<'articles.list'>

/** How long changes are gathered before the list is asked for again, in ms. */
const changePause = 250
/** Rows asked for at once: close by, of a search (marking the hits is what costs), and on the way to a place far down. */
const page = 100
const searchPage = 25
const longPage = 500
/** Rows that are fetched before somebody comes to them; of a search none. */
const ahead = 60

/**
 * The articles that the filters and the search leave, newest first, as far down as somebody has looked. The core gives
 * them in order, each page after the last, so a jump far down fetches the pages on the way, one at a time, and stops
 * when the person has gone elsewhere. An answer to a question that is no longer asked is dropped.
 */
export class DeskList {
  filters = $state.raw<ListFilters>({ view: 'working' })
  query = $state('')
  /** Every hit by relevance, as Enter asks; while somebody types only the newest are looked at. */
  whole = $state(false)
  /** From the first on, without gaps; shorter than `total` until somebody scrolls down. */
  rows = $state.raw<ArticleRow[]>([])
  /** How many there are; null before the first answer. */
  total = $state<number | null>(null)
  /** There are more hits than `total`. */
  capped = $state(false)
  failure = $state.raw<Failure | null>(null)
  /** The row that the keyboard is on. */
  at = $state(0)
  /** Counts up when the screen should bring the row at hand into sight. */
  follow = $state(0)
  /** What the rows on the screen answer: the empty state speaks of this, not of what is being typed. */
  answered = $state.raw<ListFilters & { query: string; whole: boolean }>({ view: 'working', query: '', whole: false })
  readonly selection = new Selection(() => this.rows)

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
  #lane: string
  /** The saved search whose words stand in the field, or once stood there. */
  #savedId: string | undefined

  /** `lane` names this list to the core, so that its newer searches go before its older ones. */
  constructor(ask: (question: ListQuestion) => Promise<Result<ArticleList>>, lane = '') {
    this.#ask = ask
    this.#lane = lane
  }

  get current(): ArticleRow | null {
    return this.rows[this.at] ?? null
  }

  /**
   * Shows what the filters leave; the same filters again only look for news. A saved search puts its words into the
   * field when it is come to, and not again: what was typed over them stays.
   */
  show(filters: ListFilters, saved?: { id: string; query: string }): Promise<void> {
    const come = saved !== undefined && saved.id !== this.#savedId
    const left = saved === undefined && this.#savedId !== undefined
    this.#savedId = saved?.id
    const query = come ? saved.query : left ? '' : this.query
    const same = JSON.stringify(filters) === JSON.stringify(this.filters) && query === this.query && this.total !== null
    if (same) return this.refresh()
    this.filters = filters
    this.query = query
    this.whole = false
    return this.#fresh()
  }

  /** Takes what has been typed so far, and asks at once: the core drops what it has not begun. */
  search(query: string): void {
    this.query = query
    this.whole = false
    void this.#fresh()
  }

  /** Looks for what was typed in everything, the best first. */
  searchAll(): void {
    this.whole = true
    void this.#fresh()
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
    this.#wanted = Math.max(this.#page, this.query.trim() ? end : end + ahead)
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
    this.whole = false
    this.#savedId = undefined
    this.selection.clear()
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
    this.#wanted = this.#page
    this.follow++
    await this.#load(this.#page)
  }

  async #load(until: number): Promise<void> {
    clearTimeout(this.#timer)
    const asked = ++this.#asked
    const answered = { ...this.filters, query: this.query.trim(), whole: this.whole }
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

  get #page(): number {
    return this.query.trim() ? searchPage : page
  }

  #question(missing: number, after: string | null): ListQuestion {
    const question: ListQuestion = { ...this.filters, limit: missing > page ? longPage : this.#page }
    // A space at the end says that the word before it is whole, so it is part of what was typed.
    const query = this.query.trimStart()
    if (query) {
      question.query = query
      if (this.whole) question.whole = true
      if (this.#lane) question.lane = this.#lane
    }
    if (after !== null) question.after = after
    return question
  }

  #take(rows: ArticleRow[], list: ArticleList): void {
    this.rows = rows
    // At the end the rows themselves are the count, whatever was stored meanwhile.
    this.total = list.next === null ? rows.length : Math.max(list.total, rows.length)
    this.capped = list.capped === true
    this.#next = list.next
    const found = this.#atId === null ? -1 : rows.findIndex((row) => row.id === this.#atId)
    this.at = found >= 0 ? found : Math.max(0, Math.min(this.at, this.total - 1))
    this.#atId = rows[this.at]?.id ?? null
  }
}
