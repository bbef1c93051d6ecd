import { expect, test } from 'vitest'
import type { BodyNode } from '#shared/document/body.ts'
import { nodesOf, segmentsOf, tokensOf } from '#shared/document/tokens.ts'
import { editSession } from '#test/support/edit-session.ts'

test('tokens give back the blocks that they were made of', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const { after } = editSession(seed, 300, 40)
    expect(nodesOf(tokensOf(after.content ?? [], 'en'))).toEqual(after.content)
  }
})

test('a word that is half bold is one word, and comes back half bold', () => {
  const block: BodyNode = {
    type: 'paragraph',
    attrs: { id: 'a' },
    content: [
      { type: 'text', text: 'un' },
      { type: 'text', text: 'likely', marks: [{ type: 'bold' }] },
      { type: 'hardBreak' },
      { type: 'text', text: 'so' }
    ]
  }
  const tokens = tokensOf([block], 'en')
  expect(tokens.map((token) => (token.kind === 'word' ? token.text : token.kind))).toEqual([
    'open',
    'unlikely',
    'inline',
    'so',
    'close'
  ])
  expect(nodesOf(tokens)).toEqual([block])
})

test.each([
  ['en', 'It’s 3,000 metres.', ['It’s', ' ', '3,000', ' ', 'metres', '.']],
  ['en', 'late.Nobody knows 3.5', ['late', '.', 'Nobody', ' ', 'knows', ' ', '3.5']],
  ['ja', '東京に行く', ['東京', 'に', '行く']],
  ['th', 'เรือมาช้า', ['เรือ', 'มา', 'ช้า']],
  ['he', 'המעבורת מאחרת', ['המעבורת', ' ', 'מאחרת']]
])('%s words: %s', (language, text, expected) => {
  const segments = segmentsOf(text, language).map((segment) => segment.text)
  expect(segments).toEqual(expected)
  expect(segments.join('')).toBe(text)
})

test('markers that do not pair are refused', () => {
  const [open, close] = tokensOf([{ type: 'paragraph', attrs: { id: 'a' } }], 'en')
  if (!open || !close) throw new Error('a block has two markers')
  expect(() => nodesOf([open])).toThrow('never ends')
  expect(() => nodesOf([close])).toThrow()
})
