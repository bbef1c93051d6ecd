import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyWords, hasText } from '#renderer/state/copy-words.ts'
import { neverChanges } from '#shared/unchanging.ts'
import type { Body, BodyNode } from '#shared/document/body.ts'
import { countWords, readText } from '#shared/document/text.ts'

const text = (words: string): BodyNode[] => (words ? [{ type: 'text', text: words }] : [])
const words = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('', 'one', 'two – three', 'don’t', '“Quoted,” he said.', '2–1', ' ', 'a—b') },
  { weight: 1, arbitrary: fc.constantFrom('東京都の港', 'ภาษาไทย', 'Mixed 漢字 words') }
)
const block: fc.Arbitrary<BodyNode> = fc.oneof(
  words.map((it): BodyNode => ({ type: 'paragraph', content: text(it) })),
  words.map((it): BodyNode => ({ type: 'headline', content: text(it) })),
  fc.tuple(words, words).map(([caption, credit]): BodyNode => ({
    type: 'figure',
    content: [
      { type: 'caption', content: text(caption) },
      { type: 'credit', content: text(credit) }
    ]
  })),
  fc.array(words, { maxLength: 3 }).map((lines): BodyNode => ({
    type: 'quote',
    content: lines.map((it) => ({ type: 'paragraph', content: text(it) }))
  }))
)

test('the words counted block by block are those counted in all of the copy, the second time as the first', () => {
  fc.assert(
    fc.property(
      fc.array(block, { maxLength: 8 }),
      fc.constantFrom('en', 'de', 'ja', 'th'),
      fc.boolean(),
      (blocks, language, unchanging) => {
        const body: Body = { type: 'doc', content: unchanging ? blocks.map(neverChanges) : blocks }
        const all = readText(body)
        for (let time = 0; time < 2; time++) {
          expect(copyWords(body, language)).toBe(countWords(all.copy, language))
          expect(hasText(body)).toBe(/\S/.test(Object.values(all).join('')))
        }
      }
    ),
    { numRuns: 500 }
  )
})

test('a block that may change is counted anew', () => {
  const paragraph: BodyNode = { type: 'paragraph', content: text('one') }
  const body: Body = { type: 'doc', content: [paragraph] }
  expect(copyWords(body, 'en')).toBe(1)
  paragraph.content = text('one two')
  expect(copyWords(body, 'en')).toBe(2)
})
