import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readMetadata } from '#main/media/metadata.ts'
import { writeMetadata, type PictureWords } from '#main/media/write-metadata.ts'
import { hasExiftool, readTags, warningsOf, withoutExiftool } from './exiftool.ts'
import { joined, jpeg, noise } from './made-pictures.ts'

const words: PictureWords = {
  caption: '“Brygga” i Å: مرحبا 🌊 <b> & ‘sitat’',
  credit: 'Bjørn Åsen / NTB',
  creator: 'Bjørn Åsen',
  copyright: '© 2026 Ærø',
  alt: 'En mann ved “brygga” 👩‍👩‍👧 مرحبا',
  usageTerms: 'Ikke for videresalg – “én gang”',
  headline: 'Størst'
}
const none: PictureWords = { caption: '', credit: '', creator: '', copyright: '', alt: '', usageTerms: '' }

test('our own reader gives the words back', async () => {
  expect(readMetadata(writeMetadata(await jpeg(), words))).toMatchObject(words)
})

test.skipIf(!hasExiftool)(`exiftool reads the words in XMP and in IPTC-IIM${withoutExiftool}`, async () => {
  expect(readTags(writeMetadata(await jpeg(), words))).toMatchObject({
    'XMP-dc:Description': words.caption,
    'XMP-photoshop:Credit': words.credit,
    'XMP-dc:Creator': [words.creator],
    'XMP-dc:Rights': words.copyright,
    'XMP-iptcCore:AltTextAccessibility': words.alt,
    'XMP-xmpRights:UsageTerms': words.usageTerms,
    'XMP-photoshop:Headline': words.headline,
    'IPTC:CodedCharacterSet': 'UTF8',
    'IPTC:ApplicationRecordVersion': 4,
    'IPTC:Caption-Abstract': words.caption,
    'IPTC:Credit': words.credit,
    'IPTC:By-line': words.creator,
    'IPTC:CopyrightNotice': words.copyright,
    'IPTC:Headline': words.headline
  })
})

const huge: PictureWords = { ...words, caption: 'Å&🌊'.repeat(30_000), usageTerms: '&'.repeat(30_000) }

test.skipIf(!hasExiftool).each([
  ['plain words', words],
  ['no words', none],
  ['words beyond every limit', huge],
  ['words that look like code', { ...words, caption: ']]><?xpacket end="w"?></rdf:li>&amp;', alt: '\0\x01\x1b%G"\'' }]
])(`exiftool's validation has nothing to say of %s${withoutExiftool}`, async (_, planted) => {
  expect(warningsOf(writeMetadata(await jpeg(), planted))).toEqual([])
})

test('the same input gives the same bytes', async () => {
  const picture = await jpeg()
  expect(Buffer.from(writeMetadata(picture, words)).equals(writeMetadata(picture, words))).toBe(true)
})

test('the picture itself is not touched', async () => {
  for (const progressive of [false, true]) {
    const picture = await noise(200, 150).jpeg({ progressive }).toBuffer()
    const pixels = (bytes: Uint8Array) => sharp(bytes, { failOn: 'warning' }).raw().toBuffer()
    expect((await pixels(writeMetadata(picture, words))).equals(await pixels(picture))).toBe(true)
  }
})

test('CMYK keeps the segment that says what its colours are', async () => {
  const picture = await noise(60, 40).toColourspace('cmyk').jpeg().toBuffer()
  const pixels = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer()
  const written = writeMetadata(picture, words)
  expect(Buffer.from(written).includes('ICC_PROFILE')).toBe(false)
  expect(await sharp(written).metadata()).toMatchObject({ space: 'cmyk', channels: 4 })
  expect((await pixels(written)).length).toBe((await pixels(picture)).length)
})

test('everything that the file carried besides the picture is gone', async () => {
  const picture = await jpeg()
  const segment = (marker: number, text: string) => joined(Uint8Array.of(0xff, marker, 0, text.length + 2), text)
  const markers = [0xe0, 0xe1, 0xe2, 0xe5, 0xed, 0xee, 0xef, 0xfe]
  const full = joined(
    picture.subarray(0, 2),
    ...markers.map((marker) => segment(marker, 'Secret of the source')),
    picture.subarray(2),
    'Secret after the end'
  )
  expect(Buffer.from(writeMetadata(full, none)).equals(picture)).toBe(true)
  expect(Buffer.from(writeMetadata(full, words)).includes('Secret')).toBe(false)
})

test('a caption of 40,000 letters is whole in XMP, and cut in IPTC-IIM between letters', async () => {
  const caption = 'ø🌊'.repeat(6_600)
  const written = Buffer.from(writeMetadata(await jpeg(), { ...words, caption }))
  expect(written.includes(`>${caption}<`)).toBe(true)
  const iim = datasetOf(written, 120)
  expect(iim).toBe('ø🌊'.repeat(333) + 'ø')
})

/** The text of a dataset of record 2. */
function datasetOf(bytes: Buffer, number: number): string {
  const at = bytes.indexOf(Buffer.from([0x1c, 2, number]), bytes.indexOf('8BIM'))
  return at < 0 ? '' : bytes.subarray(at + 5, at + 5 + bytes.readUInt16BE(at + 3)).toString('utf8')
}

test.each([
  ['a credit', { credit: 'x'.repeat(31) + 'ø' }, 110, 'x'.repeat(31)],
  ['a family that is one letter', { creator: 'x'.repeat(20) + '👩‍👩‍👧' }, 80, 'x'.repeat(20)],
  ['a copyright of two lines', { copyright: '© Ann\nBø' }, 116, '© Ann Bø']
])('IPTC-IIM keeps whole letters within its octets: %s', async (_, planted, number, expected) => {
  expect(datasetOf(Buffer.from(writeMetadata(await jpeg(), { ...none, ...planted })), number)).toBe(expected)
})

test('when XMP does not fit its segment the longest text gives way and the others stay whole', async () => {
  const written = writeMetadata(await jpeg(), huge)
  const { caption, credit, alt, usageTerms } = readMetadata(written)
  expect({ credit, alt }).toEqual({ credit: words.credit, alt: words.alt })
  expect(caption).toMatch(/^(Å&🌊){2000,}/)
  expect(usageTerms).toBe('&'.repeat(2000))
  // The picture's own bytes, behind the packet, may read as anything.
  const [packet] = Buffer.from(written).toString('utf8').split('<?xpacket end')
  expect(packet).not.toContain('�</')
})

test('any words at all give a JPEG that opens and carries them', async () => {
  const picture = await jpeg(16, 16)
  const text = fc.string({ unit: 'binary', maxLength: 80 })
  fc.assert(
    fc.property(
      fc.record({ caption: text, credit: text, creator: text, copyright: text, alt: text, usageTerms: text }),
      (any) => {
        const read = readMetadata(writeMetadata(picture, any))
        const again = readMetadata(writeMetadata(picture, { ...none, ...pick(read) }))
        expect(pick(again)).toEqual(pick(read))
        expect(read.caption).toBe(visible(any.caption))
      }
    )
  )
})

const pick = ({ caption, credit, creator, copyright, alt, usageTerms }: PictureWords) => ({
  caption,
  credit,
  creator,
  copyright,
  alt,
  usageTerms
})
const visible = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}|[\ufeff\ufffe\uffff]/gu, '')
    .trim()

test.each([
  ['no JPEG', joined('hello')],
  ['half a JPEG', joined(Uint8Array.of(0xff, 0xd8, 0xff, 0xdb, 0, 67), 'short')]
])('%s is thrown at, not written', (_, bytes) => {
  expect(() => writeMetadata(bytes, words)).toThrow(/Not a whole JPEG/)
})
