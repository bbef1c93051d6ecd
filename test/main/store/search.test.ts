import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeListing } from '#main/store/articles.ts'
import { write, type Store } from '#main/store/open.ts'
import { countFound, indexDirty, searchArticles, type SearchQuery } from '#main/store/search.ts'
import type { SearchText } from '#main/store/search-text.ts'
import { putWireItem } from '#main/store/wire-items.ts'
import { addAccount, addArticle, articleOf, at, listingOf, newStore, saveArticle } from './support.ts'

function deskOf(texts: Record<string, Partial<SearchText>>): { store: Store; ids: Record<string, string> } {
  const store = newStore()
  const ownerId = addAccount(store)
  const ids = Object.fromEntries(
    Object.entries(texts).map(([name, text], index) => [
      name,
      addArticle(store, { ownerId, at: at(index), listing: listingOf({ slugline: name, ...text }) })
    ])
  )
  indexDirty(store, 1000)
  return { store, ids }
}

const search = (store: Store, query: string, more: Partial<SearchQuery> = {}) =>
  searchArticles(store, { query, view: 'all', accountId: '', limit: 50, ...more })
const found = (store: Store, query: string, more: Partial<SearchQuery> = {}) =>
  search(store, query, more)
    .rows.map(({ slugline }) => slugline)
    .sort()
const checkIndex = (store: Store) =>
  store.database.exec("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")

const harbour = {
  ferry: {
    headline: 'Ferry to Port Ellen late',
    copy: 'The harbour master said the wind was strong.',
    byline: 'By Ruth Okafor'
  },
  cafe: {
    headline: 'The café that stayed',
    copy: 'Señor Núñez keeps the harbour café. Strong wind, no customers.',
    captions: 'The café at dusk. Photograph: Ines Brontë'
  },
  budget: {
    headline: 'Council budget',
    standfirst: 'A well-known gap of £3.5m',
    copy: 'Don’t expect C++ lessons. Ellen Port, the treasurer, spoke.'
  },
  tokyo: { headline: '東京の港', copy: 'Smørrebrød and Łódź.' }
}

test.each([
  ['harbour', ['cafe', 'ferry']],
  ['harb', ['cafe', 'ferry']],
  ['HARBOUR Wind', ['cafe', 'ferry']],
  ['cafe', ['cafe']],
  ['CAFÉ', ['cafe']],
  ['nunez', ['cafe']],
  ['señor nún', ['cafe']],
  ['bronte', ['cafe']],
  ['"port ellen"', ['ferry']],
  ['port ellen', ['budget', 'ferry']],
  ['“port ellen”', ['ferry']],
  ['"strong wind"', ['cafe']],
  ['"strong wi', ['cafe']],
  ['wind "port ellen" late', ['ferry']],
  ['well-known', ['budget']],
  ['well known', ['budget']],
  ['don’t', ['budget']],
  ['c++ lessons', ['budget']],
  ['3.5m', ['budget']],
  ['okafor', ['ferry']],
  ['budget', ['budget']],
  ['東京', ['tokyo']],
  ['東', ['tokyo']],
  ['harbour w', ['cafe', 'ferry']],
  ['harbour z', ['cafe', 'ferry']],
  ['harbour zz', []],
  ['windy', []],
  ['harbour NOT cafe', []],
  ['headline:ferry', []],
  ['🚢', []],
  ['🚢 ferry', ['ferry']],
  ['—', []]
])('searching for %s finds %j', (query, names) => {
  expect(found(deskOf(harbour).store, query)).toEqual(names)
})

test('the first letter of a word leaves the list as it was', () => {
  const { store } = deskOf(harbour)
  expect(found(store, 'h')).toEqual(['budget', 'cafe', 'ferry', 'tokyo'])
  expect(found(store, 'a ')).toEqual(['budget'])
})

test.each([
  '"',
  '""',
  '"""',
  '*',
  '* *',
  'NEAR',
  'NEAR(a b)',
  'AND',
  'OR NOT',
  'a AND',
  '-',
  '-harbour',
  '^harbour',
  '(',
  ')',
  '()',
  '{headline}: x',
  'headline : x',
  "'",
  "''; DROP TABLE article; --",
  '\\',
  '\u0000',
  'har\u0000bour',
  '\u0001\u0002',
  '🚢',
  '👩‍👩‍👧',
  '\ud800',
  'a\udfff',
  '+',
  '"a" + "b"',
  '"harbour',
  'harbour"',
  '"harbour" wind"',
  '%',
  '_',
  ':',
  'x'.repeat(400),
  'a b '.repeat(100),
  '"'.repeat(399),
  '́',
  'é'
])('a hostile query %j never throws', (query) => {
  const { store } = deskOf(harbour)
  expect(search(store, query).total).toBeGreaterThanOrEqual(0)
})

test('no query whatever throws', () => {
  const { store } = deskOf(harbour)
  const piece = fc.constantFrom(
    '"',
    '*',
    'NEAR',
    '-',
    '^',
    '(',
    ')',
    ' ',
    'harbour',
    'caf',
    ':',
    'AND',
    '\u0000',
    '🚢',
    '́',
    '+',
    '{',
    '}',
    '東'
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''))
      ),
      (query) => {
        search(store, query)
      }
    ),
    { numRuns: 400 }
  )
})

test('hits are marked in the headline and in the words around the best one', () => {
  const { store } = deskOf({
    ferry: {
      headline: 'Ferry late, ferries later',
      copy: `${'Before it. '.repeat(40)}The late ferry\nwaits. ${'After it. '.repeat(40)}`
    }
  })
  const [row] = search(store, 'ferry late').rows
  const marked = (text = '', marks: [number, number][] = []) => marks.map(([start, end]) => text.slice(start, end))
  expect(row?.headline).toBe('Ferry late, ferries later')
  expect(marked(row?.headline, row?.headlineMarks)).toEqual(['Ferry', 'late', 'later'])
  expect(row?.snippet).toContain('The late ferry waits.')
  expect(marked(row?.snippet, row?.snippetMarks)).toEqual(['late', 'ferry'])
  expect(row?.snippetInCaption).toBe(false)
})

test('marks count UTF-16 units and match whatever the accents', () => {
  const { store } = deskOf({ one: { headline: '🚢🚢 Café Núñez' } })
  expect(search(store, 'cafe nun').rows[0]?.headlineMarks).toEqual([
    [5, 9],
    [10, 15]
  ])
})

test('a hit in a caption says that it is one', () => {
  const { store } = deskOf(harbour)
  expect(search(store, 'dusk').rows).toMatchObject([
    { slugline: 'cafe', snippetInCaption: true, snippet: expect.stringContaining('at dusk') }
  ])
  expect(search(store, 'customers').rows).toMatchObject([{ snippetInCaption: false }])
})

test('a hit in the headline alone leaves the snippet that the list has', () => {
  const { store } = deskOf(harbour)
  expect(search(store, 'council').rows).toMatchObject([{ snippet: harbour.budget.copy, snippetMarks: [] }])
})

test('a headline weighs most', () => {
  const copy = 'Nothing to see here. '.repeat(10)
  const { store } = deskOf({
    headline: { headline: 'Lighthouse sold', copy },
    copy: { headline: 'Sold', copy: `Lighthouse. ${copy}` },
    caption: { captions: 'Lighthouse', copy }
  })
  expect(search(store, 'lighthouse').rows[0]?.slugline).toBe('headline')
})

test('view, desk and author narrow a search', () => {
  const store = newStore()
  const [me, other] = [addAccount(store, 'Ruth'), addAccount(store, 'Ines')]
  const text = { copy: 'lighthouse' }
  addArticle(store, { ownerId: me, listing: listingOf({ slugline: 'mine', ...text }, { desk: 'D' }) })
  addArticle(store, { ownerId: other, listing: listingOf({ slugline: 'hers', ...text }, { state: 'in_review' }) })
  addArticle(store, { ownerId: other, listing: listingOf({ slugline: 'gone', ...text }, { state: 'spiked' }) })
  indexDirty(store, 10)
  expect(found(store, 'lighthouse')).toEqual(['hers', 'mine'])
  expect(found(store, 'lighthouse', { view: 'mine', accountId: me })).toEqual(['mine'])
  expect(found(store, 'lighthouse', { view: 'review' })).toEqual(['hers'])
  expect(found(store, 'lighthouse', { view: 'spiked' })).toEqual(['gone'])
  expect(found(store, 'lighthouse', { desk: 'D' })).toEqual(['mine'])
  expect(found(store, 'lighthouse', { author: other })).toEqual(['hers'])
  expect(search(store, 'lighthouse', { author: other, view: 'mine', accountId: me })).toEqual({
    rows: [],
    total: 0,
    next: null
  })
})

test('what an agency sent is found by the beginning of its name, and what no agency sent by none', () => {
  const { store, ids } = deskOf({
    wire: { copy: 'lighthouse' },
    other: { copy: 'lighthouse' },
    own: { copy: 'lighthouse' }
  })
  for (const [name, source] of Object.entries({ wire: 'Agência Norte', other: 'Coast Press' }))
    putWireItem(store, {
      articleId: ids[name] ?? '',
      uri: `urn:${name}`,
      version: '1',
      source,
      status: 'usable',
      ednote: '',
      at: at(1),
      applied: 'r',
      appliedHash: 'h',
      newer: null
    })
  expect(found(store, 'lighthouse source:agencia')).toEqual(['wire'])
  expect(found(store, 'source:"Coast P" lighthouse')).toEqual(['other'])
  expect(found(store, 'source:agencia source:coast')).toEqual(['other', 'wire'])
  expect(found(store, 'source:none')).toEqual(['own'])
  expect(found(store, 'source:nobody')).toEqual([])
  expect(countFound(store, { query: 'source:coast', view: 'all', accountId: '' }).count).toBe(1)
})

test('words are found once they are in the index, and the words before them no more', () => {
  const { store, ids } = deskOf({ one: { copy: 'lighthouse keeper' } })
  const id = ids.one ?? ''
  saveArticle(store, id, articleOf('x'), listingOf({ slugline: 'one', copy: 'harbour keeper' }))
  saveArticle(store, id, articleOf('y'), listingOf({ slugline: 'one', copy: 'ferry keeper' }))
  expect(indexDirty(store, 10)).toBe(1)
  expect([found(store, 'lighthouse'), found(store, 'harbour'), found(store, 'ferry'), found(store, 'keeper')]).toEqual([
    [],
    [],
    ['one'],
    ['one']
  ])
  checkIndex(store)
})

test('a headline that is newer than the index is marked as it is shown', () => {
  const { store, ids } = deskOf({ one: { headline: 'Lighthouse sold' } })
  saveArticle(store, ids.one ?? '', articleOf('x'), listingOf({ slugline: 'one', headline: 'Sold: the lighthouse' }))
  expect(search(store, 'lighthouse').rows).toMatchObject([
    { headline: 'Sold: the lighthouse', headlineMarks: [[10, 20]] }
  ])
})

test('what the index has already does not wait for it again', () => {
  const { store, ids } = deskOf({ one: { copy: 'lighthouse' } })
  const id = ids.one ?? ''
  write(store, () =>
    writeListing(store, id, listingOf({ slugline: 'one', copy: 'lighthouse' }, { state: 'in_review' }))
  )
  expect(indexDirty(store, 10)).toBe(0)
  saveArticle(store, id, articleOf('x'), listingOf({ slugline: 'one', copy: 'ferry' }))
  saveArticle(store, id, articleOf('y'), listingOf({ slugline: 'one', copy: 'lighthouse' }))
  expect(indexDirty(store, 10)).toBe(0)
  checkIndex(store)
})

test('the index is filled a little at a time', () => {
  const store = newStore()
  const ownerId = addAccount(store)
  for (let index = 0; index < 25; index++) addArticle(store, { ownerId, listing: listingOf({ copy: 'lighthouse' }) })
  expect([indexDirty(store, 10), indexDirty(store, 10), indexDirty(store, 10), indexDirty(store, 10)]).toEqual([
    10, 10, 5, 0
  ])
  expect(search(store, 'lighthouse').total).toBe(25)
  checkIndex(store)
})

test('whatever is saved and indexed in whatever order, the index says what the texts say', () => {
  const step = fc.record({
    article: fc.nat(2),
    copy: fc.array(fc.constantFrom('ferry', 'harbour', 'café', 'night'), { maxLength: 4 }),
    index: fc.boolean()
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const { store, ids } = deskOf({ one: {}, two: {}, three: {} })
      const names = ['one', 'two', 'three']
      const texts = new Map(names.map((name) => [name, '']))
      for (const { article, copy, index } of steps) {
        const name = names[article] ?? ''
        texts.set(name, copy.join(' '))
        saveArticle(
          store,
          ids[name] ?? '',
          articleOf(copy.join(' ')),
          listingOf({ slugline: name, copy: copy.join(' ') })
        )
        if (index) indexDirty(store, 2)
      }
      while (indexDirty(store, 2) > 0);
      checkIndex(store)
      for (const word of ['ferry', 'harbour', 'café', 'night'])
        expect(found(store, word)).toEqual(names.filter((name) => texts.get(name)?.split(' ').includes(word)).sort())
      store.close()
    }),
    { numRuns: 30 }
  )
})

test('while somebody types the newest 2,000 hits are ranked; everything, each hit once, comes when it is asked for', () => {
  const store = newStore()
  const ownerId = addAccount(store)
  const ids: string[] = []
  write(store, () => {
    for (let index = 0; index < 2345; index++)
      ids.push(
        addArticle(store, {
          ownerId,
          listing: listingOf(
            index % 7 === 0 ? { headline: 'Lighthouse' } : { copy: `lighthouse ${'word '.repeat(index % 5)}` }
          )
        })
      )
  })
  while (indexDirty(store, 500) > 0);
  const all = (more: Partial<SearchQuery>) => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = search(store, 'lighthouse', { limit: 400, after, ...more })
      expect([page.total, page.capped]).toEqual(more.whole ? [2345, undefined] : [2000, true])
      seen.push(...page.rows.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after !== undefined)
    return seen
  }
  const typed = all({})
  expect([...typed].sort()).toEqual(ids.slice(345))
  expect(typed.slice(0, 280).every((id) => ids.indexOf(id) % 7 === 0)).toBe(true)
  const whole = all({ whole: true })
  expect([...whole].sort()).toEqual([...ids].sort())
  expect(whole.slice(0, 335).every((id) => ids.indexOf(id) % 7 === 0)).toBe(true)
})
