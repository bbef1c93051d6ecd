import { expect, test } from 'vitest'
import { emptyProfile } from '#shared/article/person.ts'
import { insertAccount, listAccounts, readAccount, updateAccount, type AccountRow } from '#main/store/accounts.ts'
import { newId } from '#main/store/ids.ts'
import { insertPerson } from '#main/store/people.ts'
import { addAccount, at, newStore } from './support.ts'

test('an account is kept, changed and listed in the order of its making', () => {
  const store = newStore()
  const first = addAccount(store, 'Ruth')
  const personId = newId()
  insertPerson(store, { ...emptyProfile, id: personId, name: 'Ines', email: '' }, at(1))
  const ines: AccountRow = {
    id: newId(),
    personId,
    role: 'editor',
    passphrase: 'scrypt$sealed',
    mustChange: true,
    disabled: false,
    createdAt: at(1),
    origin: null
  }
  insertAccount(store, ines)
  expect(readAccount(store, ines.id)).toEqual(ines)
  const changed: AccountRow = { ...ines, role: 'admin', passphrase: null, mustChange: false, disabled: true }
  updateAccount(store, changed)
  expect(readAccount(store, ines.id)).toEqual(changed)
  expect(listAccounts(store).map(({ id }) => id)).toEqual([first, ines.id])
})

test('an account needs its person, and one that is not here cannot be changed', () => {
  const store = newStore()
  const nobody: AccountRow = {
    id: newId(),
    personId: newId(),
    role: 'editor',
    passphrase: null,
    mustChange: false,
    disabled: false,
    createdAt: at(0)
  }
  expect(() => insertAccount(store, nobody)).toThrow('FOREIGN KEY')
  expect(() => updateAccount(store, nobody)).toThrow('no account')
  expect(readAccount(store, nobody.id)).toBeNull()
})
