import { z } from 'zod'
import { profileFields } from '../article/article.ts'
import type { Person } from '../article/person.ts'
import { ulid } from './ids.ts'
import { operation } from './operation.ts'

export const peopleOperations = {
  'people.list': operation<Person[]>()('signed-in', z.strictObject({ query: z.string().max(200).optional() })),
  'people.get': operation<Person>()('signed-in', z.strictObject({ id: ulid })),
  /** Admins keep everybody's record, the others their own. `id` null is a new person. */
  'people.save': operation<Person>()(
    'signed-in',
    z.strictObject({ ...profileFields, id: ulid.nullable(), email: z.union([z.literal(''), z.email().max(320)]) })
  )
}
