import { TextSelection } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { enter } from '#renderer/features/article/editor/article-keys.ts'
import { article, stateOf } from './documents.ts'

type Block = Parameters<typeof article>[0]

/** Presses Enter with the caret in the block of this id; gives the outline and where the caret then is. */
function pressEnter(id: string, ...blocks: Block[]): { outline: string; caret: string } {
  let state = stateOf(article(...blocks))
  let at = -1
  state.doc.descendants((node, position) => {
    if (node.attrs.id === id) at = position + 1
  })
  state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, at)))
  expect(enter(state, (transaction) => (state = state.apply(transaction)))).toBe(true)
  state.doc.check()
  const outline = state.doc.children
    .slice(2)
    .map((block) => `${block.type.name}(${block.children.map((child) => child.type.name).join(' ')})`)
  return { outline: outline.join(' '), caret: state.selection.$from.parent.type.name }
}

const quote = (...parts: Block[]): Block => ['quote', { id: 'q' }, ...parts]
const words: Block = ['paragraph', { id: 'w' }, 'Words']
const empty: Block = ['paragraph', { id: 'e' }]
const who: Block = ['attribution', { id: 'a' }]

test.each<[string, string, Block[], string, string]>([
  [
    'an empty last paragraph of a quote',
    'e',
    [quote(words, empty, who)],
    'quote(paragraph attribution)',
    'attribution'
  ],
  ['an empty attribution', 'a', [quote(words, who)], 'quote(paragraph attribution) paragraph()', 'paragraph'],
  [
    'an empty last paragraph of a quote that nobody said',
    'e',
    [quote(words, empty)],
    'quote(paragraph) paragraph()',
    'paragraph'
  ],
  [
    'an empty last paragraph of a fact box',
    'e',
    [['factBox', { id: 'b' }, ['factBoxTitle', { id: 't' }, 'T'], words, empty]],
    'factBox(factBoxTitle paragraph) paragraph()',
    'paragraph'
  ]
])('Enter in %s leads on, and no words move', (_name, id, blocks, outline, caret) =>
  expect(pressEnter(id, ...blocks)).toEqual({ outline, caret })
)
