/** The two sides of a merge, as whoever asked for it named them. */
export type MergeSide = 'mine' | 'theirs'

export const conflictKinds = ['typed', 'deleted', 'value', 'structure', 'same', 'count'] as const
/**
 * `typed`: both wrote at one spot. `deleted`: one took out what the other changed; it still stands. `value`: both set
 * one attribute or one field. `structure`: both made something else of a block, or moved it. `same`: both made the same
 * change, which stands once. `count`: the count of words does not add up, whatever the reason.
 */
export type ConflictKind = (typeof conflictKinds)[number]

/** What one side has at the spot. */
export interface ConflictSide {
  /** The suggestion that stands for it in the text. Where the text cannot show it, no mark has this id. */
  id: string
  /** What it reads there; empty where it took out what was there. */
  text: string
  /** For `value`: what it set. */
  value?: unknown
}

/** One place at which two texts could not be made one without somebody looking at it. */
export interface Conflict {
  id: string
  kind: ConflictKind
  /** The block where it stands; null for a field of meta. */
  block: string | null
  /** The attribute of the block or the field of meta that both set; null where it is about words. */
  field: string | null
  /** What stood there before both. */
  before: string
  mine: ConflictSide
  theirs: ConflictSide
}

/** Whether somebody has to decide. What both did alike is told, and needs nobody. */
export function needsDecision({ kind }: Pick<Conflict, 'kind'>): boolean {
  return kind !== 'same' && kind !== 'count'
}

/** 0 and 1 are the sides in the order in which the merge takes them, which is the same whoever merges. */
export type Hand = 0 | 1

export interface Found {
  kind: ConflictKind
  block?: string | null
  field?: string
  before?: string
  texts?: readonly [string, string]
  values?: readonly [unknown, unknown]
}

/** Collects what a merge has to report, and hands out the ids by which it is found again. */
export class Report {
  readonly conflicts: Conflict[] = []
  readonly #seed: string
  readonly #first: MergeSide
  #number = 0

  /** `seed` is different for every merge of an article; `first` tells whose hand 0 is. */
  constructor(seed: string, first: MergeSide) {
    this.#seed = seed
    this.#first = first
  }

  /** Reports a conflict; gives the ids of its two suggestions. */
  add({ kind, block = null, field, before = '', texts = ['', ''], values }: Found): readonly [string, string] {
    const id = `${this.#seed}-${++this.#number}`
    const ids = [`${id}a`, `${id}b`] as const
    const side = (hand: Hand): ConflictSide => ({
      id: ids[hand],
      text: texts[hand],
      ...(values && { value: values[hand] ?? null })
    })
    const swapped = this.#first === 'theirs'
    this.conflicts.push({
      id,
      kind,
      block,
      field: field ?? null,
      before,
      mine: side(swapped ? 1 : 0),
      theirs: side(swapped ? 0 : 1)
    })
    return ids
  }

  /** An id for a block that stands twice. */
  freshId(): string {
    return `${this.#seed}-n${++this.#number}`
  }
}

/** A number of 53 bits out of a text, as 11 letters (cyrb53): names things, keeps no secret. */
export function shortHash(...texts: string[]): string {
  let [one, other] = [0xdeadbeef, 0x41c6ce57]
  for (const text of texts) {
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      one = Math.imul(one ^ code, 2654435761)
      other = Math.imul(other ^ code, 1597334677)
    }
    one = Math.imul(one ^ 0x1f, 2246822507)
    other = Math.imul(other ^ 0x1f, 3266489909)
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909)
  other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)
  return (4294967296 * (2097151 & other) + (one >>> 0)).toString(36).padStart(11, '0')
}
