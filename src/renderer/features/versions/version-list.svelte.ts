import type { Article } from '#shared/article/article.ts'
import { signOffOf, signOffText } from '#shared/article/sign-off.ts'
import type { RevisionInfo } from '#shared/article/revision.ts'
import type { HistoryLine } from '#shared/contract/workflow.ts'
import { readBody, type Body } from '#shared/document/body.ts'
import type { Failure } from '#shared/result.ts'
import { call, on } from '#renderer/bridge.ts'
import type { ArticleSession } from '#renderer/state/article-session.svelte.ts'
import { notify, notifyFailure } from '#renderer/state/notices.svelte.ts'
import { workspace } from '#renderer/state/workspace.svelte.ts'
import { ComparisonView, shortcutsFor, working } from './comparison.svelte.ts'
import { marksOf } from './marks.ts'
import { byDay, filtered, timeline, type VersionFilter } from './record.ts'

/** One version opened for reading. */
export interface OpenVersion {
  info: RevisionInfo
  meta: Article['meta']
  body: Body
}

/** The versions and the record of one article, and the version that is being read. */
export class VersionList {
  revisions = $state.raw<RevisionInfo[] | null>(null)
  history = $state.raw<HistoryLine[]>([])
  failure = $state.raw<Failure | null>(null)
  reading = $state.raw<OpenVersion | null>(null)
  comparing = $state.raw<ComparisonView | null>(null)
  restoring = $state(false)
  filter = $state<VersionFilter>('all')
  /** The version that is being named, and the name it has; `id` is null for what stands now. */
  naming = $state.raw<{ id: string | null; name: string } | null>(null)
  #session: () => ArticleSession
  #asked = 0

  readonly days = $derived.by(() => {
    const { info } = this.#session()
    const entries = timeline(this.revisions ?? [], this.history, info.articleHash, info.standing.approvals, info.names)
    return byDay(filtered(entries, this.filter))
  })

  readonly shortcuts = $derived.by(() => {
    const { info } = this.#session()
    return shortcutsFor(
      this.revisions ?? [],
      info.articleHash,
      info.standing.approvals,
      this.history,
      workspace.account?.id ?? null
    )
  })

  readonly signOff: string = $derived.by(() => {
    const names = new Map(this.history.map(({ actor, actorName }) => [actor, actorName]))
    return signOffText(signOffOf(this.history), (actor) => names.get(actor) || 'Somebody')
  })

  constructor(session: () => ArticleSession) {
    this.#session = session
  }

  /** Reads the lists, now and whenever more than the text changes: a save makes no version. Returns the way to stop. */
  watch(): () => void {
    void this.load()
    return on(
      'article.changed',
      ({ articleId, session }) => articleId === this.#session().id && session === null && void this.load()
    )
  }

  async load(): Promise<void> {
    const asked = ++this.#asked
    const articleId = this.#session().id
    const [revisions, history] = await Promise.all([
      call('revisions.list', { articleId }),
      call('workflow.history', { articleId })
    ])
    if (asked !== this.#asked) return
    if (revisions.ok) this.revisions = revisions.value
    if (history.ok) this.history = history.value
    this.failure = revisions.ok ? (history.ok ? null : history.error) : revisions.error
  }

  async read(id: string): Promise<void> {
    const result = await call('revisions.get', { id })
    if (!result.ok) return void notifyFailure(result.error)
    const { info, article, schemaVersion } = result.value
    const body = readBody(article.body, schemaVersion)
    if (body.ok) this.reading = { info, meta: article.meta, body: body.value }
    else notifyFailure(body.error)
  }

  /** Shows what changed from one text to another; `working` is what stands now. */
  compare(from: string, to: string = working): void {
    this.comparing = new ComparisonView(this.#session(), from, to)
  }

  /** Shows what a version changed: itself against the one before it. */
  compareWithBefore(id: string): void {
    const before = this.before(id)
    if (before !== null) this.compare(before, id)
  }

  isApproved(id: string): boolean {
    return this.#session().info.standing.approvals.some(({ revision }) => revision === id)
  }

  /** What stands now against the newest version with other words, or the two newest. */
  compareLatest(): void {
    const { articleHash } = this.#session().info
    const from = this.revisions?.find((info) => info.articleHash !== articleHash) ?? this.revisions?.[0]
    if (from) this.compare(from.id)
  }

  /** The version that came before, or null for the first. */
  before(id: string): string | null {
    const at = this.revisions?.findIndex((info) => info.id === id) ?? -1
    return at < 0 ? null : (this.revisions?.[at + 1]?.id ?? null)
  }

  /** Asks for the name of a version; without `id`, of what stands now, which becomes a version. */
  askName(id: string | null): void {
    const marks = id === null ? [] : marksOf(this.history.filter(({ revision }) => revision === id))
    // One dialog at a time.
    this.reading = null
    this.naming = { id, name: marks.find(({ kind }) => kind === 'named')?.text ?? '' }
  }

  async giveName(name: string): Promise<void> {
    const session = this.#session()
    const asked = this.naming
    if (!asked) return
    if (asked.id === null) {
      const stored = await session.flush()
      if (!stored.ok) return void notifyFailure(stored.error)
    }
    const done = await call('revisions.name', { articleId: session.id, id: asked.id, name })
    if (!done.ok) return void notifyFailure(done.error)
    this.naming = null
    await this.load()
  }

  /** Shows what restoring a version would change, before anything is. */
  proposeRestore(info: RevisionInfo): void {
    this.reading = null
    this.comparing = new ComparisonView(this.#session(), working, info.id, info)
  }

  /** Makes `info` the present text. What this window has is stored first, and main keeps it as a version of its own. */
  async restore(info: RevisionInfo): Promise<void> {
    const session = this.#session()
    this.restoring = true
    try {
      const stored = await session.flush()
      if (!stored.ok)
        return void notifyFailure({
          ...stored.error,
          message: `Nothing was restored, because the newest words are not stored. ${stored.error.message}`
        })
      const result = await call('revisions.restore', { articleId: session.id, id: info.id })
      if (!result.ok) return void notifyFailure(result.error)
      await session.reload()
      this.reading = null
      this.comparing = null
      notify('The version is restored. What stood before is kept as a version.')
    } finally {
      this.restoring = false
    }
  }
}
