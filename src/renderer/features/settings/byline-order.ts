import type { Credit, CreditRole } from '#shared/article/article.ts'
import { emptyProfile } from '#shared/article/person.ts'

/** The role `steps` places further on (negative: back), stopping at either end. */
export function movedRole(order: CreditRole[], role: CreditRole, steps: number): CreditRole[] {
  const others = order.filter((one) => one !== role)
  const to = Math.max(0, Math.min(others.length, order.indexOf(role) + steps))
  return [...others.slice(0, to), role, ...others.slice(to)]
}

const example: [CreditRole, string][] = [
  ['by', 'Ruth Okafor'],
  ['by', 'Tom Lind'],
  ['by', 'Aisha Brandt'],
  ['reporting', 'Ana Peña'],
  ['photographs', 'Inés Moreau'],
  ['editing', 'Ada Boss']
]
/** Somebody in every part: what a style does to a byline. */
export const exampleCredits: Credit[] = example.map(([role, name]) => ({
  id: name,
  role,
  personId: null,
  profile: { ...emptyProfile, name },
  box: false
}))
