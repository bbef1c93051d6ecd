import type { SearchCount } from '#shared/contract/searches.ts'
import { fail, ok } from '#shared/result.ts'
import { newId } from '../store/ids.ts'
import { write } from '../store/open.ts'
import { insertSavedSearch, listSavedSearches, removeSavedSearch, updateSavedSearch } from '../store/saved-searches.ts'
import { datedFilter } from '../store/search.ts'
import { accountOf, type HandlersOf } from './context.ts'

const mostSaved = 50

export const searchHandlers: HandlersOf<'searches'> = {
  'searches.list': (context) => ok(listSavedSearches(context.store, accountOf(context).id)),
  'searches.save': (context, { id, name, query, filters }) => {
    const { store, now, tell } = context
    const accountId = accountOf(context).id
    const others = listSavedSearches(store, accountId).filter((search) => search.id !== id)
    if (others.some((search) => search.name.toLowerCase() === name.toLowerCase()))
      return fail('refused', `You have a search named “${name}” already.`)
    if (others.length >= mostSaved) return fail('refused', `${mostSaved} searches are saved already. Remove one first.`)
    const search = { id: id ?? newId(), name, query, filters }
    const stored = write(store, () => {
      if (id !== null) return updateSavedSearch(store, accountId, search)
      insertSavedSearch(store, accountId, search, now().toISOString())
      return true
    })
    if (!stored) return fail('not-found', 'This search is not there any more.')
    tell({ name: 'lists.changed', detail: { what: 'searches' } })
    return ok(search)
  },
  'searches.remove': (context, { id }) => {
    const { store, tell } = context
    if (!write(store, () => removeSavedSearch(store, accountOf(context).id, id)))
      return fail('not-found', 'This search is not there any more.')
    tell({ name: 'lists.changed', detail: { what: 'searches' } })
    return ok(null)
  },
  'searches.counts': async (context) => {
    const accountId = accountOf(context).id
    const now = context.now()
    const counts: SearchCount[] = []
    for (const { id, query, filters } of listSavedSearches(context.store, accountId)) {
      const found = await context.search.count({ ...datedFilter(filters, now), query, accountId, now })
      if (!found.ok) return found
      counts.push({ id, ...found.value })
    }
    return ok(counts)
  }
}
