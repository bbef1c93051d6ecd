import type { Person } from '#shared/article/person.ts'
import { fail, ok } from '#shared/result.ts'
import { newId } from '../store/ids.ts'
import { write } from '../store/open.ts'
import { appendOutbox } from '../store/outbox.ts'
import { insertPerson, listPeople, readPerson, updatePerson } from '../store/people.ts'
import { accountOf, type HandlersOf } from './context.ts'

export const peopleHandlers: HandlersOf<'people'> = {
  'people.list': ({ store }, { query }) => ok(listPeople(store, query)),
  'people.get': ({ store }, { id }) => {
    const person = readPerson(store, id)
    return person ? ok(person) : fail('not-found', 'There is no such person on this desk.')
  },
  'people.save': (context, { id, ...fields }) => {
    const { store, now, tell } = context
    const account = accountOf(context)
    if (account.role !== 'admin' && id !== account.personId)
      return fail('not-allowed', 'You keep your own record. An administrator keeps everybody else’s.')
    if (id !== null && !readPerson(store, id)) return fail('not-found', 'There is no such person on this desk.')
    const person: Person = { ...fields, id: id ?? newId() }
    write(store, () => {
      if (id === null) insertPerson(store, person, now().toISOString())
      else updatePerson(store, person, now().toISOString())
      appendOutbox(store, { kind: 'person', ref: person.id, at: now().toISOString() })
    })
    tell({ name: 'desk.changed', detail: { what: 'people' } })
    return ok(person)
  }
}
