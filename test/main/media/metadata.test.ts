import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMetadata, reconcileMetadata } from '#main/media/metadata.ts'
import { writeMetadata } from '#main/media/write-metadata.ts'
import { emptyPictureMetadata, type PictureMetadata } from '#shared/article/media.ts'
import { hasExiftool, plant, readTags, withoutExiftool, type Tags } from './exiftool.ts'
import { joined, jpeg, noise, pictureAs } from './made-pictures.ts'

const references = new URL('../../../../shared/standards/iptc-photo-metadata/', import.meta.url)
const hasReferences = existsSync(references)
const withoutShared = hasReferences ? '' : ' (skipped: no ../shared)'
const names = ['IPTC-PhotometadataRef-Std2021.1.jpg', 'IPTC-PhotometadataRef-Std2024.1.jpg']

/** The same fields out of exiftool's reading, from XMP. */
function fromTags(tags: Tags): PictureMetadata {
  const text = (tag: string) => String(tags[tag] ?? '')
  const list = (tag: string) => [tags[tag] ?? []].flat().map(String)
  return {
    caption: text('XMP-dc:Description'),
    headline: text('XMP-photoshop:Headline'),
    credit: text('XMP-photoshop:Credit'),
    creator: list('XMP-dc:Creator').join(', '),
    source: text('XMP-photoshop:Source'),
    copyright: text('XMP-dc:Rights'),
    usageTerms: text('XMP-xmpRights:UsageTerms'),
    instructions: text('XMP-photoshop:Instructions'),
    alt: text('XMP-iptcCore:AltTextAccessibility'),
    date: text('XMP-photoshop:DateCreated').replace(/^(\d+):(\d+):(\d+) /, '$1-$2-$3T'),
    place: ['iptcCore:Location', 'photoshop:City', 'photoshop:State', 'photoshop:Country']
      .map((tag) => text(`XMP-${tag}`))
      .join(', '),
    keywords: list('XMP-dc:Subject')
  }
}

test.skipIf(!hasReferences || !hasExiftool).each(names)(
  `%s gives every field as exiftool reads it${withoutShared || withoutExiftool}`,
  (name) => {
    const bytes = readFileSync(new URL(name, references))
    const metadata = readMetadata(bytes)
    expect(metadata).toEqual(fromTags(readTags(bytes)))
    for (const [field, value] of Object.entries(metadata)) expect(value, field).not.toHaveLength(0)
  }
)

const plus = /Release|Disclosure|Licensor|Owner|ImageCreator|ImageSupplier|DataMining|OtherConstraints/

/** What the record keeps of each copy, as exiftool calls it. */
const kept = [
  ...['dc:Description', 'dc:Creator', 'dc:Rights', 'dc:Subject', 'xmpRights:UsageTerms', 'iptcCore:Location'],
  ...['Headline', 'Credit', 'Source', 'Instructions', 'DateCreated', 'City', 'State', 'Country'].map(
    (name) => `photoshop:${name}`
  ),
  ...['iptcCore:AltTextAccessibility', 'iptcCore:AltTextAccessibility-en']
]
  .map((name) => `XMP-${name}`)
  .concat(
    ['Caption-Abstract', 'Headline', 'Credit', 'Source', 'CopyrightNotice', 'SpecialInstructions', 'Keywords'].map(
      (name) => `IPTC:${name}`
    ),
    ['By-line', 'DateCreated', 'TimeCreated', 'City', 'Sub-location', 'Province-State'].map((name) => `IPTC:${name}`),
    ['IPTC:Country-PrimaryLocationName', 'IFD0:ImageDescription', 'IFD0:Artist', 'IFD0:Copyright'],
    ['ExifIFD:DateTimeOriginal', 'ExifIFD:OffsetTimeOriginal']
  )

/** Properties of the standard that the record has no place for: those that its docstring names, under each copy's name. */
const withoutPlace = [
  ...['dc:Title', 'photoshop:TransmissionReference', 'photoshop:CaptionWriter', 'photoshop:AuthorsPosition'],
  ...['ExtDescrAccessibility', 'ExtDescrAccessibility-en', 'CreatorContactInfo', 'IntellectualGenre'].map(
    (name) => `iptcCore:${name}`
  ),
  ...['Scene', 'SubjectCode', 'CountryCode'].map((name) => `iptcCore:${name}`),
  ...['LocationShown', 'LocationCreated', 'Event', 'EventID', 'PersonInImage', 'PersonInImageWDetails'],
  ...['OrganisationInImageCode', 'OrganisationInImageName', 'ArtworkOrObject', 'ProductInImage', 'Contributor'],
  ...['ImageRegion', 'AdditionalModelInformation', 'ModelAge', 'DigitalImageGUID', 'RegistryID', 'DigitalSourceType'],
  ...['AboutCvTerm', 'Genre', 'EmbdEncRightsExpr', 'LinkedEncRightsExpr', 'MaxAvailHeight', 'MaxAvailWidth'],
  ...['ModelReleaseID', 'ModelReleaseStatus', 'PropertyReleaseID', 'PropertyReleaseStatus', 'MinorModelAgeDisclosure'],
  ...['Licensor', 'CopyrightOwner', 'ImageCreator', 'ImageCreatorImageID', 'ImageSupplier', 'ImageSupplierImageID'],
  ...['DataMining', 'OtherConstraints', 'xmp:Rating', 'xmpRights:WebStatement']
]
  .map((name) => `XMP-${name.includes(':') ? '' : plus.test(name) ? 'plus:' : 'iptcExt:'}${name}`)
  .concat(
    ['ObjectName', 'OriginalTransmissionReference', 'Writer-Editor', 'By-lineTitle', 'ObjectAttributeReference'].map(
      (name) => `IPTC:${name}`
    ),
    ['IPTC:SubjectReference', 'IPTC:Country-PrimaryLocationCode']
  )

/** How the file is built and drawn: nobody's words. */
const technical =
  /^(SourceFile|(ExifTool|File|System|Composite|Adobe|XMP-x):.*|IFD0:(.Resolution|ResolutionUnit|YCbCrPositioning)|ExifIFD:(ExifVersion|ComponentsConfiguration|FlashpixVersion|ColorSpace)|IPTC:ApplicationRecordVersion)$/

test.skipIf(!hasReferences || !hasExiftool).each(names)(
  `every property that exiftool finds in %s is kept, or known to have no place${withoutShared || withoutExiftool}`,
  (name) => {
    const found = Object.keys(readTags(readFileSync(new URL(name, references)))).filter((tag) => !technical.test(tag))
    expect(found.filter((tag) => !kept.includes(tag) && !withoutPlace.includes(tag))).toEqual([])
    expect(kept.filter((tag) => !found.includes(tag))).toEqual([])
  }
)

test.skipIf(!hasReferences || !hasExiftool).each(names)(
  `%s without its XMP gives the same out of IPTC-IIM${withoutShared || withoutExiftool}`,
  (name) => {
    const bytes = readFileSync(new URL(name, references))
    const expected = { ...fromTags(readTags(bytes)), usageTerms: '', alt: '' }
    expect(readMetadata(plant(bytes, ['-XMP:all=']))).toEqual(expected)
  }
)

test.skipIf(!hasReferences || !hasExiftool)(
  `with EXIF alone, caption, creator, copyright and date are found${withoutShared || withoutExiftool}`,
  () => {
    const bytes = plant(readFileSync(new URL(names[0] ?? '', references)), ['-XMP:all=', '-IPTC:all='])
    const { caption, creator, copyright, date } = fromTags(readTags(readFileSync(new URL(names[0] ?? '', references))))
    expect(readMetadata(bytes)).toEqual({ ...emptyPictureMetadata, caption, creator, copyright, date })
  }
)

const title = (text: string) => `${text}${withoutExiftool}`

test.skipIf(!hasExiftool)(title('XMP wins over IPTC-IIM, and that over EXIF'), async () => {
  const iim = ['-IPTC:Caption-Abstract=from IIM', '-IPTC:By-line=Ann']
  const exif = ['-IFD0:ImageDescription=from EXIF', '-IFD0:Artist=Eve', '-IFD0:Copyright=© EXIF']
  const bytes = plant(await jpeg(), ['-XMP-dc:Description=from XMP', ...iim, ...exif])
  expect(readMetadata(bytes)).toMatchObject({ caption: 'from XMP', creator: 'Ann', copyright: '© EXIF' })
})

test.skipIf(!hasExiftool)(
  title('several creators are joined, several languages resolve to the default one'),
  async () => {
    const bytes = plant(await jpeg(), [
      '-XMP-dc:Creator=Ann Bø',
      '-XMP-dc:Creator=Ali',
      '-XMP-dc:Description-nb=På norsk',
      '-XMP-dc:Description=In English'
    ])
    expect(readMetadata(bytes)).toMatchObject({ creator: 'Ann Bø, Ali', caption: 'In English' })
  }
)

test.skipIf(!hasExiftool).each([
  ['utf8 with 1:90', ['-IPTC:CodedCharacterSet=UTF8']],
  ['utf8 without 1:90', []]
])(title('IPTC-IIM in %s reads as it was written'), async (_, extra) => {
  const caption = '“Blåbærsyltetøy” – مرحبا 🌊'
  const marked = plant(await jpeg(), ['-IPTC:CodedCharacterSet=UTF8', `-IPTC:Caption-Abstract=${caption}`])
  const bytes = extra.length > 0 ? marked : plant(marked, ['-charset', 'iptc=utf8', '-IPTC:CodedCharacterSet='])
  expect(readMetadata(bytes).caption).toBe(caption)
})

function iimJpeg(base: Uint8Array, charset: number[], text: number[]): Uint8Array {
  const dataset = (record: number, number: number, value: number[]) => [
    0x1c,
    record,
    number,
    value.length >> 8,
    value.length & 255,
    ...value
  ]
  const record = [...(charset.length > 0 ? dataset(1, 90, charset) : []), ...dataset(2, 120, text)]
  const resource = joined(
    'Photoshop 3.0\0',
    '8BIM\x04\x04\0\0\0\0',
    Uint8Array.of(0, record.length),
    Uint8Array.from(record),
    '\0'.repeat(record.length % 2)
  )
  return joined(base.subarray(0, 2), Uint8Array.of(0xff, 0xed, 0, resource.length + 2), resource, base.subarray(2))
}

test.each([
  ['Windows-1252 without 1:90', [], [0x93, 0x53, 0xf8, 0x72, 0x94, 0x20, 0x80, 0x35], '“Sør” €5'],
  ['Windows-1252 that says it is UTF-8', [0x1b, 0x25, 0x47], [0x93, 0x53, 0xf8, 0x72, 0x94], '“Sør”'],
  ['Latin-1 that says so', [0x1b, 0x2e, 0x41], [0xc3, 0xa9], 'Ã©'],
  ['UTF-8 without 1:90', [], [0xc3, 0xa9], 'é']
])('IPTC-IIM in %s', async (_, charset, text, expected) => {
  expect(readMetadata(iimJpeg(await jpeg(), charset, text)).caption).toBe(expected)
})

test.skipIf(!hasExiftool)(title('UTF-8 in EXIF reads as it was written'), async () => {
  expect(readMetadata(plant(await jpeg(), ['-IFD0:Artist=Åse Øy', '-IFD0:ImageDescription=“Brygga”']))).toMatchObject({
    creator: 'Åse Øy',
    caption: '“Brygga”'
  })
})

test.skipIf(!hasExiftool)(title('what a camera writes by itself is no caption'), async () => {
  expect(readMetadata(plant(await jpeg(), ['-IFD0:ImageDescription=OLYMPUS DIGITAL CAMERA         '])).caption).toBe('')
})

test.skipIf(!hasExiftool).each(['png', 'webp', 'tiff', 'gif', 'avif'] as const)(
  title('a %s gives its XMP'),
  async (format) => {
    const bytes = plant(
      await pictureAs(format),
      ['-XMP-dc:Description=Harbour', '-XMP-photoshop:Credit=NTB', '-XMP-iptcCore:AltTextAccessibility=A wall'],
      format
    )
    expect(readMetadata(bytes)).toMatchObject({ caption: 'Harbour', credit: 'NTB', alt: 'A wall' })
  }
)

async function withXmp(packet: string): Promise<Uint8Array> {
  return noise(40, 30).jpeg().withXmp(packet).toBuffer()
}

const rdf = (inside: string, description = '') =>
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  '<rdf:Description rdf:about="" xmlns:p="http://ns.adobe.com/photoshop/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:other="http://example.org/"' +
  ` ${description}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`

test.each<[string, string, Partial<PictureMetadata>]>([
  [
    'properties as attributes under a prefix of their own',
    rdf('', 'p:Credit="NTB &amp; AP" p:Headline="&#x201C;Storm&#8221;"'),
    { credit: 'NTB & AP', headline: '“Storm”' }
  ],
  [
    'a property of the same name in another namespace',
    rdf('<other:Credit>no</other:Credit><p:Credit>yes</p:Credit>'),
    { credit: 'yes' }
  ],
  ['CDATA', rdf('<p:Credit><![CDATA[A & B <c>]]></p:Credit>'), { credit: 'A & B <c>' }],
  [
    'a value with qualifiers',
    rdf('<p:Credit rdf:parseType="Resource"><rdf:value>NTB</rdf:value><other:q>x</other:q></p:Credit>'),
    { credit: 'NTB' }
  ],
  [
    'alternatives without a default',
    rdf(
      '<dc:rights><rdf:Alt><rdf:li xml:lang="nb">© Ann</rdf:li><rdf:li xml:lang="en">© Anne</rdf:li></rdf:Alt></dc:rights>'
    ),
    { copyright: '© Ann' }
  ],
  ['a number stays text', rdf('<p:Credit>007</p:Credit>'), { credit: '007' }]
])('XMP: %s', async (_, packet, expected) => {
  expect(readMetadata(await withXmp(packet))).toEqual({ ...emptyPictureMetadata, ...expected })
})

const laughs = Array.from({ length: 9 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join('')

test.each<[string, string]>([
  ['entities that multiply', `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>${rdf('<p:Credit>&l9;</p:Credit>')}`],
  [
    'an entity that reads a file',
    `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${rdf('<p:Credit>&f;</p:Credit>')}`
  ],
  ['deep nesting', rdf('<p:Credit>'.repeat(2000) + '</p:Credit>'.repeat(2000))],
  [
    'names that poison objects',
    rdf('<__proto__><constructor>x</constructor></__proto__><p:constructor>y</p:constructor>', '__proto__="z"')
  ],
  ['no XML', 'hello < & >'],
  ['an end too soon', rdf('<p:Credit>NTB').slice(0, 330)]
])('hostile XMP gives no more than it says: %s', async (_, packet) => {
  const { credit, ...rest } = readMetadata(await withXmp(packet))
  expect(rest).toEqual({ ...emptyPictureMetadata, credit: undefined })
  expect(credit).not.toMatch(/root:|haha/)
  expect(({} as Record<string, unknown>).constructor).toBe(Object)
})

test('every field keeps to its length and no letter is cut in two', async () => {
  const long = '🌊'.repeat(20_001)
  const packet = rdf(`<dc:creator><rdf:Seq><rdf:li>a${long}</rdf:li></rdf:Seq></dc:creator>`)
  const { creator } = readMetadata(await withXmpInPng(packet))
  expect(creator).toBe(`a${'🌊'.repeat(249)}`)
})

const withXmpInPng = async (packet: string) => noise(40, 30).png().withXmp(packet).toBuffer()

test('broken bytes never throw', async () => {
  const good = await withXmp(rdf('<p:Credit>NTB</p:Credit>'))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 30 }),
      fc.nat(good.length),
      (edits, length) => {
        const bytes = Uint8Array.from(good)
        for (const [at, value] of edits) bytes[at] = value
        expect(Object.keys(readMetadata(bytes.subarray(0, length)))).toEqual(Object.keys(emptyPictureMetadata))
      }
    )
  )
})

const conflicting = async (...tags: string[]) => plant(await jpeg(), tags)

test.skipIf(!hasExiftool)(
  `copies that contradict each other are told of, and XMP's words are taken${withoutExiftool}`,
  async () => {
    const bytes = await conflicting(
      '-XMP-dc:Description=The quay',
      '-IPTC:Caption-Abstract=The harbour',
      '-EXIF:ImageDescription=The quay',
      '-XMP-photoshop:Credit=NTB',
      '-IPTC:Credit=NTB',
      '-XMP-dc:Creator=Ann',
      '-EXIF:Artist=Bo',
      '-XMP-photoshop:DateCreated=2026:01:02 03:04:05',
      '-IPTC:DateCreated=2026:01:02',
      '-XMP-photoshop:City=Bergen',
      '-IPTC:City=Oslo'
    )
    const { metadata, conflicts } = reconcileMetadata(bytes)
    expect(metadata).toMatchObject({ caption: 'The quay', creator: 'Ann', place: 'Bergen' })
    expect(conflicts).toEqual([
      { field: 'caption', xmp: 'The quay', iim: 'The harbour', exif: 'The quay', taken: 'xmp' },
      { field: 'creator', xmp: 'Ann', iim: '', exif: 'Bo', taken: 'xmp' },
      { field: 'place', xmp: 'Bergen', iim: 'Oslo', exif: '', taken: 'xmp' }
    ])
  }
)

test.skipIf(!hasExiftool).each([
  ['holds', 'new', 'xmp', 'The quay'],
  ['no longer holds', '0123456789abcdef0123456789abcdef', 'iim', 'The harbour']
] as const)(
  `where the checksum of the IIM %s, %s: the %s's words are taken${withoutExiftool}`,
  async (_, digest, taken, caption) => {
    const bytes = await conflicting(
      '-XMP-dc:Description=The quay',
      '-IPTC:Caption-Abstract=The harbour',
      `-IPTCDigest=${digest}`
    )
    const { metadata, conflicts } = reconcileMetadata(bytes)
    expect([metadata.caption, conflicts]).toEqual([
      caption,
      [{ field: 'caption', xmp: 'The quay', iim: 'The harbour', exif: '', taken }]
    ])
  }
)

test.skipIf(!hasExiftool)(`what IIM has no room for is no contradiction${withoutExiftool}`, async () => {
  const long = 'Associated Photographers of the Northern Coast, Inc.'
  const bytes = await conflicting(
    `-XMP-photoshop:Credit=${long}`,
    `-IPTC:Credit=${long.slice(0, 32)}`,
    '-XMP-dc:Subject=a',
    '-XMP-dc:Subject=B',
    '-IPTC:Keywords=b',
    '-IPTC:Keywords=a'
  )
  expect(reconcileMetadata(bytes)).toMatchObject({ metadata: { credit: long }, conflicts: [] })
})

test('a file that is cut anywhere still reads', async () => {
  const bytes = writeMetadata(await jpeg(), {
    caption: 'A',
    credit: 'B',
    creator: 'C',
    copyright: 'D',
    alt: 'E',
    usageTerms: 'F'
  })
  for (let end = 0; end < 700; end += 3) expect(() => reconcileMetadata(bytes.subarray(0, end))).not.toThrow()
})
