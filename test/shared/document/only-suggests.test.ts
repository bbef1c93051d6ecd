import { expect, test } from 'vitest'
import type { BodyMark, BodyNode } from '#shared/document/body.ts'
import { onlySuggests } from '#shared/document/only-suggests.ts'
import { body } from '#test/support/bodies.ts'

const ins = (id: string): BodyMark => ({ type: 'insertion', attrs: { id } })
const del = (id: string): BodyMark => ({ type: 'deletion', attrs: { id } })
const text = (text: string, ...marks: BodyMark[]): BodyNode => ({ type: 'text', text, ...(marks.length && { marks }) })
const p = (id: string, content: BodyNode[], ...marks: BodyMark[]): BodyNode => ({
  type: 'paragraph',
  attrs: { id },
  ...(content.length && { content }),
  ...(marks.length && { marks })
})
const split = (id: string): BodyMark => ({ type: 'modification', attrs: { id, type: 'split' } })

const plain = body('Head', p('a', [text('one two')]))
const theirs = body('Head', p('a', [text('one'), text(' two', ins('x'))]))
const mine = (id: string) => id === 'm'
const own = body('Head', p('a', [text('one'), text(' two', ins('m'))]))

test.each<[string, typeof plain, typeof plain, boolean]>([
  ['nothing', plain, plain, true],
  ['words suggested', plain, body('Head', p('a', [text('one'), text(' and', ins('n')), text(' two')])), true],
  ['words suggested away', plain, body('Head', p('a', [text('one'), text(' two', del('n'))])), true],
  ['a split suggested', plain, body('Head', p('a', [text('one')]), p('b', [text(' two')], split('n'))), true],
  ['a word changed', plain, body('Head', p('a', [text('one too')])), false],
  ['a word gone beside a suggestion', plain, body('Head', p('a', [text('one'), text(' more', ins('n'))])), false],
  ['a block given another id', plain, body('Head', p('b', [text('one two')])), false],
  ['a block added', plain, body('Head', p('a', [text('one two')]), p('b', [])), false],
  ['their words wanted out', theirs, body('Head', p('a', [text('one'), text(' two', ins('x'), del('n'))])), true],
  ['their words accepted', theirs, plain, false],
  ['their words rejected', theirs, body('Head', p('a', [text('one')])), false],
  ['their words in one’s own name', theirs, body('Head', p('a', [text('one'), text(' two', ins('n'))])), false],
  ['one’s own words in their name', theirs, body('Head', p('a', [text('one'), text(' two or more', ins('x'))])), false],
  [
    'their name inside words of one’s own',
    theirs,
    body('Head', p('a', [text('one'), text(' two', ins('x'))]), p('b', [text('lie', ins('x'))], ins('n'))),
    false
  ],
  ['one’s own words withdrawn', own, body('Head', p('a', [text('one')])), true],
  ['one’s own words accepted by oneself', own, plain, false],
  ['one’s own words changed', own, body('Head', p('a', [text('one'), text(' or two', ins('m'))])), true]
])('%s is judged right', (_name, before, next, taken) => expect(onlySuggests(before, next, mine).ok).toBe(taken))
