import { randomBytes, randomInt, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)

// 64 MiB and about 200 ms on a small machine: OWASP's second setting for scrypt.
const cost = { N: 2 ** 16, r: 8, p: 2 }

/** A passphrase as the store keeps it: `scrypt$N$r$p$salt$key`, salt and key in base64. */
export async function sealPassphrase(passphrase: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(passphrase.normalize('NFKC'), salt, 32, { ...cost, maxmem: 256 * cost.N * cost.r })
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join('$')
}

export async function matchesPassphrase(passphrase: string, sealed: string): Promise<boolean> {
  const [kind, N, r, p, salt, key] = sealed.split('$')
  if (kind !== 'scrypt' || !salt || !key) throw new Error(`A passphrase is sealed in an unknown way: ${kind}`)
  const expected = Buffer.from(key, 'base64')
  const given = await derive(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), expected.length, {
    N: Number(N),
    r: Number(r),
    p: Number(p),
    maxmem: 256 * Number(N) * Number(r)
  })
  return timingSafeEqual(given, expected)
}

// Letters and digits that nobody takes for one another when they are read out or written down.
const readable = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Four groups of four, about 79 bits: "k7fm-2wqd-xr9t-hb4p". */
export function oneTimePassphrase(): string {
  const group = () => Array.from({ length: 4 }, () => readable[randomInt(readable.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}
