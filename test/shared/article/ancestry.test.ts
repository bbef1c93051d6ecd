import { expect, test } from 'vitest'
import { commonAncestor, kinshipOf } from '#shared/article/ancestry.ts'

/** b and c come from a; d and e are merges of both that crossed; f is alone. */
const parents = new Map([
  ['a', []],
  ['b', ['a']],
  ['c', ['a']],
  ['d', ['b', 'c']],
  ['e', ['c', 'b']],
  ['f', []]
])

test.each([
  ['a', 'a', 'same'],
  ['a', 'd', 'newer'],
  ['d', 'b', 'older'],
  ['b', 'c', 'diverged'],
  ['d', 'e', 'diverged'],
  ['a', 'f', 'diverged']
] as const)('to %s, %s is %s', (ours, theirs, kinship) => {
  expect(kinshipOf(parents, ours, theirs)).toBe(kinship)
})

test('the last version in common is the same whoever asks, also after merges that crossed', () => {
  expect(commonAncestor(parents, 'b', 'c')).toBe('a')
  expect(commonAncestor(parents, 'd', 'e')).toBe('b')
  expect(commonAncestor(parents, 'e', 'd')).toBe('b')
  expect(commonAncestor(parents, 'a', 'f')).toBeNull()
})
