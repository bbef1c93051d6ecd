import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { openMediaLibrary } from '#main/media/library.ts'
import { readMetadata } from '#main/media/metadata.ts'
import type { PictureWords } from '#main/media/write-metadata.ts'
import type { Picture } from '#shared/article/media.ts'
import { expectOk } from '#shared/result.ts'
import { hasExiftool, plant, readTags, withoutExiftool } from './exiftool.ts'
import { formats, joined, jpeg, noise, pictureAs } from './made-pictures.ts'

const folder = mkdtempSync(join(tmpdir(), 'copydesk-library-'))
const library = openMediaLibrary(folder)
afterAll(async () => {
  await library.close()
  rmSync(folder, { recursive: true })
})

const words: PictureWords = {
  caption: '“Molo”',
  credit: 'Ann / NTB',
  creator: 'Ann',
  copyright: '© Ann',
  alt: 'En molo',
  usageTerms: 'Én gang'
}
const none: PictureWords = { caption: '', credit: '', creator: '', copyright: '', alt: '', usageTerms: '' }
const previewFiles = ({ hash }: Picture) =>
  readdirSync(join(folder, 'previews', hash.slice(0, 2))).filter((name) => name.startsWith(hash))
const original = ({ hash }: Picture) => join(folder, 'media', hash.slice(0, 2), hash)

test.each(formats)('a %s is taken in, shown and given out', async (format) => {
  const bytes = await pictureAs(format, 700, 500)
  const picture = expectOk(await library.add(`harbour.${format}`, bytes))
  expect(picture).toMatchObject({
    fileName: `harbour.${format}`,
    mediaType: `image/${format}`,
    size: bytes.length,
    width: 700,
    height: 500
  })
  expect(previewFiles(picture).sort()).toEqual([`${picture.hash}-1600.webp`, `${picture.hash}-320.webp`])
  expect(await sharp((await library.preview(picture.hash, 'small')) ?? undefined).metadata()).toMatchObject({
    format: 'webp',
    width: 320
  })
  const out = expectOk(await library.forExport(picture.hash, { edge: 350 }, words))
  expect(out).toMatchObject({ width: 350, height: 250, mediaType: 'image/jpeg' })
  expect(readMetadata(out.bytes)).toMatchObject(words)
})

test('the same picture twice is one picture, and the same export twice the same bytes', async () => {
  const bytes = await jpeg(300, 200)
  const [first, second] = await Promise.all([library.add('a.jpg', bytes), library.add('b.jpg', bytes)])
  const { hash } = expectOk(first)
  expect(expectOk(second).hash).toBe(hash)
  const outs = await Promise.all([1, 2].map(async () => expectOk(await library.forExport(hash, {}, words))))
  expect(Buffer.from(outs[0]?.bytes ?? []).equals(outs[1]?.bytes ?? new Uint8Array())).toBe(true)
})

test('the caller keeps its bytes', async () => {
  const bytes = new Uint8Array(await jpeg())
  const length = bytes.length
  await library.add('a.jpg', bytes)
  expect(bytes.length).toBe(length)
})

test('previews that are lost are made again from the original', async () => {
  const picture = expectOk(await library.add('a.jpg', await jpeg(500, 400)))
  rmSync(join(folder, 'previews'), { recursive: true })
  const shown = await Promise.all([
    library.preview(picture.hash, 'small'),
    library.preview(picture.hash, 'small'),
    library.preview(picture.hash, 'large')
  ])
  expect(await Promise.all(shown.map(async (webp) => (await sharp(webp ?? undefined).metadata()).width))).toEqual([
    320, 320, 500
  ])
  expect(previewFiles(picture)).toHaveLength(2)
})

test('a picture that is not here is not shown and not given out', async () => {
  const hash = 'ab'.repeat(32)
  expect(await library.preview(hash, 'large')).toBeNull()
  expect(await library.preview('../../../etc/passwd', 'large')).toBeNull()
  expect(await library.forExport(hash, {}, words)).toMatchObject({ ok: false, error: { code: 'not-found' } })
})

test('an original that has been damaged on disk never goes out, and adding it again mends it', async () => {
  const bytes = await jpeg(320, 240)
  const picture = expectOk(await library.add('a.jpg', bytes))
  truncateSync(original(picture), 2000)
  expect(await library.forExport(picture.hash, {}, words)).toMatchObject({ ok: false, error: { code: 'damaged' } })
  expectOk(await library.add('a.jpg', bytes))
  expectOk(await library.forExport(picture.hash, {}, words))
})

test('what is refused leaves nothing behind', async () => {
  const own = mkdtempSync(join(tmpdir(), 'copydesk-refused-'))
  const strict = openMediaLibrary(own)
  const half = (await jpeg(400, 300)).slice(0, 5000)
  expect(await strict.add('a.jpg', half)).toMatchObject({ ok: false, error: { code: 'damaged' } })
  expect(await strict.add('a.svg', joined('<svg/>'))).toMatchObject({ ok: false, error: { code: 'unsupported' } })
  expect(readdirSync(own)).toEqual([])
  await strict.close()
})

test('a desk folder that cannot hold the picture is said so', async () => {
  const own = mkdtempSync(join(tmpdir(), 'copydesk-blocked-'))
  writeFileSync(join(own, 'media'), 'a file where the folder should be')
  const blocked = openMediaLibrary(own)
  await expect(blocked.add('a.jpg', await jpeg()).then((result) => result.ok)).rejects.toThrow()
  await blocked.close()
})

test.each([
  ['C:\\Users\\ann\\Pictures\\molo.jpg', 'molo.jpg'],
  ['../../etc/mo\0lo.jpg', 'molo.jpg'],
  ['x'.repeat(300), 'x'.repeat(255)]
])('the name %j is kept as %j', async (given, kept) => {
  expect(expectOk(await library.add(given, await jpeg())).fileName).toBe(kept)
})

test.skipIf(!hasExiftool)(`what the file says of itself comes in with it${withoutExiftool}`, async () => {
  const bytes = plant(await jpeg(), [
    '-XMP-dc:Description=Moloen',
    '-XMP-photoshop:Credit=NTB',
    '-XMP-iptcCore:AltTextAccessibility=En molo'
  ])
  expect(expectOk(await library.add('a.jpg', bytes)).metadata).toMatchObject({
    caption: 'Moloen',
    credit: 'NTB',
    alt: 'En molo'
  })
})

/** Everything that could give a source away, each with a word to look for. */
const secrets = [
  '-GPSLatitude=59.911491',
  '-GPSLatitudeRef=N',
  '-GPSLongitude=10.757933',
  '-GPSLongitudeRef=E',
  '-XMP-exif:GPSLatitude=59.911491',
  '-IFD0:Make=SecretMake',
  '-IFD0:Model=SecretModel',
  '-IFD0:Software=SecretSoftware',
  '-IFD0:HostComputer=SecretHost',
  '-IFD0:Artist=SecretArtist',
  '-IFD0:XPComment=SecretComment',
  '-ExifIFD:SerialNumber=SecretSerial',
  '-ExifIFD:LensSerialNumber=SecretLens',
  '-ExifIFD:OwnerName=SecretOwner',
  '-ExifIFD:ImageUniqueID=SecretUnique',
  '-ExifIFD:UserComment=SecretUser',
  '-ExifIFD:DateTimeOriginal=2026:01:02 03:04:05',
  '-IPTC:Caption-Abstract=SecretCaption',
  '-IPTC:Contact=SecretContact',
  '-IPTC:SpecialInstructions=SecretInstructions',
  '-IPTC:Sub-location=SecretStreet',
  '-Photoshop:URL=https://secret.example/Secret',
  '-Photoshop:CopyrightFlag=True',
  '-XMP-dc:Description=SecretCaption',
  '-XMP-xmp:CreatorTool=SecretTool',
  '-XMP-xmpMM:HistorySoftwareAgent=SecretAgent',
  '-XMP-xmpMM:HistoryAction=saved',
  '-XMP-xmpMM:DocumentID=SecretDocument',
  '-XMP-iptcExt:PersonInImage=SecretPerson',
  '-XMP-photoshop:City=SecretCity',
  '-Comment=SecretJpegComment'
]

test.skipIf(!hasExiftool).each([
  ['jpeg', 'jpg'],
  ['png', 'png'],
  ['tiff', 'tif']
] as const)(
  `no secret of a %s goes out: place, device, owner, thumbnail, history${withoutExiftool}`,
  async (format, extension) => {
    const marker = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer()
    const thumbnail = join(folder, 'thumbnail.jpg')
    writeFileSync(thumbnail, marker)
    const base = await noise(600, 400).toFormat(format).withIccProfile('p3').withMetadata({ orientation: 6 }).toBuffer()
    const planted = plant(
      base,
      [...secrets, ...(format === 'jpeg' ? [`-ThumbnailImage<=${thumbnail}`] : [])],
      extension
    )
    const before = JSON.stringify(readTags(planted, extension))
    for (const secret of ['SecretSerial', 'SecretOwner', 'SecretSoftware', 'GPSLatitude', 'SecretAgent', 'ICC'])
      expect(before).toContain(secret)
    if (format === 'jpeg') expect(before).toContain('ThumbnailImage')

    const picture = expectOk(await library.add(`secret.${extension}`, planted))
    expect([picture.width, picture.height]).toEqual([400, 600])
    for (const given of [words, none]) {
      const out = expectOk(await library.forExport(picture.hash, {}, given)).bytes
      for (const encoding of ['latin1', 'utf16le'] as const)
        expect(Buffer.from(out).toString(encoding)).not.toMatch(/Secret|GPS|Exif|ICC_PROFILE|saved/)
      expect(Buffer.from(out).indexOf(marker.subarray(0, 100), 2)).toBe(-1)
      expect(groupsOf(readTags(out))).toEqual(given === none ? drawing : [...drawing, ...carried].sort())
    }
    for (const size of ['small', 'large'] as const)
      expect(Buffer.from((await library.preview(picture.hash, size)) ?? []).toString('latin1')).not.toMatch(
        /Secret|GPS|Exif|EXIF|ICCP|XMP/
      )
  }
)

const drawing = [
  'File:BitsPerSample',
  'File:ColorComponents',
  'File:EncodingProcess',
  'File:FileType',
  'File:FileTypeExtension',
  'File:ImageHeight',
  'File:ImageWidth',
  'File:MIMEType',
  'File:YCbCrSubSampling'
]
const carried = [
  'File:CurrentIPTCDigest',
  'IPTC:ApplicationRecordVersion',
  'IPTC:By-line',
  'IPTC:Caption-Abstract',
  'IPTC:CodedCharacterSet',
  'IPTC:CopyrightNotice',
  'IPTC:Credit',
  'XMP-dc:Creator',
  'XMP-dc:Description',
  'XMP-dc:Rights',
  'XMP-iptcCore:AltTextAccessibility',
  'XMP-photoshop:Credit',
  'XMP-xmpRights:UsageTerms'
]

/** All tags but those that exiftool says of its own file, and works out. */
function groupsOf(tags: Record<string, unknown>): string[] {
  return Object.keys(tags)
    .filter((tag) => tag !== 'SourceFile' && !/^(ExifTool|System|Composite):/.test(tag))
    .sort()
}

test.skipIf(!hasExiftool)(`a maker's note does not go out${withoutExiftool}`, async () => {
  const note = Buffer.from('SecretMakerNote of a camera'.padEnd(60, '.'))
  const picture = expectOk(await library.add('note.jpg', withMakerNote(await jpeg(), note)))
  const out = expectOk(await library.forExport(picture.hash, {}, words)).bytes
  expect(Buffer.from(out).includes('SecretMakerNote')).toBe(false)
})

/** A JPEG with an EXIF segment that holds a maker's note. */
function withMakerNote(bytes: Uint8Array, note: Buffer): Uint8Array {
  const entry = (tag: number, type: number, count: number, value: number) => {
    const made = Buffer.alloc(12)
    made.writeUInt16BE(tag)
    made.writeUInt16BE(type, 2)
    made.writeUInt32BE(count, 4)
    made.writeUInt32BE(value, 8)
    return made
  }
  const directory = (only: Buffer) => joined('\0\x01', only, '\0\0\0\0')
  const tiff = joined(
    'MM\0*\0\0\0\x08',
    directory(entry(0x8769, 4, 1, 26)),
    directory(entry(0x927c, 7, note.length, 44)),
    note
  )
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(tiff.length + 8, 2)
  return joined(bytes.subarray(0, 2), head, 'Exif\0\0', tiff, bytes.subarray(2))
}

test('a crop is of the picture as it is seen, and leaves the original whole', async () => {
  // Lies on its side in the file: red at the left of what is seen, blue at the right.
  const left = await sharp({ create: { width: 200, height: 300, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const seen = sharp({ create: { width: 400, height: 300, channels: 3, background: 'blue' } }).composite([
    { input: left, left: 0, top: 0 }
  ])
  const turned = await sharp(await seen.png().toBuffer())
    .rotate(-90)
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 100 })
    .toBuffer()
  const picture = expectOk(await library.add('turned.jpg', turned))
  expect([picture.width, picture.height]).toEqual([400, 300])
  const crop = { x: 0.5, y: 0, width: 0.25, height: 1 }
  const out = expectOk(await library.forExport(picture.hash, { edge: 2400, crop }, words))
  expect([out.width, out.height]).toEqual([100, 300])
  const { channels } = await sharp(out.bytes).stats()
  expect(channels.map(({ mean }) => Math.round(mean / 10) * 10)).toEqual([0, 0, 250])
  expect(expectOk(await library.forExport(picture.hash, {}, words))).toMatchObject({ width: 400, height: 300 })
})

/** Every tag that exiftool says it can write, but for those that are of the file system, or of pictures inside the picture. */
function writableTags(): string[] {
  const outside =
    /^(FileName|Directory|TestName|HardLink|SymLink|File(Modify|Create|Access|InodeChange)?Date|FilePermissions|File(User|Group)ID|Geo.*|MDItem.*|XAttr.*|ZoneIdentifier|ForceWrite|Trailer|.*Preview.*Image.*)$/
  const listed = execFileSync('exiftool', ['-listw'], { encoding: 'utf8', maxBuffer: 1e8 })
  return listed
    .replace(/^[^:]*:/, '')
    .split(/\s+/)
    .filter((tag) => tag !== '' && !outside.test(tag))
}

test.skipIf(!hasExiftool)(
  `of every tag that can be written into a JPEG, none goes out but ours${withoutExiftool}`,
  async () => {
    const tags = writableTags()
    // Of each tag the last value that it takes stays: a number, a date, a word.
    const planted = ['7', '2026:01:02 03:04:05', 'Secret'].reduce<Uint8Array>(
      (bytes, value) => {
        const assignments = join(folder, 'assignments.txt')
        writeFileSync(assignments, tags.map((tag) => `-${tag}=${value}`).join('\n'))
        return plant(bytes, ['-q', '-n', '-@', assignments])
      },
      await noise(400, 300).withMetadata().jpeg().toBuffer()
    )
    const before = groupsOf(readTags(planted))
    expect(before.length).toBeGreaterThan(1000)
    for (const group of ['IFD0', 'ExifIFD', 'GPS', 'IPTC', 'Photoshop', 'XMP-dc', 'XMP-xmpMM', 'ICC_Profile'])
      expect(before.some((tag) => tag.startsWith(`${group}`))).toBe(true)

    const picture = expectOk(await library.add('everything.jpg', planted))
    for (const given of [words, none]) {
      const out = expectOk(await library.forExport(picture.hash, {}, given)).bytes
      expect(groupsOf(readTags(out))).toEqual(given === none ? drawing : [...drawing, ...carried].sort())
      for (const encoding of ['latin1', 'utf16le'] as const)
        expect(Buffer.from(out).toString(encoding)).not.toMatch(/Secret|03:04:05/)
    }
  },
  120_000
)
