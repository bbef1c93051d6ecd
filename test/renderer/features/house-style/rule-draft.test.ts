import { expect, test } from 'vitest'
import type { StyleRule } from '#shared/article/house-style.ts'
import { draftOf, emptyDraft, readDraft, type RuleDraft } from '#renderer/features/house-style/rule-draft.ts'

const draft = (more: Partial<RuleDraft>): RuleDraft => ({
  ...emptyDraft('en'),
  words: 'west quay',
  suggestion: 'West Quay',
  ...more
})

test.each<[string, StyleRule]>([
  [
    'words',
    {
      id: 'r',
      pattern: { words: ['a b', 'c'] },
      suggestion: 'd',
      reason: 'Why.',
      exceptions: ['e'],
      language: 'en-GB',
      matchCase: true
    }
  ],
  [
    'an expression',
    {
      id: 'r',
      pattern: { expression: 'a+' },
      suggestion: null,
      reason: '',
      exceptions: [],
      language: 'en',
      matchCase: false
    }
  ],
  [
    'what is left out',
    { id: 'r', pattern: { words: ['x'] }, suggestion: '', reason: '', exceptions: [], language: 'en', matchCase: false }
  ]
])('a rule of %s opens and is kept as it was', (_name, rule) =>
  expect(readDraft(draftOf(rule), ['r'])).toEqual({ ok: true, value: rule })
)

test.each<[string, Partial<RuleDraft>, RegExp]>([
  ['no words', { words: ' \n' }, /Give the words/],
  ['nothing to write', { suggestion: ' ' }, /Say what to write/],
  ['a pattern that would hang', { kind: 'expression', expression: '(a+)+' }, /^The pattern can match in too many ways/],
  ['no pattern', { kind: 'expression', expression: '' }, /up to 200/],
  ['a language that is none', { language: 'English!' }, /language tag/],
  ['too long a reason', { reason: 'x'.repeat(301) }, /at most 300/],
  ['too long a word', { words: 'x'.repeat(81) }, /80 letters/]
])('%s is told', (_name, more, why) => {
  const read = readDraft(draft(more), [])
  expect(read.ok ? 'taken' : read.error.message).toMatch(why)
})

test.each<[string, string[], string]>([
  ['West Quay', [], 'west-quay'],
  ['West Quay', ['west-quay'], 'west-quay-2'],
  ['Café', [], 'cafe'],
  ['北京', [], 'rule']
])('a new rule for “%s” beside %j is named %s', (words, taken, expected) => {
  const read = readDraft(draft({ words }), taken)
  expect(read.ok && read.value.id).toBe(expected)
})
