import { expect, test } from 'vitest'
import type { TakenArticle } from '#shared/contract/bundles.ts'
import { approvedElsewhereText, countsOf, whatHappens } from '#renderer/state/hand-over-words.ts'

const article: TakenArticle = {
  id: 'a',
  slugline: 'wall',
  headline: 'The wall',
  kinship: 'new',
  versions: 0,
  comments: 0,
  conflicts: 0,
  approvedElsewhere: [],
  kept: null
}

test.each([
  [{ kinship: 'new' }, /^New on this desk/],
  [{ kinship: 'newer' }, /^Newer than here/],
  [{ kinship: 'diverged' }, /two texts become one\.$/],
  [{ kinship: 'diverged', conflicts: 1 }, /one place where somebody has to choose/],
  [{ kinship: 'diverged', conflicts: 3 }, /3 places where/],
  [{ kinship: 'older' }, /^Nothing new/],
  [{ kinship: 'same', comments: 1 }, /stays as it is/],
  [{ kinship: 'newer', kept: 'The article is spiked here.' }, /spiked here/]
] as const)('%j is told as what it does', (part, words) => {
  expect(whatHappens({ ...article, ...part })).toMatch(words)
})

test('what is added is counted in words', () => {
  expect(countsOf({ versions: 1, comments: 2 })).toBe('1 version, 2 comments')
  expect(countsOf({ versions: 0, comments: 0 })).toBe('')
})

test('an approval from another desk is never told as one of this desk', () => {
  expect(approvedElsewhereText('Ed Itor', true)).toBe(
    'Approved elsewhere by Ed Itor, on this text; not confirmed here.'
  )
  expect(approvedElsewhereText('', false)).toContain('somebody, on another text')
})
