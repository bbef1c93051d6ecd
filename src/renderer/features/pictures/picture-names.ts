import type { Lack, MetadataConflict, Picture, PictureMetadata } from '#shared/article/media.ts'

export const recordNames: Record<keyof PictureMetadata, string> = {
  caption: 'Caption',
  headline: 'Headline',
  credit: 'Credit',
  creator: 'Creator',
  source: 'Source',
  copyright: 'Copyright',
  usageTerms: 'Usage terms',
  instructions: 'Instructions',
  alt: 'Alt text',
  date: 'Taken',
  place: 'Place',
  keywords: 'Keywords'
}

export const lackNames: Record<Lack, string> = {
  caption: 'No caption',
  credit: 'No credit',
  alt: 'No alt text',
  creator: 'No creator',
  copyright: 'No copyright'
}

export const copyNames: Record<MetadataConflict['taken'], string> = { xmp: 'XMP', iim: 'IPTC', exif: 'EXIF' }

/** "6000 × 4000, JPEG, 8.2 MB". */
export function sizeOf({
  width,
  height,
  mediaType,
  size
}: Pick<Picture, 'width' | 'height' | 'mediaType' | 'size'>): string {
  const kind = mediaType.replace('image/', '').toUpperCase()
  const bytes = size < 1e6 ? `${Math.max(1, Math.round(size / 1000))} kB` : `${(size / 1e6).toFixed(1)} MB`
  return `${width} × ${height}, ${kind}, ${bytes}`
}
