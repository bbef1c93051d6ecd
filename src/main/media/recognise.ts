import type { Picture } from '#shared/article/media.ts'
import { fail, ok, type Result } from '#shared/result.ts'

export type PictureMediaType = Picture['mediaType']

interface Kind {
  matches(bytes: Uint8Array): boolean
}

interface Taken extends Kind {
  mediaType: PictureMediaType
}

interface Refused extends Kind {
  message: string
}

/** What a file is, by its first bytes alone: names and declared types are never asked. */
export function recogniseImage(bytes: Uint8Array): Result<{ mediaType: PictureMediaType }> {
  if (bytes.length === 0) return fail('damaged', 'This file is empty.')
  const refused = refusedFirst.find((kind) => kind.matches(bytes))
  if (refused) return fail('unsupported', refused.message)
  const kind = taken.find((kind) => kind.matches(bytes))
  const other = kind && secondKind(bytes)
  if (other)
    return fail(
      'unsupported',
      `This file is a picture and ${other} at once, so it is not taken. Open it in a picture program and save it again.`
    )
  if (kind) return ok({ mediaType: kind.mediaType })
  const known = refusedKinds.find((kind) => kind.matches(bytes))
  return fail(
    'unsupported',
    known?.message ?? 'This file is not a picture that Copydesk knows. Save it as JPEG or PNG.'
  )
}

const startsWith =
  (...starts: (string | number[])[]) =>
  (bytes: Uint8Array) =>
    starts.some((start) => hasAt(bytes, 0, start))

function hasAt(bytes: Uint8Array, offset: number, wanted: string | number[]): boolean {
  const codes = typeof wanted === 'string' ? Array.from(wanted, (letter) => letter.charCodeAt(0)) : wanted
  return codes.every((code, index) => bytes[offset + index] === code)
}

const jpegStart = [0xff, 0xd8, 0xff]
const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const isTiff = startsWith('II*\0', 'MM\0*')

const taken: Taken[] = [
  { mediaType: 'image/jpeg', matches: startsWith(jpegStart) },
  { mediaType: 'image/png', matches: (bytes) => hasAt(bytes, 0, pngStart) && hasAt(bytes, 12, 'IHDR') },
  { mediaType: 'image/webp', matches: (bytes) => hasAt(bytes, 0, 'RIFF') && hasAt(bytes, 8, 'WEBP') },
  { mediaType: 'image/gif', matches: startsWith('GIF87a', 'GIF89a') },
  { mediaType: 'image/tiff', matches: isTiff },
  { mediaType: 'image/avif', matches: (bytes) => brandsOf(bytes).some((brand) => brand === 'avif' || brand === 'avis') }
]

const rawMessage = 'This is a camera’s raw file. Develop it first and save it as JPEG or TIFF.'

/** Files that begin like a picture that is taken, and are none. */
const refusedFirst: Refused[] = [{ matches: isRaw, message: rawMessage }]

const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']

const refusedKinds: Refused[] = [
  {
    matches: (bytes) => brandsOf(bytes).some((brand) => heicBrands.includes(brand)),
    message: 'HEIC pictures cannot be opened here. Save it as JPEG, or set the phone to “Most Compatible”.'
  },
  { matches: (bytes) => brandsOf(bytes).length > 0, message: 'This is a film or a sound, not a picture.' },
  {
    matches: startsWith('%PDF'),
    message: 'This is a PDF, not a picture. Save the picture that is in it as PNG or JPEG.'
  },
  { matches: startsWith('8BPS'), message: 'This is a Photoshop file. Save it as JPEG, PNG or TIFF.' },
  {
    matches: startsWith('%!PS', [0xc5, 0xd0, 0xd3, 0xc6]),
    message: 'This is a PostScript file. Save it as PNG or JPEG.'
  },
  {
    matches: (bytes) => hasAt(bytes, 0, [1, 0, 0, 0]) && hasAt(bytes, 40, ' EMF'),
    message: 'EMF drawings cannot be taken. Save it as PNG.'
  },
  { matches: startsWith([0xd7, 0xcd, 0xc6, 0x9a]), message: 'WMF drawings cannot be taken. Save it as PNG.' },
  { matches: startsWith('BM'), message: 'BMP pictures are not taken. Save it as PNG.' },
  { matches: startsWith([0, 0, 1, 0]), message: 'This is an icon file. Save it as PNG.' },
  {
    matches: startsWith([0xff, 0x0a], [0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20]),
    message: 'JPEG XL pictures cannot be opened here. Save it as JPEG.'
  },
  {
    matches: startsWith([0, 0, 0, 0x0c, 0x6a, 0x50], [0xff, 0x4f, 0xff, 0x51]),
    message: 'JPEG 2000 pictures cannot be opened here. Save it as JPEG.'
  },
  {
    matches: startsWith('II+\0', 'MM\0+'),
    message: 'This is a very large kind of TIFF (BigTIFF). Save it as a plain TIFF or JPEG.'
  },
  { matches: startsWith('IIU\0', 'IIRO', 'IIRS', 'FUJIFILMCCD-RAW'), message: rawMessage },
  {
    matches: startsWith('PK\x03\x04', 'PK\x05\x06'),
    message: 'This is a zip file or an office document, not a picture. Take the picture out of it first.'
  },
  {
    matches: startsWith([0x1f, 0x8b], 'Rar!', '7z\xbc\xaf'),
    message: 'This is a packed file, not a picture. Unpack it first.'
  },
  { matches: startsWith('{\\rtf', [0xd0, 0xcf, 0x11, 0xe0]), message: 'This is a document, not a picture.' },
  {
    matches: (bytes) => /<svg[\s>]/i.test(head(bytes)) && isText(bytes),
    message: 'SVG pictures can carry programs, so Copydesk does not take them. Save it as PNG or JPEG.'
  },
  {
    matches: (bytes) => /^\s*<(!doctype\s+html|html|head|body|script)\b/i.test(head(bytes)),
    message: 'This is a web page, not a picture. Save the picture itself.'
  },
  {
    matches: (bytes) => hasInside(bytes),
    message:
      'Something stands in front of the picture in this file, so it is not taken. Open it in a picture program and save it again.'
  },
  { matches: isText, message: 'This is a text file, not a picture.' }
]

/**
 * What a file is besides a picture. Other programs look for their own kind elsewhere than at the beginning: a zip (and so a
 * Java program or an office document) is read from its end, a PDF may begin within the first 1,024 bytes, a web page and a
 * script anywhere. Films that phones put behind a photograph are none of these, and stay.
 */
function secondKind(bytes: Uint8Array): string | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.subarray(0, 1024).includes('%PDF-')) return 'a PDF'
  if (endsAsZip(buffer)) return 'a zip file'
  const start = buffer.toString('latin1', 0, headLength)
  const tail = buffer.toString('latin1', Math.max(0, buffer.length - tailLength))
  if (/^GIF8[79]a(\/\*|\s*=)/.test(start)) return 'a program'
  if (/<\?php\s|<script[\s>]|<!doctype\s+html|<html[\s>]/i.test(start + tail)) return 'a web page'
  return null
}

const tailLength = 65_536

/** A zip ends in a record that says how long the comment after it is; that it is as long is no accident. */
function endsAsZip(buffer: Buffer): boolean {
  const least = 22
  for (let at = buffer.length - least; at >= Math.max(0, buffer.length - least - 0xffff); at--)
    if (buffer.readUInt32LE(at) === 0x06054b50 && at + least + buffer.readUInt16LE(at + 20) === buffer.length)
      return true
  return false
}

/** The brands that an ISO media file names, the major one first. */
function brandsOf(bytes: Uint8Array): string[] {
  if (!hasAt(bytes, 4, 'ftyp')) return []
  const end = Math.min(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0), bytes.length, 256)
  const brands: string[] = []
  for (let at = 8; at + 4 <= end; at += 4)
    if (at !== 12) brands.push(String.fromCharCode(...bytes.subarray(at, at + 4)))
  return brands.length > 0 ? brands : ['none']
}

/**
 * Raw files of most cameras are TIFFs whose first picture is a thumbnail: taken as a TIFF, the thumbnail would
 * silently stand for the photograph. DNG, and a first picture that says it is a reduced one, give them away.
 */
function isRaw(bytes: Uint8Array): boolean {
  if (!isTiff(bytes) || bytes.length < 16) return false
  if (hasAt(bytes, 8, 'CR')) return true
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = bytes[0] === 0x49
  const directory = view.getUint32(4, little)
  if (directory + 2 > bytes.length) return false
  const entries = view.getUint16(directory, little)
  for (let index = 0; index < entries; index++) {
    const at = directory + 2 + index * 12
    if (at + 12 > bytes.length) return false
    const tag = view.getUint16(at, little)
    const isReduced = tag === 0x00fe && (view.getUint32(at + 8, little) & 1) === 1
    if (isReduced || tag === 0xc612) return true
  }
  return false
}

const headLength = 4096

function head(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, headLength))
}

/** Text by its beginning: no NUL, no control characters but white space. */
function isText(bytes: Uint8Array): boolean {
  return bytes
    .subarray(0, headLength)
    .every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x0c)
}

function hasInside(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headLength))
  return [Buffer.from(jpegStart), Buffer.from(pngStart), Buffer.from('GIF89a'), Buffer.from('GIF87a')].some((magic) =>
    start.includes(magic)
  )
}
