import type { EarlierExport, ExportedFile, FormatInfo } from '#shared/contract/exports.ts'

/**
 * "Drops the embargo, the note to editors", or that nothing is dropped. What "leaves out" something is told by that
 * thing alone; any other loss stands after it as the sentence that it is.
 */
export function dropsText({ label, drops }: FormatInfo): string {
  if (drops.length === 0) return 'Drops nothing of this article'
  const leaves = `${label} leaves out `
  const nouns = drops
    .filter((drop) => drop.startsWith(leaves))
    .map((drop) => drop.slice(leaves.length).replace(/[.\s]+$/, ''))
  const rest = drops.filter((drop) => !drop.startsWith(leaves))
  return [...(nouns.length > 0 ? [`Drops ${nouns.join(', ')}${rest.length > 0 ? '.' : ''}`] : []), ...rest].join(' ')
}

/** Bytes as people read them, in units of 1,000 as file managers of today have it: "12.4 kB". */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB']
  let value = bytes / 1000
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${value < 99.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}

/** Where an earlier export went, as far as the record says. */
export function placeText({ as, door, name }: Pick<EarlierExport, 'as' | 'door' | 'name'>): string {
  const called = name === '' ? `a ${as}` : `“${name}”`
  return door === 'browser' ? `As ${called}, to a browser’s downloads.` : `As ${called}, saved on the desk’s computer.`
}

export function shortHash({ sha256 }: ExportedFile): string {
  return sha256.slice(0, 8)
}

/** The formats to have ticked: those of last time that there still are, in their order; the first when there is none. */
export function tickedFormats(remembered: string[], formats: FormatInfo[]): string[] {
  const ticked = formats.filter(({ id }) => remembered.includes(id)).map(({ id }) => id)
  const first = formats[0]
  return ticked.length > 0 || !first ? ticked : [first.id]
}
