/** What Ghost’s database has room for, in characters. Its importer drops a post that has more. */
export const limits = {
  title: 255,
  name: 191,
  excerpt: 300,
  description: 500,
  metaTitle: 300,
  alt: 191,
  biography: 250,
  tagDescription: 500,
  locale: 6
} as const

/** The text as far as Ghost takes it, cut between words. */
export function within(text: string, limit: number): string {
  if (text.length <= limit) return text
  const kept = text
    .slice(0, limit - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')
  const end = kept.search(/\s\S*$/)
  return `${(end > limit / 2 ? kept.slice(0, end) : kept).trimEnd()}…`
}
