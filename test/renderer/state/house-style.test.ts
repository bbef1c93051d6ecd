// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import { HouseStyleState } from '#renderer/state/house-style.svelte.ts'
import { hitKey } from '#shared/article/house-style.ts'

beforeEach(() => localStorage.clear())

const key = hitKey('fireman', 'Fireman')

test('what is ignored in an article stays ignored there after a start, and nowhere else', () => {
  new HouseStyleState().ignore('one', key)
  const again = new HouseStyleState()
  expect([...again.ignoredIn('one')]).toEqual([key])
  expect([...again.ignoredIn('two')]).toEqual([])
})

test('who does not keep the rules ignores words for themselves, in every article', async () => {
  const style = new HouseStyleState()
  await style.ignoreAlways('fireman', 'Fireman')
  for (const state of [style, new HouseStyleState()])
    for (const article of ['one', 'two']) expect(state.ignoredIn(article).has(key)).toBe(true)
})
