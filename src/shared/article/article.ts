import { z } from 'zod'
import { emptyBody, type Body } from '../document/body.ts'
import { isSafeLink } from '../document/links.ts'

export const creditRoles = ['by', 'reporting', 'photographs', 'editing'] as const
export type CreditRole = (typeof creditRoles)[number]

const text = (limit: number) => z.string().max(limit)
const instant = z.iso.datetime({ offset: false })
const link = z.string().refine(isSafeLink, 'must be an http or https address')

const handleSchema = z.strictObject({ service: text(60), url: link })

/** The printed part of a person, as every boundary takes it. */
export const profileFields = {
  name: text(200).min(1),
  jobTitle: text(200),
  biography: text(4000),
  handles: z.array(handleSchema).max(20),
  portrait: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
}

/**
 * One name on an article. The profile is a copy, taken when the person was credited: an approval names one exact
 * text, so a biography that is mended later never changes what was approved. `personId` tells whose copy it is.
 */
export const creditSchema = z.strictObject({
  id: text(40).min(1),
  role: z.enum(creditRoles),
  personId: text(40).nullable(),
  profile: z.strictObject(profileFields),
  /** Whether the author's box is printed for this name. */
  box: z.boolean()
})

/**
 * How a house prints a byline. An article carries the one it was written under, as a credit carries a copy of the
 * person: an approval names one exact text, and a house style that changes later does not reach into it.
 */
export const bylineStyleSchema = z.strictObject({
  /** What introduces each role; empty prints the names alone. */
  labels: z.strictObject({ by: text(60), reporting: text(60), photographs: text(60), editing: text(60) }),
  /** The word before the last of several names. */
  and: text(20),
  /** Whether a comma stands before that word when there are three names or more. */
  serialComma: z.boolean(),
  /** Whether names are printed in capitals. */
  capitals: z.boolean(),
  /** Every role once, as they are printed. */
  order: z
    .array(z.enum(creditRoles))
    .refine(
      (roles) => roles.length === creditRoles.length && new Set(roles).size === roles.length,
      'must hold every role once'
    )
})
export type BylineStyle = z.infer<typeof bylineStyleSchema>

export const subjectSchema = z.strictObject({
  name: text(200).min(1),
  /** A controlled term's address (IPTC Media Topics: `http://cv.iptc.org/newscodes/mediatopic/…`), or null. */
  uri: link.nullable()
})

/** What readers are told when a published article is corrected. Printed with the article, and approved with it. */
export const correctionNoteSchema = z.strictObject({ at: instant, text: text(4000).min(1) })
export type CorrectionNote = z.infer<typeof correctionNoteSchema>

/** Everything about an article that is not its text. Revised, merged, compared and approved with it. */
export const metaSchema = z.strictObject({
  slugline: text(200),
  kicker: text(200),
  credits: z.array(creditSchema).max(100),
  /** The house style of the byline and the language whose words it uses ("en"); absent is the language's own style. */
  bylineStyle: bylineStyleSchema.extend({ language: z.string().regex(/^[a-z]{2,3}$/) }).optional(),
  dateline: z.strictObject({
    place: text(200),
    /** Calendar day as YYYY-MM-DD, or null. */
    date: z.iso.date().nullable(),
    /** As printed before the first words: "PORT ELLEN, Tuesday"; empty prints none. */
    text: text(300)
  }),
  /** The id of the team that the article belongs to. */
  desk: text(40),
  /** BCP 47. */
  language: z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
  genre: text(100),
  /** 1 (flash) to 9, as IPTC has it; null is not set. */
  urgency: z.int().min(1).max(9).nullable(),
  /** What the article says in a sentence or two, for feeds and previews. */
  summary: text(2000),
  subjects: z.array(subjectSchema).max(100),
  /** Printed under the article as "Related topics". */
  topics: z.array(text(200).min(1)).max(100),
  alternativeHeadlines: z.strictObject({ search: text(300), social: text(500), print: text(300) }),
  /** Not before this moment: an instant in UTC and the IANA zone in which it was given. Blocks publication. */
  embargo: z.strictObject({ at: instant, zone: text(60) }).nullable(),
  /** To receiving editors, never published. */
  ednote: text(4000),
  /** Words ordered; null is not set. */
  commissionedLength: z.int().min(1).max(1_000_000).nullable(),
  copyright: text(1000),
  usageTerms: text(2000),
  /** Oldest first. Absent, not empty, where there is none: the hash of an article that was never corrected does not know them. */
  corrections: z.array(correctionNoteSchema).min(1).max(50).optional(),
  /** The article that this one brings up to date. */
  updates: z.strictObject({ articleId: text(40).min(1) }).optional()
})

export type Credit = z.infer<typeof creditSchema>
export type Subject = z.infer<typeof subjectSchema>
export type Meta = z.infer<typeof metaSchema>
export type Dateline = Meta['dateline']
export type Embargo = NonNullable<Meta['embargo']>

export interface Article {
  meta: Meta
  body: Body
}

/** Lengths in characters beyond which an alternative headline is cut by those who show it. */
export const headlineLimits = { search: 60, social: 100, print: 45 } as const

export function newArticle(meta: Partial<Meta> = {}): Article {
  return { meta: { ...emptyMeta, ...meta }, body: emptyBody() }
}

export const emptyMeta: Meta = {
  slugline: '',
  kicker: '',
  credits: [],
  dateline: { place: '', date: null, text: '' },
  desk: '',
  language: 'en-US',
  genre: '',
  urgency: null,
  summary: '',
  subjects: [],
  topics: [],
  alternativeHeadlines: { search: '', social: '', print: '' },
  embargo: null,
  ednote: '',
  commissionedLength: null,
  copyright: '',
  usageTerms: ''
}
