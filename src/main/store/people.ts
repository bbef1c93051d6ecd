import type { Person } from '#shared/article/person.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

interface PersonRow {
  id: string
  kind: Person['kind']
  name: string
  job_title: string
  biography: string
  handles: string
  portrait: string | null
  email: string
}

/** A record on its way in; without a kind it is a person's. */
export type NewPerson = Omit<Person, 'kind'> & Partial<Pick<Person, 'kind'>>

const columns = 'id, kind, name, job_title, biography, handles, portrait, email'

export function insertPerson(store: Store, person: NewPerson, at: string): void {
  statement(
    store,
    `INSERT INTO person (kind, name, folded_name, job_title, biography, handles, portrait, email, updated_at, id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  ).run(...valuesOf(person, at), person.id)
}

export function updatePerson(store: Store, person: NewPerson, at: string): void {
  const { changes } = statement(
    store,
    `UPDATE person SET kind = ?, name = ?, folded_name = ?, job_title = ?, biography = ?, handles = ?, portrait = ?, email = ?,
       updated_at = ?
     WHERE id = ?`
  ).run(...valuesOf(person, at), person.id)
  if (changes !== 1) throw new Error(`There is no person ${person.id} to change.`)
}

/** The names of all people on record. */
export function listPersonNames(store: Store): string[] {
  return statement<{ name: string }>(store, 'SELECT DISTINCT name FROM person ORDER BY name')
    .all()
    .map(({ name }) => name)
}

/** The record, or the one that it was merged into. */
export function readPerson(store: Store, id: string): Person | null {
  const row = statement<PersonRow>(store, `SELECT ${columns} FROM person WHERE id = ?`).get(keptId(store, id))
  return row ? personOf(row) : null
}

/** The record itself, also when it stands aside. */
export function readOwnRecord(store: Store, id: string): Person | null {
  const row = statement<PersonRow>(store, `SELECT ${columns} FROM person WHERE id = ?`).get(id)
  return row ? personOf(row) : null
}

/** The id by which a person is known now: the one that the record was merged into, or its own. */
export function keptId(store: Store, id: string): string {
  const kept = statement<string>(
    store,
    `WITH RECURSIVE chain (id, into_id, step) AS (
       SELECT id, merged_into, 0 FROM person WHERE id = ?
       UNION SELECT person.id, person.merged_into, step + 1 FROM chain JOIN person ON person.id = chain.into_id
     ) SELECT id FROM chain ORDER BY step DESC LIMIT 1`
  )
    .pluck()
    .get(id)
  return kept ?? id
}

/** Every id that means this person: their own and those merged into it, however often. */
export function idsOfPerson(store: Store, id: string): string[] {
  return statement<string>(
    store,
    `WITH RECURSIVE same (id) AS (SELECT ? UNION SELECT person.id FROM same JOIN person ON person.merged_into = same.id)
     SELECT id FROM same`
  )
    .pluck()
    .all(id)
}

/** Sets a record aside for another, or (null) lets it stand by itself again. */
export function setMergedInto(store: Store, id: string, into: string | null, at: string): void {
  statement(store, 'UPDATE person SET merged_into = ?, updated_at = ? WHERE id = ?').run(into, at, id)
}

/** Everybody by name, or those whose name holds every word of `query`, whatever their accents and capitals. */
export function listPeople(store: Store, query = ''): Person[] {
  const words = fold(query).split(/\s+/).filter(Boolean).slice(0, 20)
  const found = words.map(() => 'AND instr(folded_name, ?) > 0').join(' ')
  const rows = statement<PersonRow>(
    store,
    `SELECT ${columns} FROM person WHERE merged_into IS NULL ${found} ORDER BY folded_name, id`
  ).all(...words)
  return rows.map(personOf)
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function valuesOf({ kind = 'person', ...person }: NewPerson, at: string): unknown[] {
  const { name, jobTitle, biography, handles, portrait, email } = person
  return [kind, name, fold(name), jobTitle, biography, JSON.stringify(handles), portrait, email, at]
}

function personOf({ id, name, kind, job_title, biography, handles, portrait, email }: PersonRow): Person {
  return { id, name, kind, jobTitle: job_title, biography, handles: JSON.parse(handles), portrait, email }
}
