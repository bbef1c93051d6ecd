/** Equal as JSON values, whatever the order of keys; absent and undefined are the same. Keys in `but` are not looked at. */
export function isEqual(a: unknown, b: unknown, but?: string): boolean {
  if (a === b) return true
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    return a.every((value, index) => isEqual(value, b[index], but))
  }
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  for (const key in one) if (key !== but && !isEqual(one[key], other[key], but)) return false
  for (const key in other) if (key !== but && one[key] === undefined && other[key] !== undefined) return false
  return true
}

/** JSON with its keys in order, without those named `but`: equal values have equal keys. */
export function sortedJson(value: unknown, but?: string): string {
  return JSON.stringify(value, (key, inside: unknown) => {
    if (key === but && key !== '') return undefined
    if (inside === null || typeof inside !== 'object' || Array.isArray(inside)) return inside
    return Object.fromEntries(Object.entries(inside).sort(([one], [other]) => (one < other ? -1 : 1)))
  })
}
