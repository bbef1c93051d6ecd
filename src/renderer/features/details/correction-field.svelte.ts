import type { Article, CorrectionNote } from '#shared/article/article.ts'
import { readBody } from '#shared/document/body.ts'
import { fail, type Failure } from '#shared/result.ts'
import { proposeCorrection } from '#shared/merge/correction-note.ts'
import { call } from '#renderer/bridge.ts'
import type { ArticleSession } from '#renderer/state/article-session.svelte.ts'

/** The note of the correction that is open: the last of the article's notes, once a word of it is there. */
export class CorrectionField {
  busy = $state(false)
  #session: () => ArticleSession

  constructor(session: () => ArticleSession) {
    this.#session = session
  }

  /** How many notes belong to corrections that have gone out. */
  get #before(): number {
    const { meta, info } = this.#session()
    return info.standing.correcting?.notes ?? meta.corrections?.length ?? 0
  }

  /** Notes that have gone out; they are changed no more. */
  get printed(): CorrectionNote[] {
    return this.#session().meta.corrections?.slice(0, this.#before) ?? []
  }

  get text(): string {
    return this.#session().meta.corrections?.[this.#before]?.text ?? ''
  }

  set text(text: string) {
    const begun = this.#session().meta.corrections?.[this.#before]?.at
    const own = text.trim() === '' ? [] : [{ at: begun ?? new Date().toISOString(), text }]
    const corrections = [...this.printed, ...own]
    this.#session().changeMeta({ corrections: corrections.length > 0 ? corrections : undefined })
  }

  /** Puts in what differs from the published text, to be rewritten; the failure where that cannot be told. */
  async propose(): Promise<Failure | null> {
    const session = this.#session()
    const { correcting } = session.info.standing
    if (!correcting || this.busy) return null
    this.busy = true
    const published = await call('revisions.get', { id: correcting.revision })
    this.busy = false
    if (!published.ok) return published.error
    const body = readBody(published.value.article.body, published.value.schemaVersion)
    if (!body.ok) return body.error
    const before: Article = { meta: published.value.article.meta, body: body.value }
    const note = proposeCorrection(before, { meta: session.meta, body: session.body() })
    if (note === '') {
      const none = fail('refused', 'No sentence differs from what was published yet. Correct the text first.')
      return none.ok ? null : none.error
    }
    this.text = note
    return null
  }
}
