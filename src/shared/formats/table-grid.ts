import type { BodyNode } from '#shared/document/body.ts'
import { numberAttribute } from './render.ts'

/** A stretch of a row that one cell covers. */
export interface GridSlot {
  cell: BodyNode
  column: number
  /** Columns and rows covered, none of them outside the table. */
  colspan: number
  rowspan: number
  /** Whether the cell begins here; if not, it comes down from a row above. */
  begins: boolean
}

export interface TableGrid {
  columns: number
  /** Leading rows of header cells alone; never all of the rows. */
  headRows: number
  rows: GridSlot[][]
}

interface Placed extends Omit<GridSlot, 'begins'> {
  row: number
}

/** A table as it is seen: every row with the cells that cover it, spans settled. */
export function readGrid(table: BodyNode): TableGrid {
  const rows = table.content ?? []
  const taken: (Placed | undefined)[][] = rows.map(() => [])
  rows.forEach((row, y) => {
    let x = 0
    for (const cell of row.content ?? []) {
      while (taken[y]?.[x]) x += 1
      const rowspan = Math.min(numberAttribute(cell, 'rowspan', 1), rows.length - y)
      let colspan = 1
      while (colspan < numberAttribute(cell, 'colspan', 1) && !taken[y]?.[x + colspan]) colspan += 1
      const placed = { cell, row: y, column: x, colspan, rowspan }
      for (const line of taken.slice(y, y + rowspan))
        for (let across = x; across < x + colspan; across++) line[across] ??= placed
      x += colspan
    }
  })
  const head = rows.findIndex((row) => row.content?.some((cell) => cell.type !== 'tableHeader'))
  return {
    columns: Math.max(1, ...taken.map((line) => line.length)),
    headRows: Math.max(0, head),
    rows: taken.map(slots)
  }
}

function slots(line: (Placed | undefined)[], y: number): GridSlot[] {
  const found: GridSlot[] = []
  for (let x = 0; x < line.length;) {
    const placed = line[x]
    let end = x + 1
    while (end < line.length && line[end] === placed) end += 1
    if (placed)
      found.push({
        cell: placed.cell,
        column: x,
        colspan: end - x,
        rowspan: placed.rowspan,
        begins: placed.row === y && placed.column === x
      })
    x = end
  }
  return found
}
