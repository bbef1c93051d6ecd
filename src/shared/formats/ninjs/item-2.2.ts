type Item = Record<string, unknown>

/** A ninjs 3.1 object as version 2.2 has it: the same structure, its names in lower case. An association's name alone says what it is for. */
export function ninjsItem22({ associations, ...item }: Item): Item {
  const related = (associations as Item[] | undefined)?.map(({ rel: _, ...association }) => lowered(association))
  return {
    ...(lowered(item) as Item),
    ...(related ? { associations: related } : {}),
    standard: { name: 'ninjs', version: '2.2', schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_2.2.json' }
  }
}

function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key === 'embargoedUntil' ? 'embargoed' : key.toLowerCase(),
      lowered(inner)
    ])
  )
}
