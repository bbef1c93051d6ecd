import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rewriteInline, writePlacement } from '#shared/article/write-placement.ts'
import type { BodyNode } from '#shared/document/body.ts'
import { textOf } from '#shared/document/text.ts'
import { body, figure } from '#test/support/bodies.ts'

const plain = (text: string): BodyNode => ({ type: 'text', text })
const bold = (text: string): BodyNode => ({ type: 'text', text, marks: [{ type: 'bold' }] })

test.each<[string, BodyNode[], string, BodyNode[]]>([
  [
    'a word in the middle',
    [plain('The old '), bold('quay'), plain('.')],
    'The new quay.',
    [plain('The new '), bold('quay'), plain('.')]
  ],
  [
    'a bold word',
    [plain('The '), bold('old'), plain(' quay')],
    'The new quay',
    [plain('The '), bold('new'), plain(' quay')]
  ],
  ['something at the end', [bold('Left:')], 'Left: Ann', [bold('Left:'), plain(' Ann')]],
  ['everything', [bold('Left')], '', []],
  ['nothing', [plain('a'), bold('b')], 'ab', [plain('a'), bold('b')]],
  ['a line', [plain('ab')], 'a\nb', [plain('a'), { type: 'hardBreak' }, plain('b')]],
  ['across marks', [plain('a '), bold('b '), plain('c')], 'a x c', [plain('a '), bold('x '), plain('c')]]
])('%s is written, the rest keeps its marks', (_, content, to, expected) =>
  expect(rewriteInline(content, to)).toEqual(expected)
)

test('whatever stood there, the new words are exactly those', () => {
  const run = fc
    .tuple(fc.string({ maxLength: 6 }), fc.boolean())
    .map(([text, isBold]) => (isBold ? bold(text) : plain(text)))
  fc.assert(
    fc.property(fc.array(run, { maxLength: 5 }), fc.string({ maxLength: 20, unit: 'binary' }), (runs, to) => {
      const content = rewriteInline(
        runs.filter((node) => node.text !== ''),
        to
      )
      expect(textOf({ type: 'caption', content })).toBe(to)
      expect(content.every((node) => node.text !== '')).toBe(true)
    })
  )
})

test('words with open suggestions are left to the article', () => {
  const suggested: BodyNode = { type: 'text', text: 'Ann', marks: [{ type: 'insertion', attrs: {} }] }
  const whole = body('A', figure('f', { caption: 'x', credit: '' }))
  const at = (whole.content ?? []).findIndex(({ type }) => type === 'figure')
  const [caption, credit] = whole.content?.[at]?.content ?? []
  if (!caption || !credit) throw new Error('no figure')
  const open = {
    ...whole,
    content:
      whole.content?.with(at, {
        ...whole.content[at],
        type: 'figure',
        content: [caption, { ...credit, content: [suggested] }]
      }) ?? []
  }
  expect(writePlacement(open, { figureId: 'f', field: 'credit', from: 'Ann', to: 'Bo' })).toMatchObject({
    ok: false,
    error: { code: 'refused' }
  })
})
