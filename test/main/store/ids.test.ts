import { afterEach, expect, test, vi } from 'vitest'
import { newId, startIdsAfter } from '#main/store/ids.ts'

afterEach(() => void vi.useRealTimers())

test('ids made within one millisecond sort in the order in which they were made', () => {
  vi.useFakeTimers({ now: Date.UTC(2030, 0, 1) })
  const ids = Array.from({ length: 2000 }, newId)
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})

test('an id sorts after the last one also when the clock has been set back', () => {
  vi.useFakeTimers({ now: Date.UTC(2031, 0, 1) })
  const first = newId()
  vi.setSystemTime(Date.UTC(2020, 0, 1))
  expect(newId() > first).toBe(true)
})

test('ids start after the newest one that the store already has', () => {
  const stored = '01ZZZZZZZZZZZZZZZZZZZZZZZZ'
  startIdsAfter(stored)
  const ids = [newId(), newId()]
  expect([stored, ...ids].sort()).toEqual([stored, ...ids])
})
