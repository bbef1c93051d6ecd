import { parentPort } from 'node:worker_threads'
import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp'
import { cropPixels } from '#shared/document/crop.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { reconcileMetadata } from './metadata.ts'
import { recogniseImage } from './recognise.ts'
import type { Answer, Decoded, JobRequest } from './pictures.ts'

/** Pixels of the largest picture that is opened: half as many again as the largest press camera makes. */
const pixelLimit = 150_000_000
/** Bytes that a decoder may need to hold a whole picture at once, for those kinds that cannot be read line by line. */
const frameLimit = 320 * 1024 * 1024
const seconds = 40

sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].map((kind) => `VipsForeignLoad${kind}Buffer`)
})
const options: SharpOptions = { failOn: 'error', limitInputPixels: pixelLimit, sequentialRead: true }

if (!parentPort) throw new Error('The picture worker runs in a worker thread.')
const port = parentPort

port.on('message', (request: JobRequest) => {
  void run(request)
    .then(
      (value) => answer({ id: request.id, result: ok(value) }),
      (error: unknown) => answer({ id: request.id, result: refusal(error) })
    )
    // Given back at once: the collector does not feel 100 MB that lie outside its heap.
    .finally(() => (request.bytes.buffer as ArrayBuffer).transfer(0))
})

function answer(reply: Answer): void {
  const buffers = reply.result.ok ? buffersOf(reply.result.value) : []
  port.postMessage(reply, buffers)
}

class Refusal extends Error {
  readonly failure: Result<never>
  constructor(failure: Result<never>) {
    super('refused')
    this.failure = failure
  }
}

function refusal(error: unknown): Result<never> {
  if (error instanceof Refusal) return error.failure
  const message = error instanceof Error ? error.message : String(error)
  if (/pixel limit/i.test(message)) return tooLarge()
  if (/timeout/i.test(message))
    return fail('too-large', 'This picture takes too long to open, so it is not taken. Save it again as a plain JPEG.')
  return fail('damaged', 'This picture is damaged: its file cannot be read to the end. Ask for it again.')
}

function tooLarge(size = ''): Result<never> {
  return fail(
    'too-large',
    `This picture is too large to open${size}. Save it smaller: as a plain JPEG it may have ${pixelLimit / 1e6} megapixels.`
  )
}

async function run(request: JobRequest): Promise<Decoded[JobRequest['job']]> {
  const { bytes } = request
  const header = await readHeader(bytes)
  if (request.job === 'inspect') {
    await fit(bytes, 320).raw().toBuffer()
    return header
  }
  if (request.job === 'preview') return own(await fit(bytes, request.edge).webp(webp).toBuffer())
  if (request.job === 'exportJpeg') {
    const upright = sharp(bytes, options).timeout({ seconds }).autoOrient()
    const shown = request.crop ? upright.extract(cropPixels(request.crop, header)) : upright
    const { data, info } = await inside(shown, request.edge)
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: request.quality })
      .toBuffer({ resolveWithObject: true })
    return { bytes: own(data), width: info.width, height: info.height }
  }
  const previews = await shrink(bytes, request.edges)
  return { ...header, ...reconcileMetadata(bytes), previews }
}

const webp = { quality: 82, effort: 3 } as const

/** Decodes once for the largest size and makes the smaller ones from that. */
async function shrink(bytes: Uint8Array, edges: number[]): Promise<Uint8Array[]> {
  const { data, info } = await fit(bytes, Math.max(...edges))
    .raw()
    .toBuffer({ resolveWithObject: true })
  const raw = { width: info.width, height: info.height, channels: info.channels }
  const previews: Uint8Array[] = []
  for (const edge of edges) previews.push(own(await inside(sharp(data, { raw }), edge).webp(webp).toBuffer()))
  return previews
}

function fit(bytes: Uint8Array, edge: number): Sharp {
  return inside(sharp(bytes, options).timeout({ seconds }).autoOrient(), edge)
}

function inside(picture: Sharp, edge: number): Sharp {
  return picture.resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
}

async function readHeader(bytes: Uint8Array): Promise<Decoded['inspect']> {
  const recognised = recogniseImage(bytes)
  if (!recognised.ok) throw new Refusal(recognised)
  const { mediaType } = recognised.value
  const header = await sharp(bytes, { ...options, limitInputPixels: false }).metadata()
  if (header.mediaType !== mediaType)
    throw new Refusal(fail('damaged', 'This file is not the kind of picture that it says it is.'))
  const { width, height } = header.autoOrient
  if (width * height > pixelLimit || frameBytes(header) > frameLimit)
    throw new Refusal(tooLarge(` (${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels)`))
  return { mediaType, width, height }
}

/** An upper bound on what decoding keeps in memory at once. */
function frameBytes({
  mediaType,
  width,
  height,
  channels,
  depth,
  isProgressive,
  orientation = 1,
  chromaSubsampling = ''
}: Metadata): number {
  const pixels = width * height
  const sample = depth === 'uchar' ? 1 : depth === 'ushort' || depth === 'short' ? 2 : 4
  const frame = pixels * channels * sample
  if (mediaType === 'image/jpeg')
    return isProgressive ? pixels * 2 * (chromaSubsampling.startsWith('4:2:0') ? 1.5 : channels) : 0
  // Measured: the decoder keeps several frames besides the one that it gives.
  if (mediaType === 'image/avif') return pixels * 24 * Math.min(sample, 2)
  if (mediaType === 'image/webp' || mediaType === 'image/gif') return pixels * 4
  return isProgressive || orientation > 1 ? frame : 0
}

/** A buffer of its own, so that it can be handed over whole. */
function own(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer)
}

function buffersOf(value: Decoded[JobRequest['job']]): ArrayBuffer[] {
  const found: Uint8Array[] =
    value instanceof Uint8Array ? [value] : 'bytes' in value ? [value.bytes] : 'previews' in value ? value.previews : []
  return found.map((bytes) => bytes.buffer as ArrayBuffer)
}
