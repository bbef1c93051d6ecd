import { utf8ToBytes } from '@noble/hashes/utils.js'

const reserved = /^(con|prn|aux|nul|conin|conout|com\d|lpt\d)$/

/**
 * A name, without extension, that Windows, macOS, Linux and a web server all take: lower-case letters and digits with
 * hyphens between. Latin letters lose their accents; other scripts are kept as they are (NFC), at most `limit` UTF-8
 * bytes. Text that leaves nothing gives `fallback`.
 */
export function safeFileName(text: string, fallback = 'article', limit = 80): string {
  const folded = text
    .toWellFormed()
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[øœæßłđð]/g, (letter) => spelled[letter] ?? letter)
    .normalize('NFC')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
  const name = trimmed(cut(folded.replace(/^[-\p{M}]+/u, ''), limit))
  if (name === '') return fallback
  return reserved.test(name) ? `file-${name}` : name
}

const spelled: Record<string, string> = { ø: 'o', œ: 'oe', æ: 'ae', ß: 'ss', ł: 'l', đ: 'd', ð: 'd' }

function cut(name: string, limit: number): string {
  let size = 0
  let kept = ''
  for (const letter of name) {
    size += utf8ToBytes(letter).length
    if (size > limit) return atWord(kept)
    kept += letter
  }
  return kept
}

function atWord(name: string): string {
  const end = name.lastIndexOf('-')
  return end > name.length / 2 ? name.slice(0, end) : name
}

function trimmed(name: string): string {
  return name.replace(/^-+|-+$/g, '')
}
