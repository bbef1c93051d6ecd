import { expect, test } from 'vitest'
import { expectOk } from '#shared/result.ts'
import { readWorking } from '#main/store/articles.ts'
import { migrations } from '#main/store/migrations/index.ts'
import { openStore, write } from '#main/store/open.ts'
import { insertSuggestion, listSuggestions } from '#main/store/suggestions.ts'
import { addEarlyAccount, addEarlyArticle, articleOf, at, newFolder } from '../support.ts'

const before = migrations.findIndex((step) => step.includes('CREATE TABLE suggestion ('))

test('a desk of before keeps its articles, and takes suggestions', () => {
  const folder = newFolder()
  const old = expectOk(openStore(folder, migrations.slice(0, before)))
  const accountId = addEarlyAccount(old)
  const articleId = addEarlyArticle(old, accountId, articleOf('As it was.'))
  old.close()

  const store = expectOk(openStore(folder))
  expect(readWorking(store, articleId)?.article).toEqual(articleOf('As it was.'))
  expect(listSuggestions(store, articleId)).toEqual([])
  write(store, () => insertSuggestion(store, { id: 's', articleId, accountId, author: '', at: at(1) }))
  expect(listSuggestions(store, articleId)).toHaveLength(1)
  store.close()
})
