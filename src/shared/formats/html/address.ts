import { safeFileName } from '../file-name.ts'
import type { ExportPicture } from '../format.ts'
import { mediaAddress, type Story } from '../story.ts'

/**
 * Where the bundle is meant to stand: a folder under the site's address, named after the headline. Null without a
 * site, and then nothing that must be absolute is written.
 */
export function pageAddress({ headline, context }: Story): string | null {
  return context.siteUrl === null ? null : `${context.siteUrl}/${encodeURIComponent(safeFileName(headline))}/`
}

export function absoluteMedia(picture: ExportPicture, story: Story): string | null {
  const page = pageAddress(story)
  return page === null ? null : `${page}${mediaAddress(picture)}`
}
