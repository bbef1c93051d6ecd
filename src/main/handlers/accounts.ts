import type { AccountInfo } from '#shared/contract/desk.ts'
import { emptyProfile, type Person } from '#shared/article/person.ts'
import type { Role } from '#shared/article/workflow.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { matchesPassphrase, oneTimePassphrase, sealPassphrase } from '../passphrase.ts'
import { insertAccount, listOwnAccounts, readAccount, updateAccount, type AccountRow } from '../store/accounts.ts'
import { newId } from '../store/ids.ts'
import { write, type Store } from '../store/open.ts'
import { insertPerson, readPerson } from '../store/people.ts'
import { accountOf, type Desk, type HandlersOf } from './context.ts'

export function accountInfo(store: Store, account: AccountRow): AccountInfo {
  const person = readPerson(store, account.personId)
  if (!person) throw new Error(`Account ${account.id} has no person ${account.personId}.`)
  const { id, personId, role, mustChange, disabled } = account
  return {
    id,
    personId,
    name: person.name,
    jobTitle: person.jobTitle,
    role,
    hasPassphrase: account.passphrase !== null,
    mustChange,
    disabled
  }
}

/** A person with an account; the caller wraps it in a write. */
export function createAccount({ store, now }: Desk, name: string, role: Role, passphrase: string | null): AccountRow {
  const at = now().toISOString()
  const personId = newId()
  insertPerson(store, { ...emptyProfile, id: personId, name, email: '' }, at)
  return giveAccount(store, { personId, role, passphrase, mustChange: false, at })
}

/** Lets a person on record sign in; the caller wraps it in a write. */
function giveAccount(
  store: Store,
  { at, ...given }: Pick<AccountRow, 'personId' | 'role' | 'passphrase' | 'mustChange'> & { at: string }
): AccountRow {
  const account: AccountRow = { ...given, id: newId(), disabled: false, createdAt: at }
  insertAccount(store, account)
  return account
}

/** Whether this person may be given an account: the person, or why not. */
function readInvited(store: Store, id: string): Result<Person> {
  const person = readPerson(store, id)
  if (!person) return fail('not-found', 'There is no such person on this desk.')
  if (person.kind !== 'person')
    return fail(
      'refused',
      `${person.name} is on record as ${person.kind === 'agency' ? 'an agency' : 'a staff byline'}: only people sign in.`
    )
  const account = listOwnAccounts(store).find((other) => other.personId === person.id)
  if (account)
    return fail('refused', `${person.name} has an account already${account.disabled ? ': turn it on again' : ''}.`)
  return ok(person)
}

/** An account of this desk; those of other desks are names alone, and nobody changes them here. */
function readOwnAccount(store: Store, id: string): AccountRow | null {
  const account = readAccount(store, id)
  return account?.origin == null ? account : null
}

const unknownAccount = () => fail('not-found', 'There is no such account on this computer.')

export const accountHandlers: HandlersOf<'accounts'> = {
  'accounts.signIn': async ({ store, caller, tell }, { id, passphrase, next }) => {
    const account = readOwnAccount(store, id)
    if (!account) return unknownAccount()
    if (account.disabled) return fail('not-allowed', 'This account is disabled. An administrator can turn it on again.')
    if (
      account.passphrase !== null &&
      !(passphrase !== undefined && (await matchesPassphrase(passphrase, account.passphrase)))
    )
      return fail(
        'wrong-passphrase',
        passphrase === undefined
          ? 'This account asks for its passphrase.'
          : 'That is not the passphrase of this account.'
      )
    if (!account.mustChange) {
      caller.accountId = account.id
      return ok(accountInfo(store, account))
    }
    if (next === undefined)
      return fail('refused', 'This passphrase is good for one time. Choose one of your own with it.')
    if (next === passphrase) return fail('invalid-input', 'Choose another passphrase than the one you were given.')
    const changed = { ...account, passphrase: await sealPassphrase(next), mustChange: false }
    write(store, () => updateAccount(store, changed))
    caller.accountId = account.id
    tell({ name: 'desk.changed', detail: { what: 'accounts' } })
    return ok(accountInfo(store, changed))
  },
  'accounts.signOut': ({ caller }) => {
    caller.accountId = null
    return ok(null)
  },
  'accounts.list': ({ store }) => ok(listOwnAccounts(store).map((account) => accountInfo(store, account))),
  'accounts.create': async (context, { name, personId, role, passphrase, invite }) => {
    const { store, now } = context
    const oneTime = invite ? oneTimePassphrase() : null
    const given = oneTime ?? passphrase
    const sealed = given === undefined ? null : await sealPassphrase(given)
    const made = write(store, (): Result<AccountRow> => {
      if (name !== undefined) {
        const account = createAccount(context, name, role, sealed)
        if (oneTime !== null) updateAccount(store, { ...account, mustChange: true })
        return ok({ ...account, mustChange: oneTime !== null })
      }
      const person = readInvited(store, personId ?? '')
      if (!person.ok) return person
      return ok(
        giveAccount(store, {
          personId: person.value.id,
          role,
          passphrase: sealed,
          mustChange: oneTime !== null,
          at: now().toISOString()
        })
      )
    })
    if (!made.ok) return made
    context.tell({ name: 'desk.changed', detail: { what: 'accounts' } })
    return ok({ ...accountInfo(store, made.value), oneTime })
  },
  'accounts.invite': async (context, { id }) => {
    const { store, tell } = context
    const account = readOwnAccount(store, id)
    if (!account) return unknownAccount()
    if (account.id === accountOf(context).id)
      return fail('refused', 'An invitation is for somebody else. Set your own passphrase below.')
    const oneTime = oneTimePassphrase()
    const changed = { ...account, passphrase: await sealPassphrase(oneTime), mustChange: true }
    write(store, () => updateAccount(store, changed))
    tell({ name: 'desk.changed', detail: { what: 'accounts' } })
    return ok({ ...accountInfo(store, changed), oneTime })
  },
  'accounts.change': ({ store, tell }, { id, role, disabled }) => {
    const account = readOwnAccount(store, id)
    if (!account) return unknownAccount()
    const changed = { ...account, role: role ?? account.role, disabled: disabled ?? account.disabled }
    const admins = listOwnAccounts(store).filter(
      (other) => other.role === 'admin' && !other.disabled && other.id !== id
    )
    if (admins.length === 0 && (changed.role !== 'admin' || changed.disabled))
      return fail('refused', 'This is the desk’s only administrator. Make somebody else one first.')
    write(store, () => updateAccount(store, changed))
    tell({ name: 'desk.changed', detail: { what: 'accounts' } })
    return ok(accountInfo(store, changed))
  },
  'accounts.setPassphrase': async (context, { id, current, next }) => {
    const { store, tell } = context
    const asking = accountOf(context)
    const account = readOwnAccount(store, id)
    if (!account) return unknownAccount()
    if (asking.id !== id && asking.role !== 'admin')
      return fail('not-allowed', 'You can change only your own passphrase.')
    if (
      asking.id === id &&
      account.passphrase !== null &&
      !(current !== undefined && (await matchesPassphrase(current, account.passphrase)))
    )
      return fail('wrong-passphrase', 'That is not your present passphrase.')
    const sealed = next === null ? null : await sealPassphrase(next)
    write(store, () => updateAccount(store, { ...account, passphrase: sealed, mustChange: false }))
    tell({ name: 'desk.changed', detail: { what: 'accounts' } })
    return ok(null)
  }
}
