import { deflateSync, crc32 } from 'node:zlib'
import { zipSync } from 'fflate'
import sharp from 'sharp'

export interface HostilePicture {
  name: string
  bytes: Uint8Array
}

const latin = (text: string) => Buffer.from(text, 'latin1')

/**
 * Pictures that unpack to more than a computer holds, say that they are larger than they are, or are something else as well.
 * Made here, small each; none may be taken, hold the worker up or bring it down.
 */
export async function hostilePictures(): Promise<HostilePicture[]> {
  const plain = sharp({ create: { width: 300, height: 200, channels: 3, background: 'teal' } })
  const [jpeg, progressive, plainPng, webp, gif, avif] = await Promise.all([
    plain.clone().jpeg().toBuffer(),
    plain.clone().jpeg({ progressive: true }).toBuffer(),
    plain.clone().png().toBuffer(),
    plain.clone().webp({ lossless: true }).toBuffer(),
    plain.clone().gif().toBuffer(),
    plain.clone().avif({ effort: 0 }).toBuffer()
  ])
  return Object.entries({
    'a PNG of 20,000 × 20,000 by its header': png(20_000, 20_000, 200),
    'a PNG that holds a hundredth of its rows': png(9000, 9000, 90),
    'a JPEG of 60,000 × 60,000 by its header': patched(
      jpeg,
      jpeg.indexOf(latin('\xff\xc0')) + 5,
      [0xea, 0x60, 0xea, 0x60]
    ),
    'a JPEG of ten thousand scans': manyScans(progressive, 10_000),
    'a JPEG of noise': Buffer.concat([jpeg.subarray(0, 400), Buffer.alloc(20_000_000, 0xff)]),
    'a GIF whose only frame is larger than memory': patched(gif, gif.indexOf(0x2c, 13) + 5, [0xff, 0xff, 0xff, 0xff]),
    'a WebP of 16,384 × 16,384 by its header': patched(webp, webp.indexOf('VP8L') + 9, [0xff, 0xff, 0xff, 0x0f]),
    'a WebP that holds no more than its header': patched(
      webp,
      webp.indexOf('VP8L') + 9,
      [0x6f, 0x17, 0xdc, 0x05]
    ).subarray(0, 40),
    'a TIFF of 100,000 × 100,000 in one strip told again and again': tiff(100_000, 100_000),
    'a TIFF whose tiles are 65,536 pixels wide': tiff(1000, 1000, 65_536),
    'a TIFF whose strips lie behind its end': tiff(5000, 5000, 0, 0x7fff_0000),
    'an AVIF of 65,000 × 65,000 by its header': patched(
      avif,
      avif.indexOf('ispe') + 8,
      [0, 0, 0xfd, 0xe8, 0, 0, 0xfd, 0xe8]
    ),
    'half a JPEG': jpeg.subarray(0, Math.floor(jpeg.length / 2)),
    'a JPEG that is a zip file too': Buffer.concat([jpeg, zipSync({ 'a.class': new Uint8Array(99) })]),
    'a PNG that is a web page too': Buffer.concat([plainPng, latin('<script>alert(1)</script>')]),
    'a GIF that is a program too': Buffer.concat([latin('GIF89a/*'), gif.subarray(8), latin('*/=1;alert(1)')])
  }).map(([name, bytes]) => ({ name, bytes: new Uint8Array(bytes) }))
}

/** Pictures of 300 × 200 that hold a bomb, or a lie, where nothing needs it: taken for what they are, and for nothing more. */
export async function harmlessPictures(): Promise<HostilePicture[]> {
  const gif = await sharp({ create: { width: 300, height: 200, channels: 3, background: 'teal' } })
    .gif()
    .toBuffer()
  return [
    { name: 'a PNG with 100 MB packed into its profile', bytes: png(300, 200, 200, 'iCCP', 'p\0\0') },
    { name: 'a PNG with 100 MB packed into its XMP', bytes: png(300, 200, 200, 'zTXt', 'XML:com.adobe.xmp\0\0') },
    { name: 'a GIF with a screen of 65,535 × 65,535', bytes: patched(gif, 6, [0xff, 0xff, 0xff, 0xff]) }
  ].map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) }))
}

function patched(bytes: Buffer, at: number, values: number[]): Buffer {
  if (at < 5) throw new Error('What is to be patched is not there.')
  const copy = Buffer.from(bytes)
  copy.set(values, at)
  return copy
}

/** A PNG of one black that says how large it is and holds `rows`; `kind` is a chunk that packs 100 MB of nothing. */
function png(width: number, height: number, rows = height, kind = '', head = ''): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const row = 1 + width * 3
  const data = packed(row * rows)
  return Buffer.concat([
    latin('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', header),
    ...(kind ? [chunk(kind, Buffer.concat([latin(head), packed(100_000_000)]))] : []),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0))
  ])
}

const zeros = new Map<number, Buffer>()

function packed(length: number): Buffer {
  const made = zeros.get(length) ?? deflateSync(Buffer.alloc(length), { level: 1 })
  zeros.set(length, made)
  return made
}

function chunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([latin(name), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length)
  ends.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)])
}

/** A progressive JPEG whose last scan comes again and again: each has every pixel decoded anew. */
function manyScans(jpeg: Buffer, times: number): Buffer {
  const last = jpeg.lastIndexOf(latin('\xff\xda'))
  const scan = jpeg.subarray(last, jpeg.length - 2)
  return Buffer.concat([
    jpeg.subarray(0, jpeg.length - 2),
    ...Array.from({ length: times }, () => scan),
    latin('\xff\xd9')
  ])
}

/** A TIFF whose strips, or whose tiles of this width, are all the same few packed bytes. */
function tiff(width: number, height: number, tile = 0, at = 0): Buffer {
  const strip = packed(width * 3 * 16)
  const count = tile ? 1 : Math.ceil(height / 16)
  const listAt = 8 + strip.length + (strip.length % 2)
  const offsets = Buffer.alloc(count * 8)
  for (let index = 0; index < count; index++) {
    offsets.writeUInt32LE(at || 8, index * 4)
    offsets.writeUInt32LE(strip.length, (count + index) * 4)
  }
  const directoryAt = listAt + offsets.length
  const where = (list: number): number => (count === 1 ? (list === 0 ? 8 : strip.length) : listAt + list * count * 4)
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, 4, 1, width],
    [257, 4, 1, height],
    [258, 3, 1, 8],
    [259, 3, 1, 8],
    [262, 3, 1, 2],
    ...(tile ? [] : ([[273, 4, count, where(0)]] as [number, number, number, number][])),
    [277, 3, 1, 3],
    ...(tile
      ? ([
          [322, 4, 1, tile],
          [323, 4, 1, tile],
          [324, 4, 1, where(0)],
          [325, 4, 1, where(1)]
        ] as [number, number, number, number][])
      : ([
          [278, 4, 1, 16],
          [279, 4, count, where(1)]
        ] as [number, number, number, number][]))
  ].sort(([a], [b]) => (a ?? 0) - (b ?? 0)) as [number, number, number, number][]
  const directory = Buffer.alloc(2 + entries.length * 12 + 4)
  directory.writeUInt16LE(entries.length)
  for (const [index, [tag, type, amount, value]] of entries.entries()) {
    directory.writeUInt16LE(tag, 2 + index * 12)
    directory.writeUInt16LE(type, 4 + index * 12)
    directory.writeUInt32LE(amount, 6 + index * 12)
    directory.writeUInt32LE(value, 10 + index * 12)
  }
  const head = Buffer.concat([latin('II*\0'), Buffer.alloc(4)])
  head.writeUInt32LE(directoryAt, 4)
  return Buffer.concat([head, strip, Buffer.alloc(strip.length % 2), offsets, directory])
}
