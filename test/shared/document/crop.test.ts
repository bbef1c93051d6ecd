import { expect, test } from 'vitest'
import { pointWithin } from '#shared/document/crop.ts'

const half = { x: 0.5, y: 0, width: 0.5, height: 1 }

test.each([
  ['in its middle', { x: 0.75, y: 0.4 }, { x: 0.5, y: 0.4 }],
  ['at its corner', { x: 1, y: 1 }, { x: 1, y: 1 }],
  ['cut away: the edge that is nearest', { x: 0.2, y: 0.3 }, { x: 0, y: 0.3 }]
])('a place of the picture, seen in the right half of it: %s', (_, point, seen) => {
  expect(pointWithin(point, half)).toEqual(seen)
})
