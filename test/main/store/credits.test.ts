import { expect, test } from 'vitest'
import type { Article, Credit, CreditRole } from '#shared/article/article.ts'
import { emptyProfile } from '#shared/article/person.ts'
import type { BodyNode } from '#shared/document/body.ts'
import { countWorks, gatherCredits, listShots, listWorks, writeCredits } from '#main/store/credits.ts'
import { write, type Store } from '#main/store/open.ts'
import { addAccount, addArticle, articleOf, newStore, saveArticle } from './support.ts'

const credit = (role: CreditRole, name: string, personId: string | null): Credit => ({
  id: `${role}${name}`,
  role,
  personId,
  profile: { ...emptyProfile, name },
  box: false
})
const text = (type: 'caption' | 'credit', words: string): BodyNode => ({
  type,
  ...(words && { content: [{ type: 'text', text: words }] })
})
const figure = (media: string, line: string, creator = ''): BodyNode => ({
  type: 'figure',
  attrs: { media: media.repeat(64), fileName: `${media}.jpg`, creator },
  content: [text('caption', ''), text('credit', line)]
})

function credited(credits: Credit[], figures: BodyNode[] = []): Article {
  const article = articleOf('Words.')
  return {
    meta: { ...article.meta, credits },
    body: { ...article.body, content: [...(article.body.content ?? []), ...figures] }
  }
}

const ruth = { ids: ['RUTH'], names: ['Ruth Okafor'] }
const worksOf = (store: Store, who = ruth) => listWorks(store, who, undefined, 50).rows

test('articles that credit a person come newest first, with every part they had', () => {
  const store = newStore()
  const ownerId = addAccount(store)
  const first = addArticle(store, {
    ownerId,
    article: credited([credit('by', 'Ruth Okafor', 'RUTH'), credit('photographs', 'Ruth Okafor', 'RUTH')])
  })
  addArticle(store, { ownerId, article: credited([credit('by', 'Tom Lind', 'TOM')]) })
  const third = addArticle(store, { ownerId, article: credited([credit('editing', 'R. Okafor', 'RUTH')]) })
  expect(worksOf(store).map(({ articleId, roles }) => [articleId, roles])).toEqual([
    [third, ['editing']],
    [first, ['by', 'photographs']]
  ])
  expect(countWorks(store, ruth)).toBe(2)
})

test('a credit without a record counts by its name, and is told apart', () => {
  const store = newStore()
  const ownerId = addAccount(store)
  addArticle(store, { ownerId, article: credited([credit('by', 'ruth okafor', null)]) })
  addArticle(store, { ownerId, article: credited([credit('by', 'Ruth Okafor', 'SOMEBODY ELSE')]) })
  expect(worksOf(store).map(({ roles, linked }) => ({ roles, linked }))).toEqual([{ roles: ['by'], linked: false }])
})

test('a save changes who is credited, in the same write', () => {
  const store = newStore()
  const id = addArticle(store, { ownerId: addAccount(store), article: credited([credit('by', 'Ruth Okafor', 'RUTH')]) })
  saveArticle(store, id, credited([credit('by', 'Tom Lind', 'TOM')]))
  expect(worksOf(store)).toEqual([])
  expect(worksOf(store, { ids: ['TOM'], names: [] })).toHaveLength(1)
  expect(() =>
    write(store, () => {
      writeCredits(store, 1, credited([credit('by', 'Ruth Okafor', 'RUTH')]))
      throw new Error('the save failed')
    })
  ).toThrow('the save failed')
  expect(worksOf(store)).toEqual([])
})

test('pages follow on one another and miss nothing', () => {
  const store = newStore()
  const ownerId = addAccount(store)
  const ids = Array.from({ length: 25 }, (_, index) =>
    addArticle(store, {
      ownerId,
      article: credited([index % 2 ? credit('by', 'Ruth Okafor', 'RUTH') : credit('reporting', 'Ruth Okafor', null)])
    })
  )
  const seen: string[] = []
  for (let after: number | null | undefined = undefined; after !== null;) {
    const page: ReturnType<typeof listWorks> = listWorks(store, ruth, after, 10)
    seen.push(...page.rows.map(({ articleId }) => articleId))
    after = page.next
  }
  expect(seen).toEqual(ids.toReversed())
})

test('pictures count by the names in their credit line and by their creator, each once', () => {
  const store = newStore()
  const ownerId = addAccount(store)
  addArticle(store, {
    ownerId,
    article: credited([], [figure('a', 'Photo: Ruth Okafor/Gazette'), figure('b', 'Gazette', 'Ruth Okafor')])
  })
  const newer = addArticle(store, {
    ownerId,
    article: credited([], [figure('a', 'Ruth Okafor'), figure('c', 'Ruth Okafor-Lind')])
  })
  const { rows, total } = listShots(store, ['ruth okafor'], 10)
  expect(rows.map(({ hash, articleId }) => [hash[0], articleId === newer])).toEqual([
    ['a', true],
    ['b', false]
  ])
  expect(total).toBe(2)
  expect(listShots(store, ['Ruth Okafor', 'Gazette'], 10)).toMatchObject({
    rows: [{ hash: 'a'.repeat(64) }, { hash: 'b'.repeat(64) }],
    total: 2
  })
  expect(listShots(store, ['ruth okafor'], 1)).toMatchObject({ rows: [{ hash: 'a'.repeat(64) }], total: 2 })
  expect(listShots(store, [], 1)).toEqual({ rows: [], total: 0 })
})

test('an article with anything where its credits should be credits nobody', () => {
  const store = newStore()
  const broken = {
    meta: { credits: [null, { role: 'by' }, 7] },
    body: { type: 'doc', content: [] }
  } as unknown as Article
  expect(() =>
    addArticle(store, {
      ownerId: addAccount(store),
      article: { ...articleOf(''), meta: { ...articleOf('').meta, credits: 'none' as never } }
    })
  ).not.toThrow()
  expect(() => write(store, () => writeCredits(store, 1, broken))).not.toThrow()
})

test('what was stored before credits were noted is gathered, a few at a time', () => {
  const store = newStore()
  const ownerId = addAccount(store)
  for (let index = 0; index < 5; index++)
    addArticle(store, { ownerId, article: credited([credit('by', 'Ruth Okafor', 'RUTH')]) })
  store.database.exec('DELETE FROM credit; INSERT INTO credit_due SELECT number FROM article')
  expect(worksOf(store)).toEqual([])
  expect(gatherCredits(store, 2)).toBe(3)
  expect(gatherCredits(store, 2)).toBe(1)
  expect(gatherCredits(store, 2)).toBe(0)
  expect(worksOf(store)).toHaveLength(5)
})

test('every query on credits goes by an index', () => {
  const store = newStore()
  const plan = (sql: string) =>
    store.database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map((row) => (row as { detail: string }).detail)
      .join('\n')
  expect(
    plan(
      "SELECT DISTINCT article_number FROM credit WHERE person_id = 'x' AND article_number < 9 ORDER BY article_number DESC LIMIT 5"
    )
  ).toMatch(/^SEARCH credit USING COVERING INDEX credit_by_person[^\n]*$/)
  expect(
    plan(
      "SELECT DISTINCT article_number FROM credit WHERE person_id IS NULL AND name = 'x' AND article_number < 9 ORDER BY article_number DESC LIMIT 5"
    )
  ).toMatch(/^SEARCH credit USING COVERING INDEX credit_by_name[^\n]*$/)
  expect(
    plan("SELECT media, file_name, article_number FROM shot WHERE name = 'x' ORDER BY article_number DESC")
  ).toMatch(/^SEARCH shot USING COVERING INDEX shot_by_name[^\n]*$/)
  expect(plan("SELECT count(DISTINCT media) FROM shot WHERE name = 'x'")).toMatch(
    /^SEARCH shot USING COVERING INDEX shot_by_media[^\n]*$/
  )
})
