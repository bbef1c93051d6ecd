import { basename } from 'node:path'
import { previewSizes, type Picture, type PreviewSize } from '#shared/article/media.ts'
import type { Crop } from '#shared/document/crop.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { hasOriginal, readOriginal, readPreview, storeOriginal, storePreview } from './files.ts'
import { openPictureWorker, type PictureWorkerOptions } from './pictures.ts'
import { recogniseImage } from './recognise.ts'
import { writeMetadata, type PictureWords } from './write-metadata.ts'

export interface OutgoingPicture {
  bytes: Uint8Array
  width: number
  height: number
  mediaType: 'image/jpeg'
}

/** The pictures of one desk folder: originals by hash, previews that can be made again at any time. */
export interface MediaLibrary {
  /** Takes a file in. When this is ok the original is on disk, byte for byte. */
  add(fileName: string, bytes: Uint8Array): Promise<Result<Picture>>
  /** Whether the original's file is here. */
  has(hash: string): Promise<boolean>
  /** A small WebP of a picture that is kept nowhere, or null when it cannot be shown. */
  glance(bytes: Uint8Array): Promise<Uint8Array | null>
  /** WebP, or null when the original is not here. */
  preview(hash: string, size: PreviewSize): Promise<Uint8Array | null>
  /** Re-encoded for outside: it carries these words and nothing else of the original. `edge` in pixels, of what `crop` leaves. */
  forExport(
    hash: string,
    options: { edge?: number; crop?: Crop | null },
    words: PictureWords
  ): Promise<Result<OutgoingPicture>>
  close(): Promise<void>
}

const exportQuality = 88
const sizes = Object.values(previewSizes)

export function openMediaLibrary(folder: string, options?: PictureWorkerOptions): MediaLibrary {
  const worker = openPictureWorker(options)
  const beingMade = new Map<string, Promise<Uint8Array | null>>()

  async function makePreview(hash: string, edge: number): Promise<Uint8Array | null> {
    const original = await readOriginal(folder, hash)
    const made = original && (await worker.preview(original, edge))
    if (!made?.ok) return null
    // A preview that cannot be kept, on a full disk, can still be shown.
    await storePreview(folder, hash, edge, made.value).catch(() => undefined)
    return made.value
  }

  return {
    async add(fileName, bytes) {
      const recognised = recogniseImage(bytes)
      if (!recognised.ok) return recognised
      const taken = await worker.takeIn(bytes, sizes)
      if (!taken.ok) return taken
      const { mediaType, width, height, metadata, conflicts, previews } = taken.value
      try {
        const hash = await storeOriginal(folder, bytes)
        for (const [index, edge] of sizes.entries()) {
          const preview = previews[index]
          if (preview) await storePreview(folder, hash, edge, preview)
        }
        return ok({
          hash,
          fileName: cleanName(fileName),
          mediaType,
          size: bytes.length,
          width,
          height,
          metadata,
          conflicts
        })
      } catch (error) {
        return notStored(error)
      }
    },
    async glance(bytes) {
      const made = recogniseImage(bytes).ok ? await worker.preview(bytes, previewSizes.small) : null
      return made?.ok ? made.value : null
    },
    has: (hash) => hasOriginal(folder, hash),
    async preview(hash, size) {
      const edge = previewSizes[size]
      const kept = await readPreview(folder, hash, edge)
      if (kept) return kept
      const key = `${hash}-${edge}`
      const making = beingMade.get(key) ?? makePreview(hash, edge).finally(() => beingMade.delete(key))
      beingMade.set(key, making)
      return making
    },
    async forExport(hash, { edge = 2400, crop = null }, words) {
      const original = await readOriginal(folder, hash)
      if (!original)
        return (await hasOriginal(folder, hash))
          ? fail(
              'damaged',
              'The picture’s file on this computer has been damaged. Add the picture again from its source.'
            )
          : fail('not-found', 'The picture’s file is not on this computer.')
      const encoded = await worker.exportJpeg(original, { edge, quality: exportQuality, crop })
      if (!encoded.ok) return encoded
      const { bytes, width, height } = encoded.value
      return ok({ bytes: writeMetadata(bytes, words), width, height, mediaType: 'image/jpeg' })
    },
    close: () => worker.close()
  }
}

/** The name alone, whatever path a window sent with it. */
function cleanName(fileName: string): string {
  const name = basename(fileName.replaceAll('\\', '/'))
    .replace(/\p{Cc}/gu, '')
    .trim()
  return name.slice(0, 255).toWellFormed() || 'picture'
}

function notStored(error: unknown): Result<never> {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return fail('disk-full', 'The disk is full: the picture was not taken in. Make room and add it again.')
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return fail('read-only', 'The desk folder cannot be written to: the picture was not taken in.')
  throw error
}
