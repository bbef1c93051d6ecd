import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openSpeller } from '#renderer/spelling/speller.ts'
import { root } from '#test/support/build.ts'

const open = (name: string) =>
  openSpeller(
    ...(['aff', 'dic'].map((end) => readFileSync(join(root, `node_modules/${name}/index.${end}`), 'utf8')) as [
      string,
      string
    ])
  )

describe('British English', () => {
  const speller = open('dictionary-en-gb')
  test('knows its own spelling and no other', () =>
    expect(
      speller.wrong(['colour', 'color', 'harbour', 'organise', "don't", "council's", 'Edinburgh', 'recieve'])
    ).toEqual(['color', 'recieve']))
  test('offers what may have been meant, the likeliest first, five at most', () => {
    expect(speller.suggest('recieve')[0]).toBe('receive')
    expect(speller.suggest('Edinbrugh')[0]).toBe('Edinburgh')
    expect(speller.suggest('teh').length).toBeLessThanOrEqual(5)
  })
  test('is not held up by a word without end', () => expect(speller.suggest('x'.repeat(5000))).toEqual([]))
})

test('American English knows its own spelling', () =>
  expect(open('dictionary-en').wrong(['color', 'colour', 'harbor', 'traveler'])).toEqual(['colour']))
