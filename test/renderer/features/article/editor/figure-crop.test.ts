import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  dragCrop,
  shapeCrop,
  storedCrop,
  wholePicture,
  type Edge
} from '#renderer/features/article/editor/figure-crop.ts'
import { cropPixels, isCrop } from '#shared/document/crop.ts'

const edges: Edge[] = ['move', 'left', 'right', 'top', 'bottom', 'top-left', 'top-right', 'bottom-left', 'bottom-right']
const way = fc.double({ min: -3, max: 3, noNaN: true })

test('wherever it is dragged, a crop is one that the schema takes, and has a pixel', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...edges), way, way), { maxLength: 12 }),
      fc.integer({ min: 1, max: 9000 }),
      (drags, width) => {
        const crop = drags.reduce((now, [edge, dx, dy]) => dragCrop(now, edge, dx, dy), wholePicture)
        const stored = storedCrop(crop)
        expect(stored === null || isCrop(stored)).toBe(true)
        const pixels = cropPixels(stored ?? wholePicture, { width, height: 7 })
        expect(pixels.left + pixels.width).toBeLessThanOrEqual(width)
        expect(pixels.top + pixels.height).toBeLessThanOrEqual(7)
        expect(Math.min(pixels.width, pixels.height)).toBeGreaterThan(0)
      }
    )
  )
})

test.each([
  ['a square of a wide picture', 1, { width: 300, height: 200 }, { x: 1 / 6, y: 0, width: 2 / 3, height: 1 }],
  ['16:9 of a tall picture', 16 / 9, { width: 100, height: 200 }, { x: 0, y: 0.359375, width: 1, height: 0.28125 }]
])('%s is as large as it can be', (_, shape, picture, expected) => {
  const crop = shapeCrop(wholePicture, shape, picture)
  for (const [side, value] of Object.entries(expected)) expect(crop[side as keyof typeof crop]).toBeCloseTo(value)
})

test('a crop of everything is none', () =>
  expect(storedCrop({ x: 0.00001, y: 0, width: 0.99999, height: 1 })).toBeNull())
