import fc from 'fast-check'
import { expect, test } from 'vitest'
import { segmentsOf } from '#renderer/features/desk/segments.ts'

test.each([
  [
    'cuts a text at its marks',
    'the harbour wall',
    [
      [4, 11],
      [12, 16]
    ],
    'the [harbour] [wall]'
  ],
  [
    'takes marks in any order',
    'the harbour wall',
    [
      [12, 16],
      [4, 11]
    ],
    'the [harbour] [wall]'
  ],
  [
    'joins no words that overlap twice',
    'harbour',
    [
      [0, 4],
      [2, 7]
    ],
    '[harb][our]'
  ],
  [
    'leaves out what lies outside',
    'wall',
    [
      [2, 99],
      [50, 60],
      [3, 1]
    ],
    'wa[ll]'
  ],
  ['leaves a text without marks whole', 'wall', [], 'wall']
] as [string, string, [number, number][], string][])('%s', (_, text, marks, shown) => {
  expect(
    segmentsOf(text, marks)
      .map(({ text, marked }) => (marked ? `[${text}]` : text))
      .join('')
  ).toBe(shown)
})

test('loses no letter, whatever the marks', () => {
  const mark = fc.tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: -5, max: 60 }))
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), fc.array(mark), (text, marks) => {
      expect(
        segmentsOf(text, marks)
          .map((segment) => segment.text)
          .join('')
      ).toBe(text)
    })
  )
})
