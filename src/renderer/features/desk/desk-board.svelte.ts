import type { State } from '#shared/article/workflow.ts'
import type { ArticleList, ArticleRow, ListFilters } from '#shared/contract/articles.ts'
import type { Failure, Result } from '#shared/result.ts'
import type { ListQuestion } from './desk-list.svelte.ts'

export const columns = ['draft', 'changes_requested', 'in_review', 'approved', 'published'] as const satisfies State[]
export type Column = (typeof columns)[number]

/** Cards that a column shows at first; what is published goes on for ever, so only its newest. */
const atFirst: Record<Column, number> = { draft: 60, changes_requested: 60, in_review: 60, approved: 60, published: 20 }
/** How many come at a time when more are asked for, and the most that a column holds. */
const more = 40
export const mostCards = 500
const pause = 200

interface Cards {
  rows: ArticleRow[]
  total: number
  capped: boolean
}

/** The articles by state, as the filters and the search leave them. Which column a card is in is what the core says. */
export class DeskBoard {
  columns = $state.raw<Record<Column, Cards> | null>(null)
  failure = $state.raw<Failure | null>(null)
  /** The card that the keyboard is on. */
  atId = $state<string | null>(null)
  /** Counts up when the card at hand should have the focus. */
  follow = $state(0)

  #ask: (question: ListQuestion) => Promise<Result<ArticleList>>
  #filters: ListFilters = { view: 'working' }
  #query = ''
  #asked = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #most = { ...atFirst }
  #lane: string

  /** `lane` names the board to the core, so that its newer searches go before its older ones. */
  constructor(ask: (question: ListQuestion) => Promise<Result<ArticleList>>, lane = '') {
    this.#ask = ask
    this.#lane = lane
  }

  get current(): ArticleRow | null {
    return this.columns
      ? (columns.flatMap((state) => this.columns?.[state].rows ?? []).find(({ id }) => id === this.atId) ?? null)
      : null
  }

  show(filters: ListFilters, query: string): void {
    const typed = query !== this.#query
    if (typed || JSON.stringify(filters) !== JSON.stringify(this.#filters)) this.#most = { ...atFirst }
    this.#filters = filters
    this.#query = query
    if (typed) this.changed()
    else void this.refresh()
  }

  /** More cards of one column; the keyboard goes to the first of them. */
  async more(column: Column): Promise<void> {
    const before = this.columns?.[column].rows.length ?? 0
    this.#most[column] = Math.min(mostCards, Math.max(this.#most[column], before) + more)
    await this.refresh()
    const first = this.columns?.[column].rows[before]
    if (!first) return
    this.atId = first.id
    this.follow++
  }

  /** Something has changed: asks again soon. */
  changed(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.refresh(), pause)
  }

  async refresh(): Promise<void> {
    clearTimeout(this.#timer)
    const asked = ++this.#asked
    const { view, ...filters } = this.#filters
    const query = this.#query.trim()
    const answers = await Promise.all(
      columns.map((state) =>
        this.#ask({
          ...filters,
          view: view === 'mine' ? 'mine' : 'all',
          states: [state],
          limit: this.#most[state],
          ...(query && { query, ...(this.#lane && { lane: `${this.#lane} ${columns.indexOf(state)}` }) })
        })
      )
    )
    if (asked !== this.#asked) return
    const cards: Partial<Record<Column, Cards>> = {}
    for (const [index, state] of columns.entries()) {
      const answer = answers[index]
      if (!answer?.ok) {
        this.failure = answer?.error ?? null
        return
      }
      cards[state] = { rows: answer.value.rows, total: answer.value.total, capped: answer.value.capped === true }
    }
    this.failure = null
    const at = this.#place()
    this.columns = cards as Record<Column, Cards>
    // The card at hand is followed into its new column; where it has left the board, its neighbour is at hand.
    if (this.current === null) this.atId = at ? (this.#cardAt(at.column, at.index)?.id ?? this.#first()) : this.#first()
  }

  /** Moves the keyboard by columns and cards; a column without cards is passed over. */
  step(across: number, down: number): void {
    const at = this.#place()
    if (!at) {
      this.atId = this.#first()
      this.follow++
      return
    }
    let { column } = at
    if (across !== 0) {
      do column += across
      while (column >= 0 && column < columns.length && this.#rowsOf(column).length === 0)
      if (column < 0 || column >= columns.length) return
    }
    const index = Math.max(0, Math.min(at.index + down, this.#rowsOf(column).length - 1))
    this.atId = this.#cardAt(column, index)?.id ?? this.atId
    this.follow++
  }

  #rowsOf(column: number): ArticleRow[] {
    const state = columns[column]
    return state && this.columns ? this.columns[state].rows : []
  }

  #cardAt(column: number, index: number): ArticleRow | undefined {
    const rows = this.#rowsOf(column)
    return rows[Math.min(index, rows.length - 1)]
  }

  #place(): { column: number; index: number } | null {
    for (const column of columns.keys()) {
      const index = this.#rowsOf(column).findIndex(({ id }) => id === this.atId)
      if (index >= 0) return { column, index }
    }
    return null
  }

  #first(): string | null {
    return columns.flatMap((_, column) => this.#rowsOf(column))[0]?.id ?? null
  }
}
