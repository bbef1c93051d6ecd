import type { OpenConflict } from '#shared/contract/conflicts.ts'
import { decideConflict, type Decision } from '#shared/merge/resolve.ts'
import type { Article } from '#shared/article/article.ts'
import { ok, type Result } from '#shared/result.ts'
import { call } from '#renderer/bridge.ts'
import type { ArticleSession } from '#renderer/state/article-session.svelte.ts'

/** The places at which two people wrote and nobody has chosen yet, and which of them is looked at. */
export class Conflicts {
  list: OpenConflict[] = $state.raw([])
  at = $state(0)
  busy = $state(false)
  readonly shown: OpenConflict | null = $derived(this.list[this.at] ?? null)
  readonly #session: ArticleSession

  constructor(session: ArticleSession) {
    this.#session = session
  }

  async load(): Promise<void> {
    const reply = await call('conflicts.list', { articleId: this.#session.id })
    if (!reply.ok) return
    this.list = reply.value
    this.at = Math.min(this.at, Math.max(0, this.list.length - 1))
  }

  /** Goes to the next place, or back, and shows it on the page. */
  step(by: 1 | -1): void {
    if (this.list.length === 0) return
    this.at = (this.at + by + this.list.length) % this.list.length
    this.show()
  }

  show(): void {
    const place = this.shown?.block ?? this.shown?.field
    if (place) this.#session.reveal(place)
  }

  /** Decides the one that is shown: the text changes as if it had been typed, and can be undone. */
  decide(decision: Decision): Promise<Result<unknown>> {
    const conflict = this.shown
    return this.#alone(async () => {
      if (!conflict) return ok(null)
      const article: Article = { meta: this.#session.meta, body: this.#session.body() }
      this.#session.rewrite(decideConflict(article, conflict, decision))
      const stored = await this.#session.flush()
      if (!stored.ok) return stored
      return call('conflicts.decide', { articleId: this.#session.id, id: conflict.id, decision })
    })
  }

  /** Everything as it stood before the other side came in; that side stays under Versions. */
  undoMerge(): Promise<Result<unknown>> {
    const conflict = this.shown
    return this.#alone(async () => {
      if (!conflict) return ok(null)
      const stored = await this.#session.flush()
      if (!stored.ok) return stored
      const undone = await call('conflicts.undoMerge', { articleId: this.#session.id, revision: conflict.revision })
      return undone.ok ? this.#session.reload() : undone
    })
  }

  async #alone(act: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
    if (this.busy) return ok(null)
    this.busy = true
    const reply = await act()
    this.busy = false
    if (reply.ok) {
      await this.load()
      this.show()
    }
    return reply
  }
}

/** What one side did at a place, after its name. */
export function sideWords(conflict: OpenConflict, side: 'mine' | 'theirs'): string {
  const { text, value } = conflict[side]
  const said = text || (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
  const short = said.length > 160 ? `${said.slice(0, 159).trimEnd()}…` : said
  if (short !== '') return conflict.kind === 'structure' ? `made something else of “${short}”` : `“${short}”`
  return conflict.kind === 'value' ? 'something else' : 'took it out'
}

/** What the places are, in a line. */
export function countWords(count: number): string {
  return count === 1 ? '1 place where both wrote' : `${count} places where both wrote`
}
