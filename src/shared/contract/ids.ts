import { z } from 'zod'

export const ulid = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'must be a ULID')
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256')
export const nothing = z.strictObject({})
export const bytes = z.instanceof(Uint8Array)
