import { afterEach, beforeEach, expect, test } from 'vitest'
import { placePicture } from '#shared/article/place-picture.ts'
import { formats } from '#shared/formats/index.ts'
import { hasExiftool, plant, readTags, withoutExiftool } from '#test/main/media/exiftool.ts'
import { besides, camera, everyTag, markersIn, openWords } from '#test/main/media/planted.ts'
import { body, figure, paragraphs } from '#test/support/bodies.ts'
import { openTestDesk, sitDown, type TestDesk } from '#test/support/desk.ts'
import { partsOfFile, picturesOfFiles } from '#test/support/exported.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.close())

/** The picture goes the whole way: brought in, placed with the words of its file, approved, out in every format. */
async function exported(fileName: string, bytes: Uint8Array<ArrayBuffer>) {
  const reporter = await desk.join('Rea Porter', 'reporter')
  const editor = await desk.join('Ed Itor', 'editor')
  const [admin] = (await desk.window().get('desk.status', {})).accounts.filter(({ role }) => role === 'admin')
  await desk.window(admin?.id).get('desk.change', { siteUrl: 'https://gazette.example' })
  const sitting = await sitDown(reporter)
  const picture = await reporter.get('media.add', { fileName, bytes })
  const empty = figure('f', { caption: '', credit: '', alt: '', media: null })
  await sitting.save(({ meta }) => ({
    meta: { ...meta, slugline: 'quay' },
    body: placePicture(body('A wall for the quay', ...paragraphs('It was voted on Monday.'), empty), 'f', picture)
  }))
  await sitting.move('submit')
  const { id: articleId, articleHash } = await editor.get('articles.info', { id: sitting.opened.info.id })
  await editor.get('workflow.move', { articleId, move: 'approve', articleHash })
  const ran = await editor.ask('exports.run', { articleId, formats: formats.map(({ id }) => id), as: 'folder' })
  expect(ran.ok ? [] : [ran.error.message, ran.error.reasons]).toEqual([])
  const mediaType = (path: string) => (path.endsWith('.jpg') ? 'image/jpeg' : '')
  const files = editor.saved.flatMap((saved) => saved.files)
  return { picture, files: files.map((file) => ({ ...file, mediaType: mediaType(file.path) })) }
}

/** Files as they are, and what the packages among them hold. */
const everyByte = (files: Awaited<ReturnType<typeof exported>>['files']) =>
  files.flatMap((file) => [file.bytes, ...Object.values(partsOfFile(file))])

const kept = {
  'XMP-dc:Description': openWords.caption,
  'XMP-photoshop:Credit': `${openWords.creator} / ${openWords.credit}`,
  'XMP-dc:Creator': [openWords.creator],
  'XMP-dc:Rights': openWords.copyright,
  'XMP-iptcCore:AltTextAccessibility': openWords.alt,
  'XMP-xmpRights:UsageTerms': openWords.usageTerms,
  'IPTC:CodedCharacterSet': 'UTF8',
  'IPTC:ApplicationRecordVersion': 4,
  'IPTC:Caption-Abstract': openWords.caption,
  'IPTC:Credit': `${openWords.creator} / ${openWords.credit}`,
  'IPTC:By-line': openWords.creator,
  'IPTC:CopyrightNotice': openWords.copyright
}

/** Tags that tell of the words and of how the picture is drawn; the rest would be somebody's secret. */
const saysNothing = /^(SourceFile|ExifTool|File|System|Composite):?/
const told = (bytes: Uint8Array) =>
  Object.fromEntries(Object.entries(readTags(bytes)).filter(([tag]) => !saysNothing.test(tag)))

const tags = hasExiftool ? everyTag() : []

const someOfThem = (_: string, index: number, all: string[]) => index % 8 === 0 || index > all.length - 20
/** A JPEG has them all; of the rest, which go out by way of the same bytes, each eighth, without what a TIFF is drawn by. */
const kinds = [
  { format: 'jpeg', extension: 'jpg', planting: tags, least: 1500 },
  { format: 'png', extension: 'png', planting: tags.filter(someOfThem), least: 150 },
  { format: 'webp', extension: 'webp', planting: tags.filter(someOfThem), least: 150 },
  {
    format: 'tiff',
    extension: 'tif',
    planting: tags.filter((tag) => !/^-(IFD\d|SubIFD):/.test(tag)).filter(someOfThem),
    least: 150
  }
] as const

test.skipIf(!hasExiftool).each(kinds)(
  `of what can be written into a $format only the six words go out, in every format${withoutExiftool}`,
  async ({ format, extension, planting, least }) => {
    const written = plant(await camera(format), [...planting], extension)
    const planted = format === 'jpeg' ? await besides(written) : written
    expect(markersIn(planted).length).toBeGreaterThan(least)

    const { picture, files } = await exported(`secret.${extension}`, new Uint8Array(planted))
    expect(picture.metadata).toMatchObject(openWords)
    expect(new Set(files.map(({ path }) => path.split('/')[0])).size).toBeGreaterThanOrEqual(formats.length)
    for (const bytes of everyByte(files)) expect(markersIn(bytes)).toEqual([])
    const pictures = picturesOfFiles(files)
    expect(pictures.length).toBeGreaterThan(5)
    for (const bytes of new Map(pictures.map(({ bytes }) => [Buffer.from(bytes).toString('base64'), bytes])).values())
      expect(told(bytes)).toEqual(kept)
  },
  180_000
)
