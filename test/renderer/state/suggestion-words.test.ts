import { expect, test } from 'vitest'
import { suggestionWords } from '#renderer/state/suggestion-words.ts'
import type { OpenSuggestion } from '#shared/document/open-suggestions.ts'

const nothing: OpenSuggestion = {
  id: 's',
  block: 'a',
  inserted: '',
  deleted: '',
  splits: 0,
  joins: 0,
  blocksIn: [],
  blocksOut: [],
  formatted: false,
  changes: []
}

test.each<[string, Partial<OpenSuggestion>]>([
  ['“brown” → “red”', { deleted: 'brown', inserted: 'red' }],
  ['Insert “very ”', { inserted: 'very ' }],
  ['Delete “lazy ”', { deleted: 'lazy ' }],
  ['“quay”: other type style or link', { deleted: 'quay', inserted: 'quay', formatted: true }],
  ['Paragraph split', { splits: 1 }],
  ['Paragraphs joined', { joins: 2 }],
  ['Delete “one ¶ two”; Paragraphs joined', { deleted: 'one\ntwo', joins: 1 }],
  ['Insert “The quay.”; Picture added', { inserted: 'The quay.', blocksIn: ['figure'] }],
  ['2 blocks removed', { blocksOut: ['divider', 'figure'] }],
  ['Paragraph → heading', { changes: [{ block: 'heading', attribute: null, before: 'paragraph', after: 'heading' }] }],
  [
    'Alt text: “A quay” → “A wall”',
    { changes: [{ block: 'figure', attribute: 'alt', before: 'A quay', after: 'A wall' }] }
  ],
  ['Crop changed', { changes: [{ block: 'figure', attribute: 'crop', before: null, after: { x: 0 } }] }],
  [
    'A change of the layout',
    { changes: [{ block: 'figure', attribute: 'captionFrom', before: 'file', after: 'typed' }] }
  ]
])('%s', (words, suggestion) => expect(suggestionWords({ ...nothing, ...suggestion })).toBe(words))
