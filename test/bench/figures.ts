/** One line of the table. Times are in milliseconds unless the name says otherwise. */
export interface Figure {
  name: string
  figure: string
  /** What it is held against, measured in the same run; or what is to be reached. */
  reference: string
  ratio: string
  n: number
}

export interface Bench {
  name: string
  run(): Promise<Figure[]>
}

/** The value below which `share` (0–1) of the values lie: nearest rank. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
}

/** p50 and p95 of two series from the same run, as two lines. */
export function compareTimes(name: string, values: number[], reference: number[], referenceName: string): Figure[] {
  return [0.5, 0.95].map((share) => {
    const value = quantile(values, share)
    const other = quantile(reference, share)
    return {
      name: `${name}, p${share * 100}`,
      figure: `${show(value)} ms`,
      reference: `${referenceName} ${show(other)} ms`,
      ratio: `${(value / other).toFixed(2)} ×`,
      n: values.length
    }
  })
}

/** One value held against what is to be reached. */
export function reachFigure(name: string, value: number, reach: number, n: number): Figure {
  return {
    name,
    figure: `${show(value)} ms`,
    reference: `reach ${show(reach)} ms`,
    ratio: `${(value / reach).toFixed(2)} ×`,
    n
  }
}

export function show(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

const columns = ['name', 'figure', 'reference', 'ratio', 'N'] as const

export function formatTable(figures: Figure[]): string {
  const rows = [
    [...columns],
    ...figures.map(({ name, figure, reference, ratio, n }) => [name, figure, reference, ratio, String(n)])
  ]
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join(' | ')
        .trimEnd()
    )
    .join('\n')
}
