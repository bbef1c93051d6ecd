import type { Person } from '#shared/article/person.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

interface PersonRow {
  id: string
  name: string
  job_title: string
  biography: string
  handles: string
  portrait: string | null
  email: string
}

const columns = 'id, name, job_title, biography, handles, portrait, email'

export function insertPerson(store: Store, person: Person, at: string): void {
  statement(
    store,
    `INSERT INTO person (name, folded_name, job_title, biography, handles, portrait, email, updated_at, id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
  ).run(...valuesOf(person, at), person.id)
}

export function updatePerson(store: Store, person: Person, at: string): void {
  const { changes } = statement(
    store,
    `UPDATE person SET name = ?, folded_name = ?, job_title = ?, biography = ?, handles = ?, portrait = ?, email = ?, updated_at = ?
     WHERE id = ?`
  ).run(...valuesOf(person, at), person.id)
  if (changes !== 1) throw new Error(`There is no person ${person.id} to change.`)
}

export function readPerson(store: Store, id: string): Person | null {
  const row = statement<PersonRow>(store, `SELECT ${columns} FROM person WHERE id = ?`).get(id)
  return row ? personOf(row) : null
}

/** Everybody by name, or those whose name holds every word of `query`, whatever their accents and capitals. */
export function listPeople(store: Store, query = ''): Person[] {
  const words = fold(query).split(/\s+/).filter(Boolean).slice(0, 20)
  const found = words.map(() => 'instr(folded_name, ?) > 0').join(' AND ') || 'true'
  const rows = statement<PersonRow>(store, `SELECT ${columns} FROM person WHERE ${found} ORDER BY folded_name, id`).all(
    ...words
  )
  return rows.map(personOf)
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function valuesOf({ name, jobTitle, biography, handles, portrait, email }: Person, at: string): unknown[] {
  return [name, fold(name), jobTitle, biography, JSON.stringify(handles), portrait, email, at]
}

function personOf({ job_title, handles, ...row }: PersonRow): Person {
  return { ...row, jobTitle: job_title, handles: JSON.parse(handles) }
}
