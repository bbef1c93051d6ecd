import { mergeFields, personKinds, type MergeField, type Person } from '#shared/article/person.ts'
import type { AccountInfo } from '#shared/contract/desk.ts'
import { peopleOperations } from '#shared/contract/people.ts'
import { completeRow, isBlankRow } from '#renderer/ui/link-row.ts'

/** A person's record as it is being edited; a new one has no id yet. */
export type PersonDraft = Omit<Person, 'id'> & { id: string | null }

export type Problems = Partial<Record<'name' | 'email' | 'handles' | 'other', string>>

/** As `people.save` takes it: trimmed, addresses made whole, blank rows gone. What is no address stays, to be refused. */
export function cleanRecord({
  id,
  kind,
  name,
  jobTitle,
  biography,
  handles,
  portrait,
  email
}: PersonDraft): PersonDraft {
  return {
    id,
    kind,
    name: name.trim(),
    jobTitle: jobTitle.trim(),
    biography: biography.trim(),
    handles: handles.filter((row) => !isBlankRow(row)).map((row) => completeRow(row) ?? row),
    portrait,
    email: email.trim()
  }
}

/** What stands in the way of saving, said beside its field; nothing where the contract would take the record. */
export function personProblems(draft: PersonDraft): Problems {
  const read = peopleOperations['people.save'].input.safeParse(cleanRecord(draft))
  const problems: Problems = {}
  if (cleanRecord(draft).handles.some((row) => completeRow(row) === null))
    problems.handles = 'Finish the address or take its row out.'
  for (const issue of read.error?.issues ?? []) {
    const [field] = issue.path
    if (field === 'name') problems.name = 'Give a name.'
    else if (field === 'email') problems.email = 'This is no e-mail address.'
    else if (field === 'handles') problems.handles ??= 'Finish the address or take its row out.'
    else problems.other = issue.message
  }
  return problems
}

export function sameRecord(a: PersonDraft, b: PersonDraft): boolean {
  return JSON.stringify(cleanRecord(a)) === JSON.stringify(cleanRecord(b))
}

/** Admins keep everybody's record and add people; the others keep their own. */
export function mayKeep(account: Pick<AccountInfo, 'role' | 'personId'>, personId: string | null): boolean {
  return account.role === 'admin' || (personId !== null && personId === account.personId)
}

/** People whose name, job title or address has every typed word in it, by name. */
export function findPeople(people: Person[], query: string): Person[] {
  const words = fold(query).split(/\s+/).filter(Boolean)
  return people
    .filter(({ name, jobTitle, email }) => words.every((word) => fold(`${name} ${jobTitle} ${email}`).includes(word)))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** What each kind of record is called. */
export const kindNames: Record<Person['kind'], string> = { person: 'Person', agency: 'Agency', staff: 'Staff byline' }
export const kindOptions = personKinds.map((value) => ({ value, label: kindNames[value] }))

/** What each part of a record is called where two are made one. */
export const fieldNames: Record<MergeField, string> = {
  name: 'Name',
  kind: 'Kind',
  jobTitle: 'Job title',
  biography: 'Biography',
  handles: 'Handles',
  portrait: 'Portrait',
  email: 'E-mail'
}

/** The parts in which two records say different things: what there is to choose. */
export function differing(kept: Person, other: Person): MergeField[] {
  return mergeFields.filter((field) => JSON.stringify(kept[field]) !== JSON.stringify(other[field]))
}

/** Whom a record may be the same person as: those who match the search, the likeliest first. */
export function mergeCandidates(people: Person[], person: Person, query: string, limit = 6): Person[] {
  const own = fold(person.name)
  const likeness = (other: Person) =>
    fold(other.name) === own ? 0 : lastName(other.name) === lastName(person.name) ? 1 : 2
  return findPeople(people, query)
    .filter(({ id }) => id !== person.id)
    .toSorted((a, b) => likeness(a) - likeness(b))
    .slice(0, limit)
}

function lastName(name: string): string {
  return fold(name).split(/\s+/).at(-1) ?? ''
}
