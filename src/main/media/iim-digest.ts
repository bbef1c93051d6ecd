import { createHash } from 'node:crypto'

const iimResource = 0x0404
const digestResource = 0x0425

/**
 * Whether a program that knows no XMP has written the picture's IPTC-IIM after Photoshop, or another that keeps both,
 * did: the checksum of the IIM that those leave no longer holds. Without one nothing is known, which is false.
 */
export function isIimNewer(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const resources = resourcesIn(buffer)
  const [iim, digest] = [resources.get(iimResource), resources.get(digestResource)]
  if (!iim || digest?.length !== 16 || digest.every((byte) => byte === 0)) return false
  return !createHash('md5').update(iim).digest().equals(digest)
}

function resourcesIn(file: Buffer): Map<number, Buffer> {
  const found = new Map<number, Buffer>()
  for (const block of file[0] === 0xff && file[1] === 0xd8 ? jpegBlocks(file) : tiffBlocks(file))
    readResources(block, found)
  return found
}

const photoshop = Buffer.from('Photoshop 3.0\0')

/** A block that is too long for one segment goes on in the next, so they are read as one. */
function jpegBlocks(jpeg: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 2; at + 4 <= jpeg.length && jpeg[at] === 0xff;) {
    const marker = jpeg[at + 1]
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xda || marker === 0xd9) break
    const end = at + 2 + jpeg.readUInt16BE(at + 2)
    const data = jpeg.subarray(at + 4, end)
    if (marker === 0xed && data.subarray(0, photoshop.length).equals(photoshop))
      parts.push(data.subarray(photoshop.length))
    at = Math.max(end, at + 4)
  }
  return [Buffer.concat(parts)]
}

const photoshopTag = 0x8649

function tiffBlocks(tiff: Buffer): Buffer[] {
  const little = tiff.toString('latin1', 0, 4) === 'II*\0'
  if (!little && tiff.toString('latin1', 0, 4) !== 'MM\0*') return []
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number) => (at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const directory = long(4)
  for (let entry = 0; entry < short(directory); entry++) {
    const at = directory + 2 + entry * 12
    if (short(at) === photoshopTag) return [tiff.subarray(long(at + 8), long(at + 8) + long(at + 4))]
  }
  return []
}

/** "8BIM", a number, a name padded to even, a length, the data padded to even. */
function readResources(block: Buffer, found: Map<number, Buffer>): void {
  for (let at = 0; at + 12 <= block.length && block.toString('latin1', at, at + 4) === '8BIM';) {
    const number = block.readUInt16BE(at + 4)
    const name = 1 + (block[at + 6] ?? 0)
    const data = at + 6 + name + (name % 2) + 4
    if (data > block.length) return
    const length = block.readUInt32BE(data - 4)
    if (!found.has(number)) found.set(number, block.subarray(data, data + length))
    at = data + length + (length % 2)
  }
}
