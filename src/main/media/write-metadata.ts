/** The words that a picture carries when it leaves, as they stand in the article. */
export interface PictureWords {
  caption: string
  credit: string
  creator: string
  copyright: string
  alt: string
  usageTerms: string
  headline?: string
}

type Word = keyof PictureWords

/**
 * The JPEG with these words as XMP and IPTC-IIM, and without anything else that does not draw the picture: no EXIF,
 * thumbnail, colour profile (it has to be sRGB), comment, or bytes after its end. The same input, the same bytes.
 * Throws when the bytes are no JPEG.
 */
export function writeMetadata(jpeg: Uint8Array, words: PictureWords): Uint8Array {
  const clean = cleanWords(words)
  const parts = [Uint8Array.of(0xff, 0xd8), ...metadataSegments(clean), ...drawingSegments(jpeg)]
  return Buffer.concat(parts)
}

/**
 * Plan: walk the markers. Of the application segments only Adobe's (which colours the samples are) is kept, of the
 * rest everything but comments. After a scan's header its data runs to the next marker that is no restart.
 */
function drawingSegments(jpeg: Uint8Array): Uint8Array[] {
  const broken = (at: number) => new Error(`Not a whole JPEG: byte ${at} of ${jpeg.length}.`)
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) throw broken(0)
  const kept: Uint8Array[] = []
  let at = 2
  for (;;) {
    const marker = jpeg[at + 1]
    if (jpeg[at] !== 0xff || marker === undefined) throw broken(at)
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) return [...kept, Uint8Array.of(0xff, 0xd9)]
    const length = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0)
    let end = at + 2 + length
    if (length < 2 || end > jpeg.length) throw broken(at)
    if (marker === 0xda) end = endOfScan(jpeg, end)
    if (draws(marker, jpeg.subarray(at + 4, end))) kept.push(jpeg.subarray(at, end))
    at = end
  }
}

function endOfScan(jpeg: Uint8Array, from: number): number {
  for (let at = from; at + 1 < jpeg.length; at++) {
    const next = jpeg[at + 1] ?? 0
    if (jpeg[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  throw new Error(`Not a whole JPEG: the scan at byte ${from} does not end.`)
}

const adobe = Buffer.from('Adobe')

function draws(marker: number, data: Uint8Array): boolean {
  if (marker === 0xee) return data.length === 12 && Buffer.from(data.subarray(0, 5)).equals(adobe)
  return marker !== 0xfe && !(marker >= 0xe0 && marker <= 0xef)
}

function metadataSegments(words: PictureWords): Uint8Array[] {
  if (Object.values(words).every((word) => word === '')) return []
  return [segment(0xe1, xmpHeader, Buffer.from(xmpThatFits(words))), segment(0xed, photoshopHeader, iimResource(words))]
}

const xmpHeader = Buffer.from('http://ns.adobe.com/xap/1.0/\0')
const photoshopHeader = Buffer.from('Photoshop 3.0\0')
/** A segment's length counts its own two bytes. */
const segmentLimit = 0xffff - 2

function segment(marker: number, ...data: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(data)
  if (content.length > segmentLimit) throw new Error(`A JPEG segment of ${content.length} bytes.`)
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

/** Well-formed, and without the characters that XML cannot carry or that show as nothing. */
function cleanWords(words: PictureWords): PictureWords {
  const clean = (text = '') =>
    text
      .toWellFormed()
      .replace(/\r\n?|\u0085|\u2028|\u2029/g, '\n')
      .replace(/(?![\n\t])\p{Cc}|[\ufeff\ufffe\uffff]/gu, '')
      .trim()
  return {
    caption: clean(words.caption),
    credit: clean(words.credit),
    creator: clean(words.creator),
    copyright: clean(words.copyright),
    alt: clean(words.alt),
    usageTerms: clean(words.usageTerms),
    headline: clean(words.headline)
  }
}

/** One packet has to fit one segment; while it does not, the longest text gives way. */
function xmpThatFits(words: PictureWords): string {
  const limit = segmentLimit - xmpHeader.length
  const fitting = { ...words }
  for (;;) {
    const packet = xmpPacket(fitting)
    const over = Buffer.byteLength(packet) - limit
    if (over <= 0) return packet
    const longest = (Object.keys(fitting) as Word[]).reduce((a, b) => (size(fitting[a]) >= size(fitting[b]) ? a : b))
    const text = fitting[longest] ?? ''
    const share = Math.max(0.5, 1 - over / size(text))
    fitting[longest] = cutToOctets(text, Math.max(0, Math.floor(Buffer.byteLength(text) * share) - 1), '…')
  }
}

const size = (text = '') => Buffer.byteLength(escapeXml(text))

function xmpPacket({ caption, credit, creator, copyright, alt, usageTerms, headline = '' }: PictureWords): string {
  const properties = [
    alternative('dc:description', caption),
    creator && `<dc:creator><rdf:Seq><rdf:li>${escapeXml(creator)}</rdf:li></rdf:Seq></dc:creator>`,
    alternative('dc:rights', copyright),
    headline && `<photoshop:Headline>${escapeXml(headline)}</photoshop:Headline>`,
    credit && `<photoshop:Credit>${escapeXml(credit)}</photoshop:Credit>`,
    alternative('xmpRights:UsageTerms', usageTerms),
    alternative('Iptc4xmpCore:AltTextAccessibility', alt)
  ].filter((property) => property !== '')
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"' +
      ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">',
    ...properties,
    '</rdf:Description>',
    '</rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="w"?>'
  ].join('\n')
}

function alternative(name: string, text: string): string {
  return text && `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt></${name}>`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Octets that IPTC-IIM 4.2 allows for each dataset of record 2. */
const datasets: { number: number; word: Word; octets: number; hasLines?: boolean }[] = [
  { number: 80, word: 'creator', octets: 32 },
  { number: 105, word: 'headline', octets: 256 },
  { number: 110, word: 'credit', octets: 32 },
  { number: 116, word: 'copyright', octets: 128 },
  { number: 120, word: 'caption', octets: 2000, hasLines: true }
]

/** The IIM record in Photoshop's resource block, as every reader expects it in a JPEG. */
function iimResource(words: PictureWords): Uint8Array {
  const utf8 = Buffer.from([0x1b, 0x25, 0x47])
  const version = Buffer.from([0, 4])
  const texts = datasets.flatMap(({ number, word, octets, hasLines }) => {
    const text = words[word] ?? ''
    const cut = cutToOctets(hasLines ? text : text.replace(/\s+/g, ' '), octets)
    return cut ? [dataset(2, number, Buffer.from(cut))] : []
  })
  const record = Buffer.concat([dataset(1, 90, utf8), dataset(2, 0, version), ...texts])
  const head = Buffer.from('8BIM\x04\x04\0\0\0\0\0\0', 'latin1')
  head.writeUInt32BE(record.length, 8)
  return Buffer.concat(record.length % 2 === 0 ? [head, record] : [head, record, Buffer.alloc(1)])
}

function dataset(record: number, number: number, value: Uint8Array): Uint8Array {
  const head = Buffer.from([0x1c, record, number, 0, 0])
  head.writeUInt16BE(value.length, 3)
  return Buffer.concat([head, value])
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The text, or as many whole letters of it (accents and joined emoji with them) as fit the octets of UTF-8. */
function cutToOctets(text: string, octets: number, mark = ''): string {
  if (Buffer.byteLength(text) <= octets) return text
  const room = octets - Buffer.byteLength(mark)
  if (room <= 0) return ''
  let length = 0
  let used = 0
  for (const { segment: letter } of letters.segment(text)) {
    used += Buffer.byteLength(letter)
    if (used > room) break
    length += letter.length
  }
  return text.slice(0, length).trimEnd() + mark
}
