import type { Article } from '#shared/article/article.ts'
import type { Decision, SuggestionRow } from '#shared/contract/suggestions.ts'
import { newBlockId } from '#shared/document/attributes.ts'
import { readBody, type Body } from '#shared/document/body.ts'
import { openSuggestions, type OpenSuggestion } from '#shared/document/open-suggestions.ts'
import { hasSuggestions } from '#shared/document/suggestions.ts'
import { suggestOnto } from '#shared/merge/suggest-onto.ts'
import type { Result } from '#shared/result.ts'
import { call } from '#renderer/bridge.ts'
import { preferences } from './preferences.svelte.ts'

/** A suggestion that waits for a decision, with whoever made it. */
export interface ShownSuggestion extends OpenSuggestion {
  author: string
  /** UTC; null until it is stored. */
  at: string | null
  own: boolean
}

export interface Whom {
  id: string
  name: string
}

/** The suggestions of an open article: what stands in the text, whose they are, what this sitting has decided. */
export class ArticleSuggestions {
  readonly #articleId: string
  readonly #me: () => Whom | null
  #open: OpenSuggestion[] = $state.raw([])
  #rows: ReadonlyMap<string, SuggestionRow> = $state.raw(new Map())
  /** Made in this sitting: the core knows them with the next save. */
  readonly #made = new Set<string>()
  readonly #decided = new Map<string, Exclude<Decision, 'withdrawn'>>()
  #asked = 0

  readonly open: ShownSuggestion[] = $derived(this.#open.map((one) => this.#shown(one)))
  readonly count: number = $derived(this.#open.length)

  constructor(articleId: string, me: () => Whom | null) {
    this.#articleId = articleId
    this.#me = me
  }

  /** Takes up what stands in the text by now. Reads all of it: not for every key. */
  read(body: Body): void {
    const open = hasSuggestions(body) ? openSuggestions(body) : []
    if (open.length === 0 && this.#open.length === 0) return
    this.#open = open
    // Undo has brought it back: it waits again.
    for (const { id } of open) this.#decided.delete(id)
    if (open.some(({ id }) => !this.#rows.has(id) && !this.#made.has(id))) void this.refresh()
  }

  /** A save has arrived: the core knows by now what was made here. */
  stored(): void {
    if (this.#open.some(({ id }) => !this.#rows.has(id))) void this.refresh()
  }

  /** Asks the core whose suggestions these are. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked
    const reply = await call('suggestions.list', { articleId: this.#articleId })
    if (reply.ok && asked === this.#asked) this.#rows = new Map(reply.value.map((row) => [row.id, row]))
  }

  /** What is typed here as suggestions on what is stored by now; a failure's message is a sentence. */
  async onto(stored: Article, version: number, mine: () => Article): Promise<Result<Body>> {
    const read = readBody(stored.body, version)
    if (!read.ok) return read
    await this.refresh()
    // Read only now: words that were typed meanwhile are among them.
    return suggestOnto({ ...stored, body: read.value }, mine(), this)
  }

  isOwn(id: string): boolean {
    return this.#made.has(id) || (this.#rows.get(id)?.accountId ?? null) === (this.#me()?.id ?? '')
  }

  newId(): string {
    const id = newBlockId()
    this.#made.add(id)
    return id
  }

  decide(ids: readonly string[], decision: Exclude<Decision, 'withdrawn'>): void {
    for (const id of ids) this.#decided.set(id, decision)
  }

  /** As a save tells it. */
  decided(): { id: string; decision: Exclude<Decision, 'withdrawn'> }[] {
    return [...this.#decided].map(([id, decision]) => ({ id, decision })).slice(-5000)
  }

  #shown(one: OpenSuggestion): ShownSuggestion {
    const row = this.#rows.get(one.id)
    const own = this.isOwn(one.id)
    return { ...one, author: row?.author ?? (own ? (this.#me()?.name ?? '') : 'Somebody'), at: row?.at ?? null, own }
  }
}

const mostKept = 200

/** In which articles this account has left suggest mode on. */
export function keptSuggesting(articleId: string): boolean {
  return preferences.current.suggesting?.includes(articleId) ?? false
}

export function keepSuggesting(articleId: string, on: boolean): void {
  const others = (preferences.current.suggesting ?? []).filter((id) => id !== articleId)
  preferences.change({ suggesting: (on ? [...others, articleId] : others).slice(-mostKept) })
}
