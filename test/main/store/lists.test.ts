import fc from 'fast-check'
import { expect, test } from 'vitest'
import { states, type State } from '#shared/article/workflow.ts'
import { views, type ArticleList } from '#shared/contract/articles.ts'
import { writeListing } from '#main/store/articles.ts'
import { insertDesk } from '#main/store/desks.ts'
import { newId } from '#main/store/ids.ts'
import { articleTotal, countArticles, listArticles, type ListQuery } from '#main/store/lists.ts'
import { write, type Store } from '#main/store/open.ts'
import { defaultSettings, writeSettings } from '#main/store/settings.ts'
import { addAccount, addArticle, at, listingOf, newStore, saveArticle, articleOf } from './support.ts'

function pages(store: Store, query: Omit<ListQuery, 'after'>): ArticleList[] {
  const all: ArticleList[] = []
  let after: string | undefined
  do {
    const page = listArticles(store, { ...query, after })
    all.push(page)
    after = page.next ?? undefined
  } while (after !== undefined)
  return all
}

/** One article in every state for each of two people; names them `<state> <person>`. */
function fullDesk(): { store: Store; me: string; other: string; desk: string } {
  const store = newStore()
  const me = addAccount(store, 'Ruth')
  const other = addAccount(store, 'Ines')
  const desk = newId()
  insertDesk(store, { id: desk, name: 'News' })
  insertDesk(store, { id: newId(), name: 'Sport' })
  for (const [index, state] of states.entries()) {
    addArticle(store, {
      ownerId: me,
      at: at(index),
      listing: listingOf({ slugline: `${state} ruth` }, { state, desk })
    })
    addArticle(store, {
      ownerId: other,
      at: at(index + 100),
      listing: listingOf({ slugline: `${state} ines` }, { state })
    })
  }
  return { store, me, other, desk }
}

const both = (...names: State[]) => [...names.map((name) => `${name} ines`), ...names.map((name) => `${name} ruth`)]

test.each([
  ['mine', ['approved ruth', 'changes_requested ruth', 'in_review ruth', 'draft ruth']],
  ['review', both('in_review')],
  ['working', both('approved', 'changes_requested', 'in_review', 'draft')],
  ['approved', both('approved')],
  ['published', both('published')],
  ['spiked', both('spiked')],
  ['all', both('published', 'approved', 'changes_requested', 'in_review', 'draft')]
] as const)('the view %s has what its name says, last stored first', (view, sluglines) => {
  const { store, me } = fullDesk()
  const list = listArticles(store, { view, accountId: me, limit: 100 })
  expect(list.rows.map(({ slugline }) => slugline)).toEqual(sluglines)
  expect(list).toMatchObject({ total: sluglines.length, next: null })
})

test('desk and author narrow a view, alone and together', () => {
  const { store, me, other, desk } = fullDesk()
  const list = (more: Partial<ListQuery>) =>
    listArticles(store, { view: 'working', accountId: me, limit: 100, ...more })
  expect(list({ desk }).rows.map(({ ownerName }) => ownerName)).toEqual(['Ruth', 'Ruth', 'Ruth', 'Ruth'])
  expect(list({ author: other })).toMatchObject({ total: 4, rows: Array(4).fill({ ownerName: 'Ines' }) })
  expect(list({ author: other, desk })).toEqual({ rows: [], total: 0, next: null })
  expect(list({ view: 'mine', author: other })).toEqual({ rows: [], total: 0, next: null })
})

test('counts say how many each list has', () => {
  const { store, me, other, desk } = fullDesk()
  const counts = countArticles(store, me)
  for (const view of views)
    expect([view, counts.views[view]]).toEqual([
      view,
      listArticles(store, { view, accountId: me, limit: 100 }).rows.length
    ])
  expect(counts.desks.map(({ name, count }) => [name, count])).toEqual([
    ['News', 4],
    ['Sport', 0]
  ])
  expect(counts.desks[0]?.id).toBe(desk)
  expect(counts.authors).toEqual([
    { id: other, name: 'Ines', count: 4 },
    { id: me, name: 'Ruth', count: 4 }
  ])
  expect(articleTotal(store)).toBe(12)
})

test('only the 50 authors with most in work are counted', () => {
  const store = newStore()
  const busy = addAccount(store, 'Zz busy')
  for (let index = 0; index < 60; index++) addArticle(store, { ownerId: addAccount(store, `Author ${index}`) })
  for (const _ of [1, 2]) addArticle(store, { ownerId: busy })
  const { authors } = countArticles(store, busy)
  expect(authors).toHaveLength(50)
  expect(authors[0]).toEqual({ id: busy, name: 'Zz busy', count: 2 })
})

test('a row has what the list shows, and a search’s marks are empty', () => {
  const store = newStore()
  const listing = listingOf(
    {},
    {
      slugline: 'ferry',
      headline: 'Ferry late',
      snippet: 'It is late.',
      byline: 'By Ruth',
      desk: 'D',
      state: 'approved',
      stale: true,
      words: 412
    }
  )
  const id = addArticle(store, { ownerId: addAccount(store, 'Ruth'), listing, at: at(3) })
  expect(listArticles(store, { view: 'all', accountId: '', limit: 1 }).rows).toEqual([
    {
      id,
      slugline: 'ferry',
      headline: 'Ferry late',
      headlineMarks: [],
      snippet: 'It is late.',
      snippetMarks: [],
      killed: false,
      corrected: false,
      embargo: null,
      wire: null,
      snippetInCaption: false,
      byline: 'By Ruth',
      desk: 'D',
      state: 'approved',
      stale: true,
      words: 412,
      updatedAt: at(3),
      ownerName: 'Ruth',
      commissioned: null,
      assignee: null,
      assigneeName: null,
      dueAt: null
    }
  ])
})

test('an article that is stored comes to the top', () => {
  const store = newStore()
  const ownerId = addAccount(store)
  const [first, second] = [addArticle(store, { ownerId, at: at(1) }), addArticle(store, { ownerId, at: at(2) })]
  saveArticle(store, first, articleOf('New words.'), listingOf(), at(3))
  expect(listArticles(store, { view: 'all', accountId: '', limit: 9 }).rows.map(({ id }) => id)).toEqual([
    first,
    second
  ])
})

test('paging shows every article exactly once, in order, whatever the times, states and page size', () => {
  const article = fc.record({
    minute: fc.nat(4),
    state: fc.constantFrom(...states),
    owner: fc.nat(1),
    desk: fc.constantFrom('', 'D'),
    after: fc.constantFrom('nothing', 'nothing', 'corrected', 'killed'),
    approvals: fc.nat(2)
  })
  const query = fc.record({
    view: fc.constantFrom(...views),
    limit: fc.integer({ min: 1, max: 7 }),
    desk: fc.constantFrom(undefined, 'D'),
    author: fc.constantFrom(undefined, 0, 1),
    needed: fc.constantFrom(1, 2),
    from: fc.constantFrom(undefined, 2),
    asked: fc.constantFrom<State[] | undefined>(undefined, undefined, ['approved'], ['in_review', 'published'])
  })
  fc.assert(
    fc.property(
      fc.array(article, { maxLength: 25 }),
      query,
      (articles, { view, limit, desk, author, needed, from, asked }) => {
        const store = newStore()
        write(store, () => writeSettings(store, { ...defaultSettings, approvalsNeeded: needed }))
        const owners = [addAccount(store), addAccount(store)]
        const made = articles.map(({ minute, state, owner, desk, after, approvals: given }) => {
          const ownerId = owners[owner] ?? ''
          const killed = after === 'killed' && state === 'published'
          const corrected = after !== 'nothing'
          const approvals = state === 'approved' ? given : 0
          return {
            id: addArticle(store, { ownerId, at: at(minute), listing: listingOf({}, { state, desk }) }),
            ownerId,
            minute,
            updatedAt: at(minute),
            state,
            listed: state === 'approved' && approvals < needed ? ('in_review' as const) : state,
            approvals,
            desk,
            killed,
            corrected
          }
        })
        for (const { id, state, desk, killed, corrected, approvals } of made)
          write(store, () =>
            writeListing(store, id, { ...listingOf({}, { state, desk }), killed, corrected, approvals })
          )
        const working = (state: State) => !['published', 'spiked'].includes(state)
        const shown: Record<typeof view, (one: (typeof made)[number]) => boolean> = {
          mine: ({ state, ownerId }) => working(state) && ownerId === owners[0],
          review: ({ listed }) => listed === 'in_review',
          working: ({ state }) => working(state),
          approved: ({ listed }) => listed === 'approved',
          published: ({ state, killed }) => state === 'published' && !killed,
          corrected: ({ state, killed, corrected }) => state !== 'spiked' && corrected && !killed,
          killed: ({ killed }) => killed,
          spiked: ({ state }) => state === 'spiked',
          all: ({ state, killed }) => state !== 'spiked' && !killed
        }
        const within = ({ ownerId, corrected, killed }: (typeof made)[number]) =>
          (view !== 'mine' || ownerId === owners[0]) &&
          (view !== 'corrected' || corrected) &&
          (view === 'killed' ? killed : !killed)
        const authorId = author === undefined ? undefined : owners[author]
        const expected = made
          .filter(
            (one) =>
              (asked === undefined ? shown[view](one) : asked.includes(one.listed) && within(one)) &&
              (from === undefined || one.minute >= from) &&
              (desk === undefined || one.desk === desk) &&
              (authorId === undefined || one.ownerId === authorId)
          )
          .sort((one, other) => (`${one.updatedAt}${one.id}` < `${other.updatedAt}${other.id}` ? 1 : -1))
        const all = pages(store, {
          view,
          accountId: owners[0] ?? '',
          limit,
          desk,
          author: authorId,
          from: from === undefined ? undefined : at(from),
          states: asked
        })
        expect(all.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(expected.map(({ id }) => id))
        for (const page of all) expect(page.total).toBe(expected.length)
        store.close()
      }
    ),
    { numRuns: 40 }
  )
})

test('the numbers stay right through every change of state and desk', () => {
  const change = fc.record({
    article: fc.nat(3),
    state: fc.constantFrom(...states),
    desk: fc.constantFrom('', 'D', 'E')
  })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      const store = newStore()
      const ownerId = addAccount(store)
      const ids = [0, 1, 2, 3].map(() => addArticle(store, { ownerId }))
      for (const { article, state, desk } of changes)
        write(store, () => writeListing(store, ids[article] ?? '', listingOf({}, { state, desk })))
      const counted = store.database
        .prepare('SELECT state, desk, owner_id, count(*) FROM article GROUP BY 1, 2, 3 ORDER BY 1, 2, 3')
        .raw()
        .all()
      expect(store.database.prepare('SELECT * FROM tally WHERE articles <> 0 ORDER BY 1, 2, 3').raw().all()).toEqual(
        counted
      )
      store.close()
    }),
    { numRuns: 25 }
  )
})

test.each(['', 'nonsense', 'ranked 50', 'a b c'])('a next page “%s” that no list gave is refused', (after) => {
  const list = () => listArticles(newStore(), { view: 'all', accountId: '', limit: 1, after })
  if (after === 'ranked 50') expect(list().rows).toEqual([])
  else expect(list).toThrow(RangeError)
})

test('no list reads a whole table: every view, filtered or not, comes out of an index', () => {
  const { store, me, other, desk } = fullDesk()
  const plans: string[] = []
  const { database } = store
  const prepare = database.prepare.bind(database)
  Object.defineProperty(database, 'prepare', {
    value: (sql: string) => {
      if (/FROM article/.test(sql))
        plans.push(
          ...(
            prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array((sql.match(/\?/g) ?? []).length).fill('')) as {
              detail: string
            }[]
          ).map(({ detail }) => detail)
        )
      return prepare(sql)
    }
  })
  for (const view of views)
    for (const more of [{}, { desk }, { author: other }, { desk, author: other }])
      listArticles(store, { view, accountId: me, limit: 10, after: `${at(9)} x`, ...more })
  expect(plans.some((plan) => plan.includes('article_by_state'))).toBe(true)
  expect(plans.filter((plan) => /^SCAN article\b/.test(plan))).toEqual([])
})
