import { expect, test } from 'vitest'
import { dayText, partWords } from '#renderer/features/people/work-words.ts'

test.each([
  [['by'], 'Wrote'],
  [['photographs', 'by'], 'Wrote, photographed'],
  [['editing', 'reporting'], 'Reported, edited'],
  [[], '']
] as const)('%j reads “%s”', (roles, words) => expect(partWords([...roles])).toBe(words))

test('a day is written out', () => expect(dayText('2026-03-04T12:00:00Z')).toBe('4 March 2026'))
