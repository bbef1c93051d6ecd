import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DeskList, type ListQuestion } from '#renderer/features/desk/desk-list.svelte.ts'
import type { ArticleList, ArticleRow } from '#shared/contract/articles.ts'
import { fail, ok, type Result } from '#shared/result.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function row(id: string): ArticleRow {
  return {
    id,
    slugline: id,
    headline: id,
    headlineMarks: [],
    snippet: '',
    snippetMarks: [],
    snippetInCaption: false,
    byline: '',
    desk: '',
    state: 'draft',
    stale: false,
    words: 0,
    commissioned: null,
    assignee: null,
    assigneeName: null,
    dueAt: null,
    killed: false,
    corrected: false,
    embargo: null,
    wire: null,
    updatedAt: '2026-11-24T09:00:00.000Z',
    ownerName: ''
  }
}

/** A core with these articles: pages by place, and a search that finds by the beginning of the id. */
function coreWith(ids: string[]) {
  const asked: ListQuestion[] = []
  const answer = (question: ListQuestion): Result<ArticleList> => {
    const found = ids.filter((id) => id.startsWith(question.query ?? ''))
    const from = Number(question.after ?? 0)
    const end = from + question.limit
    return ok({
      rows: found.slice(from, end).map(row),
      total: found.length,
      next: end < found.length ? String(end) : null
    })
  }
  return {
    ids,
    asked,
    ask: async (question: ListQuestion) => {
      asked.push(question)
      return answer(question)
    },
    answer
  }
}

const many = (count: number, prefix = 'a') => Array.from({ length: count }, (_, index) => `${prefix}${index}`)
const idsOf = (list: DeskList) => list.rows.map(({ id }) => id)

test('the first page is fetched, with the count of all', async () => {
  const list = new DeskList(coreWith(many(250)).ask)
  await list.show({ view: 'working' })
  expect([list.rows.length, list.total, list.current?.id]).toEqual([100, 250, 'a0'])
})

test('scrolling on fetches what is missing before it is in sight, each page after the last', async () => {
  const core = coreWith(many(350))
  const list = new DeskList(core.ask)
  await list.show({ view: 'working' })
  list.want(20)
  await vi.advanceTimersByTimeAsync(10)
  expect(list.rows).toHaveLength(100)
  list.want(60)
  await vi.waitFor(() => expect(list.rows).toHaveLength(200))
  list.want(190)
  await vi.waitFor(() => expect(list.rows).toHaveLength(300))
  expect(core.asked.map(({ after }) => after)).toEqual([undefined, '100', '200'])
})

test('a jump to the end fetches long pages, one at a time, and lands on the last row', async () => {
  const core = coreWith(many(3000))
  let inFlight = 0
  const list = new DeskList(async (question) => {
    expect(++inFlight).toBe(1)
    await Promise.resolve()
    inFlight--
    return core.ask(question)
  })
  await list.show({ view: 'working' })
  list.moveTo(Number.MAX_SAFE_INTEGER)
  expect(list.current).toBeNull()
  await vi.waitFor(() => expect(list.current?.id).toBe('a2999'))
  expect(core.asked).toHaveLength(1 + 6)
})

test('turning back stops the pages on the way', async () => {
  const core = coreWith(many(100_000))
  const list = new DeskList(core.ask)
  await list.show({ view: 'working' })
  list.moveTo(99_999)
  list.moveTo(0)
  await vi.advanceTimersByTimeAsync(10)
  expect(core.asked.length).toBeLessThan(4)
})

test('an answer to what is no longer asked is dropped, whichever comes last', async () => {
  const core = coreWith([...many(3, 'h'), ...many(2, 'ha')])
  const waiting: (() => void)[] = []
  const list = new DeskList((question) => new Promise((resolve) => waiting.push(() => resolve(core.answer(question)))))
  list.search('h')
  await vi.advanceTimersByTimeAsync(60)
  list.search('ha')
  await vi.advanceTimersByTimeAsync(60)
  expect(waiting).toHaveLength(2)
  waiting[1]?.()
  await vi.advanceTimersByTimeAsync(0)
  expect(idsOf(list)).toEqual(['ha0', 'ha1'])
  waiting[0]?.()
  await vi.advanceTimersByTimeAsync(0)
  expect(idsOf(list)).toEqual(['ha0', 'ha1'])
  expect(list.answered.query).toBe('ha')
})

test('a page for the old search never lands under the new one', async () => {
  const core = coreWith([...many(150, 'h'), ...many(120, 'z')])
  const waiting: (() => void)[] = []
  const list = new DeskList((question) => new Promise((resolve) => waiting.push(() => resolve(core.answer(question)))))
  const release = async () => {
    waiting.shift()?.()
    await vi.advanceTimersByTimeAsync(0)
  }
  void list.show({ view: 'all' })
  await release()
  list.want(170)
  expect(waiting).toHaveLength(1)
  list.search('z')
  await vi.advanceTimersByTimeAsync(60)
  await release()
  expect(idsOf(list).slice(98)).toEqual(['h98', 'h99'])
  await release()
  expect(list.rows).toHaveLength(25)
  expect(idsOf(list).every((id) => id.startsWith('z'))).toBe(true)
})

test('every letter is searched for at once; a space at the end is part of it', async () => {
  const core = coreWith(many(5))
  const list = new DeskList(core.ask, 'this list')
  for (const typed of ['a', 'a1', 'a1 ']) list.search(typed)
  await vi.advanceTimersByTimeAsync(0)
  expect(core.asked.map(({ query, lane, whole }) => [query, lane, whole])).toEqual([
    ['a', 'this list', undefined],
    ['a1', 'this list', undefined],
    ['a1 ', 'this list', undefined]
  ])
  list.searchAll()
  list.search('a1 b')
  expect(core.asked.slice(3).map(({ whole }) => whole)).toEqual([true, undefined])
})

test('a saved search puts its words into the field when it is come to; what is typed over them stays', async () => {
  const core = coreWith([...many(3, 'h'), ...many(3, 'z')])
  const list = new DeskList(core.ask)
  const saved = { id: 'S', query: 'h' }
  await list.show({ view: 'all' }, saved)
  expect([list.query, idsOf(list)]).toEqual(['h', ['h0', 'h1', 'h2']])
  list.search('h1')
  await list.show({ view: 'all' }, saved)
  expect([list.query, idsOf(list)]).toEqual(['h1', ['h1']])
  await list.show({ view: 'all' })
  expect([list.query, list.rows.length]).toEqual(['', 6])
})

test('rows stay chosen while the list is read again, in the order of the list', async () => {
  const core = coreWith(many(6))
  const list = new DeskList(core.ask)
  await list.show({ view: 'working' })
  const chosen = () => list.selection.rows.map(({ id }) => id)
  list.selection.toggle(4)
  list.selection.toggle(1)
  expect(chosen()).toEqual(['a1', 'a4'])
  list.selection.extend(list.at, 3)
  expect(chosen()).toEqual(['a1', 'a2', 'a3'])
  core.ids.splice(2, 1)
  await list.refresh()
  expect(chosen()).toEqual(['a1', 'a3'])
  list.selection.toggle(1)
  expect(chosen()).toEqual(['a3'])
  list.selection.all()
  expect(chosen()).toHaveLength(5)
  list.selection.clear()
  expect(chosen()).toEqual([])
})

test('the article at hand stays at hand when others come in above it', async () => {
  const core = coreWith(many(5))
  const list = new DeskList(core.ask)
  await list.show({ view: 'working' })
  list.moveTo(2)
  core.ids.unshift('new1', 'new2')
  list.changed()
  await vi.advanceTimersByTimeAsync(250)
  expect([list.at, list.current?.id]).toEqual([4, 'a2'])
})

test('when the article at hand goes, the one in its place is at hand', async () => {
  const core = coreWith(many(3))
  const list = new DeskList(core.ask)
  await list.show({ view: 'working' })
  list.moveTo(2)
  core.ids.pop()
  await list.refresh()
  expect([list.at, list.current?.id, list.total]).toEqual([1, 'a1', 2])
})

test('a refresh keeps everything down to where somebody looks', async () => {
  const core = coreWith(many(900))
  const list = new DeskList(core.ask)
  await list.show({ view: 'working' })
  list.moveTo(700)
  await vi.waitFor(() => expect(list.current?.id).toBe('a700'))
  await list.refresh()
  expect([list.rows.length >= 701, list.current?.id]).toEqual([true, 'a700'])
})

test('a failure is told and the next answer takes it away', async () => {
  const core = coreWith(many(3))
  let broken = true
  const list = new DeskList(async (question) => (broken ? fail('damaged', 'No.') : core.ask(question)))
  await list.show({ view: 'working' })
  expect([list.failure?.message, list.total]).toEqual(['No.', null])
  broken = false
  await list.refresh()
  expect([list.failure, list.total]).toEqual([null, 3])
})

test('somebody else who sits down sees nothing of the search before', async () => {
  const list = new DeskList(coreWith(many(3)).ask)
  list.sit('ruth')
  await list.show({ view: 'working' })
  list.search('a1')
  list.sit('ruth')
  expect(list.query).toBe('a1')
  list.sit('tomas')
  expect([list.query, list.rows, list.total]).toEqual(['', [], null])
})
