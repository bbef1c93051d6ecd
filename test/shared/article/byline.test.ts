import { expect, test } from 'vitest'
import type { Credit, CreditRole } from '#shared/article/article.ts'
import { bylineText } from '#shared/article/byline.ts'
import { emptyProfile } from '#shared/article/person.ts'

const credit = ([role, name]: [CreditRole, string], index: number): Credit => ({ id: `c${index}`, role, personId: null, profile: { ...emptyProfile, name }, box: false })

test.each<[[CreditRole, string][], string, string]>([
  [[], 'en', ''],
  [[['by', 'A']], 'en', 'By A'],
  [[['by', 'A'], ['by', 'B']], 'en-GB', 'By A and B'],
  [[['by', 'A'], ['by', 'B'], ['by', 'C']], 'en', 'By A, B and C'],
  [[['photographs', 'D'], ['by', 'A'], ['reporting', 'C'], ['by', 'B']], 'en', 'By A and B; additional reporting by C; photographs by D'],
  [[['photographs', 'D']], 'en', 'Photographs by D'],
  [[['by', 'A'], ['photographs', 'D']], 'de', 'Von A; Fotos: D'],
  [[['by', 'A']], 'xx', 'By A']
])('%j in %s prints “%s”', (credits, language, line) => expect(bylineText(credits.map(credit), language)).toBe(line))
