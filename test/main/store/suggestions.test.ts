import { beforeEach, expect, test } from 'vitest'
import { write, type Store } from '#main/store/open.ts'
import {
  decideSuggestion,
  insertSuggestion,
  listSuggestions,
  readSuggestionOwner,
  reopenSuggestion
} from '#main/store/suggestions.ts'
import { addAccount, addArticle, at, newStore } from './support.ts'

let store: Store
let accountId: string
let articleId: string
beforeEach(() => {
  store = newStore()
  accountId = addAccount(store)
  articleId = addArticle(store, { ownerId: accountId })
})

test('a suggestion is kept with whoever made it: an account of this desk, or a name that came with a file', () => {
  write(store, () => {
    insertSuggestion(store, { id: 's2', articleId, accountId, author: '', at: at(2) })
    insertSuggestion(store, { id: 's1', articleId, accountId: null, author: 'Wire Desk', at: at(1) })
  })
  expect(listSuggestions(store, articleId)).toMatchObject([
    { id: 's1', accountId: null, author: 'Wire Desk', at: at(1), decision: null },
    { id: 's2', accountId, author: 'Ruth Okafor', at: at(2), decision: null }
  ])
  expect(readSuggestionOwner(store, 's2')).toEqual({ articleId, accountId })
  expect(readSuggestionOwner(store, 'none')).toBeNull()
})

test('whose a suggestion is never changes afterwards', () => {
  write(store, () => {
    insertSuggestion(store, { id: 's', articleId, accountId: null, author: 'Wire Desk', at: at(1) })
    insertSuggestion(store, { id: 's', articleId, accountId, author: '', at: at(2) })
  })
  expect(listSuggestions(store, articleId)).toMatchObject([{ accountId: null, author: 'Wire Desk', at: at(1) }])
})

test('a decision is taken once, and undone when the suggestion is in the text again', () => {
  write(store, () => {
    insertSuggestion(store, { id: 's', articleId, accountId, author: '', at: at(1) })
    decideSuggestion(store, 's', 'accepted', accountId, at(2))
    decideSuggestion(store, 's', 'rejected', accountId, at(3))
  })
  const decided = { decision: 'accepted', decidedBy: accountId, decidedByName: 'Ruth Okafor', decidedAt: at(2) }
  expect(listSuggestions(store, articleId)).toMatchObject([decided])
  write(store, () => reopenSuggestion(store, 's'))
  expect(listSuggestions(store, articleId)).toMatchObject([{ decision: null, decidedBy: null, decidedAt: null }])
})
