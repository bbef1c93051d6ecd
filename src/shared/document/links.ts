const allowedSchemes = /^(https?:\/\/[^\s/]|mailto:[^\s@]+@|tel:\+?[\d(])/i
// Browsers drop these inside a scheme ("java\nscript:"), so a link that has one is never what it seems.
// eslint-disable-next-line no-control-regex
const hidden = /[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/

/** Whether a link may be stored, shown and exported: http, https, mailto and tel only, at most 2,000 characters. */
export function isSafeLink(href: unknown): href is string {
  return typeof href === 'string' && href.length <= 2000 && !hidden.test(href) && allowedSchemes.test(href)
}

/** What a person typed as a link, made whole ("example.org" → "https://example.org"), or null when it cannot be one. */
export function completeLink(typed: string): string | null {
  const text = typed.trim()
  if (isSafeLink(text)) return text
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text)) return `mailto:${text}`
  if (/^[\w-]+(\.[\w-]+)+([/?#:]\S*)?$/.test(text) && isSafeLink(`https://${text}`)) return `https://${text}`
  return null
}
