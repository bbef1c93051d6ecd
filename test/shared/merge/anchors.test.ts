import { expect, test } from 'vitest'
import { anchorOn, anchorText } from '#shared/article/anchor.ts'
import type { Body, BodyNode } from '#shared/document/body.ts'
import { resolveAnchor, wordWay } from '#shared/merge/anchors.ts'
import { anchorTally, type Tally } from '#test/support/anchor-truth.ts'

const paragraph = (id: string, text: string): BodyNode => ({
  type: 'paragraph',
  attrs: { id },
  ...(text && { content: [{ type: 'text', text }] })
})
const bodyOf = (...blocks: [string, string][]): Body => ({
  type: 'doc',
  content: [{ type: 'headline', attrs: { id: 'h' } }, ...blocks.map(([id, text]) => paragraph(id, text))]
})

/** The words in square brackets, found again in another text; null where they are given up. */
function follow(before: [string, string], rest: [string, string][], after: [string, string][]): string | null {
  const [id, text] = before
  const start = text.indexOf('[')
  const anchor = anchorOn({ id, text: text.replace(/[[\]]/g, '') }, start, text.indexOf(']') - 1)
  const [old, now] = [bodyOf([id, text.replace(/[[\]]/g, '')], ...rest), bodyOf(...after)]
  const place = resolveAnchor(anchorText(now), anchor, () => wordWay(old, now, 'en'))
  if (place?.kind !== 'words') return null
  const line = after.find(([block]) => block === place.block)?.[1] ?? ''
  return `${place.block}: ${line.slice(0, place.start)}[${line.slice(place.start, place.end)}]${line.slice(place.end)}`
}

test.each<[string, [string, string], [string, string][], [string, string][], string | null]>([
  [
    'a word inside the anchor that was changed',
    ['a', 'They [voted by a wide margin] on Monday night.'],
    [],
    [['a', 'They voted by a narrow margin on Monday night.']],
    'a: They [voted by a narrow margin] on Monday night.'
  ],
  [
    'the second half of a paragraph that was split',
    ['a', 'They voted on Monday. The wall [will be built] in spring.'],
    [],
    [
      ['a', 'They voted on Monday.'],
      ['b', 'The wall will be built in spring.']
    ],
    'b: The wall [will be built] in spring.'
  ],
  [
    'a sentence that was cut out and put into another paragraph',
    ['a', 'It rained. [Nobody in this room will sign for a fourth.] They left.'],
    [['b', 'The hall was cold.']],
    [
      ['a', 'It rained. They left.'],
      ['b', 'The hall was cold. Nobody in this room will sign for a fourth.']
    ],
    'b: The hall was cold. [Nobody in this room will sign for a fourth.]'
  ],
  [
    'not a credit that another picture has too',
    ['a', '[Ines Moreau / Harbour Gazette]'],
    [
      ['m', 'Much between them.'],
      ['b', 'Ines Moreau / Harbour Gazette']
    ],
    [
      ['m', 'Much between them.'],
      ['b', 'Ines Moreau / Harbour Gazette']
    ],
    null
  ],
  [
    'not a little word in a sentence that took the place of another',
    ['a', 'They asked [the] mayor about it.'],
    [],
    [['a', 'Nobody in town had seen the ferry since Tuesday.']],
    null
  ],
  [
    'not what hardly anything is left of',
    ['a', 'It was [a wide margin of the members of the council] that evening.'],
    [],
    [['a', 'It was of no use that evening.']],
    null
  ]
])('an anchor follows %s', (_what, before, rest, after, expected) => {
  expect(follow(before, rest, after)).toBe(expected)
})

// More anchors, and what each half of it does alone: `npm run bench -- --only anchors`.
test.each([
  [20, 0.98, 0.02],
  [60, 0.95, 0.02],
  [150, 0.9, 0.05]
])('after %i random edits hardly an anchor is lost, and none stands at other words', (edits, exact, missed) => {
  const sum: Tally = { exact: 0, overlapping: 0, wrong: 0, missed: 0, gone: 0 }
  for (let seed = 101; seed <= 104; seed++) {
    const tally = anchorTally('both', { seed, count: 40, edits })
    for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += tally[key]
  }
  const left = sum.exact + sum.overlapping + sum.wrong + sum.missed
  expect(sum.wrong).toBe(0)
  expect(sum.exact / left).toBeGreaterThanOrEqual(exact)
  expect(sum.missed / left).toBeLessThanOrEqual(missed)
})
