import { inflateSync } from 'fflate'
import { fail, ok, type Result } from '#shared/result.ts'
import { decodeText } from './decode.ts'

export interface ZipEntry {
  path: string
  /** Bytes, packed and unpacked, as the archive says. */
  packed: number
  size: number
}

/** An archive whose list has been read and found harmless; nothing is unpacked before it is asked for. */
export interface Zip {
  entries: ZipEntry[]
  /** The entry's bytes, or null when there is none of this path. Fails where it is not what the list says. */
  read(path: string): Result<Uint8Array | null>
}

export const zipLimits = {
  entries: 4000,
  /** Bytes that all entries together may unpack to: with the file itself they are what an import may hold. */
  unpacked: 160 * 1024 * 1024,
  /** How much more than the archive itself they may be, beyond the first few megabytes: text packs to a tenth or so. */
  ratio: 120,
  free: 8 * 1024 * 1024
}

const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50

export function looksLikeZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
}

/**
 * Reads the list of an archive and refuses what no document is: bombs, paths that lead outside, two entries of one name,
 * encryption. All of it from the list alone.
 */
export function openZip(bytes: Uint8Array, limits = zipLimits): Result<Zip> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const listed = readList(bytes, view, limits.entries)
  if (!listed.ok) return listed
  const entries = new Map<string, Listed>()
  let unpacked = 0
  for (const entry of listed.value) {
    if (!isInside(entry.path))
      return fail(
        'refused',
        'This file holds a path that leads out of it. It is not what it says it is, and is not read.'
      )
    if (entries.has(entry.path)) return fail('refused', 'This file holds two parts of one name, so it is not read.')
    unpacked += entry.size
    if (!entry.path.endsWith('/')) entries.set(entry.path, entry)
  }
  if (unpacked > limits.unpacked || (unpacked > limits.free && unpacked > bytes.length * limits.ratio))
    return fail(
      'too-large',
      `This file would unpack to ${Math.ceil(unpacked / 1e6).toLocaleString('en')} MB, which no article is. It is not read.`
    )
  return ok({
    entries: [...entries.values()].map(({ path, packed, size }) => ({ path, packed, size })),
    read(path) {
      const entry = entries.get(path)
      return entry ? unpack(bytes, view, entry) : ok(null)
    }
  })
}

interface Listed extends ZipEntry {
  method: number
  encrypted: boolean
  crc: number
  offset: number
}

function readList(bytes: Uint8Array, view: DataView, most: number): Result<Listed[]> {
  const end = findEnd(view)
  if (end < 0) return damaged()
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > most || count === 0xffff)
    return fail('too-large', `This file has more than ${most.toLocaleString('en')} parts. It is not read.`)
  const entries: Listed[] = []
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== entryMark) return damaged()
    const nameLength = view.getUint16(at + 28, true)
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > end) return damaged()
    entries.push({
      path: decodeText(bytes.subarray(at + 46, at + 46 + nameLength)).text,
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true)
    })
    at = next
  }
  return ok(entries)
}

/** The end of the list stands in the last 64 KB. */
function findEnd(view: DataView): number {
  const last = view.byteLength - 22
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) if (view.getUint32(at, true) === endMark) return at
  return -1
}

function unpack(bytes: Uint8Array, view: DataView, entry: Listed): Result<Uint8Array> {
  const { offset, packed, size, method, encrypted, crc } = entry
  if (encrypted)
    return fail('unsupported', 'This file is locked with a password. Save it without one, and bring it in again.')
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== localMark) return damaged()
  const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  const inside = bytes.subarray(from, from + packed)
  if (inside.length !== packed) return damaged()
  if (method !== 0 && method !== 8)
    return fail('unsupported', 'A part of this file is packed in a way that is not known.')
  try {
    // Into room for what the list says and one byte more: what is larger than it says is found out, and never held.
    const whole = method === 0 ? inside : inflateSync(inside, { out: new Uint8Array(size + 1) })
    if (whole.length !== size || crcOf(whole) !== crc) return damaged()
    return ok(whole)
  } catch {
    return damaged()
  }
}

function damaged(): Result<never> {
  return fail('damaged', 'This file is damaged: it cannot be unpacked. Ask for it again, or save it anew.')
}

function isInside(path: string): boolean {
  if (path === '' || path.length > 500 || /[\\:\p{Cc}]/u.test(path) || path.startsWith('/')) return false
  return path
    .split('/')
    .every((part, index, all) => (part !== '' || index === all.length - 1) && part !== '.' && part !== '..')
}

let table: Uint32Array | null = null

function crcOf(bytes: Uint8Array): number {
  if (!table) {
    table = new Uint32Array(256)
    for (let index = 0; index < 256; index++) {
      let value = index
      for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
      table[index] = value
    }
  }
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0)
  return (crc ^ 0xffffffff) >>> 0
}
