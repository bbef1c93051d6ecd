import { attribute, element, elements, type XmlNode } from '../read-xml.ts'

export interface ListLevel {
  ordered: boolean
  /** Of an ordered list's numbers; null is digits. */
  type: 'a' | 'A' | 'i' | 'I' | null
  start: number
  /** Twips from the margin to the words. */
  indent: number
}

/** The lists of a document. Word counts on where a list was left, unless an instance of it begins anew. */
export interface Numbering {
  has(id: string): boolean
  level(id: string, level: number): ListLevel
  /** Counts one item and gives its number. */
  next(id: string, level: number): number
}

const types: Record<string, ListLevel['type']> = {
  lowerLetter: 'a',
  upperLetter: 'A',
  lowerRoman: 'i',
  upperRoman: 'I'
}

export function readNumbering(root: XmlNode | null): Numbering {
  const abstracts = new Map(
    elements(root ?? undefined, 'abstractNum').map((each) => [attribute(each, 'abstractNumId') ?? '', levelsOf(each)])
  )
  const instances = new Map(
    elements(root ?? undefined, 'num').map((each) => {
      const abstract = attribute(element(each, 'abstractNumId'), 'val') ?? ''
      const overrides = elements(each, 'lvlOverride').map((override): [number, { start?: number; own?: ListLevel }] => {
        const start = attribute(element(override, 'startOverride'), 'val')
        const own = element(override, 'lvl')
        return [
          Number(attribute(override, 'ilvl') ?? 0),
          { ...(start !== undefined && { start: Number(start) || 0 }), ...(own && { own: levelOf(own) }) }
        ]
      })
      return [attribute(each, 'numId') ?? '', { abstract, overrides: new Map(overrides), begun: new Set<number>() }]
    })
  )
  const counts = new Map<string, number[]>()

  function level(id: string, at: number): ListLevel {
    const instance = instances.get(id)
    const override = instance?.overrides.get(at)
    const base = override?.own ?? abstracts.get(instance?.abstract ?? '')?.get(at) ?? fallback(at)
    return override?.start === undefined ? base : { ...base, start: override.start }
  }

  return {
    has: (id) => id !== '0' && instances.has(id),
    level,
    next(id, at) {
      const instance = instances.get(id)
      const key = instance?.abstract ?? id
      const count = counts.get(key) ?? []
      counts.set(key, count)
      const anew = instance !== undefined && instance.overrides.get(at)?.start !== undefined && !instance.begun.has(at)
      instance?.begun.add(at)
      const number = anew || count[at] === undefined ? level(id, at).start : (count[at] ?? 0) + 1
      count[at] = number
      // What is nested begins again under the next item.
      count.length = at + 1
      return number
    }
  }
}

function levelsOf(abstract: XmlNode): Map<number, ListLevel> {
  return new Map(elements(abstract, 'lvl').map((each) => [Number(attribute(each, 'ilvl') ?? 0), levelOf(each)]))
}

function levelOf(level: XmlNode): ListLevel {
  const format = attribute(element(level, 'numFmt'), 'val') ?? 'decimal'
  const indent = element(level, 'pPr', 'ind')
  return {
    ordered: format !== 'bullet' && format !== 'none',
    type: types[format] ?? null,
    start: Number(attribute(element(level, 'start'), 'val') ?? 1) || 0,
    indent: Number(attribute(indent, 'left') ?? attribute(indent, 'start') ?? 0) || 0
  }
}

function fallback(level: number): ListLevel {
  return { ordered: false, type: null, start: 1, indent: 720 * (level + 1) }
}
