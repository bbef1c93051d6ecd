// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import { IgnoredHits } from '#renderer/state/ignored-hits.ts'

beforeEach(() => localStorage.clear())

test('what is ignored in an article is known after a start, and in no other article', () => {
  const hits = new IgnoredHits('k', localStorage)
  hits.add('one', 'quay')
  hits.add('one', 'wall')
  const again = new IgnoredHits('k', localStorage)
  expect([...again.of('one')]).toEqual(['quay', 'wall'])
  expect([...again.of('two')]).toEqual([])
})

test('the oldest articles give way', () => {
  const hits = new IgnoredHits('k', localStorage)
  for (let at = 0; at < 205; at++) hits.add(`article ${at}`, 'quay')
  expect([...hits.of('article 0')]).toEqual([])
  expect([...hits.of('article 204')]).toEqual(['quay'])
})

test.each(['{', '{"a":1}', '[1]', 'null'])('storage that holds %s is as good as empty', (text) => {
  localStorage.setItem('k', text)
  const hits = new IgnoredHits('k', localStorage)
  expect([...hits.of('one')]).toEqual([])
  hits.add('one', 'quay')
  expect([...hits.of('one')]).toEqual(['quay'])
})
