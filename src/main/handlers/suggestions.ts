import type { Article } from '#shared/article/article.ts'
import { canonicalJson } from '#shared/article/revision.ts'
import type { InputOf } from '#shared/contract/index.ts'
import type { Body } from '#shared/document/body.ts'
import { onlySuggests } from '#shared/document/only-suggests.ts'
import { suggestionIds } from '#shared/document/suggestions.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { readWorking } from '../store/articles.ts'
import type { Store } from '../store/open.ts'
import {
  decideSuggestion,
  insertSuggestion,
  listSuggestions,
  readSuggestionOwner,
  reopenSuggestion
} from '../store/suggestions.ts'
import { followConflicts } from './conflict-record.ts'
import { accountOf, type Context, type HandlersOf } from './context.ts'

export const suggestionHandlers: HandlersOf<'suggestions'> = {
  'suggestions.list': ({ store }, { articleId }) => {
    if (!readWorking(store, articleId)) return fail('not-found', 'This article is not on this computer.')
    return ok(listSuggestions(store, articleId))
  }
}

/**
 * Whether `next` is the stored article with nothing but suggestions of this account's own on it. Both fit the schema.
 */
export function suggestsOnly(store: Store, accountId: string, stored: Article, next: Article): Result<true> {
  if (canonicalJson(stored.meta) !== canonicalJson(next.meta))
    return fail('not-allowed', 'You can suggest changes to the text of this article; its details stay as they are.')
  const known = new Set(suggestionIds(stored.body))
  const owner = (id: string) => readSuggestionOwner(store, id)
  // Undo brings back what this account itself has withdrawn; nobody brings back what another had suggested.
  for (const id of suggestionIds(next.body)) {
    const row = known.has(id) ? null : owner(id)
    if (row && row.accountId !== accountId)
      return fail('not-allowed', 'A suggestion of somebody else that has been decided stays decided.')
  }
  return onlySuggests(stored.body, next.body, (id) => owner(id)?.accountId === accountId)
}

/**
 * Brings the record of suggestions in line with the text that takes the place of another: what is new is this account's,
 * what has left is decided as `decided` says, or withdrawn. The caller wraps it in the write that stores the text.
 */
export function recordSuggestions(
  context: Context,
  articleId: string,
  before: Body,
  after: Body,
  decided: InputOf<'articles.save'>['decided'] = []
): void {
  const [had, has] = [suggestionIds(before), suggestionIds(after)]
  if (had.length === 0 && has.length === 0) return
  const { store } = context
  const accountId = accountOf(context).id
  const at = context.now().toISOString()
  const [known, now] = [new Set(had), new Set(has)]
  for (const id of has) {
    if (known.has(id)) continue
    insertSuggestion(store, { id, articleId, accountId, author: '', at })
    reopenSuggestion(store, id)
  }
  const decisions = new Map(decided.map(({ id, decision }) => [id, decision]))
  for (const id of had) if (!now.has(id)) decideSuggestion(store, id, decisions.get(id) ?? 'withdrawn', accountId, at)
  followConflicts(context, articleId, known, now)
}
