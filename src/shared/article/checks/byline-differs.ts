import { checkByline } from '../byline-check.ts'
import type { Check } from './check.ts'

export const bylineDiffers: Check = {
  id: 'byline-differs',
  label: 'The text and the credits name different people',
  level: 'warn',
  find: (article) =>
    checkByline(article).map(({ message, place }) => (place === undefined ? { message } : { message, place }))
}
