import { TextSelection } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { nextSuggestion, suggestionPlaces, suggestionsAt } from '#renderer/features/article/editor/suggestion-places.ts'
import { suggestEdit } from '#renderer/features/article/editor/suggesting.ts'
import { suggestingState } from '#test/support/suggest-session.ts'
import { article } from './documents.ts'

const original = article(['paragraph', { id: 'a' }, 'One two three.'], ['paragraph', { id: 'b' }, 'Four five six.'])

function suggested() {
  let state = suggestingState(original)
  let count = 0
  const author = { isOwn: () => false, newId: () => `s${++count}` }
  // In the first paragraph, then in the second: the words are nine and twenty-five signs from the start of the document.
  for (const at of [9 + 4, 9 + 16 + 2 + 5]) {
    const made = suggestEdit(state, state.tr.insertText('x', at), author)
    if (!made.ok) throw new Error(made.error.message)
    state = state.applyTransaction(made.value).state
  }
  return state
}

test('suggestions are told in reading order, each with its place', () => {
  const { doc } = suggested()
  expect(suggestionPlaces(doc).map(({ id, from, to }) => [id, doc.textBetween(from, to)])).toEqual([
    ['s1', 'x'],
    ['s2', 'x']
  ])
})

test('the next one follows the caret, the first follows the last, and so the other way', () => {
  let state = suggested()
  const visit = (direction: 1 | -1) => {
    const made = nextSuggestion(state, direction)
    if (!made) throw new Error('none')
    state = state.apply(made)
    return suggestionsAt(state)
  }
  state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 1)))
  expect([visit(1), visit(1), visit(1), visit(-1), visit(-1)]).toEqual([['s1'], ['s2'], ['s1'], ['s2'], ['s1']])
})

test('where nothing is suggested there is nowhere to go', () =>
  expect(nextSuggestion(suggestingState(original), 1)).toBeNull())
