import { inflateRawSync } from 'node:zlib'
import { fail, ok, type Result } from '#shared/result.ts'

export interface ZipLimits {
  entries: number
  /** Bytes of the largest entry, and of all together, unpacked. */
  entry: number
  total: number
  /** What an entry may be called. */
  name: RegExp
}

interface Entry {
  name: string
  method: number
  packed: number
  size: number
  at: number
}

const broken = (what: string) => fail('invalid-input', `The file is not a whole hand-over: ${what}.`)

/**
 * The entries of an archive by name, unpacked in memory; nothing is ever written by an entry's name. Strict: plain files
 * with names that are asked for, each once, stored or deflated, none larger than it says.
 */
export function readZip(bytes: Uint8Array, limits: ZipLimits): Result<Map<string, Uint8Array>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const listed = readDirectory(bytes, view, limits)
  if (!listed.ok) return listed
  const found = new Map<string, Uint8Array>()
  for (const entry of listed.value) {
    const unpacked = unpack(bytes, view, entry)
    if (!unpacked) return broken(`“${entry.name}” cannot be unpacked`)
    found.set(entry.name, unpacked)
  }
  return ok(found)
}

function readDirectory(bytes: Uint8Array, view: DataView, limits: ZipLimits): Result<Entry[]> {
  const end = findEnd(view)
  if (end === null) return broken('it has no list of contents')
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (view.getUint16(end + 8, true) !== count || count > limits.entries)
    return broken(`it holds more than ${limits.entries} entries`)
  const entries: Entry[] = []
  const names = new Set<string>()
  let total = 0
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) return broken('its list of contents is damaged')
    const nameLength = view.getUint16(at + 28, true)
    const name = Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('latin1')
    if (!limits.name.test(name)) return broken('it holds something that does not belong in one')
    if (names.has(name)) return broken(`“${name}” is in it twice`)
    names.add(name)
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)]
    const kind = (view.getUint32(at + 38, true) >>> 16) & 0o170000
    if ((flags & 0x2041) !== 0 || (method !== 0 && method !== 8)) return broken(`“${name}” is packed in a strange way`)
    if (kind !== 0 && kind !== 0o100000) return broken(`“${name}” is a link, not a file`)
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
    total += size
    if (size > limits.entry || total > limits.total) return broken('it is larger, unpacked, than a hand-over can be')
    entries.push({ name, method, packed, size, at: view.getUint32(at + 42, true) })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return at === end ? ok(entries) : broken('its list of contents is damaged')
}

/** Where the list of contents is described; a comment after it is not expected. */
function findEnd(view: DataView): number | null {
  const at = view.byteLength - 22
  return at >= 0 && view.getUint32(at, true) === 0x06054b50 ? at : null
}

function unpack(bytes: Uint8Array, view: DataView, { method, packed, size, at }: Entry): Uint8Array | null {
  if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50) return null
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (from + packed > bytes.length) return null
  const data = bytes.subarray(from, from + packed)
  if (method === 0) return packed === size ? data : null
  try {
    const unpacked = inflateRawSync(data, { maxOutputLength: Math.max(1, size) })
    return unpacked.length === size ? unpacked : null
  } catch {
    return null
  }
}
