import { z } from 'zod'
import { roles } from '../article/workflow.ts'
import type { AccountInfo } from './desk.ts'
import { nothing, ulid } from './ids.ts'
import { admins, operation } from './operation.ts'

const passphrase = z.string().min(1).max(1000)

/** `oneTime` is the passphrase of an invitation, told here once and kept nowhere; null without one. */
export type NewAccount = AccountInfo & { oneTime: string | null }

export const accountOperations = {
  /**
   * Signs this window in; the account stays until it signs out or the door closes. A passphrase that was good for one
   * time signs in only together with `next`, the one that takes its place.
   */
  'accounts.signIn': operation<AccountInfo>()(
    'anybody',
    z.strictObject({ id: ulid, passphrase: passphrase.optional(), next: passphrase.optional() })
  ),
  'accounts.signOut': operation<null>()('anybody', nothing),
  'accounts.list': operation<AccountInfo[]>()('signed-in', nothing),
  /** For a new person, or for one on record. `invite` makes a passphrase for one sign-in. */
  'accounts.create': operation<NewAccount>()(
    admins,
    z
      .strictObject({
        name: z.string().trim().min(1, 'Give a name.').max(200).optional(),
        personId: ulid.optional(),
        role: z.enum(roles),
        passphrase: passphrase.optional(),
        invite: z.boolean().optional()
      })
      .refine(
        ({ name, personId }) => (name === undefined) !== (personId === undefined),
        'Give a name, or a person on record.'
      )
  ),
  'accounts.change': operation<AccountInfo>()(
    admins,
    z.strictObject({ id: ulid, role: z.enum(roles).optional(), disabled: z.boolean().optional() })
  ),
  /** A passphrase for one sign-in, in place of whatever the account had. */
  'accounts.invite': operation<NewAccount>()(admins, z.strictObject({ id: ulid })),
  /** One's own, or anybody's for an admin; null takes it away. `current` is owed for one's own. */
  'accounts.setPassphrase': operation<null>()(
    'signed-in',
    z.strictObject({ id: ulid, current: passphrase.optional(), next: passphrase.nullable() })
  )
}
