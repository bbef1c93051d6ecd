import { expect, test } from 'vitest'
import { dropsText, shortHash, sizeText, tickedFormats } from '#renderer/features/publish/export-words.ts'

const format = (id: string, drops: string[] = []) => ({
  id,
  label: id,
  extension: 'x',
  options: [],
  needs: null,
  drops
})

test.each([
  [[], 'Drops nothing of this article'],
  [['a leaves out the embargo.', 'a leaves out the note to editors.'], 'Drops the embargo, the note to editors'],
  [['Tables become plain lines.'], 'Tables become plain lines.'],
  [['Tables become plain lines.', 'a leaves out the embargo.'], 'Drops the embargo. Tables become plain lines.']
])('what is dropped, %j, is told as %j', (drops, text) => {
  expect(dropsText(format('a', drops))).toBe(text)
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [12_440, '12.4 kB'],
  [99_960, '100 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [2_500_000_000, '2.5 GB'],
  [5_000_000_000_000, '5000 GB']
])('%d bytes are told as %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text)
})

test.each([
  [['b', 'gone'], ['b']],
  [
    ['c', 'a'],
    ['a', 'c']
  ],
  [[], ['a']],
  [['gone'], ['a']]
])('of %j remembered, %j are ticked', (remembered, ticked) => {
  expect(
    tickedFormats(
      remembered,
      ['a', 'b', 'c'].map((id) => format(id))
    )
  ).toEqual(ticked)
})

test('no formats leave nothing ticked', () => {
  expect(tickedFormats(['a'], [])).toEqual([])
})

test('a hash is shown by its first eight digits', () => {
  expect(shortHash({ path: 'a', size: 1, sha256: '0123456789abcdef' })).toBe('01234567')
})
