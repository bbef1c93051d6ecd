import { expect, test } from 'vitest'
import { edgeOf, edgeOptions, edgeText } from '#renderer/state/picture-edges.ts'

test.each([
  [4000, 'Original size, up to 4,000 pixels'],
  [2400, 'At most 2,400 pixels (usual)'],
  [1000, 'At most 1,000 pixels']
] as const)('a longest edge of %s is offered as “%s”', (edge, text) => {
  expect(edgeText(edge)).toBe(text)
})

test('what is chosen from the list is the edge again, anything else the usual one', () => {
  expect(edgeOptions.map(({ value }) => edgeOf(value))).toEqual([4000, 2400, 1600, 1000])
  expect(edgeOf('wide')).toBe(2400)
})
