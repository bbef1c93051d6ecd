import { expect, test } from 'vitest'
import { emptyProfile, type Person } from '#shared/article/person.ts'
import { newId } from '#main/store/ids.ts'
import {
  idsOfPerson,
  insertPerson,
  keptId,
  listPeople,
  readOwnRecord,
  readPerson,
  setMergedInto,
  updatePerson
} from '#main/store/people.ts'
import { at, newStore } from './support.ts'

const person = (name: string): Person => ({ ...emptyProfile, id: newId(), kind: 'person', name, email: '' })

test('a person is kept with everything that is printed of them', () => {
  const store = newStore()
  const ruth: Person = {
    id: newId(),
    kind: 'staff',
    name: 'Ruth Okafor',
    jobTitle: 'Reporter',
    biography: 'Covers the coast.',
    handles: [{ service: 'Mastodon', url: 'https://example.org/@ruth' }],
    portrait: 'a'.repeat(64),
    email: 'ruth@example.org'
  }
  insertPerson(store, ruth, at(0))
  expect(readPerson(store, ruth.id)).toEqual(ruth)
  const changed = { ...ruth, name: 'Ruth Okafor-Lind', handles: [], portrait: null }
  updatePerson(store, changed, at(1))
  expect(readPerson(store, ruth.id)).toEqual(changed)
  expect(listPeople(store, 'lind')).toEqual([changed])
})

test('a person who is not here is null, and cannot be changed', () => {
  const store = newStore()
  expect(readPerson(store, newId())).toBeNull()
  expect(() => updatePerson(store, person('Nobody'), at(0))).toThrow('no person')
})

test.each([
  ['', ['Ámbar Núñez', 'Jean Ambrose', 'Zoë Brontë']],
  ['nunez', ['Ámbar Núñez']],
  ['NÚÑEZ ambar', ['Ámbar Núñez']],
  ['amb', ['Ámbar Núñez', 'Jean Ambrose']],
  ['zoe br', ['Zoë Brontë']],
  ['%', []],
  ['nobody', []]
])('searching people for “%s” finds %j', (query, names) => {
  const store = newStore()
  for (const name of ['Zoë Brontë', 'Jean Ambrose', 'Ámbar Núñez']) insertPerson(store, person(name), at(0))
  expect(listPeople(store, query).map(({ name }) => name)).toEqual(names)
})

test('a record without a kind is a person’s', () => {
  const store = newStore()
  const id = newId()
  insertPerson(store, { ...emptyProfile, id, name: 'Ruth Okafor', email: '' }, at(0))
  expect(readPerson(store, id)?.kind).toBe('person')
})

test('a record that was merged is followed, however often, and stands in no list', () => {
  const store = newStore()
  const [a, b, c] = [person('A'), person('B'), person('C')]
  for (const one of [a, b, c]) insertPerson(store, one, at(0))
  setMergedInto(store, a.id, b.id, at(1))
  setMergedInto(store, b.id, c.id, at(2))
  expect(readPerson(store, a.id)).toEqual(c)
  expect(readOwnRecord(store, a.id)).toEqual(a)
  expect(listPeople(store)).toEqual([c])
  expect([a, b, c].map(({ id }) => keptId(store, id))).toEqual([c.id, c.id, c.id])
  expect(idsOfPerson(store, c.id).toSorted()).toEqual([a.id, b.id, c.id].toSorted())
  expect(keptId(store, 'nobody')).toBe('nobody')
  setMergedInto(store, b.id, null, at(3))
  expect(readPerson(store, a.id)).toEqual(b)
})
