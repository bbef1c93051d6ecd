/**
 * What happened to one thing on the way in. `came`: as it was; `changed`: it came as something else; `guessed`: read
 * out of plain copy, to be confirmed; `left`: it could not come, and its words are in `kept`.
 */
export const importNoteKinds = ['came', 'changed', 'guessed', 'left'] as const
export interface ImportNote {
  kind: (typeof importNoteKinds)[number]
  /** A whole sentence for the person who brings the file in. */
  message: string
  /** A block's id, or `meta.<key>`. */
  place?: string
  /** The words of what could not come, so that nothing is lost with it. */
  kept?: string
}

/** The words of each kind of guess, in the order in which they are asked. */
export const guessFields = {
  headline: { headline: 'Headline' },
  standfirst: { standfirst: 'Standfirst' },
  kicker: { kicker: 'Kicker' },
  byline: { names: 'By', reporting: 'Additional reporting by', photographs: 'Photographs by', editing: 'Editing by' },
  times: { published: 'Published', updated: 'Updated' },
  dateline: { text: 'Dateline', place: 'Place' },
  picture: { caption: 'Caption', credit: 'Credit', alt: 'Alt text' },
  author: { name: 'Name', jobTitle: 'Job title', biography: 'Biography', handles: 'Elsewhere' },
  topics: { topics: 'Related topics' },
  copyright: { copyright: 'Copyright' }
} as const satisfies Record<string, Record<string, string>>
export type GuessKind = keyof typeof guessFields

/** Something that plain copy seems to say. The copy has it whole until it is confirmed: no guess is ever taken in silence. */
export interface ImportGuess {
  id: string
  kind: GuessKind
  /** A whole sentence: what it is taken for, and by what it is known. */
  message: string
  /** By the fields of its kind; absent is empty. May be mended before it is confirmed. Lists have commas, or lines. */
  values: Record<string, string>
  /** The places of the copy that it was read out of: they leave the copy when it is confirmed. */
  takes: Taken[]
  /** The figure that it belongs to; absent, a confirmed picture gets a figure where its words stood. */
  figure?: string
}

/** A block of the copy, whole or its first characters (UTF-16 units). */
export interface Taken {
  block: string
  upTo: number | null
}

/** When the article was printed where it comes from, as far as it says: UTC, or null. */
export interface PrintedTimes {
  published: string | null
  updated: string | null
}

/** What an article keeps of the file that it came out of: what could not come is not lost. */
export interface ImportRecord {
  fileName: string
  /** The format's label: "Word". */
  format: string
  /** UTC, and by whom: account id. */
  at: string
  by: string
  /** SHA-256 of the file's bytes. */
  sha256: string
  notes: ImportNote[]
  times: PrintedTimes
}
