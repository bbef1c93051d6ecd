/**
 * What crosses the browser door. JSON, with two things that JSON has not: in replies and events bytes are
 * `{"$bytes": base64}`; in requests `{"$part": "name"}` stands for the bytes of the multipart part of that name.
 * An object that merely looks like one of these carries one more `$` on the way.
 */
const marker = /^\$+(bytes|part)$/

function onlyKey(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const keys = Object.keys(value)
  return keys.length === 1 ? (keys[0] ?? null) : null
}

export function writeWire(value: unknown): string {
  return (
    JSON.stringify(value, function (this: Record<string, unknown>, key, changed: unknown) {
      // Buffers have turned themselves into plain objects by now: look at what was there before.
      const original = this[key]
      if (original instanceof Uint8Array) return { $bytes: Buffer.from(original).toString('base64') }
      const only = onlyKey(changed)
      return only !== null && marker.test(only) ? { [`$${only}`]: (changed as Record<string, unknown>)[only] } : changed
    }) ?? 'null'
  )
}

/** Throws on what is not JSON and on a part that is not there. */
export function readWire(text: string, parts: ReadonlyMap<string, Uint8Array> = new Map()): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    const only = onlyKey(value)
    if (only === null || !marker.test(only)) return value
    const inner = (value as Record<string, unknown>)[only]
    if (only === '$bytes' && typeof inner === 'string') return new Uint8Array(Buffer.from(inner, 'base64'))
    if (only === '$part' && typeof inner === 'string') {
      const bytes = parts.get(inner)
      if (!bytes) throw new Error(`no part ${inner}`)
      return bytes
    }
    if (only.startsWith('$$')) return { [only.slice(1)]: inner }
    throw new Error(`a strange ${only}`)
  })
}
