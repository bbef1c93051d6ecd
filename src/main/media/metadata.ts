import ExifReader from 'exifreader'
import { emptyPictureMetadata, type PictureMetadata } from '#shared/article/media.ts'
import { findPackets } from './xmp-packets.ts'
import { namespaces as ns, readXmp, type XmpProperties } from './xmp.ts'

/** Characters kept of each field; those that a figure carries have the length that its node allows. */
const limits = {
  caption: 10_000,
  headline: 500,
  credit: 500,
  creator: 500,
  source: 500,
  copyright: 1000,
  usageTerms: 2000,
  instructions: 2000,
  alt: 2000,
  date: 40,
  place: 500
} satisfies Record<Exclude<keyof PictureMetadata, 'keywords'>, number>
const keywordLimit = 200
const keywordsLimit = 100

/**
 * What the picture's file says of it, from XMP, IPTC-IIM and EXIF, in this order for each field. Never throws:
 * what cannot be read is empty. Source: IPTC Photo Metadata Standard 2025.1, mapping tables.
 */
export function readMetadata(bytes: Uint8Array): PictureMetadata {
  const { xmp, iim, exif } = readCopies(bytes)
  const first = (...candidates: string[]) => candidates.find((candidate) => candidate !== '') ?? ''
  const list = (candidates: string[]) => candidates.filter((text) => text !== '').join(', ')
  const found = {
    caption: first(
      xmp.text(ns.dc, 'description'),
      iim.text(120),
      captionOfCamera.test(exif.text('ImageDescription')) ? '' : exif.text('ImageDescription')
    ),
    headline: first(xmp.text(ns.photoshop, 'Headline'), iim.text(105)),
    credit: first(xmp.text(ns.photoshop, 'Credit'), iim.text(110)),
    creator: first(list(xmp.texts(ns.dc, 'creator')), list(iim.texts(80)), exif.text('Artist')),
    source: first(xmp.text(ns.photoshop, 'Source'), iim.text(115)),
    copyright: first(xmp.text(ns.dc, 'rights'), iim.text(116), exif.text('Copyright')),
    usageTerms: xmp.text(ns.xmpRights, 'UsageTerms'),
    instructions: first(xmp.text(ns.photoshop, 'Instructions'), iim.text(40)),
    alt: xmp.text(ns.iptcCore, 'AltTextAccessibility'),
    date: first(
      isoDate(xmp.text(ns.photoshop, 'DateCreated')),
      iimDate(iim.text(55), iim.text(60)),
      exifDate(exif.text('DateTimeOriginal'), exif.text('OffsetTimeOriginal'))
    ),
    place: list([
      first(xmp.text(ns.iptcCore, 'Location'), iim.text(92)),
      first(xmp.text(ns.photoshop, 'City'), iim.text(90)),
      first(xmp.text(ns.photoshop, 'Country'), iim.text(101))
    ])
  }
  const keywords = [...new Set([xmp.texts(ns.dc, 'subject'), iim.texts(25)].find((texts) => texts.length > 0) ?? [])]
  const metadata = {
    ...emptyPictureMetadata,
    keywords: keywords.slice(0, keywordsLimit).map((word) => cutText(word, keywordLimit))
  }
  for (const [field, limit] of Object.entries(limits))
    metadata[field as keyof typeof limits] = cutText(found[field as keyof typeof limits], limit)
  return metadata
}

/** What cameras write as a description by themselves: nobody's caption. */
const captionOfCamera =
  /^(OLYMPUS DIGITAL CAMERA|SONY DSC|SAMSUNG( CAMERA PICTURES)?|KONICA MINOLTA DIGITAL CAMERA|MINOLTA DIGITAL CAMERA|Exif_JPEG_PICTURE|DCIM[\\/].*|DIGITAL CAMERA|dav|sdr|hdrpl)$/i

interface Copies {
  xmp: XmpProperties
  /** Datasets of record 2 by number. */
  iim: { text(dataset: number): string; texts(dataset: number): string[] }
  exif: { text(tag: string): string }
}

function readCopies(bytes: Uint8Array): Copies {
  const packets: string[] = []
  const tags = load(bytes, packets)
  const datasets = Object.values(tags.iptc ?? {}).flat() as { id?: unknown; value?: unknown }[]
  const isLatin = datasets.some(({ id, value }) => id === 0x015a && String(value) === '27,46,65')
  const texts = (dataset: number) =>
    datasets
      .filter(({ id, value }) => id === 0x0200 + dataset && Array.isArray(value))
      .map(({ value }) => cleanText(isLatin ? decodeWindows(value as number[]) : decodeText(value as number[])))
      .filter((text) => text !== '')
  return {
    xmp: readXmp(packets.length > 0 ? packets : findPackets(bytes)),
    iim: { texts, text: (dataset) => texts(dataset)[0] ?? '' },
    exif: {
      text: (tag) => exifText((tags.exif as Record<string, { value?: unknown } | undefined> | undefined)?.[tag]?.value)
    }
  }
}

/**
 * ExifReader finds the three copies in every kind of file. Its own reading of XMP forgets the namespaces and wants
 * a DOM, so it is given a parser that only keeps the packets.
 */
function load(bytes: Uint8Array, packets: string[]): Partial<ExifReader.ExpandedTags> {
  const keeper = {
    parseFromString(packet: string) {
      packets.push(packet)
      const rdf = { tagName: 'rdf:RDF', nodeName: 'rdf:RDF', childNodes: [], attributes: [] }
      return { getElementsByTagName: () => [], childNodes: [rdf] }
    }
  }
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return ExifReader.load(buffer, { expanded: true, domParser: keeper as never })
  } catch {
    return {}
  }
}

/** EXIF keeps a byte a character, whatever the bytes mean. */
function exifText(value: unknown): string {
  const text = Array.isArray(value) ? value.filter((part) => typeof part === 'string').join(', ') : ''
  const codes = Array.from(text, (letter) => letter.codePointAt(0) ?? 0)
  return cleanText(codes.every((code) => code < 0x100) ? decodeText(codes) : text)
}

/** UTF-8 where the bytes are that, else Windows-1252: also where 1:90 says otherwise, since it often lies. */
function decodeText(codes: number[]): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(codes))
  } catch {
    return decodeWindows(codes)
  }
}

/** 0x80 to 0x9F; elsewhere Windows-1252 is Latin-1. Node's own decoder took these for Latin-1 in several releases. */
const windowsLetters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function decodeWindows(codes: number[]): string {
  return codes
    .map((code) => (code >= 0x80 && code < 0xa0 ? windowsLetters.charAt(code - 0x80) : String.fromCharCode(code)))
    .join('')
}

function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}|[\ufeff\ufffe\uffff]/gu, '')
    .trim()
}

/** Whole code points only, so that no emoji is left as half of itself. */
function cutText(text: string, limit: number): string {
  const clean = cleanText(text)
  if (clean.length <= limit) return clean
  const isSplit = /[\ud800-\udbff]/.test(clean.charAt(limit - 1))
  return clean.slice(0, isSplit ? limit - 1 : limit).trimEnd()
}

function isoDate(text: string): string {
  return /^(?!0000)\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/.test(text) ? text : ''
}

/** CCYYMMDD and HHMMSS±HHMM; parts of a date that are not known are zeros. */
function iimDate(date: string, time: string): string {
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(date) ?? []
  if (!year || year === '0000') return ''
  if (month === '00' || day === '00') return month === '00' ? year : `${year}-${month}`
  const [, hours, minutes, seconds, offset] = /^(\d\d):?(\d\d):?(\d\d)([+-]\d\d:?\d\d)?$/.exec(time) ?? []
  const zone = offset ? `${offset.slice(0, 3)}:${offset.slice(-2)}` : ''
  return isoDate(`${year}-${month}-${day}${hours ? `T${hours}:${minutes}:${seconds}${zone}` : ''}`)
}

function exifDate(date: string, offset: string): string {
  const [, year, month, day, time] = /^(\d{4}):(\d\d):(\d\d)(?: (\d\d:\d\d:\d\d))?$/.exec(date) ?? []
  if (!year || year === '0000') return ''
  const zone = /^[+-]\d\d:\d\d$/.test(offset) ? offset : ''
  return isoDate(`${year}-${month}-${day}${time ? `T${time}${zone}` : ''}`)
}
