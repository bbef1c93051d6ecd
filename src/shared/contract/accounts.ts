import { z } from 'zod'
import { roles } from '../article/workflow.ts'
import type { AccountInfo } from './desk.ts'
import { nothing, ulid } from './ids.ts'
import { admins, operation } from './operation.ts'

const passphrase = z.string().min(1).max(1000)

export const accountOperations = {
  /** Signs this window in; the account stays until it signs out or the door closes. */
  'accounts.signIn': operation<AccountInfo>()('anybody', z.strictObject({ id: ulid, passphrase: passphrase.optional() })),
  'accounts.signOut': operation<null>()('anybody', nothing),
  'accounts.list': operation<AccountInfo[]>()('signed-in', nothing),
  'accounts.create': operation<AccountInfo>()(
    admins,
    z.strictObject({ name: z.string().trim().min(1, 'Give a name.').max(200), role: z.enum(roles), passphrase: passphrase.optional() })
  ),
  'accounts.change': operation<AccountInfo>()(admins, z.strictObject({ id: ulid, role: z.enum(roles).optional(), disabled: z.boolean().optional() })),
  /** One's own, or anybody's for an admin; null takes it away. `current` is owed for one's own. */
  'accounts.setPassphrase': operation<null>()('signed-in', z.strictObject({ id: ulid, current: passphrase.optional(), next: passphrase.nullable() }))
}
