import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyBody, readBody, walkBody } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { anyBody, body, figure, line, paragraphs } from '#test/support/bodies.ts'

const deep = (levels: number): unknown =>
  levels === 0 ? { type: 'text', text: 'x' } : { type: 'quote', content: [deep(levels - 1)] }

test.each<[string, unknown, string]>([
  ['an unknown node', body('H', { type: 'video' as never }), 'Unknown node type'],
  [
    'an unknown mark',
    body('H', { type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'blink' as never }] }] }),
    'no mark type blink'
  ],
  ['no headline', { type: 'doc', content: paragraphs('x') }, 'Invalid content'],
  ['no block', body('H'), 'Invalid content'],
  [
    'a figure without its caption',
    body('H', { type: 'figure', content: [line('credit', 'x', 'c')] }),
    'Invalid content'
  ],
  [
    'an unsafe link',
    body('H', {
      type: 'paragraph',
      content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }]
    }),
    'href'
  ],
  ['another root', line('paragraph', 'x', 'p'), 'not a document'],
  ['empty text', body('H', { type: 'paragraph', content: [{ type: 'text', text: '' }] }), 'Empty text'],
  ['text that is no text', body('H', { type: 'paragraph', content: [{ type: 'text', text: 7 as never }] }), 'text'],
  ['null', null, 'JSON'],
  ['a string', 'doc', 'cannot be read'],
  ['5,000 levels', body('H', deep(5000) as never), 'nested deeper']
])('a body with %s is refused, saying what is wrong', (_name, stored, words) => {
  const read = readBody(stored, schemaVersion)
  expect(read.ok).toBe(false)
  if (!read.ok) expect(read.error.message).toContain(words)
})

test('a body from a newer schema is refused as newer, not as damaged', () => {
  const read = readBody(emptyBody(), schemaVersion + 1)
  expect(read).toMatchObject({ ok: false, error: { code: 'newer-version' } })
})

test('a new body checks, and every block in it has its own id', () => {
  expect(readBody(emptyBody(), schemaVersion).ok).toBe(true)
  const ids = [...walkBody(emptyBody())].flatMap(({ node }) => (node.attrs?.id as string) ?? [])
  expect(new Set(ids).size).toBe(3)
})

test('what is read is what was stored: text, order and ids', () => {
  fc.assert(
    fc.property(anyBody, (stored) => {
      const read = readBody(stored, schemaVersion)
      if (!read.ok) throw new Error(read.error.message)
      const outline = (root: typeof stored) =>
        [...walkBody(root)].map(({ node }) => [node.type, node.attrs?.id, node.text])
      expect(outline(read.value)).toEqual(outline(stored))
    })
  )
})

test('reading never changes its input', () => {
  const stored = body('H', figure('f'))
  const before = JSON.stringify(stored)
  readBody(stored, schemaVersion)
  expect(JSON.stringify(stored)).toBe(before)
})
