import { expect, test } from 'vitest'
import { listKey } from '#renderer/features/desk/list-keys.ts'

const press = (key: string, held = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...held })

test.each([
  ['ArrowDown', 5, 6],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 0, 0],
  ['PageDown', 95, 99],
  ['PageUp', 12, 2],
  ['Home', 50, 0],
  ['End', 50, 99],
  ['x', 50, null]
])('%s on row %i of a hundred leads to %s', (key, at, to) => {
  expect(listKey(press(key), at, 100, 10)).toBe(to)
})

test('a key with a modifier held does not move', () => {
  expect(listKey(press('ArrowDown', { ctrlKey: true }), 5, 100, 10)).toBeNull()
})

test('nothing moves in an empty list', () => {
  expect(listKey(press('End'), 0, 0, 10)).toBeNull()
})
