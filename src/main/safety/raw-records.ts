import type { RawPages } from './raw-pages.ts'

export type RawValue = null | bigint | number | string | Buffer

/** One row as it lies in a page: `rowid` is null in a table WITHOUT ROWID. */
export interface RawRecord {
  rowid: bigint | null
  values: RawValue[]
}

const tableLeaf = 0x0d
const tableInterior = 0x05
const indexLeaf = 0x0a
const indexInterior = 0x02
const longestText = 256 * 1024 * 1024

/**
 * The rows of the b-tree with this root, as far as its pages lead; notes every page that it came by in `seen`. A page
 * that makes no sense is passed over, and what it led to is not found from here.
 */
export function* recordsUnder(pages: RawPages, root: number, seen: Set<number>): Generator<RawRecord> {
  const waiting = [root]
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (seen.has(number)) continue
    const page = pages.page(number)
    if (!page) continue
    const begin = headerAt(number)
    const kind = page[begin]
    if (kind !== tableLeaf && kind !== tableInterior && kind !== indexLeaf && kind !== indexInterior) continue
    seen.add(number)
    if (kind === tableInterior || kind === indexInterior) {
      waiting.push(page.readUInt32BE(begin + 8))
      for (const cell of cellsOf(page, begin, 12)) if (cell + 4 <= page.length) waiting.push(page.readUInt32BE(cell))
    }
    if (kind !== tableInterior) yield* recordsOf(pages, number)
  }
}

/** The rows of one page, if it is a leaf, or an inner page of a table WITHOUT ROWID. Cells that make no sense are left out. */
export function* recordsOf(pages: RawPages, number: number): Generator<RawRecord> {
  const page = pages.page(number)
  if (!page) return
  const begin = headerAt(number)
  const kind = page[begin]
  if (kind !== tableLeaf && kind !== indexLeaf && kind !== indexInterior) return
  for (const cell of cellsOf(page, begin, kind === indexInterior ? 12 : 8)) {
    const record = readCell(pages, page, kind === indexInterior ? cell + 4 : cell, kind === tableLeaf)
    if (record) yield record
  }
}

/** Whether rows lie in the page: of a table, or of an index or a table WITHOUT ROWID. */
export function isLeaf(pages: RawPages, number: number): boolean {
  const kind = pages.page(number)?.[headerAt(number)]
  return kind === tableLeaf || kind === indexLeaf
}

const headerAt = (number: number) => (number === 1 ? 100 : 0)

function cellsOf(page: Buffer, begin: number, headerLength: number): number[] {
  const first = begin + headerLength
  const count = Math.min(page.readUInt16BE(begin + 3), Math.floor((page.length - first) / 2))
  return Array.from({ length: count }, (_, index) => page.readUInt16BE(first + index * 2)).filter(
    (at) => at >= first && at < page.length
  )
}

function readCell(pages: RawPages, page: Buffer, at: number, ofTable: boolean): RawRecord | null {
  const length = readVarint(page, at)
  if (!length || length.value > longestText) return null
  const rowid = ofTable ? readVarint(page, length.end) : null
  if (ofTable && !rowid) return null
  const payload = readPayload(pages, page, rowid?.end ?? length.end, Number(length.value), ofTable)
  const values = payload && readValues(payload)
  return values && { rowid: rowid === null ? null : BigInt.asIntN(64, rowid.value), values }
}

/** What does not fit into a page goes on in a chain of pages of its own. */
function readPayload(pages: RawPages, page: Buffer, at: number, length: number, ofTable: boolean): Buffer | null {
  const { usable } = pages
  const most = ofTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const fitting = least + ((length - least) % (usable - 4))
  const local = length <= most ? length : fitting <= most ? fitting : least
  if (at + local + (local < length ? 4 : 0) > page.length) return null
  const parts = [page.subarray(at, at + local)]
  let left = length - local
  let next = left > 0 ? page.readUInt32BE(at + local) : 0
  for (const visited = new Set<number>(); left > 0;) {
    const overflow = visited.has(next) ? null : pages.page(next)
    if (!overflow) return null
    visited.add(next)
    const part = overflow.subarray(4, 4 + Math.min(left, usable - 4))
    parts.push(part)
    left -= part.length
    next = overflow.readUInt32BE(0)
  }
  return Buffer.concat(parts)
}

function readValues(payload: Buffer): RawValue[] | null {
  const header = readVarint(payload, 0)
  if (!header || header.value > payload.length) return null
  const values: RawValue[] = []
  let at = header.end
  let content = Number(header.value)
  while (at < header.value) {
    const type = readVarint(payload, at)
    if (!type) return null
    at = type.end
    const size = sizeOf(type.value)
    if (size === null || content + size > payload.length) return null
    values.push(readValue(payload, content, size, type.value))
    content += size
  }
  return values
}

const wholeSizes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

function sizeOf(type: bigint): number | null {
  if (type < 10n) return wholeSizes[Number(type)] ?? null
  return type < 12n ? null : Number((type - (type % 2n === 0n ? 12n : 13n)) / 2n)
}

function readValue(payload: Buffer, at: number, size: number, type: bigint): RawValue {
  if (type === 0n) return null
  if (type === 7n) return payload.readDoubleBE(at)
  if (type === 8n || type === 9n) return type - 8n
  if (type >= 12n) {
    const bytes = payload.subarray(at, at + size)
    return type % 2n === 0n ? Buffer.from(bytes) : bytes.toString('utf8')
  }
  let value = 0n
  for (const byte of payload.subarray(at, at + size)) value = (value << 8n) | BigInt(byte)
  return BigInt.asIntN(size * 8, value)
}

function readVarint(bytes: Buffer, at: number): { value: bigint; end: number } | null {
  let value = 0n
  for (let index = 0; index < 9; index++) {
    const byte = bytes[at + index]
    if (byte === undefined) return null
    if (index === 8) return { value: (value << 8n) | BigInt(byte), end: at + 9 }
    value = (value << 7n) | BigInt(byte & 0x7f)
    if (byte < 0x80) return { value, end: at + index + 1 }
  }
  return null
}
