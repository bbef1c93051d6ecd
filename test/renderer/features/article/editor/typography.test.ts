import { TextSelection } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { typeset, typesetAt } from '#renderer/features/article/editor/typography.ts'
import { article, stateOf } from './documents.ts'

/** Types a text sign by sign, as the editor does. */
function typed(text: string, language: string): string {
  let line = ''
  for (const sign of text) {
    const made = typeset(line, sign, language)
    line = made ? line.slice(0, line.length - made.remove) + made.insert : line + sign
  }
  return line
}

test.each([
  ['en-US', '"We wait," she said.', '“We wait,” she said.'],
  ['en-GB', "'We wait,' she said.", '‘We wait,’ she said.'],
  ['en-GB', "the council's don't", 'the council’s don’t'],
  ['en-GB', '"\'Never,\' he said," she said', '“‘Never,’ he said,” she said'],
  ['en-GB', '("yes")', '(“yes”)'],
  ['en-GB', "in the '90s", 'in the ’90s'],
  ['en-GB', 'one -- two', 'one – two'],
  ['en-US', 'one -- two', 'one — two'],
  ['en-US', '1914--18', '1914–18'],
  ['en-GB', 'one --- two', 'one — two'],
  ['en-GB', 'wait...', 'wait…'],
  ['en-GB', 'wait....', 'wait….'],
  ['de-DE', '"Nein", sagte sie', '„Nein“, sagte sie'],
  ['de-DE', "'Nein'", '‚Nein‘'],
  ['de-DE', "geht's", 'geht’s'],
  ['de-CH', '"Nein"', '«Nein»'],
  ['fr-FR', '"Non"', '«\u00a0Non\u00a0»'],
  ['fr', "l'eau", 'l’eau'],
  ['nb', '"Nei", sa hun', '«Nei», sa hun'],
  ['es', '"No"', '«No»'],
  ['sv', '"Nej"', '”Nej”'],
  ['xx', '"x"', '“x”'],
  ['en-US', 'https://example.org/a--b"', 'https://example.org/a--b"']
])('%s: %s becomes %s', (language, text, expected) => {
  expect(typed(text, language)).toBe(expected)
})

test('the sign that is put in carries the marks at the caret and replaces the selection', () => {
  const state = stateOf(article(['paragraph', { id: 'a' }, 'say x']))
  const at = state.doc.content.size - 1
  const transaction = typesetAt(
    state.apply(state.tr.setSelection(TextSelection.create(state.doc, at - 1, at))),
    at - 1,
    at,
    '"',
    'en-US'
  )
  expect(transaction?.doc.lastChild?.textContent).toBe('say “')
})
