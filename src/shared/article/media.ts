/**
 * What a picture's own file says of it, each field as it is printed; absent is empty. Of the IPTC Photo Metadata Standard
 * there is no place here for: title and job id, the writer of the description, the extended description, the creator's job
 * title and contact details, genre, scene and subject codes, the country's code, locations as records (shown, created), events,
 * persons, organisations, artworks and products in the picture, contributors, regions, releases, ages of models, licensor,
 * supplier and owner as records, identifiers of the image, the kind of its source, rating, encoded rights, data mining.
 */
export interface PictureMetadata {
  caption: string
  headline: string
  credit: string
  creator: string
  source: string
  copyright: string
  usageTerms: string
  instructions: string
  alt: string
  /** ISO date or date-time as the file has it, or empty. */
  date: string
  /** Sublocation, city, province and country, as far as they are known. */
  place: string
  keywords: string[]
}

export const emptyPictureMetadata: PictureMetadata = {
  caption: '',
  headline: '',
  credit: '',
  creator: '',
  source: '',
  copyright: '',
  usageTerms: '',
  instructions: '',
  alt: '',
  date: '',
  place: '',
  keywords: []
}

/** How a picture's own file says that it is to be credited. */
export function creditLine({ creator, credit, source }: PictureMetadata): string {
  const supplier = credit || source
  if (!creator || supplier.toLowerCase().includes(creator.toLowerCase())) return supplier || creator
  return supplier ? `${creator} / ${supplier}` : creator
}

/** The desk's own record of a picture: begun with what the file said, then kept by the desk. */
export type PictureRecord = PictureMetadata

/** What a picture's record may lack, as the library filters by it. */
export const lacks = ['caption', 'credit', 'alt', 'creator', 'copyright'] as const
export type Lack = (typeof lacks)[number]

export function lacksOf(record: PictureRecord): Lack[] {
  return lacks.filter((field) => record[field].trim() === '')
}

/** Where the copies in a picture's file say different things of one field; absent is empty. */
export interface MetadataConflict {
  field: keyof PictureMetadata
  xmp: string
  iim: string
  exif: string
  /** Whose words were taken in. */
  taken: 'xmp' | 'iim' | 'exif'
}

/** A picture in the store: bytes by hash, and what is known about them. */
export interface Picture {
  /** SHA-256 of the original's bytes. */
  hash: string
  fileName: string
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif' | 'image/tiff' | 'image/avif' | 'image/heic'
  /** Bytes of the original. */
  size: number
  /** Pixels, upright. */
  width: number
  height: number
  /** As received: never changed. */
  metadata: PictureMetadata
  /** Where the file contradicts itself; absent is nowhere. */
  conflicts?: MetadataConflict[]
}

/** Longest edge of the previews, in pixels: the only pictures a window ever decodes. */
export const previewSizes = { small: 320, large: 1600 } as const
export type PreviewSize = keyof typeof previewSizes

/** Where a window finds a preview: the same path behind both doors. */
export function previewPath(hash: string, size: PreviewSize): string {
  return `/media/${hash}/${size}.webp`
}
