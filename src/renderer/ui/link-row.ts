import { completeLink } from '#shared/document/links.ts'

/** A web address and what it is called: "Mastodon", https://example.org/@ruth. */
export interface LinkRow {
  service: string
  url: string
}

/** The row with its address made whole, or null while that is no web address. */
export function completeRow({ service, url }: LinkRow): LinkRow | null {
  const link = completeLink(url)
  return link !== null && /^https?:/i.test(link) ? { service: service.trim(), url: link } : null
}

export function isBlankRow({ service, url }: LinkRow): boolean {
  return service.trim() === '' && url.trim() === ''
}
