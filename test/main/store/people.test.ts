import { expect, test } from 'vitest'
import { emptyProfile, type Person } from '#shared/article/person.ts'
import { newId } from '#main/store/ids.ts'
import { insertPerson, listPeople, readPerson, updatePerson } from '#main/store/people.ts'
import { at, newStore } from './support.ts'

const person = (name: string): Person => ({ ...emptyProfile, id: newId(), name, email: '' })

test('a person is kept with everything that is printed of them', () => {
  const store = newStore()
  const ruth: Person = {
    id: newId(),
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
