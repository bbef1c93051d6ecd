import { expect, test } from 'vitest'
import type { BodyNode } from '#shared/document/body.ts'
import { textOf } from '#shared/document/text.ts'
import { compareBlocks } from '#shared/merge/compare.ts'
import { markedNodes, type MarkedNode, type Side } from '#shared/merge/marked.ts'
import { line, paragraphs } from '#test/support/bodies.ts'
import { editSession } from '#test/support/edit-session.ts'

const p = (text: string, id: string) => line('paragraph', text, id)

function show(node: MarkedNode): string {
  if (node.seam) return node.seam === 'inserted' ? '[+¶]' : '[-¶]'
  const inside = node.type === 'text' ? (node.text ?? '') : (node.content ?? []).map(show).join('')
  const marked = node.change ? `[${node.change === 'inserted' ? '+' : '-'}${inside}]` : inside
  const named = node.attributes ? `(${node.attributes.map(({ name }) => name).join()})${marked}` : marked
  return node.type === 'text' ? named : `<${named}>`
}

const read = (before: BodyNode[], after: BodyNode[], side: Side) =>
  compareBlocks(before, after, 'en')
    .flatMap((row) => markedNodes(row, side))
    .map(show)
    .join('')

const [one, two] = paragraphs('The ferry is late again today.', 'Nobody knows why it is so.')
if (!one || !two) throw new Error('two paragraphs')
const list = (...items: BodyNode[]): BodyNode => ({
  type: 'bulletList',
  attrs: { id: 'l' },
  content: items.map((item) => ({ type: 'listItem', content: [item] }))
})

test.each<[string, BodyNode[], BodyNode[], Record<Side, string>]>([
  [
    'a word',
    [one],
    [p('The ferry is early again today.', 'p0')],
    {
      both: '<The ferry is [-late][+early] again today.>',
      before: '<The ferry is [-late] again today.>',
      after: '<The ferry is [+early] again today.>'
    }
  ],
  [
    'a split',
    [one],
    [p('The ferry is ', 'p0'), p('late again today.', 'n')],
    {
      both: '<The ferry is ><[+¶]late again today.>',
      before: '<The ferry is late again today.>',
      after: '<The ferry is ><[+¶]late again today.>'
    }
  ],
  [
    'a join',
    [one, two],
    [p('The ferry is late again today. Nobody knows why it is so.', 'p0')],
    {
      both: '<The ferry is late again today.[-¶][+ ]Nobody knows why it is so.>',
      before: '<The ferry is late again today.><Nobody knows why it is so.>',
      after: '<The ferry is late again today.[+ ]Nobody knows why it is so.>'
    }
  ],
  [
    'a paragraph gone',
    [one, two],
    [two],
    {
      both: '<[-[-The ferry is late again today.]]><Nobody knows why it is so.>',
      before: '<[-[-The ferry is late again today.]]><Nobody knows why it is so.>',
      after: '<Nobody knows why it is so.>'
    }
  ],
  [
    'an item',
    [list(one)],
    [list(one, two)],
    {
      both: '<<<The ferry is late again today.>><[+<[+[+Nobody knows why it is so.]]>]>>',
      before: '<<<The ferry is late again today.>>>',
      after: '<<<The ferry is late again today.>><[+<[+[+Nobody knows why it is so.]]>]>>'
    }
  ],
  [
    'a heading',
    [one],
    [line('heading', 'The ferry is late again today.', 'p0', { level: 2 })],
    {
      both: '<(kind,level)The ferry is late again today.>',
      before: '<(kind,level)The ferry is late again today.>',
      after: '<(kind,level)The ferry is late again today.>'
    }
  ]
])('%s is marked', (_name, before, after, expected) => {
  for (const side of ['both', 'before', 'after'] as const) expect(read(before, after, side), side).toBe(expected[side])
})

const wordsOf = (nodes: MarkedNode[], keeps: (node: MarkedNode) => boolean): string =>
  nodes
    .map((node) => (node.type === 'text' ? (keeps(node) ? (node.text ?? '') : '') : wordsOf(node.content ?? [], keeps)))
    .join('')
const plain = (nodes: BodyNode[]) => nodes.map(textOf).join('').replace(/\n/g, '')

test('each side shows its own text to the letter, and the two in one hold both, in 80 random sessions', () => {
  for (let seed = 1; seed <= 80; seed++) {
    const { before, after } = editSession(seed, 400, 1 + (seed % 60))
    const rows = compareBlocks(before.content ?? [], after.content ?? [], 'en')
    const side = (name: Side) =>
      rows
        .filter(({ change }) => change !== (name === 'before' ? 'moved' : 'moved-away'))
        .flatMap((row) => markedNodes(row, name))
    expect(
      wordsOf(side('before'), () => true),
      `seed ${seed}`
    ).toBe(plain(before.content ?? []))
    expect(
      wordsOf(side('after'), () => true),
      `seed ${seed}`
    ).toBe(plain(after.content ?? []))
    expect(
      wordsOf(side('both'), ({ change }) => change !== 'deleted'),
      `seed ${seed}`
    ).toBe(plain(after.content ?? []))
    const old = rows.filter(({ change }) => change !== 'moved').flatMap((row) => markedNodes(row, 'both'))
    expect(
      wordsOf(old, ({ change }) => change !== 'inserted'),
      `seed ${seed}`
    ).toBe(plain(before.content ?? []))
  }
})
