import { expect, onTestFinished, test } from 'vitest'
import { openSearcher, type Searcher } from '#main/search/searcher.ts'
import type { SearchQuery } from '#main/store/search.ts'
import { indexDirty } from '#main/store/search.ts'
import type { Store } from '#main/store/open.ts'
import { addAccount, addArticle, articleOf, listingOf, newFolder, newStore, saveArticle } from '../store/support.ts'

function deskWith(...copies: string[]): { store: Store; searcher: Searcher; ids: string[]; errors: unknown[] } {
  const folder = newFolder()
  const store = newStore(folder)
  const ownerId = addAccount(store)
  const ids = copies.map((copy) => addArticle(store, { ownerId, listing: listingOf({ slugline: copy, copy }) }))
  indexDirty(store, 1000)
  const errors: unknown[] = []
  const searcher = openSearcher(folder, (error) => errors.push(error))
  onTestFinished(() => searcher.close())
  return { store, searcher, ids, errors }
}

const asking = (query: string): SearchQuery => ({ query, view: 'all', accountId: '', limit: 50 })

test('the thread finds what the store has taken in, at once', async () => {
  const { store, searcher, ids } = deskWith('lighthouse', 'harbour')
  expect(await searcher.list(asking('light'))).toMatchObject({ ok: true, value: { total: 1, rows: [{ id: ids[0] }] } })
  saveArticle(store, ids[1] ?? '', articleOf('x'), listingOf({ copy: 'lighthouse' }))
  indexDirty(store, 10)
  expect(await searcher.list(asking('light'))).toMatchObject({ ok: true, value: { total: 2 } })
  expect(await searcher.count(asking('light'))).toEqual({ ok: true, value: { count: 2, capped: false } })
})

test('of the searches that one list has waiting only the newest is done', async () => {
  const { searcher } = deskWith('lighthouse')
  const replies = await Promise.all(
    ['l', 'li', 'lig', 'ligh', 'light'].map((query) => searcher.list(asking(query), 'window'))
  )
  // The first had begun before the second came.
  expect(replies.map(({ ok }) => ok)).toEqual([true, false, false, false, true])
  expect(replies[2]).toMatchObject({ error: { code: 'refused' } })
})

test('searches of other lists are all done', async () => {
  const { searcher } = deskWith('lighthouse')
  const replies = await Promise.all(['a', 'b', 'c'].map((lane) => searcher.list(asking('light'), lane)))
  expect(replies.map(({ ok }) => ok)).toEqual([true, true, true])
})

test('what somebody types goes before what is only counted', async () => {
  const { searcher } = deskWith('lighthouse')
  const order: string[] = []
  const note = (name: string) => () => order.push(name)
  await Promise.all([
    searcher.count(asking('light')).then(note('count 1')),
    searcher.count(asking('light')).then(note('count 2')),
    searcher.list(asking('light'), 'window').then(note('typed'))
  ])
  expect(order).toEqual(['count 1', 'typed', 'count 2'])
})

test('a search that cannot be done fails alone', async () => {
  const { searcher, errors } = deskWith('lighthouse')
  expect(await searcher.list({ ...asking('light'), after: 'nowhere' })).toMatchObject({
    ok: false,
    error: { code: 'internal' }
  })
  expect(errors).toHaveLength(1)
  expect(await searcher.list(asking('light'))).toMatchObject({ ok: true })
})

test('a thread that ends by itself is started again', async () => {
  const { searcher, errors } = deskWith('lighthouse')
  const broken = openSearcher('/nowhere/at/all', (error) => errors.push(error))
  expect(await broken.list(asking('light'))).toMatchObject({ ok: false, error: { code: 'internal' } })
  expect(await broken.list(asking('light'))).toMatchObject({ ok: false, error: { code: 'internal' } })
  expect(errors.length).toBeGreaterThan(0)
  await broken.close()
  expect(await searcher.list(asking('light'))).toMatchObject({ ok: true })
})

test('the thread’s connection cannot write', async () => {
  const { openReader } = await import('#main/store/reader.ts')
  const { store } = deskWith('lighthouse')
  const reader = openReader(store.folder)
  expect(() => reader.database.exec('DELETE FROM search_waiting')).toThrow(/readonly/)
  reader.close()
})

test('what is asked while the desk closes is refused', async () => {
  const { searcher } = deskWith('lighthouse')
  const [first, closed] = [searcher.list(asking('light')), searcher.close()]
  const late = await searcher.list(asking('light'))
  await closed
  expect(late.ok).toBe(false)
  await first
})
