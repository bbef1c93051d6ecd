import { expect, test, vi } from 'vitest'
import { foldEvents } from '#shared/article/standing.ts'
import type { EventType, WorkflowEvent } from '#shared/article/workflow.ts'
import { appendEvent, listEvents } from '#main/store/events.ts'
import { newId } from '#main/store/ids.ts'
import { openStore, write, type Store } from '#main/store/open.ts'
import { expectOk } from '#shared/result.ts'
import { addAccount, addArticle, at, newFolder, newStore } from './support.ts'

function append(store: Store, articleId: string, type: EventType): WorkflowEvent {
  const event: WorkflowEvent = {
    id: newId(),
    articleId,
    type,
    actor: 'somebody',
    revision: null,
    articleHash: null,
    reason: 'Because.',
    at: at(1),
    detail: { formats: ['html'] },
    origin: null
  }
  write(store, () => appendEvent(store, event))
  return event
}

test('events come back as they were told, oldest first, of their article alone', () => {
  const store = newStore()
  const ownerId = addAccount(store)
  const [one, other] = [addArticle(store, { ownerId }), addArticle(store, { ownerId })]
  const told = (['created', 'submit', 'send_back', 'submit', 'approve'] as const).map((type) => {
    append(store, other, 'created')
    return append(store, one, type)
  })
  expect(listEvents(store, one)).toEqual(told)
})

test('events keep their order when the clock was set back between two runs', () => {
  const folder = newFolder()
  vi.useFakeTimers({ now: Date.UTC(2040, 0, 1), toFake: ['Date'] })
  try {
    const first = expectOk(openStore(folder))
    const id = addArticle(first, { ownerId: addAccount(first) })
    append(first, id, 'submit')
    first.close()
    vi.setSystemTime(Date.UTC(2026, 0, 1))
    const again = newStore(folder)
    append(again, id, 'approve')
    expect(foldEvents(listEvents(again, id)).state).toBe('approved')
  } finally {
    vi.useRealTimers()
  }
})

test.each([
  ["UPDATE event SET reason = 'x'", 'never changed'],
  ["UPDATE event SET seq = 1, actor = 'x'", 'never changed'],
  ['UPDATE event SET seq = NULL', 'never changed'],
  ['DELETE FROM event', 'never deleted'],
  ['INSERT OR REPLACE INTO event SELECT * FROM event', 'never deleted']
])('an event stays as it is: %s', (sql, message) => {
  const store = newStore()
  const id = addArticle(store, { ownerId: addAccount(store) })
  const event = append(store, id, 'submit')
  expect(() => store.database.exec(sql)).toThrow(message)
  expect(listEvents(store, id)).toEqual([event])
})

test('a server may number an event, once', () => {
  const store = newStore()
  append(store, addArticle(store, { ownerId: addAccount(store) }), 'submit')
  store.database.exec('UPDATE event SET seq = 12')
  expect(() => store.database.exec('UPDATE event SET seq = 13')).toThrow('never changed')
  expect(store.database.prepare('SELECT seq FROM event').pluck().get()).toBe(12)
})

test('an event of an article that is not here is refused', () => {
  expect(() => append(newStore(), newId(), 'submit')).toThrow('FOREIGN KEY')
})
