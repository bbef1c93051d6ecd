import { execFileSync } from 'node:child_process'
import { inflateSync, constants } from 'node:zlib'
import sharp from 'sharp'
import { joined, noise } from './made-pictures.ts'

/** Shape of every planted marker: nothing else in a file reads like one. */
export const marker = /QZX[0-9A-Z]{5}XZQ/g

const markerOf = (name: string | number) => `QZX${String(name).toUpperCase().padStart(5, '0')}XZQ`

/** What a picture may say outside, as tags to write: each in every copy that has a place for it. */
export const openWords = {
  caption: 'The quay at dawn, “Brygga”.',
  credit: 'NTB',
  creator: 'Åse Bø',
  copyright: '© 2026 NTB',
  alt: 'A wall of stone at the water.',
  usageTerms: 'Editorial use only.'
}
const openTags = [
  ...['XMP-dc:Description', 'IPTC:Caption-Abstract', 'IFD0:ImageDescription'].map((tag) => [tag, openWords.caption]),
  ...['XMP-photoshop:Credit', 'IPTC:Credit'].map((tag) => [tag, openWords.credit]),
  ...['XMP-dc:Creator', 'IPTC:By-line', 'IFD0:Artist'].map((tag) => [tag, openWords.creator]),
  ...['XMP-dc:Rights', 'IPTC:CopyrightNotice', 'IFD0:Copyright'].map((tag) => [tag, openWords.copyright]),
  ['XMP-iptcCore:AltTextAccessibility', openWords.alt],
  ['XMP-xmpRights:UsageTerms', openWords.usageTerms]
].map(([tag, text]) => `-${tag}=${text}`)

/** The groups of family 1 that exiftool writes into pictures; makers' own need a note of theirs to be there, which `camera` makes. */
const groups =
  /^(XMP-.*|IFD0|IFD1|SubIFD|ExifIFD|GPS|InteropIFD|IPTC|IPTC2|Photoshop|JFIF|JFXX|Ducky|MPF\d?|Adobe|Canon|CanonCustom|CanonVRD|PhotoMechanic|FotoStation|AFCP|PNG|PNG-pHYs)$/
/** Whole blocks that stand for other groups: a marker in their place would take the rest away. */
const blocks = /^(ApplicationNotes|IPTC-NAA|PhotoshopSettings|ICC_Profile|MakerNote.*|XML_?Packet)$/
const texts = ['string', 'lang-alt', 'Unicode', '?', 'undef', 'struct']

/** Every tag that exiftool says it can write into those groups, each with a marker of its own, or a number where it takes none. */
export function everyTag(): string[] {
  const list = execFileSync('exiftool', ['-listx', '-lang', 'en'], { maxBuffer: 64e6, encoding: 'utf8' })
  const assignments: string[] = []
  let group = ''
  const attribute = (line: string, name: string) => new RegExp(` ${name}='([^']*)'`).exec(line)?.[1] ?? ''
  for (const line of list.split('\n')) {
    if (line.startsWith('<table')) group = attribute(line, 'g1')
    if (!line.startsWith(' <tag') || attribute(line, 'writable') !== 'true') continue
    const at = attribute(line, 'g1') || group
    const name = attribute(line, 'name')
    if (!groups.test(at) || blocks.test(name) || openTags.some((open) => open.startsWith(`-${at}:${name}=`))) continue
    const type = attribute(line, 'type')
    const value = texts.includes(type) ? markerOf(assignments.length) : type === 'date' ? '1987:06:05 04:03:02' : '7'
    assignments.push(`-${at}:${name}=${value}`)
  }
  return [...assignments, `-Comment=${markerOf('COM')}`, ...openTags, '-Photoshop:IPTCDigest=new']
}

/** A photograph as a camera leaves it: a maker's note with a serial number, a thumbnail, a colour profile that names itself. */
export async function camera(format: 'jpeg' | 'png' | 'webp' | 'tiff' = 'jpeg'): Promise<Uint8Array> {
  const plain = await noise(600, 400).toFormat(format).withIccProfile('p3').withMetadata({ orientation: 6 }).toBuffer()
  if (format !== 'jpeg') return plain
  const note = segment(0xe1, joined('Exif\0\0', makersNote()))
  return joined(plain.subarray(0, 2), note, ...withoutExif(plain.subarray(2)))
}

function withoutExif(rest: Buffer): Uint8Array[] {
  const start = rest.indexOf('Exif\0\0') - 4
  return start < 0 ? [rest] : [rest.subarray(0, start), rest.subarray(start + 2 + rest.readUInt16BE(start + 2))]
}

type Entry = [tag: number, type: number, value: number | Buffer]

/** Canon's own directory within EXIF, little end first, its offsets from the head of EXIF as that maker has them. */
function makersNote(): Uint8Array {
  const text = (tag: number, value: string): Entry => [tag, 2, Buffer.from(`${value}\0`, 'latin1')]
  const first = (exif: number) =>
    directory(8, [
      text(0x010f, 'Canon'),
      text(0x0110, 'Canon EOS 5D'),
      [0x0112, 3, 6],
      text(0x0131, markerOf('SOFT')),
      [0x8769, 4, exif]
    ])
  const exifAt = 8 + first(0).length
  const noteAt = exifAt + 2 + 12 + 4
  const note = directory(noteAt, [
    text(0x06, `Canon EOS 5D ${markerOf('TYPE')}`),
    text(0x07, `Firmware ${markerOf('FIRM')}`),
    text(0x09, markerOf('OWNER')),
    [0x0c, 4, 771_234_567],
    text(0x95, markerOf('LENS'))
  ])
  return joined('II*\0\x08\0\0\0', first(exifAt), directory(exifAt, [[0x927c, 7, note]]))
}

function directory(at: number, entries: Entry[]): Buffer {
  const head = Buffer.alloc(2 + entries.length * 12 + 4)
  head.writeUInt16LE(entries.length, 0)
  const data: Buffer[] = []
  let end = at + head.length
  for (const [index, [tag, type, value]] of entries.entries()) {
    const entry = 2 + index * 12
    head.writeUInt16LE(tag, entry)
    head.writeUInt16LE(type, entry + 2)
    head.writeUInt32LE(typeof value === 'number' ? 1 : value.length, entry + 4)
    head.writeUInt32LE(typeof value === 'number' ? value : end, entry + 8)
    if (typeof value === 'number') continue
    data.push(value)
    end += value.length
  }
  return Buffer.concat([head, ...data])
}

export function segment(code: number, data: Uint8Array): Uint8Array {
  const head = Buffer.from([0xff, code, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return joined(head, data)
}

/** What no tag of exiftool writes: every application segment, comments, and what cameras put behind the picture's end. */
export async function besides(jpeg: Uint8Array): Promise<Uint8Array> {
  const second = await sharp({ create: { width: 32, height: 24, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer()
  const segments = Array.from({ length: 16 }, (_, index) => segment(0xe0 + index, joined(markerOf(`APP${index}`))))
  const wide = Buffer.from(markerOf('WIDE'), 'utf16le')
  return joined(
    jpeg.subarray(0, 2),
    ...segments,
    segment(0xfe, joined(markerOf('NOTE'))),
    segment(0xfe, wide),
    jpeg.subarray(2),
    second.subarray(0, 2),
    segment(0xfe, joined(markerOf('MPF2'))),
    second.subarray(2),
    markerOf('TRAIL'),
    'AXS!',
    wide
  )
}

/** Markers in bytes: as they stand, as UTF-16 of either end, and in whatever a zlib stream holds. */
export function markersIn(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return [...new Set([buffer, ...unpacked(buffer)].flatMap(markersAsTheyStand))]
}

function markersAsTheyStand(buffer: Buffer): string[] {
  // Without its zeros UTF-16 of Latin letters reads as Latin, whichever end comes first.
  const narrow = Buffer.from(buffer.filter((byte) => byte !== 0))
  return [buffer, narrow].flatMap((each) => each.toString('latin1').match(marker) ?? [])
}

/** Every place that may begin a zlib stream is tried; what cannot be one ends at once. */
function unpacked(buffer: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = buffer.indexOf(0x78); at >= 0; at = buffer.indexOf(0x78, at + 1)) {
    if (![0x01, 0x5e, 0x9c, 0xda].includes(buffer[at + 1] ?? 0)) continue
    try {
      found.push(inflateSync(buffer.subarray(at), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 8e6 }))
    } catch {
      // No stream begins here.
    }
  }
  return found
}
