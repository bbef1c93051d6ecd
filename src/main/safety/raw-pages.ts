import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'

/** The pages of a SQLite file as they lie on the disk, whatever SQLite thinks of them. Pages count from 1. */
export interface RawPages {
  readonly pageSize: number
  /** Bytes of a page that hold content. */
  readonly usable: number
  readonly count: number
  page(number: number): Buffer | null
  close(): void
}

const headerForm = 'SQLite format 3\0'
const ourPageSize = 4096

/**
 * Opens a file, and over it the committed frames of its write-ahead log if `withLog`: as far as their checksums hold, as
 * SQLite itself would take them. Format: sqlite.org/fileformat2.html.
 */
export function openRawPages(file: string, withLog: boolean): RawPages {
  const descriptor = openSync(file, 'r')
  const bytes = fstatSync(descriptor).size
  const header = Buffer.alloc(100)
  readSync(descriptor, header, 0, 100, 0)
  const sound = header.toString('latin1', 0, 16) === headerForm
  const said = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  // A header that is damaged too: every file of ours has pages of this size.
  const pageSize = sound && said >= 512 && (said & (said - 1)) === 0 ? said : ourPageSize
  const reserved = sound ? (header[20] ?? 0) : 0
  const log = withLog ? readLog(`${file}-wal`, pageSize) : new Map<number, Buffer>()
  const count = Math.max(Math.ceil(bytes / pageSize), ...log.keys())
  return {
    pageSize,
    usable: pageSize - reserved,
    count,
    page(number) {
      const logged = log.get(number)
      if (logged) return logged
      const page = Buffer.alloc(pageSize)
      if (number < 1 || number > count) return null
      const read = readSync(descriptor, page, 0, pageSize, (number - 1) * pageSize)
      return read > 0 ? page : null
    },
    close: () => closeSync(descriptor)
  }
}

const logHeader = 32
const frameHeader = 24

/** The newest committed content of every page that the log holds. */
function readLog(file: string, pageSize: number): Map<number, Buffer> {
  const committed = new Map<number, Buffer>()
  if (!existsSync(file)) return committed
  const log = readFileSync(file)
  if (log.length < logHeader) return committed
  const magic = log.readUInt32BE(0)
  if ((magic & ~1) >>> 0 !== 0x377f0682 || log.readUInt32BE(8) !== pageSize) return committed
  const bigEndian = (magic & 1) === 1
  const salt = log.subarray(16, 24)
  let sum = checksum([0, 0], log.subarray(0, 24), bigEndian)
  if (!isSum(sum, log, 24)) return committed
  let waiting = new Map<number, Buffer>()
  for (let at = logHeader; at + frameHeader + pageSize <= log.length; at += frameHeader + pageSize) {
    const page = log.subarray(at + frameHeader, at + frameHeader + pageSize)
    sum = checksum(checksum(sum, log.subarray(at, at + 8), bigEndian), page, bigEndian)
    if (!log.subarray(at + 8, at + 16).equals(salt) || !isSum(sum, log, at + 16)) break
    waiting.set(log.readUInt32BE(at), page)
    if (log.readUInt32BE(at + 4) === 0) continue
    for (const [number, content] of waiting) committed.set(number, content)
    waiting = new Map()
  }
  return committed
}

type Sum = [number, number]

function checksum([first, second]: Sum, bytes: Buffer, bigEndian: boolean): Sum {
  let [a, b] = [first, second]
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    a = (a + (bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + b) >>> 0
    b = (b + (bigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + a) >>> 0
  }
  return [a, b]
}

function isSum([a, b]: Sum, bytes: Buffer, at: number): boolean {
  return bytes.readUInt32BE(at) === a && bytes.readUInt32BE(at + 4) === b
}
