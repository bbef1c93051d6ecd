import {
  mergeRecords,
  proposeMerge,
  type MergeChoice,
  type MergeField,
  type MergeSide,
  type Person
} from '#shared/article/person.ts'
import { differing, mergeCandidates } from './records.ts'

/** Two records that are to become one: who the other is, and which parts are kept. */
export class MergeForm {
  query = $state('')
  other = $state.raw<Person | null>(null)
  choice = $state.raw<MergeChoice>({})
  #people: () => Person[]
  #person: () => Person

  readonly candidates: Person[] = $derived.by(() => mergeCandidates(this.#people(), this.#person(), this.query))
  readonly fields: MergeField[] = $derived.by(() => (this.other ? differing(this.#person(), this.other) : []))
  readonly result: Person = $derived.by(() =>
    this.other ? mergeRecords(this.#person(), this.other, this.choice) : this.#person()
  )

  constructor(people: () => Person[], person: () => Person) {
    this.#people = people
    this.#person = person
  }

  choose(other: Person): void {
    this.other = other
    this.choice = proposeMerge(this.#person(), other)
  }

  take(field: MergeField, side: MergeSide): void {
    this.choice = { ...this.choice, [field]: side }
  }

  sideOf(field: MergeField): MergeSide {
    return this.choice[field] ?? 'kept'
  }
}
