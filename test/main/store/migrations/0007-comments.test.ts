import { expect, test } from 'vitest'
import { migrations } from '#main/store/migrations/index.ts'
import { openStore, write } from '#main/store/open.ts'
import { appendOutbox } from '#main/store/outbox.ts'
import { expectOk } from '#shared/result.ts'
import { at, newFolder } from '../support.ts'

const before = migrations.findIndex((step) => step.includes('CREATE TABLE comment_thread'))

test('what waits to travel still waits, in its order, and comments travel too', () => {
  const folder = newFolder()
  const old = expectOk(openStore(folder, migrations.slice(0, before)))
  write(old, () => {
    appendOutbox(old, { kind: 'event', ref: 'one', at: at(1) })
    appendOutbox(old, { kind: 'person', ref: 'two', at: at(2) })
  })
  old.close()
  const store = expectOk(openStore(folder))
  write(store, () => appendOutbox(store, { kind: 'comment', ref: 'three', at: at(3) }))
  expect(store.database.prepare('SELECT number, kind, ref FROM outbox ORDER BY number').raw().all()).toEqual([
    [1, 'event', 'one'],
    [2, 'person', 'two'],
    [3, 'comment', 'three']
  ])
  store.close()
})
