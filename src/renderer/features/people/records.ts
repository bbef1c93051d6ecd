import type { Person } from '#shared/article/person.ts'
import type { AccountInfo } from '#shared/contract/desk.ts'
import { peopleOperations } from '#shared/contract/people.ts'
import { completeRow, isBlankRow } from '#renderer/ui/link-row.ts'

/** A person's record as it is being edited; a new one has no id yet. */
export type PersonDraft = Omit<Person, 'id'> & { id: string | null }

export type Problems = Partial<Record<'name' | 'email' | 'handles' | 'other', string>>

/** As `people.save` takes it: trimmed, addresses made whole, blank rows gone. What is no address stays, to be refused. */
export function cleanRecord({ id, name, jobTitle, biography, handles, portrait, email }: PersonDraft): PersonDraft {
  return {
    id,
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
