import type { Check } from './check.ts'

export const dateline: Check = {
  id: 'no-dateline',
  label: 'There is no dateline',
  level: 'off',
  find: ({ meta }) =>
    meta.dateline.text.trim() === '' ? [{ message: 'The article has no dateline.', place: 'meta.dateline' }] : []
}
