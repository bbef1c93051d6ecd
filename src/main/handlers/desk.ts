import type { DeskStatus } from '#shared/contract/desk.ts'
import { fail, ok } from '#shared/result.ts'
import { listAccounts } from '../store/accounts.ts'
import { insertDesk, listDesks, renameDesk } from '../store/desks.ts'
import { newId } from '../store/ids.ts'
import { articleTotal } from '../store/lists.ts'
import { write } from '../store/open.ts'
import { readPreferences } from '../store/preferences.ts'
import { isFounded, readSettings, writeSettings } from '../store/settings.ts'
import { accountInfo, createAccount } from './accounts.ts'
import { accountOf, type Context, type HandlersOf } from './context.ts'
import { addSampleDesk } from './sample-desk.ts'

function statusOf({ store, caller, account, version }: Context): DeskStatus {
  return {
    firstRun: !isFounded(store),
    settings: readSettings(store),
    accounts: listAccounts(store)
      .filter((other) => !other.disabled)
      .map((other) => accountInfo(store, other)),
    account: account ? accountInfo(store, account) : null,
    preferences: account ? readPreferences(store, account.id) : {},
    articles: articleTotal(store),
    version,
    door: caller.door
  }
}

export const deskHandlers: HandlersOf<'desk'> & HandlersOf<'desks'> = {
  'desk.status': (context) => ok(statusOf(context)),
  'desk.found': (context, { deskName, name, role, editorName, language }) => {
    const { store, caller } = context
    if (isFounded(store)) return fail('refused', 'This desk has its name already. Sign in to change it in Settings.')
    if (role === 'reporter' && !editorName)
      return fail('invalid-input', 'Name the editor who reviews your articles: somebody has to approve them.')
    const account = write(store, () => {
      const settings = readSettings(store)
      writeSettings(store, {
        ...settings,
        deskName,
        ownApproval: role === 'alone',
        language: language ?? settings.language
      })
      insertDesk(store, { id: newId(), name: 'News' })
      if (role === 'reporter' && editorName) createAccount(context, editorName, 'admin', null)
      // Somebody must be able to keep the desk, so who founds it as an editor is its administrator too.
      return createAccount(context, name, role === 'reporter' ? 'reporter' : 'admin', null)
    })
    caller.accountId = account.id
    return ok(statusOf({ ...context, account }))
  },
  'desk.addSample': async (context) => {
    if (articleTotal(context.store) > 0)
      return fail('refused', 'The sample is for an empty desk; this one has articles.')
    return addSampleDesk(context, accountOf(context))
  },
  'desk.change': ({ store, tell }, changes) => {
    // A window may name a setting without giving it one.
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
    const settings = { ...readSettings(store), ...given }
    write(store, () => writeSettings(store, settings))
    tell({ name: 'desk.changed', detail: { what: 'settings' } })
    return ok(settings)
  },
  'desks.list': ({ store }) => ok(listDesks(store)),
  'desks.save': ({ store, tell }, { id, name }) => {
    const twin = listDesks(store).find((desk) => desk.id !== id && desk.name.toLowerCase() === name.toLowerCase())
    if (twin) return fail('refused', `There is a desk named “${twin.name}” already.`)
    if (id !== null && !listDesks(store).some((desk) => desk.id === id))
      return fail('not-found', 'There is no such desk.')
    const desk = { id: id ?? newId(), name }
    write(store, () => (id === null ? insertDesk(store, desk) : renameDesk(store, desk)))
    tell({ name: 'desk.changed', detail: { what: 'desks' } })
    return ok(desk)
  }
}
