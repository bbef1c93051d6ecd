import { expect, test } from 'vitest'
import { countWords, readingMinutes, readText } from '#shared/document/text.ts'
import { body, figure, line } from '#test/support/bodies.ts'

test.each([
  ['', 0],
  ['One', 1],
  ['Two words', 2],
  ['It’s one-off “quoted” text.', 4],
  ['dash—between', 2],
  ['spaced – dash', 2],
  ['£40m in 2026, 1.2 km', 5],
  ['… — !', 0],
  ['مرحبا بالعالم', 2],
  ['東京都の人口', 4]
])('%j has %i words', (text, words) => expect(countWords(text, 'ja')).toBe(words))

test.each([
  [0, 1],
  [238, 1],
  [600, 3],
  [5000, 21]
])('%i words take %i minutes to read', (words, minutes) => expect(readingMinutes(words)).toBe(minutes))

test('text is told apart by what a reader takes it for', () => {
  const text = readText(
    body(
      'Head',
      line('standfirst', 'Stand', 's'),
      line('paragraph', 'One.', 'p'),
      figure('f', { caption: 'Cap', credit: 'Cred' }),
      line('heading', 'Two', 'q', { level: 2 })
    )
  )
  expect(text).toEqual({ headline: 'Head', standfirst: 'Stand', copy: 'One.\nTwo', captions: 'Cap\nCred' })
})

test('a long run without a letter is counted in no time', () => {
  const began = performance.now()
  expect(countWords('['.repeat(200_000))).toBe(0)
  expect(performance.now() - began).toBeLessThan(2000)
})
