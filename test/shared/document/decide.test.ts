import { describe, expect, test } from 'vitest'
import type { Body, BodyMark, BodyNode } from '#shared/document/body.ts'
import { readBody } from '#shared/document/body.ts'
import { acceptSuggestions, decideBody, rejectSuggestions } from '#shared/document/decide.ts'
import { hasSuggestions, suggestionIds } from '#shared/document/suggestions.ts'
import { expectOk } from '#shared/result.ts'
import { body, figure, line } from '#test/support/bodies.ts'

const ins = (id: string): BodyMark => ({ type: 'insertion', attrs: { id } })
const del = (id: string): BodyMark => ({ type: 'deletion', attrs: { id } })
const mod = (id: string, type: string, more: object = {}): BodyMark => ({
  type: 'modification',
  attrs: { id, type, ...more }
})
const text = (text: string, ...marks: BodyMark[]): BodyNode => ({ type: 'text', text, ...(marks.length && { marks }) })
const block = (type: BodyNode['type'], id: string, content: BodyNode[], ...marks: BodyMark[]): BodyNode => ({
  type,
  attrs: { id },
  ...(content.length && { content }),
  ...(marks.length && { marks })
})
const p = (id: string, content: BodyNode[], ...marks: BodyMark[]) => block('paragraph', id, content, ...marks)
/** As it is read back: with every attribute. */
const read = (...blocks: BodyNode[]): Body => expectOk(readBody(body('Head', ...blocks), 1))

function inCells(cell: BodyNode[], item: BodyNode[]): BodyNode[] {
  const inCell: BodyNode = { type: 'tableCell', content: [p('c', cell)] }
  return [
    block('table', 't', [{ type: 'tableRow', content: [inCell] }]),
    block('bulletList', 'l', [{ type: 'listItem', content: [p('i', item)] }])
  ]
}

const cases: [string, BodyNode[], accepted: BodyNode[], rejected: BodyNode[]][] = [
  [
    'a word for another',
    [p('a', [text('the '), text('brown', del('s')), text('red', ins('s')), text(' fox')])],
    [p('a', [text('the red fox')])],
    [p('a', [text('the brown fox')])]
  ],
  [
    'a word between two spaces, which stay',
    [p('a', [text('one '), text('two', ins('s')), text(' three')])],
    [p('a', [text('one two three')])],
    [p('a', [text('one  three')])]
  ],
  [
    'words in a cell of a table, and in an item of a list',
    inCells([text('one'), text(' two', ins('s'))], [text('a'), text(' b', del('s'))]),
    inCells([text('one two')], [text('a')]),
    inCells([text('one')], [text('a b')])
  ],
  [
    'a paragraph split',
    [p('a', [text('one')]), p('b', [text(' two')], mod('s', 'split'))],
    [p('a', [text('one')]), p('b', [text(' two')])],
    [p('a', [text('one two')])]
  ],
  [
    'two paragraphs joined',
    [p('a', [text('one')]), p('b', [text(' two')], mod('s', 'join'))],
    [p('a', [text('one two')])],
    [p('a', [text('one')]), p('b', [text(' two')])]
  ],
  [
    'a range over three paragraphs taken out',
    [
      p('a', [text('keep'), text(' go', del('s'))]),
      p('b', [text('all of it')], del('s')),
      p('c', [text('gone', del('s')), text(' stays')], mod('s', 'join'))
    ],
    [p('a', [text('keep stays')])],
    [p('a', [text('keep go')]), p('b', [text('all of it')]), p('c', [text('gone stays')])]
  ],
  [
    'a heading made of a paragraph',
    [
      {
        ...line('heading', 'Words', 'a', { level: 3 }),
        marks: [mod('s', 'nodeType', { previousValue: { type: 'paragraph', attrs: { id: 'a' } } })]
      }
    ],
    [line('heading', 'Words', 'a', { level: 3 })],
    [p('a', [text('Words')])]
  ],
  [
    'an attribute, back to a value that is no word',
    [
      {
        ...figure('f'),
        marks: [mod('s', 'attr', { attrName: 'crop', previousValue: { x: 0, y: 0, width: 0.5, height: 0.5 } })]
      }
    ],
    [figure('f')],
    [{ ...figure('f'), attrs: { ...figure('f').attrs, crop: { x: 0, y: 0, width: 0.5, height: 0.5 } } }]
  ],
  [
    'a figure put in, and one taken out',
    [p('a', [text('one')]), { ...figure('f'), marks: [ins('s')] }, { ...figure('g'), marks: [del('s')] }],
    [p('a', [text('one')]), figure('f')],
    [p('a', [text('one')]), figure('g')]
  ],
  [
    'a list whose last item goes',
    [
      p('a', [text('one')]),
      block('bulletList', 'l', [{ type: 'listItem', content: [p('b', [text('item')])], marks: [del('s')] }])
    ],
    [p('a', [text('one')])],
    [p('a', [text('one')]), block('bulletList', 'l', [{ type: 'listItem', content: [p('b', [text('item')])] }])]
  ]
]

describe.each(cases)('%s', (_name, suggested, accepted, rejected) => {
  test('accepted is the edit', () => expect(acceptSuggestions(read(...suggested))).toEqual(read(...accepted)))
  test('rejected is what was there', () => expect(rejectSuggestions(read(...suggested))).toEqual(read(...rejected)))
  test('is found by its id', () => expect(suggestionIds(read(...suggested))).toEqual(['s']))
  test('leaves nothing open', () => {
    expect(hasSuggestions(acceptSuggestions(read(...suggested)))).toBe(false)
    expect(hasSuggestions(rejectSuggestions(read(...suggested)))).toBe(false)
  })
  test('stays as it is while others are decided', () =>
    expect(acceptSuggestions(read(...suggested), ['other'])).toEqual(read(...suggested)))
})

describe('suggestions of two people', () => {
  const two = read(p('a', [text('one'), text(' two', ins('x'), del('y'))]))
  test.each([
    ['accept', 'accept', 'one'],
    ['accept', 'reject', 'one two'],
    ['reject', 'accept', 'one'],
    ['reject', 'reject', 'one']
  ] as const)('words put in: %s, and wanted out: %s', (x, y, left) =>
    expect(decideBody(two, (id) => (id === 'x' ? x : y))).toEqual(read(p('a', [text(left)])))
  )

  const levels = (level: number, ...marks: BodyMark[]) => read({ ...line('heading', 'A', 'a', { level }), marks })
  const change = (id: string, from: number, to: number) =>
    mod(id, 'attr', { attrName: 'level', previousValue: from, newValue: to })
  test('the first of two levels is rejected: the second stays, and leads back to the first', () => {
    const rejected = rejectSuggestions(levels(4, change('x', 2, 3), change('y', 3, 4)), ['x'])
    expect(rejected).toEqual(levels(4, change('y', 2, 4)))
    expect(rejectSuggestions(rejected)).toEqual(read(line('heading', 'A', 'a', { level: 2 })))
  })
  test('the second of two levels is rejected: the first stands', () =>
    expect(rejectSuggestions(levels(4, change('x', 2, 3), change('y', 3, 4)), ['y'])).toEqual(
      levels(3, change('x', 2, 3))
    ))

  test('a join does not lead over a picture that somebody put in between', () => {
    const joined = read(
      p('a', [text('one')]),
      { ...figure('f'), marks: [ins('x')] },
      p('b', [text(' two')], mod('y', 'join'))
    )
    expect(acceptSuggestions(joined, ['y'])).toEqual(
      read(p('a', [text('one')]), { ...figure('f'), marks: [ins('x')] }, p('b', [text(' two')]))
    )
  })
  test('a paragraph is joined to one that another wants out: in whichever order, its words stay', () => {
    const chain = read(
      p('z', [text('zero')]),
      p('a', [text('one')], del('x')),
      p('b', [text(' two')], mod('y', 'join'))
    )
    const both = read(p('z', [text('zero two')]))
    expect(acceptSuggestions(chain)).toEqual(both)
    expect(acceptSuggestions(acceptSuggestions(chain, ['x']), ['y'])).toEqual(both)
    expect(acceptSuggestions(acceptSuggestions(chain, ['y']), ['x'])).toEqual(both)
    expect(rejectSuggestions(acceptSuggestions(chain, ['y']), ['x'])).toEqual(
      read(p('z', [text('zero')]), p('a', [text('one two')]))
    )
  })
})

test('an article of which nothing is left keeps an empty line', () => {
  const gone = acceptSuggestions(read(p('a', [text('one')], del('s'))))
  expect(gone.content?.map(({ type }) => type)).toEqual(['headline', 'paragraph'])
})

test('a body without suggestions is left as it is', () => {
  const plain = read(p('a', [text('one')]), figure('f'))
  expect(acceptSuggestions(plain)).toEqual(plain)
})
