import { z } from 'zod'
import { pictureEdges } from './exports.ts'
import { ulid } from './ids.ts'
import { operation } from './operation.ts'

export const appearances = ['system', 'light', 'dark'] as const
export type Appearance = (typeof appearances)[number]

/** What an account has chosen for itself; what is absent was never chosen. */
export const preferencesSchema = z
  .strictObject({
    appearance: z.enum(appearances),
    /** The list or board as it was left: what stands after the window's address. */
    desk: z.string().max(600),
    /** The article's panel that was looked at last. */
    panel: z.strictObject({ id: z.string().max(40), open: z.boolean() }),
    /** The articles in which suggest mode was left on, the latest last. */
    suggesting: z.array(ulid).max(200),
    /** How two versions stand: as one marked text, or beside each other. */
    comparison: z.enum(['one', 'beside']),
    /** Ids of the formats that were exported last. */
    formats: z.array(z.string().max(40)).max(60),
    /** The longest edge that pictures were exported with last. */
    pictureEdge: z.literal(pictureEdges),
    /** What the last copy for review had in it. */
    reviewCopy: z.strictObject({ suggestions: z.boolean(), comments: z.boolean() })
  })
  .partial()
export type Preferences = z.infer<typeof preferencesSchema>

export const preferenceOperations = {
  /** Keeps these and leaves the others as they are; they come with `desk.status`. */
  'preferences.change': operation<null>()('signed-in', preferencesSchema)
}
