import ExifReader from 'exifreader'
import { emptyPictureMetadata, type MetadataConflict, type PictureMetadata } from '#shared/article/media.ts'
import { isIimNewer } from './iim-digest.ts'
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

/** A field as each copy in the file has it; absent is empty. */
type Said = Record<MetadataConflict['taken'], string>

/** What the picture's file says of it. Never throws: what cannot be read is empty. */
export function readMetadata(bytes: Uint8Array): PictureMetadata {
  return reconcileMetadata(bytes).metadata
}

/**
 * What the file says, and where its copies (XMP, IPTC-IIM, EXIF) contradict each other. XMP's words are taken, unless the
 * checksum that Photoshop leaves tells that a program which knows no XMP has written the IIM since: then the IIM's are.
 * Sources: IPTC Photo Metadata Standard 2025.1, mapping tables; Metadata Working Group, Guidelines 2.0, 5.
 */
export function reconcileMetadata(bytes: Uint8Array): { metadata: PictureMetadata; conflicts: MetadataConflict[] } {
  const { xmp, iim, exif } = readCopies(bytes)
  const order = isIimNewer(bytes) ? (['iim', 'xmp', 'exif'] as const) : (['xmp', 'iim', 'exif'] as const)
  const metadata = { ...emptyPictureMetadata }
  const conflicts: MetadataConflict[] = []
  const list = (candidates: string[]) => candidates.filter((text) => text !== '').join(', ')

  const take = (field: Exclude<keyof PictureMetadata, 'keywords'>, said: Partial<Said>) => {
    const all: Said = { xmp: '', iim: '', exif: '', ...said }
    const from = order.find((copy) => all[copy] !== '')
    if (!from) return
    metadata[field] = cutText(all[from], limits[field])
    if (contradicts(field, all)) conflicts.push({ field, ...cutAll(all), taken: from })
  }
  take('caption', {
    xmp: xmp.text(ns.dc, 'description'),
    iim: iim.text(120),
    exif: captionOfCamera.test(exif.text('ImageDescription')) ? '' : exif.text('ImageDescription')
  })
  take('headline', { xmp: xmp.text(ns.photoshop, 'Headline'), iim: iim.text(105) })
  take('credit', { xmp: xmp.text(ns.photoshop, 'Credit'), iim: iim.text(110) })
  take('creator', { xmp: list(xmp.texts(ns.dc, 'creator')), iim: list(iim.texts(80)), exif: exif.text('Artist') })
  take('source', { xmp: xmp.text(ns.photoshop, 'Source'), iim: iim.text(115) })
  take('copyright', { xmp: xmp.text(ns.dc, 'rights'), iim: iim.text(116), exif: exif.text('Copyright') })
  take('usageTerms', { xmp: xmp.text(ns.xmpRights, 'UsageTerms') })
  take('instructions', { xmp: xmp.text(ns.photoshop, 'Instructions'), iim: iim.text(40) })
  take('alt', { xmp: xmp.text(ns.iptcCore, 'AltTextAccessibility') })
  take('date', {
    xmp: isoDate(xmp.text(ns.photoshop, 'DateCreated')),
    iim: iimDate(iim.text(55), iim.text(60)),
    exif: exifDate(exif.text('DateTimeOriginal'), exif.text('OffsetTimeOriginal'))
  })
  // Each part on its own: a file may have the city in one copy only.
  const placeParts = [
    { xmp: xmp.text(ns.iptcCore, 'Location'), iim: iim.text(92) },
    { xmp: xmp.text(ns.photoshop, 'City'), iim: iim.text(90) },
    { xmp: xmp.text(ns.photoshop, 'State'), iim: iim.text(95) },
    { xmp: xmp.text(ns.photoshop, 'Country'), iim: iim.text(101) }
  ]
  const [leading, other] = order[0] === 'iim' ? (['iim', 'xmp'] as const) : (['xmp', 'iim'] as const)
  metadata.place = cutText(list(placeParts.map((part) => part[leading] || part[other])), limits.place)
  if (placeParts.some((part) => contradicts('place', { ...part, exif: '' })))
    conflicts.push({
      field: 'place',
      ...cutAll({
        xmp: list(placeParts.map((part) => part.xmp)),
        iim: list(placeParts.map((part) => part.iim)),
        exif: ''
      }),
      taken: leading
    })
  const words = { xmp: unique(xmp.texts(ns.dc, 'subject')), iim: unique(iim.texts(25)) }
  const from = words[leading].length > 0 ? leading : other
  metadata.keywords = words[from].slice(0, keywordsLimit).map((word) => cutText(word, keywordLimit))
  if (contradicts('keywords', { xmp: sorted(words.xmp), iim: sorted(words.iim), exif: '' }))
    conflicts.push({
      field: 'keywords',
      ...cutAll({ xmp: list(words.xmp), iim: list(words.iim), exif: '' }),
      taken: from
    })
  return { metadata, conflicts }
}

/** Octets after which IPTC-IIM cuts a field: a longer one that goes on elsewhere is no contradiction. */
const iimOctets: Partial<Record<keyof PictureMetadata, number>> = {
  caption: 2000,
  headline: 256,
  credit: 32,
  creator: 32,
  source: 32,
  copyright: 128,
  instructions: 256,
  place: 32,
  keywords: 64
}

function contradicts(field: keyof PictureMetadata, { xmp, iim, exif }: Said): boolean {
  const [one, two, three] = [xmp, iim, exif].map((text) => text.replace(/\s+/g, ' ').trim())
  const isCut = (whole = '', part = '') =>
    Buffer.byteLength(part) >= (iimOctets[field] ?? Infinity) - 4 && whole.startsWith(part)
  const differs = (a = '', b = '') => {
    if (a === '' || b === '' || a === b) return false
    // A day is no contradiction of a minute of that day, nor a time of the same time with its zone.
    return !(field === 'date' && (a.startsWith(b) || b.startsWith(a)))
  }
  return (
    (differs(one, two) && !isCut(one, two)) ||
    (differs(one, three) && field !== 'keywords') ||
    (differs(two, three) && !isCut(three, two))
  )
}

function cutAll({ xmp, iim, exif }: Said): Said {
  return { xmp: cutText(xmp, 2000), iim: cutText(iim, 2000), exif: cutText(exif, 2000) }
}

function unique(words: string[]): string[] {
  return [...new Set(words)]
}

/** Order and length say nothing: keywords are a bag, and IIM cuts each of them. */
function sorted(words: string[]): string {
  return unique(words.map((word) => word.slice(0, 60).toLowerCase()))
    .sort()
    .join(', ')
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
