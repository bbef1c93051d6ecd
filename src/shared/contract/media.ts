import { z } from 'zod'
import type { Picture } from '../article/media.ts'
import { bytes, sha256 } from './ids.ts'
import { operation } from './operation.ts'

/** Bytes of the largest file that is taken in. */
export const pictureLimit = 120 * 1024 * 1024

export const mediaOperations = {
  /** Takes a picture in: kept by hash, metadata read, previews made. The same bytes twice are one picture. */
  'media.add': operation<Picture>()('signed-in', z.strictObject({ fileName: z.string().min(1).max(255), bytes })),
  'media.get': operation<Picture>()('signed-in', z.strictObject({ hash: sha256 })),
  /** The bytes exactly as they came: for what is kept of an article outside the desk, never to be shown. */
  'media.original': operation<Uint8Array>()('signed-in', z.strictObject({ hash: sha256 }))
}
