import type { Credit } from '#shared/article/article.ts'
import type { Person } from '#shared/article/person.ts'
import type { PersonMerge } from '#shared/contract/people.ts'
import { call, on } from '#renderer/bridge.ts'
import type { ArticleSession } from '#renderer/state/article-session.svelte.ts'
import { notifyFailure } from '#renderer/state/notices.svelte.ts'
import {
  changeCredit,
  creditName,
  creditPerson,
  moveCredit,
  placeCredit,
  profileOf,
  recordChanged,
  recordsById,
  removeCredit,
  suggestCredits,
  type Suggestion
} from './credits.ts'

/** The credits of one article as they are worked on, and the people on record whom they can name. */
export class CreditList {
  people = $state.raw<Person[]>([])
  typed = $state('')
  /** Index of the suggestion that Enter takes. */
  active = $state(0)
  /** For those who do not see the list move. */
  said = $state('')
  dragged = $state.raw<string | null>(null)
  #session: () => ArticleSession

  readonly credits: Credit[] = $derived.by(() => this.#session().meta.credits)
  readonly suggestions: Suggestion[] = $derived.by(() => suggestCredits(this.people, this.typed))
  #merges = $state.raw<PersonMerge[]>([])
  #records = $derived.by(() => recordsById(this.people, this.#merges))

  constructor(session: () => ArticleSession) {
    this.#session = session
  }

  /** Reads the people on record, now and whenever they change; returns the way to stop. */
  watch(): () => void {
    const load = async () => {
      const [people, merges] = await Promise.all([call('people.list', {}), call('people.merges', {})])
      if (people.ok) this.people = people.value
      else notifyFailure(people.error)
      if (merges.ok) this.#merges = merges.value
    }
    void load()
    return on('desk.changed', ({ what }) => what === 'people' && void load())
  }

  /** The person's record, where it says something else than the article's copy; else null. */
  changedRecord(credit: Credit): Person | null {
    const person = credit.personId === null ? undefined : this.#records.get(credit.personId)
    return person && recordChanged(credit, person) ? person : null
  }

  add(suggestion: Suggestion | undefined): void {
    if (!suggestion) return
    const credit = suggestion.person ? creditPerson(suggestion.person) : creditName(suggestion.name)
    this.#put([...this.credits, credit])
    this.said = `${credit.profile.name} added.`
    this.typed = ''
    this.active = 0
  }

  change(id: string, change: Partial<Omit<Credit, 'id'>>): void {
    this.#put(changeCredit(this.credits, id, change))
  }

  takeRecord(credit: Credit, person: Person): void {
    this.change(credit.id, { profile: profileOf(person) })
    this.said = `${person.name}: the new record is taken.`
  }

  move(id: string, steps: number): void {
    this.#moved(id, moveCredit(this.credits, id, steps))
  }

  /** Puts the dragged credit where `over` stands. */
  drop(over: string): void {
    if (this.dragged !== null)
      this.#moved(
        this.dragged,
        placeCredit(
          this.credits,
          this.dragged,
          this.credits.findIndex(({ id }) => id === over)
        )
      )
    this.dragged = null
  }

  remove(credit: Credit): void {
    this.#put(removeCredit(this.credits, credit.id))
    this.said = `${credit.profile.name} removed.`
  }

  #moved(id: string, credits: Credit[]): void {
    const at = credits.findIndex((credit) => credit.id === id)
    this.said = `${credits[at]?.profile.name ?? ''}, ${at + 1} of ${credits.length}.`
    if (credits !== this.credits) this.#put(credits)
  }

  #put(credits: Credit[]): void {
    this.#session().changeMeta({ credits })
  }
}
