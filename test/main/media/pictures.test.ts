import { deflateSync } from 'node:zlib'
import { zipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { openPictureWorker } from '#main/media/pictures.ts'
import { readMetadata } from '#main/media/metadata.ts'
import { emptyPictureMetadata } from '#shared/article/media.ts'
import type { Result } from '#shared/result.ts'
import { formats, joined, jpeg, noise, pictureAs } from './made-pictures.ts'

const worker = openPictureWorker()
afterAll(() => worker.close())

async function sizeOf(result: Result<Uint8Array | { bytes: Uint8Array }>) {
  if (!result.ok) throw new Error(result.error.message)
  const { format, width, height, exif, xmp, iptc, icc } = await sharp(
    'bytes' in result.value ? result.value.bytes : result.value
  ).metadata()
  return { format, width, height, carried: [exif, xmp, iptc, icc].filter((part) => part) }
}

test.each(formats)('a %s is inspected, shown and exported', async (format) => {
  const picture = await pictureAs(format, 400, 300)
  expect(await worker.inspect(picture)).toEqual({
    ok: true,
    value: { mediaType: `image/${format}`, width: 400, height: 300 }
  })
  expect(await sizeOf(await worker.preview(picture, 320))).toEqual({
    format: 'webp',
    width: 320,
    height: 240,
    carried: []
  })
  expect(await sizeOf(await worker.exportJpeg(picture, { edge: 200, quality: 80 }))).toEqual({
    format: 'jpeg',
    width: 200,
    height: 150,
    carried: []
  })
})

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'orientation %i is applied: the red corner is where the camera meant it',
  async (orientation) => {
    const upright = await sharp({ create: { width: 90, height: 60, channels: 3, background: 'white' } })
      .composite([
        {
          input: await sharp({ create: { width: 20, height: 20, channels: 3, background: 'red' } })
            .png()
            .toBuffer(),
          left: 0,
          top: 0
        }
      ])
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const turned = await layAside(upright.data, orientation)
    const result = await worker.exportJpeg(turned, { edge: 90, quality: 95 })
    if (!result.ok) throw new Error(result.error.message)
    expect([result.value.width, result.value.height]).toEqual([90, 60])
    const pixels = await sharp(result.value.bytes).raw().toBuffer()
    const at = (x: number, y: number) =>
      [...pixels.subarray((y * 90 + x) * 3, (y * 90 + x) * 3 + 3)].map((value) => Math.round(value / 255))
    expect([at(8, 8), at(80, 8), at(8, 52), at(80, 52)]).toEqual([
      [1, 0, 0],
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 1]
    ])
  }
)

/** The picture as a camera held that way stores it. Sharp mirrors before it turns, in whatever order it is asked. */
async function layAside(data: Buffer, orientation: number): Promise<Uint8Array> {
  const picture = sharp(data, { raw: { width: 90, height: 60, channels: 3 } })
  const undo: Record<number, () => typeof picture> = {
    1: () => picture,
    2: () => picture.flop(),
    3: () => picture.rotate(180),
    4: () => picture.flip(),
    5: () => picture.flop().rotate(270),
    6: () => picture.rotate(270),
    7: () => picture.flop().rotate(90),
    8: () => picture.rotate(90)
  }
  const stored = await (undo[orientation] ?? undo[1])?.().png().toBuffer()
  return sharp(stored).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer()
}

test('nothing is enlarged', async () => {
  expect(await sizeOf(await worker.preview(await jpeg(50, 40), 1600))).toMatchObject({ width: 50, height: 40 })
})

test('what is transparent goes out on white', async () => {
  const clear = await sharp({
    create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } }
  })
    .png()
    .toBuffer()
  const result = await worker.exportJpeg(clear, { edge: 20, quality: 90 })
  if (!result.ok) throw new Error(result.error.message)
  expect([...(await sharp(result.value.bytes).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255])
})

test.each(['cmyk', 'b-w', 'rgb16'] as const)('%s is shown and exported in sRGB', async (space) => {
  const format = space === 'rgb16' ? 'png' : 'jpeg'
  const picture = await noise(80, 60).toColourspace(space).toFormat(format).toBuffer()
  const taken = await worker.takeIn(picture, [40, 20])
  expect(taken).toMatchObject({ ok: true, value: { width: 80, height: 60 } })
  for (const preview of taken.ok ? taken.value.previews : [])
    expect((await sharp(preview).metadata()).space).toBe('srgb')
  const exported = await worker.exportJpeg(picture, { edge: 80, quality: 90 })
  expect(exported.ok && (await sharp(exported.value.bytes).metadata()).channels).not.toBe(4)
})

test('taking in gives size, metadata and every preview from one decoding', async () => {
  const picture = await noise(900, 600).jpeg().withXmp('<x/>').toBuffer()
  const taken = await worker.takeIn(picture, [320, 640])
  expect(taken).toMatchObject({
    ok: true,
    value: { mediaType: 'image/jpeg', width: 900, height: 600, metadata: emptyPictureMetadata }
  })
  expect(readMetadata(picture)).toEqual(emptyPictureMetadata)
  const widths = await Promise.all(
    (taken.ok ? taken.value.previews : []).map(async (preview) => (await sharp(preview).metadata()).width)
  )
  expect(widths).toEqual([320, 640])
})

function chunk(name: string, data: Uint8Array): Uint8Array {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  const named = joined(name, data)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return joined(size, named, sum)
}

function crc32(bytes: Uint8Array): number {
  let sum = -1
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}

/** A PNG of one black that says how large it is and carries as many rows as `rows`. */
function png(width: number, height: number, rows = height): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const data = deflateSync(Buffer.alloc((1 + width * 3) * rows), { level: 1 })
  return joined('\x89PNG\r\n\x1a\n', chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', new Uint8Array()))
}

/** A JPEG with a comment before all else. */
function withComment(bytes: Uint8Array, comment: string): Uint8Array {
  return joined('\xff\xd8\xff\xfe', Uint8Array.of(0, comment.length + 2), comment, bytes.subarray(2))
}

async function halfOf(format: (typeof formats)[number]) {
  const whole = await pictureAs(format, 600, 400)
  return whole.slice(0, Math.floor(whole.length / 2))
}

test.each<[string, string, () => Uint8Array | Promise<Uint8Array>]>([
  ['a bomb of 20,000 × 20,000 pixels', 'too-large', () => joined(png(20_000, 20_000, 10))],
  ['a PNG that says it is larger than it is', 'damaged', () => png(3000, 3000, 30)],
  ['a PNG of no height', 'damaged', () => png(100, 0)],
  ['half a JPEG', 'damaged', () => halfOf('jpeg')],
  ['half a PNG', 'damaged', () => halfOf('png')],
  ['half a WebP', 'damaged', () => halfOf('webp')],
  ['half a GIF', 'damaged', () => halfOf('gif')],
  ['half a TIFF', 'damaged', () => halfOf('tiff')],
  ['half an AVIF', 'damaged', () => halfOf('avif')],
  ['a JPEG without its end', 'damaged', async () => (await jpeg(600, 400)).slice(0, -4000)],
  ['three bytes of a JPEG', 'damaged', () => Uint8Array.of(0xff, 0xd8, 0xff)],
  [
    'a JPEG with noise for its data',
    'damaged',
    async () => joined((await jpeg()).subarray(0, 300), Buffer.alloc(3000, 0xff))
  ],
  [
    'a JPEG that is a zip file too',
    'unsupported',
    async () => joined(await jpeg(), zipSync({ 'run.class': new Uint8Array(40) }))
  ],
  [
    'a PNG that is a web page too',
    'unsupported',
    async () => joined(await pictureAs('png'), '<script>alert(1)</script>')
  ],
  ['a JPEG that is a PDF too', 'unsupported', async () => withComment(await jpeg(), '%PDF-1.7\n1 0 obj')],
  [
    'a JPEG with a web page in its head',
    'unsupported',
    async () => withComment(await jpeg(), '--><html><script src=//x></script>')
  ],
  [
    'a GIF that is a program too',
    'unsupported',
    async () => joined('GIF89a/*', (await pictureAs('gif')).subarray(8), '*/=1;alert(1)')
  ],
  ['an SVG', 'unsupported', () => joined('<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"/>')]
])('%s is refused, and the next picture is taken', async (_, code, make) => {
  const bytes = await make()
  expect(await worker.inspect(bytes)).toMatchObject({ ok: false, error: { code } })
  expect(await worker.takeIn(bytes, [320])).toMatchObject({ ok: false, error: { code } })
  expect(await worker.preview(bytes, 320)).toMatchObject({ ok: false, error: { code } })
  expect(await worker.inspect(await jpeg())).toMatchObject({ ok: true })
})

test('a real bomb, whole and tiny, is refused for its size', async () => {
  const bomb = await sharp({
    create: { width: 20_000, height: 20_000, channels: 3, background: 'black' },
    limitInputPixels: false
  })
    .png({ compressionLevel: 9 })
    .toBuffer()
  expect(bomb.length).toBeLessThan(5_000_000)
  expect(await worker.takeIn(bomb, [320])).toMatchObject({
    ok: false,
    error: { code: 'too-large', message: expect.stringContaining('20,000 × 20,000') as unknown }
  })
}, 60_000)

test('a job that takes too long is given up, and the next one has a new thread', async () => {
  const hurried = openPictureWorker({ timeout: 1 })
  const first = await hurried.takeIn(await jpeg(3000, 2000), [1600])
  expect(first).toMatchObject({ ok: false, error: { code: 'too-large' } })
  expect(await hurried.inspect(await jpeg(3000, 2000))).toMatchObject({ ok: false })
  await hurried.close()
})

test('a thread that dies costs its job alone', async () => {
  const dying = new URL('dying-worker.js', import.meta.url)
  const fragile = openPictureWorker({ workerFile: dying })
  const results = await Promise.all([
    fragile.inspect(joined('die')),
    fragile.inspect(joined('live')),
    fragile.inspect(joined('throw')),
    fragile.inspect(joined('live'))
  ])
  expect(results.map(({ ok }) => ok)).toEqual([false, true, false, true])
  await fragile.close()
})

test('a worker that is not there is said so, and is not blamed on the picture', async () => {
  const missing = openPictureWorker({ workerFile: new URL('no-such-worker.js', import.meta.url) })
  expect(await missing.inspect(await jpeg())).toMatchObject({ ok: false, error: { code: 'internal' } })
  await missing.close()
})

test('many at once are answered each with its own', async () => {
  const widths = [50, 60, 70, 80, 90]
  const results = await Promise.all(widths.map(async (width) => worker.inspect(await jpeg(width, 40))))
  expect(results.map((result) => result.ok && result.value.width)).toEqual(widths)
})

test('a closed worker refuses instead of waiting', async () => {
  const closed = openPictureWorker()
  await closed.close()
  expect(await closed.inspect(await jpeg())).toMatchObject({ ok: false })
})

test('closing ends a job that is under way', async () => {
  const busy = openPictureWorker()
  const job = busy.takeIn(await jpeg(3000, 2000), [1600])
  await new Promise((resolve) => setTimeout(resolve, 50))
  await busy.close()
  expect(typeof (await job).ok).toBe('boolean')
})

test('a photograph with a film behind it, as phones make them, is a photograph', async () => {
  const film = joined('\0\0\0\x18ftypmp42', Buffer.alloc(3000, 7))
  expect(await worker.inspect(joined(await jpeg(), film))).toMatchObject({ ok: true })
})
