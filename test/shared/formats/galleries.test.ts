import { expect, test } from 'vitest'
import { writeWithGalleries } from '#shared/formats/galleries.ts'
import type { BodyNode } from '#shared/document/body.ts'
import { figure, line } from '#test/support/bodies.ts'

const joined = (id: string): BodyNode => {
  const node = figure(id)
  return { ...node, attrs: { ...node.attrs, joined: true } }
}
const write = (blocks: BodyNode[]) =>
  writeWithGalleries(
    blocks,
    (block) => (block.attrs?.id === 'empty' ? '' : String(block.attrs?.id)),
    (pictures) => `[${pictures.join(' ')}]`
  )

test.each<[string, BodyNode[], string[]]>([
  [
    'pictures that are joined stand in one gallery',
    [figure('a'), joined('b'), joined('c'), figure('d')],
    ['[a b c]', 'd']
  ],
  ['a picture joins no text', [line('paragraph', 'x', 'p'), joined('b')], ['p', 'b']],
  ['the first picture of an article joins nothing', [joined('a'), joined('b')], ['[a b]']],
  [
    'what is written as nothing is not between two',
    [figure('a'), line('paragraph', '', 'empty'), joined('b')],
    ['[a b]']
  ]
])('%s', (_, blocks, expected) => expect(write(blocks)).toEqual(expected))
