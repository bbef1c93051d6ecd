import type { Found, Report } from './conflict.ts'
import { isEqual } from './equal.ts'

/** Base, first hand, second hand. */
export type Three<Value> = readonly [base: Value, first: Value, second: Value]

/** What one hand made of a value where the other left it alone; null where both made something else of it. */
export function pick<Value>([base, first, second]: Three<Value>): { value: Value } | null {
  if (isEqual(first, base)) return { value: second }
  if (isEqual(second, base) || isEqual(first, second)) return { value: first }
  return null
}

/** One value out of three. Where both set it the first hand's stands, and both are reported. */
export function mergeValue<Value>(values: Three<Value>, report: Report, found: Omit<Found, 'kind'>): Value {
  const [base, first, second] = values
  const picked = pick(values)
  if (picked && !(isEqual(first, second) && !isEqual(first, base) && typeof first === 'string')) return picked.value
  report.add({
    ...found,
    kind: picked ? 'same' : 'value',
    before: textOfValue(base),
    texts: [textOfValue(first), textOfValue(second)],
    values: [first, second]
  })
  return first
}

/** A value as words: what a list of conflicts shows, and what the audit counts. */
export function textOfValue(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return ''
  if (typeof value !== 'object') return String(value)
  return Object.values(value).map(textOfValue).filter(Boolean).join(' ')
}

/**
 * One list out of three, by what names each of its members. What one hand took out goes, unless the other changed it;
 * what either put in comes behind what it stood behind. `mergeOne` makes one member out of three.
 */
export function mergeList<Item>(
  [base, first, second]: Three<readonly Item[]>,
  keyOf: (item: Item) => string,
  mergeOne: (items: Three<Item>) => Item,
  told: {
    /** One hand took it out, the other changed it: it stays. */
    kept: (item: Item, before: Item, removed: 0 | 1) => void
    /** Both took it out, or both put it in. */
    agreed: (item: Item, change: 'insertion' | 'deletion') => void
  }
): Item[] {
  const known = [base, first, second].map((list) => byKey(list, keyOf)) as [
    Map<string, Item>,
    Map<string, Item>,
    Map<string, Item>
  ]
  const [had, one, other] = known
  const merged = new Map<string, Item>()
  for (const [key, before] of had) {
    const [a, b] = [one.get(key), other.get(key)]
    if (a !== undefined && b !== undefined) merged.set(key, mergeOne([before, a, b]))
    else if ((a ?? b) !== undefined && !isEqual(a ?? b, before)) {
      told.kept((a ?? b) as Item, before, a === undefined ? 0 : 1)
      merged.set(key, (a ?? b) as Item)
    } else if (a === undefined && b === undefined) told.agreed(before, 'deletion')
  }
  for (const [key, item] of [...one, ...other])
    if (!had.has(key)) {
      const [a, b] = [one.get(key), other.get(key)]
      if (a !== undefined && b !== undefined && !merged.has(key)) told.agreed(a, 'insertion')
      merged.set(key, a !== undefined && b !== undefined ? mergeOne([a, a, b]) : item)
    }
  const order = orderOf([...had.keys()], [...one.keys()], [...other.keys()], (key) => merged.has(key))
  return order.flatMap((key) => merged.get(key) ?? [])
}

function byKey<Item>(list: readonly Item[], keyOf: (item: Item) => string): Map<string, Item> {
  const known = new Map<string, Item>()
  for (const item of list) {
    const wanted = keyOf(item)
    let key = wanted
    for (let time = 2; known.has(key); time++) key = `${wanted}~${time}`
    known.set(key, item)
  }
  return known
}

/** The order of who changed it, else the first hand's; with what only the other has behind what it stood behind there. */
function orderOf(base: string[], first: string[], second: string[], stays: (key: string) => boolean): string[] {
  const reordered = (keys: string[]) => {
    const shared = keys.filter((key) => base.includes(key))
    return !isEqual(
      shared,
      base.filter((key) => shared.includes(key))
    )
  }
  const [main, others] = reordered(second) && !reordered(first) ? [second, first] : [first, second]
  const order = main.filter(stays)
  for (const keys of [others, base])
    keys.forEach((key, index) => {
      if (!stays(key) || order.includes(key)) return
      const before = keys
        .slice(0, index)
        .reverse()
        .find((one) => order.includes(one))
      order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key)
    })
  return order
}
