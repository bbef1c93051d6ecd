import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { safeFileName } from '../file-name.ts'

/** A login that WordPress takes, which knows ASCII alone; a name in another script gets one of its own. */
export function loginOf(name: string): string {
  const ascii = safeFileName(name, '', 50)
  // eslint-disable-next-line no-control-regex
  return ascii !== '' && /^[\u0000-\u007f]+$/.test(ascii)
    ? ascii
    : `author-${bytesToHex(sha256(utf8ToBytes(name.toWellFormed()))).slice(0, 8)}`
}

/** Every name with a slug of its own: WordPress takes two terms of one slug for one. */
export function slugsOf(names: string[], fallback: string): Map<string, string> {
  const slugs = new Map<string, string>()
  const taken = new Set<string>()
  for (const name of names) {
    if (slugs.has(name)) continue
    const base = safeFileName(name, fallback)
    let slug = base
    for (let copy = 2; taken.has(slug); copy++) slug = `${base}-${copy}`
    taken.add(slug)
    slugs.set(name, slug)
  }
  return slugs
}
