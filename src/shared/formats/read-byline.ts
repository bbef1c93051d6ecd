import type { CreditRole } from '#shared/article/article.ts'
import type { FoundPerson } from './read-meta.ts'
import type { ImportNote } from './reader.ts'

const openings: [RegExp, CreditRole][] = [
  [/^(?:additional |with )?reporting by\s+/i, 'reporting'],
  [/^with (?:a )?(?:contribution|contributions) (?:by|from)\s+/i, 'reporting'],
  [/^(?:photographs?|photos?|pictures?) by\s+/i, 'photographs'],
  [/^(?:fotos?:|photographies :|fotografías de|foto:)\s*/i, 'photographs'],
  [/^(?:mitarbeit:|con información de|med bidrag fra)\s*/i, 'reporting'],
  [/^(?:edited by|editing by)\s+/i, 'editing'],
  [/^(?:redaktion:|édition :|edición de|redaktør:)\s*/i, 'editing'],
  [/^(?:by|von|par|por|av|door|text:|story by|words by|written by)\s+/i, 'by'],
  [/^avec\s+/i, 'reporting']
]
const between = /\s*(?:,\s*(?:and|und|et|y|och|og)\s+|,|\s+(?:and|und|et|y|och|og|&)\s+)\s*/i

/**
 * A printed byline as people: "By A and B; photographs by C". Where it names more than one, how it was parted is a guess,
 * and a note says so. What follows a name after a comma is a name when it looks like one, else a job title or a house.
 */
export function readByline(line: string, notes: ImportNote[]): FoundPerson[] {
  const text = line.replace(/\s+/g, ' ').trim()
  if (text === '') return []
  const people: FoundPerson[] = []
  for (const part of text.split(/\s*;\s*/)) {
    const opening = openings.find(([pattern]) => pattern.test(part))
    const role = opening?.[1] ?? 'by'
    const rest = part.replace(opening?.[0] ?? /^$/, '').trim()
    for (const piece of rest.split(between)) {
      const name = piece.replace(/[.,\s]+$/, '')
      const last = people.at(-1)
      if (name === '') continue
      if (last && last.role === role && !looksLikeName(name))
        last.jobTitle = [last.jobTitle, name].filter(Boolean).join(', ')
      else people.push({ name, role })
    }
  }
  if (people.length !== 1 || people[0]?.jobTitle)
    notes.push({
      kind: 'guessed',
      message: `The byline “${text}” was parted into ${people.map(({ name }) => name).join(', ') || 'nobody'}: please look whether that is right.`,
      place: 'meta.credits',
      kept: text
    })
  return people
}

/** Two words or more, each of which could be a part of a name. */
function looksLikeName(text: string): boolean {
  const words = text.split(' ')
  const house =
    /\b(?:reporter|editor|writer|correspondent|press|news|network|agency|agentur|staff|chief|bureau|desk|database)\b/i
  return words.length > 1 && words.length < 6 && !house.test(text) && words.some((word) => /^\p{Lu}/u.test(word))
}
