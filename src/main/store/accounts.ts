import type { Role } from '#shared/article/workflow.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

export interface AccountRow {
  id: string
  personId: string
  role: Role
  /** Sealed by whoever checks it; null is none. */
  passphrase: string | null
  disabled: boolean
  createdAt: string
}

type Columns = Omit<AccountRow, 'disabled'> & { disabled: number }
const columns = 'id, person_id AS personId, role, passphrase, disabled, created_at AS createdAt'

export function insertAccount(store: Store, { id, personId, role, passphrase, disabled, createdAt }: AccountRow): void {
  statement(
    store,
    'INSERT INTO account (id, person_id, role, passphrase, disabled, created_at) VALUES (?, ?, ?, ?, ?, ?)'
  ).run(id, personId, role, passphrase, Number(disabled), createdAt)
}

/** Changes role, passphrase and whether it is disabled; an account stays its person's. */
export function updateAccount(store: Store, { id, role, passphrase, disabled }: AccountRow): void {
  const { changes } = statement(store, 'UPDATE account SET role = ?, passphrase = ?, disabled = ? WHERE id = ?').run(
    role,
    passphrase,
    Number(disabled),
    id
  )
  if (changes !== 1) throw new Error(`There is no account ${id} to change.`)
}

export function readAccount(store: Store, id: string): AccountRow | null {
  const row = statement<Columns>(store, `SELECT ${columns} FROM account WHERE id = ?`).get(id)
  return row ? accountOf(row) : null
}

/** In the order in which they were made. */
export function listAccounts(store: Store): AccountRow[] {
  return statement<Columns>(store, `SELECT ${columns} FROM account ORDER BY created_at, id`).all().map(accountOf)
}

function accountOf(row: Columns): AccountRow {
  return { ...row, disabled: row.disabled === 1 }
}
