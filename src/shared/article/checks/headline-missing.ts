import { findNode, textOf } from '#shared/document/text.ts'
import { at, idOf, type Check } from './check.ts'

export const headlineMissing: Check = {
  id: 'no-headline',
  label: 'The headline is missing',
  level: 'block',
  fixed: true,
  find({ body }) {
    const headline = findNode(body, 'headline')
    return textOf(headline).trim() === '' ? [{ message: 'The headline is missing.', ...at(idOf(headline)) }] : []
  }
}
