import type { Check } from './check.ts'

export const bylineMissing: Check = {
  id: 'no-byline',
  label: 'There is no byline',
  level: 'block',
  find: ({ meta }) =>
    meta.credits.some((credit) => credit.role === 'by')
      ? []
      : [{ message: 'The article has no byline.', place: 'meta.credits' }]
}
