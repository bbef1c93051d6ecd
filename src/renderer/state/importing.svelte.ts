import { guessFields, type ImportGuess } from '#shared/article/imported.ts'
import {
  importFileLimit,
  type AcceptReply,
  type ImportedArticle,
  type ImportPreview,
  type ImportReport
} from '#shared/contract/imports.ts'
import { takeGuesses } from '#shared/article/guesses.ts'
import type { Body } from '#shared/document/body.ts'
import { fail, type Result } from '#shared/result.ts'
import { call, on } from '#renderer/bridge.ts'

/** A guess as the person has it now: taken or not, with the words as they mended them. */
export interface Choice {
  taken: boolean
  values: Record<string, string>
}

/** One import in this window: files sent and read, the report looked at, articles taken. Nothing is stored before. */
export class Importing {
  open = $state(false)
  report = $state.raw<ImportReport | null>(null)
  /** Files on their way to the core. */
  sent = $state({ done: 0, total: 0 })
  failure = $state('')
  /** Why an article was not taken, by item. */
  refused = $state.raw<Record<string, string>>({})
  /** The article that is looked at. */
  item = $state<string | null>(null)
  preview = $state.raw<ImportPreview | null>(null)
  accepting = $state(false)
  choices = $state<Record<string, Record<string, Choice>>>({})

  readonly article: ImportedArticle | null = $derived(
    this.report?.articles.find(({ item }) => item === this.item) ?? null
  )
  readonly waiting: ImportedArticle[] = $derived(
    this.report?.articles.filter(({ articleId }) => articleId === null) ?? []
  )
  readonly reading: boolean = $derived(this.sent.done < this.sent.total || (this.report?.running ?? false))
  /** The text as it would be with the guesses that are ticked. */
  readonly body: Body | null = $derived.by(() => {
    if (!this.preview || !this.article) return null
    const { meta, body } = this.preview
    return takeGuesses({ meta, body, times: this.article.times }, this.#confirmed(this.article)).body
  })

  #choose: (() => void) | null = null
  #job: string | null = null
  #stopped = false

  /** Sends the files and has them read; what was open before is forgotten. */
  async begin(files: Iterable<File>): Promise<void> {
    const list = [...files]
    if (list.length === 0) return
    await this.discard()
    this.open = true
    this.#stopped = false
    this.sent = { done: 0, total: list.length }
    const begun = await call('imports.begin', {})
    if (!begun.ok) return this.#fail(begun.error.message)
    this.#job = begun.value.job
    for (const file of list) {
      if (this.#stopped || this.#job !== begun.value.job) return
      const given = await this.#give(begun.value.job, file)
      if (!given.ok) this.failure = [this.failure, `${file.name}: ${given.error.message}`].filter(Boolean).join(' ')
      this.sent = { done: this.sent.done + 1, total: list.length }
    }
    this.#take(await call('imports.read', { job: begun.value.job }))
  }

  async #give(job: string, file: File): Promise<Result<null>> {
    if (file.size > importFileLimit) return fail('too-large', 'It is larger than 64 MB, and is not read.')
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      return await call('imports.give', { job, name: (file.webkitRelativePath || file.name).slice(-500), bytes })
    } catch {
      return fail('not-found', 'It cannot be read from where it lies.')
    }
  }

  /** Asks for files, where the window has a place to ask. */
  choose(): void {
    this.#choose?.()
  }

  /** Gives the way to ask for files; returns the way to take it back. */
  chooseBy(choose: () => void): () => void {
    this.#choose = choose
    return () => (this.#choose = null)
  }

  /** Follows what the core tells; returns the way to stop. */
  follow(): () => void {
    return on('import.changed', ({ job }) => {
      if (job === this.#job) void this.#refresh(job)
    })
  }

  async #refresh(job: string): Promise<void> {
    this.#take(await call('imports.report', { job }))
  }

  #take(result: Result<ImportReport>): void {
    if (!result.ok) return this.#fail(result.error.message)
    if (result.value.job !== this.#job) return
    this.report = result.value
    for (const { item, guesses } of result.value.articles)
      this.choices[item] ??= Object.fromEntries(
        guesses.map(({ id, values }) => [id, { taken: true, values: { ...values } }])
      )
    if (this.item === null && result.value.articles[0]) void this.look(result.value.articles[0].item)
  }

  async look(item: string): Promise<void> {
    this.item = item
    this.preview = null
    if (!this.#job) return
    const read = await call('imports.preview', { job: this.#job, item })
    if (this.item === item && read.ok) this.preview = read.value
  }

  async cancel(): Promise<void> {
    this.#stopped = true
    this.sent = { done: this.sent.total, total: this.sent.total }
    if (this.#job) this.#take(await call('imports.cancel', { job: this.#job }))
  }

  /** Makes drafts of these; gives the ids of the articles that were made. */
  async accept(articles: ImportedArticle[]): Promise<string[]> {
    if (!this.#job || this.accepting) return []
    this.accepting = true
    const job = this.#job
    const reply: Result<AcceptReply> = await call('imports.accept', {
      job,
      articles: articles.map((article) => ({
        item: article.item,
        guesses: this.#confirmed(article).map(({ id, values }) => ({ id, values }))
      }))
    })
    this.accepting = false
    if (!reply.ok) {
      this.#fail(reply.error.message)
      return []
    }
    this.refused = Object.fromEntries(reply.value.refused.map(({ item, message }) => [item, message]))
    await this.#refresh(job)
    return reply.value.made.map(({ articleId }) => articleId)
  }

  /** Forgets everything that was read and not taken. */
  async discard(): Promise<void> {
    const job = this.#job
    this.#job = null
    this.#stopped = true
    this.report = null
    this.preview = null
    this.item = null
    this.failure = ''
    this.refused = {}
    this.choices = {}
    this.sent = { done: 0, total: 0 }
    if (job) await call('imports.discard', { job })
  }

  #confirmed({ item, guesses }: ImportedArticle): ImportGuess[] {
    return guesses.flatMap((guess) => {
      const choice = this.choices[item]?.[guess.id]
      return choice?.taken ? [{ ...guess, values: { ...$state.snapshot(choice.values) } }] : []
    })
  }

  #fail(message: string): void {
    this.failure = message
  }
}

/** The fields of a guess with their labels, in order. */
export function fieldsOf({ kind, values }: ImportGuess): { name: string; label: string; long: boolean }[] {
  return Object.entries(guessFields[kind]).flatMap(([name, label]) => {
    // Empty parts of a byline are not asked for.
    if (kind === 'byline' && name !== 'names' && !values[name]) return []
    return [
      { name, label, long: name === 'biography' || name === 'caption' || name === 'standfirst' || name === 'topics' }
    ]
  })
}

export const importing = new Importing()
