import { expect, test, vi } from 'vitest'
import type { State } from '#shared/article/workflow.ts'
import type { ArticleRow } from '#shared/contract/articles.ts'
import { fail, ok } from '#shared/result.ts'
import { DeskBoard } from '#renderer/features/desk/desk-board.svelte.ts'
import type { ListQuestion } from '#renderer/features/desk/desk-list.svelte.ts'

/** A core with these articles: "draft a b, approved c". */
function coreWith(text: string) {
  const states = new Map(
    text.split(', ').flatMap((part) => {
      const [state = '', ...ids] = part.split(' ')
      return ids.map((id) => [id, state as State] as const)
    })
  )
  const asked: ListQuestion[] = []
  const board = new DeskBoard(async (question) => {
    asked.push(question)
    const rows = [...states]
      .filter(([, state]) => question.states?.includes(state))
      .map(([id, state]) => ({ id, state }) as ArticleRow)
    return ok({ rows, total: rows.length, next: null })
  })
  return { states, asked, board }
}

test('each column asks for its own state, within what narrows the desk; mine stays mine', async () => {
  const { board, asked } = coreWith('draft a')
  board.show({ view: 'mine', desk: 'D' }, '')
  await vi.waitFor(() => expect(board.columns).not.toBeNull())
  expect(asked.map(({ view, desk, states }) => [view, desk, states?.[0]])).toEqual(
    ['draft', 'changes_requested', 'in_review', 'approved', 'published'].map((state) => ['mine', 'D', state])
  )
})

test('arrows go from card to card, over columns without any, and stop at the edges', async () => {
  const { board } = coreWith('draft a b c, in_review d, published e')
  await board.refresh()
  const walk = (...steps: [number, number][]) => steps.map(([across, down]) => (board.step(across, down), board.atId))
  expect(board.atId).toBe('a')
  expect(walk([0, 1], [0, 1], [0, 1])).toEqual(['b', 'c', 'c'])
  expect(walk([1, 0], [1, 0], [1, 0])).toEqual(['d', 'e', 'e'])
  expect(walk([-1, 0], [-1, 0], [-1, 0], [0, 1000], [0, -1000])).toEqual(['d', 'a', 'a', 'c', 'a'])
})

test('the card at hand is followed into its new column; when it leaves the board its neighbour is at hand', async () => {
  const { board, states } = coreWith('draft a b c')
  await board.refresh()
  board.step(0, 1)
  states.set('b', 'in_review')
  await board.refresh()
  expect([board.atId, board.current?.state]).toEqual(['b', 'in_review'])
  board.step(-1, 0)
  board.step(0, 1)
  expect(board.atId).toBe('c')
  states.set('c', 'spiked')
  await board.refresh()
  expect(board.atId).toBe('a')
})

test('a column gives more cards when they are asked for, and the keyboard goes to the first of them', async () => {
  const rows = Array.from({ length: 70 }, (_, index) => ({ id: `p${index}`, state: 'published' }) as ArticleRow)
  const board = new DeskBoard(async ({ states, limit }) =>
    states?.[0] === 'published'
      ? ok({ rows: rows.slice(0, limit), total: rows.length, next: null })
      : ok({ rows: [], total: 0, next: null })
  )
  await board.refresh()
  const shown = () => board.columns?.published.rows.length
  expect(shown()).toBe(20)
  await board.more('published')
  expect([shown(), board.atId]).toEqual([60, 'p20'])
  await board.refresh()
  expect(shown()).toBe(60)
  await board.more('published')
  expect([shown(), board.atId]).toEqual([70, 'p60'])
  board.show({ view: 'mine' }, '')
  await vi.waitFor(() => expect(shown()).toBe(20))
})

test('a board that cannot be read says why, and keeps what it showed', async () => {
  let down = false
  const board = new DeskBoard(async () =>
    down ? fail('unreachable', 'The core is away.') : ok({ rows: [], total: 0, next: null })
  )
  await board.refresh()
  down = true
  await board.refresh()
  expect([board.failure?.message, board.columns?.draft.total]).toEqual(['The core is away.', 0])
})
