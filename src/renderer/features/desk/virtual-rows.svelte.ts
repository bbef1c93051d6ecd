/** How many rows are drawn beyond each edge of what is seen. */
const margin = 6

/**
 * Which rows of a long list are drawn: rows of one height, counted from 0. They are drawn in a fixed number of slots: a row
 * that leaves at one edge gives its slot to the one that comes in at the other. Lengths in CSS pixels.
 */
export class VirtualRows {
  rowHeight = $state(68)
  total = $state(0)
  scrollTop = $state(0)
  viewHeight = $state(0)
  /** The first row when the slots last stood in the order of their rows. */
  #ordered = $state(0)

  readonly height: number = $derived(this.total * this.rowHeight)
  /** As many as a screenful and its margins take, wherever between two rows it begins. */
  readonly slots: number = $derived(Math.min(this.total, Math.ceil(this.viewHeight / this.rowHeight) + 1 + 2 * margin))
  readonly first: number = $derived(
    Math.max(0, Math.min(Math.floor(this.scrollTop / this.rowHeight) - margin, this.total - this.slots))
  )
  /** One past the last row drawn. */
  readonly end: number = $derived(this.first + this.slots)
  /** Whole rows on one screenful, at least one. */
  readonly perPage: number = $derived(Math.max(1, Math.floor(this.viewHeight / this.rowHeight)))

  /** The row that a slot shows. */
  rowIn(slot: number): number {
    const turned = (slot + this.#ordered - this.first) % this.slots
    return this.first + (turned < 0 ? turned + this.slots : turned)
  }

  /** Scrolling rests: the slots take the order of their rows, which is the order that a screen reader reads them in. */
  order(): void {
    this.#ordered = this.first
  }

  /** Where to scroll so that the row is wholly seen; the present place when it is already. */
  scrollTopFor(index: number): number {
    const top = index * this.rowHeight
    if (top < this.scrollTop) return top
    return Math.max(this.scrollTop, top + this.rowHeight - this.viewHeight)
  }
}
