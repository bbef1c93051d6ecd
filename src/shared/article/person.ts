/** Where a person can be found outside: `service` as a reader knows it ("X", "Mastodon"), `url` http(s). */
export interface Handle {
  service: string
  url: string
}

/** What is printed of a person: the part that goes into an article, and is approved with it. */
export interface Profile {
  name: string
  jobTitle: string
  biography: string
  handles: Handle[]
  /** SHA-256 of a picture, or null. */
  portrait: string | null
}

export const personKinds = ['person', 'agency', 'staff'] as const
/** Who stands behind a name: somebody, a company that supplies copy and pictures, or the house itself ("Staff reporter"). */
export type PersonKind = (typeof personKinds)[number]

/** A person exists without an account: a stringer, an agency, a dead author. */
export interface Person extends Profile {
  id: string
  kind: PersonKind
  email: string
}

export const emptyProfile: Profile = { name: '', jobTitle: '', biography: '', handles: [], portrait: null }

/** Two letters for a face without a portrait: "Ruth Okafor" → "RO". */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => (word ? [...word][0] : ''))
  return letters.join('').toUpperCase()
}

/** The parts of a record that are chosen one by one when two records of one person become one. */
export const mergeFields = ['name', 'kind', 'jobTitle', 'biography', 'handles', 'portrait', 'email'] as const
export type MergeField = (typeof mergeFields)[number]
/** Which of two records a part is taken from; handles can be kept from both. */
export type MergeSide = 'kept' | 'merged' | 'both'
export type MergeChoice = Partial<Record<MergeField, MergeSide>>

/** The record that two become: every part from the kept one, unless it is chosen otherwise. Handles of both, each address once. */
export function mergeRecords(kept: Person, merged: Person, choice: MergeChoice): Person {
  const from = (field: MergeField) => (choice[field] === 'merged' ? merged : kept)
  const known = new Set(kept.handles.map(({ url }) => url))
  const handles =
    choice.handles === 'both'
      ? [...kept.handles, ...merged.handles.filter(({ url }) => !known.has(url))]
      : from('handles').handles
  return {
    id: kept.id,
    name: from('name').name,
    kind: from('kind').kind,
    jobTitle: from('jobTitle').jobTitle,
    biography: from('biography').biography,
    handles: handles.slice(0, 20),
    portrait: from('portrait').portrait,
    email: from('email').email
  }
}

/** What is proposed: what the kept record lacks comes from the other, handles from both. */
export function proposeMerge(kept: Person, merged: Person): MergeChoice {
  const lacks = (['jobTitle', 'biography', 'portrait', 'email'] as const).filter(
    (field) => !kept[field] && merged[field]
  )
  return {
    ...Object.fromEntries(lacks.map((field) => [field, 'merged'])),
    ...(merged.handles.length > 0 && { handles: 'both' })
  }
}
