import type { Person } from '#shared/article/person.ts'
import type { PersonMerge } from '#shared/contract/people.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

/** How two records became one, and all that it takes to take them apart again. */
export interface MergeRow {
  id: string
  keptId: string
  mergedId: string
  /** Account id. */
  actor: string
  at: string
  keptBefore: Person
  keptAfter: Person
  /** Accounts that signed the merged person in. */
  accounts: string[]
}

export function insertMerge(store: Store, merge: MergeRow): void {
  const { id, keptId, mergedId, actor, at, keptBefore, keptAfter, accounts } = merge
  statement(
    store,
    'INSERT INTO person_merge (id, kept_id, merged_id, actor, at, kept_before, kept_after, accounts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
  ).run(
    id,
    keptId,
    mergedId,
    actor,
    at,
    JSON.stringify(keptBefore),
    JSON.stringify(keptAfter),
    JSON.stringify(accounts)
  )
}

/** A merge that stands; null when there is none or when it was undone. */
export function readMerge(store: Store, id: string): MergeRow | null {
  const row = statement<Record<keyof MergeRow, string>>(
    store,
    `SELECT id, kept_id AS keptId, merged_id AS mergedId, actor, at, kept_before AS keptBefore, kept_after AS keptAfter, accounts
     FROM person_merge WHERE id = ? AND undone_at IS NULL`
  ).get(id)
  if (!row) return null
  return {
    ...row,
    keptBefore: JSON.parse(row.keptBefore),
    keptAfter: JSON.parse(row.keptAfter),
    accounts: JSON.parse(row.accounts)
  }
}

/** The merges that stand, newest first. */
export function listMerges(store: Store): PersonMerge[] {
  return statement<PersonMerge>(
    store,
    `SELECT person_merge.id, kept_id AS keptId, merged_id AS mergedId, kept.name AS keptName, merged.name AS mergedName, at,
       coalesce(by_person.name, '') AS byName
     FROM person_merge JOIN person AS kept ON kept.id = kept_id JOIN person AS merged ON merged.id = merged_id
     LEFT JOIN account ON account.id = actor LEFT JOIN person AS by_person ON by_person.id = account.person_id
     WHERE undone_at IS NULL ORDER BY at DESC, person_merge.id DESC`
  ).all()
}

export function markUndone(store: Store, id: string, at: string): void {
  statement(store, 'UPDATE person_merge SET undone_at = ? WHERE id = ?').run(at, id)
}
