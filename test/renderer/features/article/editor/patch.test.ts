import { history, undo } from '@tiptap/pm/history'
import type { Mark, Node } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { schema } from '#shared/document/schema.ts'
import { merge } from '#shared/merge/merge.ts'
import { patchOf } from '#renderer/features/article/editor/patch.ts'
import { offlineSessions, uniqueWords } from '#test/support/offline-sessions.ts'
import { article, stateOf } from './documents.ts'

test('whatever another window made of a text, the steps lead exactly there', () => {
  for (let seed = 1; seed <= 12; seed++) {
    const { base, mine, theirs } = uniqueWords(offlineSessions(seed, { words: 300, edits: [seed * 2, seed * 3] }))
    const state = stateOf(schema.nodeFromJSON(mine.body))
    const to = schema.nodeFromJSON(merge(base, mine, theirs).article.body)
    const patch = patchOf(state, to)
    expect(patch?.doc.toJSON() ?? state.doc.toJSON()).toEqual(to.toJSON())
  }
})

test('the caret stays in its word, and undo takes back what was typed here and nothing else', () => {
  let state = stateOf(article(['paragraph', { id: 'p' }, 'one two three'], ['paragraph', { id: 'q' }, 'four']), [
    history()
  ])
  const at = (word: string) => {
    let found = 0
    state.doc.descendants((node, place) => {
      if (node.isText && node.text?.includes(word)) found = place + node.text.indexOf(word)
    })
    return found
  }
  state = state.apply(state.tr.insertText('typed ', at('three')))
  state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, at('three') + 2)))
  const to = article(
    ['paragraph', { id: 'n' }, 'before'],
    ['paragraph', { id: 'p' }, 'zero one two typed three'],
    ['paragraph', { id: 'q' }, 'four five']
  )
  state = state.apply(patchOf(state, to)!)
  expect(state.doc.eq(to)).toBe(true)
  expect(state.selection.from).toBe(at('three') + 2)
  undo(state, (transaction) => (state = state.apply(transaction)))
  expect(state.doc.textBetween(0, state.doc.content.size, '|')).toBe('Wall||before|zero one two three|four five')
})

test('who types at the end of a line goes on at their own word when the other’s words come in behind it, or before it', () => {
  for (const text of ['one mine and theirs', 'one theirs and mine']) {
    let state = stateOf(article(['paragraph', { id: 'p' }, 'one mine']))
    state = state.apply(state.tr.setSelection(TextSelection.atEnd(state.doc)))
    const mark = schema.mark('insertion', { id: 'm' })
    const to = article(['paragraph', { id: 'p' }, text])
    const marked = markWord(to, 'mine', mark)
    state = state.apply(patchOf(state, marked)!)
    expect(state.doc.eq(marked)).toBe(true)
    expect(state.doc.textBetween(0, state.selection.from).endsWith('mine')).toBe(true)
  }
})

test('equal texts need no step', () => {
  const doc = article(['paragraph', { id: 'p' }, 'one'])
  expect(patchOf(stateOf(doc), article(['paragraph', { id: 'p' }, 'one']))).toBeNull()
})

function markWord(doc: Node, word: string, mark: Mark): Node {
  const { tr } = stateOf(doc)
  doc.descendants((node, at) => {
    if (node.isText && node.text?.includes(word)) {
      const from = at + node.text.indexOf(word)
      tr.addMark(from, from + word.length, mark)
    }
  })
  return tr.doc
}
