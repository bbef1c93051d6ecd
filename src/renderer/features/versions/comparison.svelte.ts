import type { Article } from '#shared/article/article.ts'
import type { RevisionInfo } from '#shared/article/revision.ts'
import { readBody } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { fail, ok, type Failure, type Result } from '#shared/result.ts'
import { compareArticles, isUnchanged, type Comparison } from '#shared/merge/compare.ts'
import { call } from '#renderer/bridge.ts'
import type { ArticleSession } from '#renderer/state/article-session.svelte.ts'
import { preferences } from '#renderer/state/preferences.svelte.ts'
import { clockText, dayText, kindWords } from './record.ts'

/** The text as this window has it, which is no revision yet. */
export const working = 'working'

export type Layout = 'one' | 'beside'

/** Two texts of one article and what differs, and the place of change that is being looked at. */
export class ComparisonView {
  from = $state('')
  to = $state(working)
  layout: Layout = $state(preferences.current.comparison ?? 'one')
  /** The version that would be restored, when that is what the comparison is for. */
  readonly restoring: RevisionInfo | null
  result: { comparison: Comparison; before: Article; after: Article; unchanged: boolean } | null = $state.raw(null)
  failure: Failure | null = $state.raw(null)
  /** How many places of change the screen shows, and which one is looked at, from 0; -1 is none yet. */
  places = $state(0)
  at = $state(-1)
  /** What changed at that place, for who cannot see it. */
  said = $state('')
  #session: ArticleSession
  #deskNames = $state.raw(new Map<string, string>())
  #asked = 0

  constructor(session: ArticleSession, from: string, to: string, restoring: RevisionInfo | null = null) {
    this.#session = session
    this.from = from
    this.to = to
    this.restoring = restoring
    void this.load()
    void call('desks.list', {}).then((reply) => {
      if (reply.ok) this.#deskNames = new Map(reply.value.map(({ id, name }) => [id, name]))
    })
  }

  deskName(id: string): string {
    return this.#deskNames.get(id) ?? id
  }

  async load(): Promise<void> {
    const asked = ++this.#asked
    this.at = -1
    this.said = ''
    const [before, after] = await Promise.all([this.#read(this.from), this.#read(this.to)])
    if (asked !== this.#asked) return
    if (!before.ok || !after.ok) {
      this.failure = before.ok ? (after.ok ? null : after.error) : before.error
      this.result = null
      return
    }
    this.failure = null
    const comparison = compareArticles(before.value, after.value)
    this.result = { comparison, before: before.value, after: after.value, unchanged: isUnchanged(comparison) }
  }

  swap(): void {
    const { from } = this
    this.from = this.to
    this.to = from
    void this.load()
  }

  choose(layout: Layout): void {
    this.layout = layout
    this.at = -1
    this.said = ''
    preferences.change({ comparison: layout })
  }

  /** Goes to the next place of change or the one before, round and round. */
  step(by: 1 | -1, places: HTMLElement[][]): void {
    this.places = places.length
    if (places.length === 0) return
    this.at = this.at === -1 ? (by === 1 ? 0 : places.length - 1) : (this.at + by + places.length) % places.length
    for (const [index, place] of places.entries())
      for (const element of place) element.toggleAttribute('data-current', index === this.at)
    const place = places[this.at] ?? []
    place[0]?.scrollIntoView({ block: 'center' })
    this.said = place.map(sayChange).join(', ')
  }

  async #read(id: string): Promise<Result<Article>> {
    if (id === working) {
      if (this.#session.raw !== null)
        return fail('damaged', 'The text as it stands cannot be read, so nothing can be compared with it.')
      const body = readBody(this.#session.body(), schemaVersion)
      return body.ok ? ok({ meta: $state.snapshot(this.#session.meta) as Article['meta'], body: body.value }) : body
    }
    const reply = await call('revisions.get', { id })
    if (!reply.ok) return reply
    const body = readBody(reply.value.article.body, reply.value.schemaVersion)
    return body.ok ? ok({ meta: reply.value.article.meta, body: body.value }) : body
  }
}

function sayChange(element: HTMLElement): string {
  const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim()
  const short = text.length > 160 ? `${text.slice(0, 159)}…` : text
  const kind = element.dataset.change ?? ''
  const words: Record<string, string> = {
    inserted: 'Put in',
    deleted: 'Taken out',
    reformatted: 'Set otherwise',
    moved: 'Moved',
    seam: element.title
  }
  return words[kind] ? `${words[kind]}: ${short}` : short
}

/** A version as it stands in a list to choose from: "Today 14:02, Approved, Ruth Okafor". */
export function versionLabel(info: RevisionInfo, approved: boolean, now = new Date()): string {
  const why = approved && info.kind !== 'approved' ? `${kindWords[info.kind]}, approved` : kindWords[info.kind]
  return `${dayText(info.at, now)} ${clockText(info.at)}, ${why}, ${info.authorName}`
}

export interface Shortcut {
  label: string
  from: string
}

/** The questions that are asked most: since the approval, since it was submitted, since I had it last. */
export function shortcutsFor(
  revisions: RevisionInfo[],
  articleHash: string,
  approvals: { revision: string }[],
  history: { type: string; actor?: string; revision: string | null }[],
  accountId: string | null
): Shortcut[] {
  const known = new Map(revisions.map((info) => [info.id, info]))
  const usable = (id: string | null | undefined) =>
    id && known.get(id) && known.get(id)?.articleHash !== articleHash ? id : null
  const approved = usable(approvals.at(-1)?.revision)
  const ownApproval = usable(
    history.findLast(({ type, actor }) => type === 'approve' && actor === accountId && accountId !== null)?.revision
  )
  const submitted = usable(history.find(({ type }) => type === 'submit')?.revision)
  const mine = revisions.find(({ author, articleHash: hash }) => author === accountId && hash !== articleHash)?.id
  return [
    ...(ownApproval ? [{ label: 'Since I approved it', from: ownApproval }] : []),
    ...(approved && approved !== ownApproval ? [{ label: 'Since it was approved', from: approved }] : []),
    ...(submitted && submitted !== approved && submitted !== ownApproval
      ? [{ label: 'Since it was submitted', from: submitted }]
      : []),
    ...(mine && mine !== approved && mine !== submitted && mine !== ownApproval
      ? [{ label: 'Since I had it last', from: mine }]
      : [])
  ]
}
