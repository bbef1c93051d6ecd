import type { AccountInfo } from '#shared/contract/desk.ts'
import { emptyProfile } from '#shared/article/person.ts'
import type { Role } from '#shared/article/workflow.ts'
import { fail, ok } from '#shared/result.ts'
import { matchesPassphrase, sealPassphrase } from '../passphrase.ts'
import { insertAccount, listAccounts, readAccount, updateAccount, type AccountRow } from '../store/accounts.ts'
import { newId } from '../store/ids.ts'
import { write, type Store } from '../store/open.ts'
import { insertPerson, readPerson } from '../store/people.ts'
import { accountOf, type Desk, type HandlersOf } from './context.ts'

export function accountInfo(store: Store, account: AccountRow): AccountInfo {
  const person = readPerson(store, account.personId)
  if (!person) throw new Error(`Account ${account.id} has no person ${account.personId}.`)
  const { id, personId, role, disabled } = account
  return { id, personId, name: person.name, jobTitle: person.jobTitle, role, hasPassphrase: account.passphrase !== null, disabled }
}

/** A person with an account; the caller wraps it in a write. */
export function createAccount({ store, now }: Desk, name: string, role: Role, passphrase: string | null): AccountRow {
  const at = now().toISOString()
  const personId = newId()
  insertPerson(store, { ...emptyProfile, id: personId, name, email: '' }, at)
  const account: AccountRow = { id: newId(), personId, role, passphrase, disabled: false, createdAt: at }
  insertAccount(store, account)
  return account
}

const unknownAccount = () => fail('not-found', 'There is no such account on this computer.')

export const accountHandlers: HandlersOf<'accounts'> = {
  'accounts.signIn': async ({ store, caller }, { id, passphrase }) => {
    const account = readAccount(store, id)
    if (!account) return unknownAccount()
    if (account.disabled) return fail('not-allowed', 'This account is disabled. An administrator can turn it on again.')
    if (account.passphrase !== null && !(passphrase !== undefined && (await matchesPassphrase(passphrase, account.passphrase))))
      return fail('wrong-passphrase', passphrase === undefined ? 'This account asks for its passphrase.' : 'That is not the passphrase of this account.')
    caller.accountId = account.id
    return ok(accountInfo(store, account))
  },
  'accounts.signOut': ({ caller }) => {
    caller.accountId = null
    return ok(null)
  },
  'accounts.list': ({ store }) => ok(listAccounts(store).map((account) => accountInfo(store, account))),
  'accounts.create': async (context, { name, role, passphrase }) => {
    const sealed = passphrase === undefined ? null : await sealPassphrase(passphrase)
    const account = write(context.store, () => createAccount(context, name, role, sealed))
    context.tell({ name: 'desk.changed', detail: { what: 'accounts' } })
    return ok(accountInfo(context.store, account))
  },
  'accounts.change': ({ store, tell }, { id, role, disabled }) => {
    const account = readAccount(store, id)
    if (!account) return unknownAccount()
    const changed = { ...account, role: role ?? account.role, disabled: disabled ?? account.disabled }
    const admins = listAccounts(store).filter((other) => other.role === 'admin' && !other.disabled && other.id !== id)
    if (admins.length === 0 && (changed.role !== 'admin' || changed.disabled))
      return fail('refused', 'This is the desk’s only administrator. Make somebody else one first.')
    write(store, () => updateAccount(store, changed))
    tell({ name: 'desk.changed', detail: { what: 'accounts' } })
    return ok(accountInfo(store, changed))
  },
  'accounts.setPassphrase': async (context, { id, current, next }) => {
    const { store, tell } = context
    const asking = accountOf(context)
    const account = readAccount(store, id)
    if (!account) return unknownAccount()
    if (asking.id !== id && asking.role !== 'admin') return fail('not-allowed', 'You can change only your own passphrase.')
    if (asking.id === id && account.passphrase !== null && !(current !== undefined && (await matchesPassphrase(current, account.passphrase))))
      return fail('wrong-passphrase', 'That is not your present passphrase.')
    const sealed = next === null ? null : await sealPassphrase(next)
    write(store, () => updateAccount(store, { ...account, passphrase: sealed }))
    tell({ name: 'desk.changed', detail: { what: 'accounts' } })
    return ok(null)
  }
}
