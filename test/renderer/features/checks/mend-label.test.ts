import { expect, test } from 'vitest'
import { mendLabel } from '#renderer/features/checks/mend-label.ts'

const change = (after: string) => [{ place: 'p', start: 0, end: 1, before: 'x', after }]

test.each([
  ['doubled-word', '', 'Take one out'],
  ['house-style', '', 'Leave it out'],
  ['house-style', 'to', 'Write “to”'],
  ['quotation-marks', '”', 'Turn it'],
  ['straight-quotes', '”', 'Make them curly']
])('the button of %s putting “%s” says %s', (check, after, expected) =>
  expect(mendLabel({ check, message: '', severity: 'warn', mend: change(after) })).toBe(expected)
)

test('what cannot be settled for sure has no button', () => {
  expect(mendLabel({ check: 'tk', message: '', severity: 'block' })).toBeNull()
  expect(mendLabel({ check: 'tk', message: '', severity: 'block', mend: [] })).toBeNull()
})
