import { emptyProfile, type MergeChoice, type Person } from '#shared/article/person.ts'
import type { PersonMerge } from '#shared/contract/people.ts'
import { pictureLimit } from '#shared/contract/media.ts'
import type { Failure } from '#shared/result.ts'
import { call, on } from '#renderer/bridge.ts'
import { notify, notifyFailure } from '#renderer/state/notices.svelte.ts'
import { workspace } from '#renderer/state/workspace.svelte.ts'
import { cleanRecord, findPeople, mayKeep, personProblems, sameRecord, type PersonDraft } from './records.ts'

export type LeaveAnswer = 'save' | 'discard' | 'stay'

/** The people on record, the one who is open, and what has been changed about them and not saved. */
export class PeopleDesk {
  people = $state.raw<Person[] | null>(null)
  failure = $state.raw<Failure | null>(null)
  query = $state('')
  draft = $state.raw<PersonDraft | null>(null)
  saving = $state(false)
  /** The open record is being changed, not read. */
  editing = $state(false)
  merges = $state.raw<PersonMerge[]>([])
  /** Problems are shown once the person has tried to save. */
  tried = $state(false)
  /** The leave question, while it waits for its answer. */
  asking = $state.raw<((answer: LeaveAnswer) => void) | null>(null)
  /** What the open record was when its draft was made. */
  #base: PersonDraft | null = null

  readonly shown: Person[] = $derived.by(() => findPeople(this.people ?? [], this.query))
  readonly admin: boolean = $derived(workspace.account?.role === 'admin')
  /** The record that is open, as it is stored. */
  readonly opened: Person | null = $derived.by(() => this.people?.find(({ id }) => id === this.draft?.id) ?? null)
  readonly dirty: boolean = $derived.by(
    () => this.draft !== null && this.#base !== null && !sameRecord(this.draft, this.#base)
  )
  readonly problems = $derived.by(() => (this.draft ? personProblems(this.draft) : {}))
  readonly editable: boolean = $derived.by(
    () => this.draft !== null && workspace.account !== null && mayKeep(workspace.account, this.draft.id)
  )

  /** Reads the people, now and whenever they change, and asks before unsaved changes are left. */
  watch(): () => void {
    void this.load()
    const stops = [
      on('desk.changed', ({ what }) => what === 'people' && void this.load()),
      // A window that closes is asked about by main; only here can the question be put in words.
      workspace.onLeave((how) => (how === 'close' ? Promise.resolve(!this.dirty) : this.mayLeave()))
    ]
    return () => stops.forEach((stop) => stop())
  }

  async load(): Promise<void> {
    const [result, merges] = await Promise.all([call('people.list', {}), call('people.merges', {})])
    if (merges.ok) this.merges = merges.value
    this.failure = result.ok ? null : result.error
    if (!result.ok) return
    this.people = result.value
    const fresh = this.people.find(({ id }) => id === this.draft?.id)
    if (fresh && !this.dirty) this.#show(fresh, this.editing)
    if (this.draft === null) {
      const own = this.people.find(({ id }) => id === workspace.account?.personId)
      if (own) this.#show(own)
    }
  }

  async open(person: Person): Promise<void> {
    if (person.id !== this.draft?.id && (await this.mayLeave())) this.#show(person)
  }

  async add(): Promise<void> {
    if (await this.mayLeave()) this.#show({ ...emptyProfile, id: null, kind: 'person', email: '' }, true)
  }

  change(part: Partial<PersonDraft>): void {
    if (this.draft) this.draft = { ...this.draft, ...part }
  }

  /** Resolves to whether the draft is saved. */
  async save(): Promise<boolean> {
    const draft = this.draft
    if (!draft || this.saving) return false
    this.tried = true
    if (Object.keys(this.problems).length > 0) return false
    this.saving = true
    const result = await call('people.save', cleanRecord(draft))
    this.saving = false
    if (!result.ok) {
      notifyFailure(result.error)
      return false
    }
    this.#show(result.value)
    notify(`${result.value.name} is saved.`)
    await this.load()
    return true
  }

  discard(): void {
    const kept = this.people?.find(({ id }) => id === this.draft?.id)
    if (kept) this.#show(kept)
    else {
      this.draft = null
      this.editing = false
    }
  }

  /** Unsaved changes are saved, discarded or stayed with, as the person says. */
  async mayLeave(): Promise<boolean> {
    if (!this.dirty) return true
    this.asking?.('stay')
    const answer = await new Promise<LeaveAnswer>((resolve) => (this.asking = resolve))
    this.asking = null
    if (answer === 'save') return this.save()
    if (answer === 'discard') this.discard()
    return answer === 'discard'
  }

  async takePortrait(file: File): Promise<void> {
    if (file.size > pictureLimit) return void notify('The picture is too large: at most 120 MB are taken in.')
    const draft = this.draft
    const result = await call('media.add', { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
    if (!result.ok) return void notifyFailure(result.error)
    if (this.draft?.id === draft?.id) this.change({ portrait: result.value.hash })
  }

  /** Opens the record that the merged one has become part of. */
  async merge(keptId: string, mergedId: string, choice: MergeChoice): Promise<boolean> {
    const result = await call('people.merge', { keptId, mergedId, choice })
    if (!result.ok) return (notifyFailure(result.error), false)
    const { id, mergedName, keptName } = result.value
    await this.load()
    const kept = this.people?.find((person) => person.id === keptId)
    if (kept) this.#show(kept)
    notify(`The record of ${mergedName} is part of ${keptName}’s now.`, {
      action: { label: 'Undo', run: () => void this.unmerge(id) }
    })
    return true
  }

  async unmerge(id: string): Promise<void> {
    const result = await call('people.unmerge', { id })
    if (!result.ok) return void notifyFailure(result.error)
    await this.load()
    notify(
      result.value.restored
        ? 'The two records are apart again, as they were.'
        : 'The two records are apart again. The one that was kept has been changed since and stays as it is.'
    )
  }

  #show(person: PersonDraft, editing = false): void {
    this.#base = person
    this.draft = person
    this.tried = false
    this.editing = editing
  }
}
