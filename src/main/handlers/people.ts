import { mergeRecords, type Person } from '#shared/article/person.ts'
import type { PersonMerge } from '#shared/contract/people.ts'
import type { InputOf } from '#shared/contract/index.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { listAccounts, moveAccount } from '../store/accounts.ts'
import { countWorks, gatherCredits, listShots, listWorks, type Credited } from '../store/credits.ts'
import { newId } from '../store/ids.ts'
import { insertMerge, listMerges, markUndone, readMerge } from '../store/merges.ts'
import { write, type Store } from '../store/open.ts'
import { appendOutbox } from '../store/outbox.ts'
import {
  idsOfPerson,
  insertPerson,
  keptId,
  listPeople,
  readOwnRecord,
  readPerson,
  setMergedInto,
  updatePerson
} from '../store/people.ts'
import { accountInfo } from './accounts.ts'
import { accountOf, type Context, type HandlersOf } from './context.ts'

const unknownPerson = () => fail('not-found', 'There is no such person on this desk.')
const shotsShown = 24
/** Articles read in one go while credits of an older desk folder are gathered: about 20 ms, then others have their turn. */
const gathered = 100

export const peopleHandlers: HandlersOf<'people'> = {
  'people.list': ({ store }, { query }) => ok(listPeople(store, query)),
  'people.get': ({ store }, { id }) => {
    const person = readPerson(store, id)
    return person ? ok(person) : unknownPerson()
  },
  'people.page': async ({ store }, { id }) => {
    const person = readPerson(store, id)
    if (!person) return unknownPerson()
    await gatherAll(store)
    const who = creditedAs(store, person)
    const { rows, total } = listShots(store, who.names, shotsShown)
    const accounts = listAccounts(store).filter((account) => account.personId === person.id)
    return ok({
      person,
      accounts: accounts.map((account) => accountInfo(store, account)),
      works: countWorks(store, who),
      pictures: rows,
      pictureTotal: total
    })
  },
  'people.works': async ({ store }, { id, after, limit }) => {
    const person = readPerson(store, id)
    if (!person) return unknownPerson()
    await gatherAll(store)
    return ok(listWorks(store, creditedAs(store, person), after, limit))
  },
  'people.save': (context, { id, kind, ...fields }) => {
    const { store, now, tell } = context
    const account = accountOf(context)
    if (account.role !== 'admin' && id !== account.personId)
      return fail('not-allowed', 'You keep your own record. An administrator keeps everybody else’s.')
    const stored = id === null ? null : readOwnRecord(store, id)
    if (id !== null && !stored) return unknownPerson()
    if (id !== null && keptId(store, id) !== id)
      return fail(
        'conflict',
        `This record was merged into that of ${readPerson(store, id)?.name ?? 'somebody else'} meanwhile. Change that one.`
      )
    const as = stored?.kind ?? 'person'
    const person: Person = { ...fields, kind: account.role === 'admin' ? (kind ?? as) : as, id: id ?? newId() }
    if (signsIn(store, person)) return staysPerson(person)
    write(store, () => {
      if (id === null) insertPerson(store, person, now().toISOString())
      else updatePerson(store, person, now().toISOString())
      appendOutbox(store, { kind: 'person', ref: person.id, at: now().toISOString() })
    })
    tell({ name: 'desk.changed', detail: { what: 'people' } })
    return ok(person)
  },
  'people.merge': (context, input) => {
    const reply = write(context.store, () => merge(context, input))
    if (reply.ok) tellPeople(context)
    return reply
  },
  'people.merges': ({ store }) => ok(listMerges(store)),
  'people.unmerge': (context, { id }) => {
    const reply = write(context.store, () => unmerge(context, id))
    if (reply.ok) tellPeople(context)
    return reply
  }
}

/** Whether somebody would sign in as an agency or as the house. */
function signsIn(store: Store, { id, kind }: Person): boolean {
  return kind !== 'person' && listAccounts(store).some((account) => account.personId === id)
}

function staysPerson({ name }: Person) {
  return fail('refused', `${name} has an account: only people sign in, so the record stays that of a person.`)
}

function tellPeople({ tell }: Context): void {
  tell({ name: 'desk.changed', detail: { what: 'people' } })
  tell({ name: 'desk.changed', detail: { what: 'accounts' } })
}

async function gatherAll(store: Store): Promise<void> {
  while (write(store, () => gatherCredits(store, gathered)) > 0) await new Promise((resolve) => setImmediate(resolve))
}

/** By every record that was merged into theirs, and by each of those records' names where a credit has no record. */
function creditedAs(store: Store, person: Person): Credited {
  const ids = idsOfPerson(store, person.id)
  const names = ids.flatMap((id) => readOwnRecord(store, id)?.name ?? [])
  return { ids, names: [...new Set(names)] }
}

/**
 * No article is touched: an approved text must stay what it is, so its credits go on naming the merged record, and
 * whoever asks about that record is given the kept one. The caller wraps it in a write.
 */
function merge(
  context: Context,
  { keptId: kept, mergedId: merged, choice }: InputOf<'people.merge'>
): Result<PersonMerge> {
  const { store, now } = context
  const [keeps, goes] = [readOwnRecord(store, kept), readOwnRecord(store, merged)]
  if (!keeps || !goes) return unknownPerson()
  if (kept === merged) return fail('invalid-input', 'A record cannot be merged with itself.')
  if (keptId(store, kept) !== kept || keptId(store, merged) !== merged)
    return fail('conflict', 'One of the two records was merged meanwhile. Look at the list again.')
  const at = now().toISOString()
  const accounts = listAccounts(store).filter((account) => account.personId === merged)
  const after = mergeRecords(keeps, goes, choice)
  if (after.kind !== 'person' && (accounts.length > 0 || signsIn(store, after))) return staysPerson(after)
  const id = newId()
  updatePerson(store, after, at)
  setMergedInto(store, merged, kept, at)
  for (const account of accounts) moveAccount(store, account.id, kept)
  insertMerge(store, {
    id,
    keptId: kept,
    mergedId: merged,
    actor: accountOf(context).id,
    at,
    keptBefore: keeps,
    keptAfter: after,
    accounts: accounts.map((account) => account.id)
  })
  for (const ref of [kept, merged]) appendOutbox(store, { kind: 'person', ref, at })
  const stands = listMerges(store).find((one) => one.id === id)
  if (!stands) throw new Error(`The merge ${id} vanished inside a write.`)
  return ok(stands)
}

/** The caller wraps it in a write. */
function unmerge({ store, now }: Context, id: string): Result<{ restored: boolean }> {
  const merge = readMerge(store, id)
  if (!merge) return fail('not-found', 'These records are apart already.')
  const at = now().toISOString()
  const present = readOwnRecord(store, merge.keptId)
  const restored = JSON.stringify(present) === JSON.stringify(merge.keptAfter)
  if (restored) updatePerson(store, merge.keptBefore, at)
  setMergedInto(store, merge.mergedId, null, at)
  for (const account of merge.accounts) moveAccount(store, account, merge.mergedId)
  markUndone(store, id, at)
  for (const ref of [merge.keptId, merge.mergedId]) appendOutbox(store, { kind: 'person', ref, at })
  return ok({ restored })
}
