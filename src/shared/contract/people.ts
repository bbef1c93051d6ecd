import { z } from 'zod'
import { profileFields, type CreditRole } from '../article/article.ts'
import { mergeFields, personKinds, type Person } from '../article/person.ts'
import type { State } from '../article/workflow.ts'
import type { AccountInfo } from './desk.ts'
import { ulid } from './ids.ts'
import { admins, operation } from './operation.ts'

/** One article that credits somebody, with all that they did for it. */
export interface WorkRow {
  articleId: string
  slugline: string
  headline: string
  state: State
  /** Team id; empty is none. */
  desk: string
  roles: CreditRole[]
  /** Whether a credit is linked to the record; false: only the name is the same. */
  linked: boolean
  /** UTC, when the article was started. */
  startedAt: string
}

/** A picture in an article whose maker has the person's name, once however often it is used. */
export interface ShotRow {
  hash: string
  fileName: string
  /** The newest article that shows it. */
  articleId: string
  headline: string
}

export interface PersonPage {
  person: Person
  /** The accounts that sign this person in; several after two records became one. */
  accounts: AccountInfo[]
  /** Articles that credit them, in any part. */
  works: number
  pictures: ShotRow[]
  /** Pictures in all: `pictures` is the newest of them. */
  pictureTotal: number
}

/** Two records that were made one. The merged one stands aside: whatever names it means the kept one. */
export interface PersonMerge {
  id: string
  keptId: string
  mergedId: string
  keptName: string
  mergedName: string
  at: string
  byName: string
}

const side = z.enum(['kept', 'merged', 'both'])

export const peopleOperations = {
  'people.list': operation<Person[]>()('signed-in', z.strictObject({ query: z.string().max(200).optional() })),
  /** Follows merges: asking for a record that stands aside gives the one it was merged into. */
  'people.get': operation<Person>()('signed-in', z.strictObject({ id: ulid })),
  'people.page': operation<PersonPage>()('signed-in', z.strictObject({ id: ulid })),
  /** What credits this person, last started first. Give `next` back as `after` for more. */
  'people.works': operation<{ rows: WorkRow[]; next: number | null }>()(
    'signed-in',
    z.strictObject({ id: ulid, after: z.int().min(0).optional(), limit: z.int().min(1).max(200) })
  ),
  /** Admins keep everybody's record, the others their own. `id` null is a new person; without `kind` it stays as it is. */
  'people.save': operation<Person>()(
    'signed-in',
    z.strictObject({
      ...profileFields,
      id: ulid.nullable(),
      kind: z.enum(personKinds).optional(),
      email: z.union([z.literal(''), z.email().max(320)])
    })
  ),
  /** Makes two records of one person one. `choice` says which parts come from the merged one. No article changes. */
  'people.merge': operation<PersonMerge>()(
    admins,
    z.strictObject({ keptId: ulid, mergedId: ulid, choice: z.partialRecord(z.enum(mergeFields), side) })
  ),
  'people.merges': operation<PersonMerge[]>()('signed-in', z.strictObject({})),
  /** The merged record stands by itself again, with its accounts. The kept one is as it was, unless it was changed since. */
  'people.unmerge': operation<{ restored: boolean }>()(admins, z.strictObject({ id: ulid }))
}
