import { placementFields, type PlacementField } from '#shared/article/placements.ts'
import type { InputOf } from '#shared/contract/index.ts'
import type { PictureSheet, SheetArticle, SheetRow, WriteReply } from '#shared/contract/pictures.ts'
import { fail, type Failure, type Result } from '#shared/result.ts'
import { SvelteMap, SvelteSet } from 'svelte/reactivity'

export type SheetQuestion = InputOf<'pictures.sheet'>
export type SheetCell = InputOf<'pictures.write'>['cells'][number]

/** What a sheet asks the core. */
export interface SheetDoor {
  read(question: SheetQuestion): Promise<Result<PictureSheet>>
  write(session: string, cells: SheetCell[]): Promise<Result<WriteReply>>
  /** The words of these articles may become a version. */
  settle(articleId: string, session: string): void
}

/** A cell that is written or being written: by its key, what stands in it and why it is not stored. */
export interface Unstored {
  cell: SheetCell
  /** Null while it is on its way. */
  message: string | null
}

export const rowKey = (row: { articleId: string; figureId: string }) => `${row.articleId}/${row.figureId}`
export const cellKey = (cell: { articleId: string; figureId: string; field: PlacementField }) =>
  `${rowKey(cell)}/${cell.field}`

/** Milliseconds without writing after which the articles may keep a version. */
const settlePause = 4000
/** Milliseconds without a key after which the words in an open cell are stored, the cell still open. */
const draftPause = 700

/** The caption desk's grid: what it shows, where its cursor is, and the way of each cell to the core. */
export class CaptionSheet {
  rows = $state.raw<SheetRow[] | null>(null)
  articles = $state.raw<SheetArticle[]>([])
  more = $state(false)
  failure = $state.raw<Failure | null>(null)
  /** The cursor: a row and one of the three columns that can be written. */
  at = $state(0)
  column = $state<PlacementField>('caption')
  /** What is being typed into the cell under the cursor, or null. */
  #draft = $state<string | null>(null)
  readonly chosen = new SvelteSet<string>()
  readonly unstored = new SvelteMap<string, Unstored>()
  /** When the newest cell was stored, UTC. */
  storedAt = $state<Date | null>(null)
  undoable = $state(0)

  readonly current: SheetRow | null = $derived(this.rows?.[this.at] ?? null)
  readonly chosenRows: SheetRow[] = $derived((this.rows ?? []).filter((row) => this.chosen.has(rowKey(row))))
  readonly findings: number = $derived((this.rows ?? []).reduce((sum, row) => sum + row.findings.length, 0))
  readonly writing: boolean = $derived([...this.unstored.values()].some(({ message }) => message === null))
  readonly refused: Unstored[] = $derived([...this.unstored.values()].filter(({ message }) => message !== null))

  readonly #door: SheetDoor
  readonly #question: SheetQuestion
  #session = ''
  /** The step in history by which the open cell was stored while it was typed. */
  #stored: SheetCell[] | null = null
  #pausing: ReturnType<typeof setTimeout> | undefined
  #line: Promise<void> = Promise.resolve()
  #undo: SheetCell[][] = []
  #redo: SheetCell[][] = []
  #touched = new Set<string>()
  #settling: ReturnType<typeof setTimeout> | undefined
  #asked = 0

  constructor(question: SheetQuestion, door: SheetDoor) {
    this.#question = question
    this.#door = door
  }

  /** What is being typed into the cell under the cursor, or null. Stored while it is typed, whenever the keys rest. */
  get draft(): string | null {
    return this.#draft
  }

  set draft(typed: string | null) {
    this.#draft = typed
    clearTimeout(this.#pausing)
    if (typed !== null) this.#pausing = setTimeout(() => this.#storeDraft(), draftPause)
  }

  /** The session that this sheet's writes carry. */
  get session(): string {
    return this.#session
  }

  /** Reads the sheet, now or anew; the cursor stays with its picture. */
  async load(): Promise<void> {
    const asked = ++this.#asked
    const reply = await this.#door.read(this.#question)
    if (asked !== this.#asked) return
    this.failure = reply.ok ? null : reply.error
    if (!reply.ok) return
    this.#session ||= reply.value.session
    const held = this.current && rowKey(this.current)
    this.articles = reply.value.articles
    this.more = reply.value.more
    this.rows = reply.value.rows
    const at = this.rows.findIndex((row) => rowKey(row) === held)
    // The picture under the cursor is gone: what was being typed of it must not land in another.
    if (held && at < 0) this.draft = null
    this.at = at >= 0 ? at : Math.min(this.at, Math.max(0, this.rows.length - 1))
    for (const key of this.chosen) if (!this.rows.some((row) => rowKey(row) === key)) this.chosen.delete(key)
  }

  articleOf(row: SheetRow): SheetArticle | undefined {
    return this.articles.find(({ id }) => id === row.articleId)
  }

  /** What a cell shows: words on their way before those that are stored. */
  textOf(row: SheetRow, field: PlacementField): string {
    return this.unstored.get(cellKey({ ...row, field }))?.cell.to ?? row[field]
  }

  moveTo(at: number, column: PlacementField = this.column): void {
    if (this.draft !== null) this.commit()
    this.at = Math.max(0, Math.min(at, (this.rows?.length ?? 1) - 1))
    this.column = column
  }

  /** Up, down, left, right; sideways goes on in the next row when `wraps`. */
  step(down: number, right: number, wraps = false): void {
    const place = placementFields.indexOf(this.column) + right
    const over = place < 0 ? -1 : place >= placementFields.length ? 1 : 0
    if (over === 0) this.moveTo(this.at + down, placementFields[place])
    else if (wraps && this.rows?.[this.at + over]) this.moveTo(this.at + over, placementFields.at(over < 0 ? -1 : 0))
  }

  /** Begins to type in the cell under the cursor: from its words, or from what was typed on it. */
  edit(typed?: string): void {
    if (!this.current || this.current.readOnly !== null) return
    this.#stored = null
    this.draft = typed ?? this.textOf(this.current, this.column)
  }

  /** Leaves the cell as it was before anything was typed into it. */
  cancel(): void {
    const stored = this.#stored
    this.draft = null
    this.#stored = null
    if (stored === null || this.#undo.at(-1) !== stored) return
    this.undo()
    this.#redo = []
  }

  /** Writes what was typed, if it says something else. */
  commit(): void {
    const [row, draft] = [this.current, this.draft]
    if (row && draft !== null) this.#writeDraft(row, draft)
    this.draft = null
    this.#stored = null
  }

  #storeDraft(): void {
    const [row, draft] = [this.current, this.draft]
    if (row && draft !== null) this.#writeDraft(row, draft)
  }

  /** However often a cell is stored while it is typed, undo takes it back in one step. */
  #writeDraft(row: SheetRow, draft: string): void {
    if (!this.write([{ row, field: this.column, to: draft }])) return
    const step = this.#undo.pop() ?? []
    const before = this.#stored !== null && this.#undo.at(-1) === this.#stored ? this.#undo.pop() : undefined
    this.#stored = step.map((cell) => ({ ...cell, from: before?.[0]?.from ?? cell.from }))
    this.#undo.push(this.#stored)
    this.undoable = this.#undo.length
  }

  /** Writes cells as one step that undo takes back; false where they say so already. */
  write(changes: { row: SheetRow; field: PlacementField; to: string }[]): boolean {
    const cells = changes.flatMap(({ row, field, to }): SheetCell[] => {
      const { articleId, figureId } = row
      const from = this.textOf(row, field)
      const text = to.trim()
      if (row.readOnly !== null || figureId === '' || text === from) return []
      return [{ articleId, figureId, field, from, to: text }]
    })
    if (cells.length === 0) return false
    this.#undo = [...this.#undo.slice(-199), cells]
    this.#redo = []
    this.undoable = this.#undo.length
    this.#send(cells)
    return true
  }

  /** One credit for every chosen row. */
  creditChosen(credit: string): void {
    this.write(this.chosenRows.map((row) => ({ row, field: 'credit', to: credit })))
  }

  undo(): void {
    const cells = this.#undo.pop()
    if (!cells) return
    this.#redo.push(cells)
    this.undoable = this.#undo.length
    this.#take(cells.map(({ from, to, ...place }) => ({ ...place, from: to, to: from })))
  }

  redo(): void {
    const cells = this.#redo.pop()
    if (!cells) return
    this.#undo.push(cells)
    this.undoable = this.#undo.length
    this.#take(cells)
  }

  choose(row: SheetRow, on = !this.chosen.has(rowKey(row))): void {
    if (on) this.chosen.add(rowKey(row))
    else this.chosen.delete(rowKey(row))
  }

  chooseAll(on: boolean): void {
    for (const row of this.rows ?? []) this.choose(row, on && row.readOnly === null)
  }

  /** Sends a cell that was refused once more, over the words that stand there now. */
  again(unstored: Unstored): void {
    const row = this.rows?.find((one) => rowKey(one) === rowKey(unstored.cell))
    if (!row) return
    this.#send([{ ...unstored.cell, from: row[unstored.cell.field] }])
  }

  /** Gives a refused cell's words up. */
  leave(unstored: Unstored): void {
    this.unstored.delete(cellKey(unstored.cell))
  }

  /** Everything that was typed is stored, or it says what is not. */
  async flush(): Promise<Result<null>> {
    if (this.draft !== null) this.commit()
    await this.#line
    const [first] = this.refused
    return first ? fail('conflict', first.message ?? '') : { ok: true, value: null }
  }

  /** The sheet is left: what was written may become a version. */
  close(): void {
    clearTimeout(this.#settling)
    for (const articleId of this.#touched) this.#door.settle(articleId, this.#session)
    this.#touched.clear()
  }

  /** A step back or forward leads the cursor to where it changes something. */
  #take(cells: SheetCell[]): void {
    const [first] = cells
    const at = this.rows?.findIndex((row) => first !== undefined && rowKey(row) === rowKey(first)) ?? -1
    this.draft = null
    if (first && at >= 0) this.moveTo(at, first.field)
    this.#send(cells)
  }

  /** One write after another: a cell that is typed twice arrives in that order. */
  #send(cells: SheetCell[]): void {
    for (const cell of cells) this.unstored.set(cellKey(cell), { cell, message: null })
    const send = async () => {
      const reply = await this.#door.write(this.#session, cells)
      for (const cell of cells) {
        const key = cellKey(cell)
        // Typed anew meanwhile: the newer words are on their way.
        if (this.unstored.get(key)?.cell !== cell) continue
        const message = reply.ok
          ? reply.value.refused.find((one) => cellKey(one) === key)?.message
          : reply.error.message
        if (message === undefined) this.unstored.delete(key)
        else this.unstored.set(key, { cell, message })
        this.#touched.add(cell.articleId)
      }
      if (!reply.ok) return
      this.#freshen(reply.value.rows)
      if (reply.value.refused.length < cells.length) this.storedAt = new Date()
      clearTimeout(this.#settling)
      this.#settling = setTimeout(() => this.close(), settlePause)
    }
    this.#line = this.#line.then(send, send)
  }

  #freshen(fresh: SheetRow[]): void {
    const byKey = new Map(fresh.map((row) => [rowKey(row), row]))
    this.rows = (this.rows ?? []).map((row) => byKey.get(rowKey(row)) ?? row)
  }
}
