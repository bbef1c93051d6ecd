import type { Article } from '#shared/article/article.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * An article's id as an absolute URI. A ULID is 128 bits and so is a UUID: `urn:uuid:` holds it whole, and anybody
 * can turn it back. An id of another kind gets a name-based UUID (RFC 9562, version 8).
 */
export function articleUri(id: string): string {
  const number = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(id)
    ? [...id].reduce((sum, letter) => sum * 32n + BigInt(alphabet.indexOf(letter)), 0n)
    : null
  return number === null ? nameUri(id) : uuidUri(number.toString(16).padStart(32, '0'))
}

/** The URI of the article that this one updates, as its own exports name it; null where there is none. */
export function earlierUri({ meta }: Pick<Article, 'meta'>): string | null {
  return meta.updates ? articleUri(meta.updates.articleId) : null
}

/** A lasting URI for a part of an article: the same article and name, the same URI in every version. */
export function partUri(articleId: string, name: string): string {
  return nameUri(`${articleId}/${name}`)
}

function nameUri(name: string): string {
  const hex = bytesToHex(sha256(utf8ToBytes(name))).slice(0, 32)
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
  return uuidUri(`${hex.slice(0, 12)}8${hex.slice(13, 16)}${variant}${hex.slice(17)}`)
}

function uuidUri(hex: string): string {
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
