import type { ArticleRow } from '#shared/contract/articles.ts'

/** Which rows of a list are chosen, by id: they stay chosen while the list is read again, and go with their row. */
export class Selection {
  #ids = $state.raw<ReadonlySet<string>>(new Set())
  /** Where a range began. */
  #anchor: number | null = null
  #rows: () => ArticleRow[]
  /** In the order of the list. */
  readonly rows: ArticleRow[] = $derived.by(() =>
    this.#ids.size === 0 ? [] : this.#rows().filter(({ id }) => this.#ids.has(id))
  )

  constructor(rows: () => ArticleRow[]) {
    this.#rows = rows
  }

  has(id: string | undefined): boolean {
    return id !== undefined && this.#ids.has(id)
  }

  toggle(index: number): void {
    const id = this.#rows()[index]?.id
    if (id === undefined) return
    const ids = new Set(this.#ids)
    if (!ids.delete(id)) ids.add(id)
    this.#ids = ids
    this.#anchor = index
  }

  /** Everything from where the range began to here, and nothing else; without a beginning it begins at `from`. */
  extend(from: number, to: number): void {
    this.#anchor ??= from
    const [first, last] = this.#anchor < to ? [this.#anchor, to] : [to, this.#anchor]
    this.#ids = new Set(
      this.#rows()
        .slice(first, last + 1)
        .map(({ id }) => id)
    )
  }

  /** Every row that is here. */
  all(): void {
    this.#ids = new Set(this.#rows().map(({ id }) => id))
  }

  clear(): void {
    this.#ids = new Set()
    this.#anchor = null
  }
}
