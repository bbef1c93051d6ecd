/** A ninjs object of any version: names in lower case as 2.x has them, lists where 1.x has objects. */
export type Item = Record<string, unknown>

export function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Every key in lower case: 3.x writes `versionCreated` where 2.x has `versioncreated`. Nested at most `depth` deep, the rest is dropped. */
export function lowered(value: unknown, depth = 12): unknown {
  if (depth === 0) return null
  if (Array.isArray(value)) return value.map((each) => lowered(each, depth - 1))
  if (!isItem(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), lowered(inner, depth - 1)]))
}

/** A text, or a number written as one; anything else is empty. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

/** The objects of a list, or of an object that holds them by name. */
export function list(value: unknown): Item[] {
  if (Array.isArray(value)) return value.filter(isItem)
  if (!isItem(value)) return []
  return Object.entries(value).flatMap(([name, each]) => (isItem(each) ? [{ name, ...each }] : []))
}

/** The first of several keys that holds words. */
export function firstText(item: Item, ...keys: string[]): string {
  for (const key of keys) if (text(item[key]).trim() !== '') return text(item[key])
  return ''
}

/** A text by its role: `headlines[role=main]` in 2.x and 3.x, `headline` and `headline_subhead` in 1.x. */
export function byRole(item: Item, plural: string, singular: string, role: string): string {
  const found = list(item[plural]).find((each) => text(each.role).toLowerCase() === role)
  return text(found?.value) || text(item[`${singular}_${role}`])
}
