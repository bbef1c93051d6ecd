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

/** A person exists without an account: a stringer, an agency, a dead author. */
export interface Person extends Profile {
  id: string
  email: string
}

export const emptyProfile: Profile = { name: '', jobTitle: '', biography: '', handles: [], portrait: null }

/** Two letters for a face without a portrait: "Ruth Okafor" → "RO". */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => (word ? [...word][0] : ''))
  return letters.join('').toUpperCase()
}
