/** How many rows are drawn beyond each edge of what is seen. */
const margin = 6

/** Which rows of a long list are drawn: rows of one height, counted from 0. Lengths in CSS pixels. */
export class VirtualRows {
  rowHeight = $state(68)
  total = $state(0)
  scrollTop = $state(0)
  viewHeight = $state(0)

  readonly height: number = $derived(this.total * this.rowHeight)
  readonly first: number = $derived(Math.max(0, Math.floor(this.scrollTop / this.rowHeight) - margin))
  /** One past the last row drawn. */
  readonly end: number = $derived(
    Math.min(this.total, Math.ceil((this.scrollTop + this.viewHeight) / this.rowHeight) + margin)
  )
  /** Whole rows on one screenful, at least one. */
  readonly perPage: number = $derived(Math.max(1, Math.floor(this.viewHeight / this.rowHeight)))

  /** Where to scroll so that the row is wholly seen; the present place when it is already. */
  scrollTopFor(index: number): number {
    const top = index * this.rowHeight
    if (top < this.scrollTop) return top
    return Math.max(this.scrollTop, top + this.rowHeight - this.viewHeight)
  }
}
