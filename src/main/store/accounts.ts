import type { Role } from '#shared/article/workflow.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

export interface AccountRow {
  id: string
  personId: string
  role: Role
  /** Sealed by whoever checks it; null is none. */
  passphrase: string | null
  /** The passphrase is good for one sign-in. */
  mustChange: boolean
  disabled: boolean
  createdAt: string
  /** The device of the desk whose account it is: its owner never signs in here. Absent is this desk. */
  origin?: string | null
}

/** An account on its way in; its passphrase is its owner's unless it is said to be good for one time. */
export type NewAccountRow = Omit<AccountRow, 'mustChange'> & Partial<Pick<AccountRow, 'mustChange'>>

type Columns = Omit<AccountRow, 'disabled' | 'mustChange'> & { disabled: number; mustChange: number }
const columns =
  'id, person_id AS personId, role, passphrase, must_change AS mustChange, disabled, created_at AS createdAt, origin'

export function insertAccount(store: Store, account: NewAccountRow): void {
  const { id, personId, role, passphrase, mustChange = false, disabled, createdAt, origin = null } = account
  statement(
    store,
    'INSERT INTO account (id, person_id, role, passphrase, must_change, disabled, created_at, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
  ).run(id, personId, role, passphrase, Number(mustChange), Number(disabled), createdAt, origin)
}

/** Changes role, passphrase and whether it is disabled; an account stays its person's. */
export function updateAccount(
  store: Store,
  { id, role, passphrase, mustChange = false, disabled }: NewAccountRow
): void {
  const { changes } = statement(
    store,
    'UPDATE account SET role = ?, passphrase = ?, must_change = ?, disabled = ? WHERE id = ?'
  ).run(role, passphrase, Number(mustChange), Number(disabled), id)
  if (changes !== 1) throw new Error(`There is no account ${id} to change.`)
}

/** Signs somebody else in from now on: only when two records of one person become one, or are taken apart again. */
export function moveAccount(store: Store, id: string, personId: string): void {
  statement(store, 'UPDATE account SET person_id = ? WHERE id = ?').run(personId, id)
}

export function readAccount(store: Store, id: string): AccountRow | null {
  const row = statement<Columns>(store, `SELECT ${columns} FROM account WHERE id = ?`).get(id)
  return row ? accountOf(row) : null
}

/** In the order in which they were made. */
export function listAccounts(store: Store): AccountRow[] {
  return statement<Columns>(store, `SELECT ${columns} FROM account ORDER BY created_at, id`).all().map(accountOf)
}

/** Those of this desk alone, which can sign in. */
export function listOwnAccounts(store: Store): AccountRow[] {
  return listAccounts(store).filter(({ origin }) => origin === null)
}

function accountOf(row: Columns): AccountRow {
  return { ...row, disabled: row.disabled === 1, mustChange: row.mustChange === 1 }
}
