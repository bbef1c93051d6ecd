import { z } from 'zod'
import { filterSchema, type ListFilters } from './articles.ts'
import { nothing, ulid } from './ids.ts'
import { operation } from './operation.ts'

/** A search that an account keeps: what was typed, and what narrowed it. */
export interface SavedSearch {
  id: string
  name: string
  query: string
  filters: ListFilters
}

/** How many articles a saved search finds; `capped` means at least so many. */
export interface SearchCount {
  id: string
  count: number
  capped: boolean
}

const name = z.string().trim().min(1, 'Give the search a name.').max(80)

/** Saved searches are their account's own. */
export const searchOperations = {
  /** In the order in which they were saved. */
  'searches.list': operation<SavedSearch[]>()('signed-in', nothing),
  /** `id` null is a new one; else what it finds and how it is called is replaced. */
  'searches.save': operation<SavedSearch>()(
    'signed-in',
    z.strictObject({ id: ulid.nullable(), name, query: z.string().max(400), filters: filterSchema })
  ),
  'searches.remove': operation<null>()('signed-in', z.strictObject({ id: ulid })),
  'searches.counts': operation<SearchCount[]>()('signed-in', nothing)
}
