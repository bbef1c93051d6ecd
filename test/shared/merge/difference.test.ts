import fc from 'fast-check'
import { expect, test } from 'vitest'
import { difference } from '#shared/merge/difference.ts'

const list = fc.array(fc.nat(4), { maxLength: 40 })

/** The length of the longest common subsequence, the slow and certain way. */
function commonLength(a: number[], b: number[]): number {
  const rows = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = rows[i] ?? []
      row[j] = a[i] === b[j] ? (rows[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(rows[i + 1]?.[j] ?? 0, row[j + 1] ?? 0)
    }
  return rows[0]?.[0] ?? 0
}

test('a difference names every value of both lists once, in order, and pairs equal values only', () => {
  fc.assert(
    fc.property(list, list, (a, b) => {
      const steps = difference(a, b, (value) => value)
      expect(steps.filter((step) => step.a >= 0).map((step) => step.a)).toEqual(a.map((_, index) => index))
      expect(steps.filter((step) => step.b >= 0).map((step) => step.b)).toEqual(b.map((_, index) => index))
      for (const step of steps) if (step.a >= 0 && step.b >= 0) expect(a[step.a]).toBe(b[step.b])
    }),
    { numRuns: 2000 }
  )
})

test('a difference is as short as can be', () => {
  fc.assert(
    fc.property(list, list, (a, b) => {
      expect(difference(a, b, (value) => value).filter((step) => step.a >= 0 && step.b >= 0)).toHaveLength(
        commonLength(a, b)
      )
    }),
    { numRuns: 2000 }
  )
})

const text = (a: string, b: string, good: (value: number) => number = () => 0) =>
  difference(
    [...a].map((sign) => sign.charCodeAt(0)),
    [...b].map((sign) => sign.charCodeAt(0)),
    good
  )
    .map((step) => (step.a < 0 ? `+${b[step.b]}` : step.b < 0 ? `-${a[step.a]}` : a[step.a]))
    .join('')

test.each([
  ['abc', 'abc', 'abc'],
  ['', 'ab', '+a+b'],
  ['ab', '', '-a-b'],
  ['abc', 'axc', 'a-b+xc'],
  ['abcd', 'axyd', 'a-b-c+x+yd']
])('%j to %j reads %s', (a, b, expected) => expect(text(a, b)).toBe(expected))

test('what could stand in several places stands where it reads best', () => {
  const beginsAtBracket = (value: number) => (value === '<'.charCodeAt(0) ? 1 : 0)
  expect(text('<a><c>', '<a><b><c>', beginsAtBracket)).toBe('<a>+<+b+><c>')
  expect(text('<a><b><c>', '<a><c>', beginsAtBracket)).toBe('<a>-<-b-><c>')
})

test('two long lists that have nothing in common are told apart at once', () => {
  const a = Array.from({ length: 4000 }, (_, index) => index)
  const b = a.map((value) => value + 10_000)
  expect(difference(a, b)).toHaveLength(8000)
})
