import { creditRoles, type Credit, type CreditRole } from '#shared/article/article.ts'
import { emptyProfile, type Person, type Profile } from '#shared/article/person.ts'
import { newBlockId } from '#shared/document/attributes.ts'

/** What each role is called where it is chosen. */
export const roleNames: Record<CreditRole, string> = {
  by: 'By',
  reporting: 'Reporting',
  photographs: 'Photographs',
  editing: 'Editing'
}
export const roleOptions = creditRoles.map((role) => ({ value: role, label: roleNames[role] }))

/** The printed part of a person's record, as an article keeps it. */
export function profileOf({ name, jobTitle, biography, handles, portrait }: Person): Profile {
  return { name, jobTitle, biography, handles: handles.map(({ service, url }) => ({ service, url })), portrait }
}

export function creditPerson(person: Person, role: CreditRole = 'by'): Credit {
  return { id: newBlockId(), role, personId: person.id, profile: profileOf(person), box: false }
}

/** A name that has no record here: a stringer, an agency. */
export function creditName(name: string, role: CreditRole = 'by'): Credit {
  return { id: newBlockId(), role, personId: null, profile: { ...emptyProfile, name: name.trim() }, box: false }
}

export function changeCredit(credits: Credit[], id: string, change: Partial<Omit<Credit, 'id'>>): Credit[] {
  return credits.map((credit) => (credit.id === id ? { ...credit, ...change } : credit))
}

export function removeCredit(credits: Credit[], id: string): Credit[] {
  return credits.filter((credit) => credit.id !== id)
}

/** The credit `steps` places further down (negative: up), stopping at either end; the same list when it cannot move. */
export function moveCredit(credits: Credit[], id: string, steps: number): Credit[] {
  const from = credits.findIndex((credit) => credit.id === id)
  return from < 0 ? credits : placeCredit(credits, id, from + steps)
}

/** The credit at index `to` of the list, the others in their order. */
export function placeCredit(credits: Credit[], id: string, to: number): Credit[] {
  const from = credits.findIndex((credit) => credit.id === id)
  const target = Math.max(0, Math.min(credits.length - 1, to))
  const credit = credits[from]
  if (!credit || from === target) return credits
  const others = removeCredit(credits, id)
  return [...others.slice(0, target), credit, ...others.slice(target)]
}

/** Whether the article's copy says something else than the person's record does today. */
export function recordChanged(credit: Credit, person: Person | undefined): boolean {
  return person !== undefined && JSON.stringify(profileOf(person)) !== JSON.stringify(inOrder(credit.profile))
}

/** Every record by each id that means it: its own, and those of the records that were merged into it. */
export function recordsById(people: Person[], merges: { keptId: string; mergedId: string }[]): Map<string, Person> {
  const records = new Map(people.map((person) => [person.id, person]))
  const into = new Map(merges.map(({ mergedId, keptId }) => [mergedId, keptId]))
  for (const { mergedId } of merges) {
    let id = mergedId
    for (let next = into.get(id); next !== undefined && !records.has(id); next = into.get(id)) id = next
    const person = records.get(id)
    if (person) records.set(mergedId, person)
  }
  return records
}

function inOrder(profile: Profile): Profile {
  return profileOf({ ...profile, id: '', kind: 'person', email: '' })
}

export interface Suggestion {
  kind: 'person' | 'name'
  person: Person | null
  name: string
  label: string
  detail: string
}

/**
 * What typing a name offers: people on record whose every typed word begins a word of their name, the best first,
 * then the name as it was typed. Someone who is credited already is offered too: one may write and photograph.
 */
export function suggestCredits(people: Person[], typed: string, limit = 6): Suggestion[] {
  const words = foldWords(typed)
  if (words.length === 0) return []
  const matching = people
    .filter((person) => words.every((word) => foldWords(person.name).some((part) => part.startsWith(word))))
    .toSorted((a, b) => rank(a, words) - rank(b, words) || a.name.localeCompare(b.name))
    .slice(0, limit)
    .map((person): Suggestion => ({
      kind: 'person',
      person,
      name: person.name,
      label: person.name,
      detail: person.jobTitle || kindWords[person.kind]
    }))
  const name = typed.trim().replace(/\s+/g, ' ')
  return [...matching, { kind: 'name', person: null, name, label: `Add ${name}`, detail: 'Not on record' }]
}

/** What is said of somebody who has no title. */
const kindWords: Record<Person['kind'], string> = { person: '', agency: 'Agency', staff: 'Staff byline' }

function rank(person: Person, words: string[]): number {
  return foldWords(person.name)[0]?.startsWith(words[0] ?? '') ? 0 : 1
}

function foldWords(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[\s.\-'’]+/)
    .filter(Boolean)
}
