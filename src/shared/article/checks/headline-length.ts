import { headlineLimits } from '../article.ts'
import { findNode, textOf } from '#shared/document/text.ts'
import { at, idOf, type Check } from './check.ts'

/** Characters; the length at which search engines have long cut an article's headline. */
export const headlineLimit = 110

const names = { search: 'search', social: 'social media', print: 'print' } as const

export const headlineLength: Check = {
  id: 'headline-length',
  label: 'A headline is over its limit',
  level: 'warn',
  find({ meta, body }) {
    const headline = findNode(body, 'headline')
    const length = textOf(headline).trim().length
    const over =
      length > headlineLimit
        ? [{ message: `The headline has ${length} characters; ${headlineLimit} is the limit.`, ...at(idOf(headline)) }]
        : []
    for (const kind of ['search', 'social', 'print'] as const) {
      const other = meta.alternativeHeadlines[kind].trim().length
      if (other > headlineLimits[kind])
        over.push({
          message: `The headline for ${names[kind]} has ${other} characters; ${headlineLimits[kind]} is the limit.`,
          place: 'meta.alternativeHeadlines'
        })
    }
    return over
  }
}
