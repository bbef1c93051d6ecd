import type { Article, Meta } from '#shared/article/article.ts'
import type { TextChange, TextRange } from '#shared/article/checks/check.ts'
import { approvalsOf, isStale } from '#shared/article/standing.ts'
import type { Move } from '#shared/article/workflow.ts'
import type { ArticleInfo, OpenedArticle, Receipt } from '#shared/contract/articles.ts'
import { readBody, type Body } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { readingMinutes } from '#shared/document/text.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { call, on } from '#renderer/bridge.ts'
import { Autosave, type Attempt, type Saving, type Snapshot } from './autosave.ts'
import { ArticleSuggestions, keepSuggesting, keptSuggesting } from './article-suggestions.svelte.ts'
import { copyWords, hasText } from './copy-words.ts'
import { notify } from './notices.svelte.ts'
import { saveOf, shelf } from './resending.ts'
import { holdSitting } from './sitting-locks.ts'
import { forget, keepNow, type Unacknowledged } from './unacknowledged.ts'
import { workspace } from './workspace.svelte.ts'

/** What the editor lends to the session while it is on the screen. */
export interface EditorPort {
  body(): Body
  /** Puts another text in its place. What came from the core begins a history of its own. */
  replace(body: Body, undoable: boolean): void
  /** Makes the text this one, changing no more than differs: caret, scroll and history stay. As typed, or as stored. */
  patch(body: Body, undoable: boolean): void
  /** Scrolls to a block and puts the caret there, or selects a part of its text; false when there is no such block. */
  reveal(blockId: string, range?: TextRange): boolean
  /** Puts words in the place of others as one step of the history; false when any of them reads otherwise by now. */
  change(changes: readonly TextChange[]): boolean
  /** Settles suggestions as one step of the history; the sentence that says why not, or null. */
  decide(ids: readonly string[], verdict: 'accept' | 'reject'): string | null
  revealSuggestion(id: string): void
  /** Changes meta as a step of the editor's own history; the step comes back through `applyMeta`. */
  changeMeta(before: Partial<Meta>, after: Partial<Meta>): void
}

/** Milliseconds without typing after which the core is asked to cut a revision. */
const idleTime = 30_000
const infoPause = 400
const countPause = 400

/** One article open in this window: its text's way to the core, and what the core says of it. */
export class ArticleSession {
  readonly id: string
  /** Deep, so that a save that changes its hash alone draws nothing that shows the rest. */
  info: ArticleInfo = $state() as ArticleInfo
  meta: Meta = $state.raw() as Meta
  saving: Saving = $state.raw() as Saving
  /** A stored body that does not check: shown as it is, never saved from. */
  raw: unknown | null = $state.raw(null)
  /** Why `raw` is raw. */
  rawReason = $state('')
  words = $state(0)
  minutes = $state(1)
  /** The sentence of a conflict that waits for the person's choice, or null. */
  conflict: string | null = $state(null)
  /** Words of an earlier sitting that are not in the article: set aside, and offered. */
  offered: Unacknowledged | null = $state.raw(null)
  /** Whether the text can be changed here: as one likes, or by suggestions alone. */
  readonly writable: boolean = $derived(this.raw === null && (this.info.readOnly === null || this.info.suggestOnly))
  /** Whether the person has turned suggest mode on here. */
  suggestMode = $state(false)
  /** Whether what is typed becomes a suggestion. */
  readonly suggesting: boolean = $derived(this.writable && (this.info.suggestOnly || this.suggestMode))
  /** Whether the article can be changed as one likes: its details too. */
  readonly editable: boolean = $derived(this.raw === null && this.info.readOnly === null && !this.suggesting)
  /** Whether this person decides on what was suggested. */
  readonly mayDecide: boolean = $derived(this.raw === null && this.info.readOnly === null)
  readonly suggestions: ArticleSuggestions

  /** Counts what came from other windows: who shows conflicts asks for them anew. */
  merges = $state(0)

  /** The revision since which somebody asked to see what changed; the versions take it up. */
  wantedChanges: string | null = $state(null)

  /** Two versions of which somebody asked to see what changed from one to the other; the versions take it up. */
  wantedComparison: { from: string; to: string } | null = $state.raw(null)

  /** The version that somebody asked to read; the versions take it up. */
  wantedVersion: string | null = $state(null)

  /** Called for places outside the text: `meta.<key>`, `panel.<name>`. */
  onReveal: (place: string) => void = () => {}

  #session: string
  #schemaVersion: number
  #storedHash: string
  #body: Body
  #port: EditorPort | null = null
  #autosave: Autosave
  #loadedText = false
  #settleDue = false
  #closed = false
  #idle: ReturnType<typeof setTimeout> | undefined
  #typedAt = 0
  #counting: ReturnType<typeof setTimeout> | undefined
  /** Meta has changed since the core was last asked what may be done here. */
  #metaDue = false
  #infoTimer: ReturnType<typeof setTimeout> | undefined
  #endHold: () => void
  #stops: (() => void)[] = []

  constructor(opened: OpenedArticle) {
    this.id = opened.info.id
    this.suggestions = new ArticleSuggestions(this.id, () => workspace.account)
    this.suggestMode = keptSuggesting(this.id)
    this.info = opened.info
    this.#session = opened.session
    this.#schemaVersion = opened.schemaVersion
    this.#storedHash = opened.info.articleHash
    this.meta = opened.article.meta
    this.#body = this.#read(opened)
    this.saving = { kind: 'stored', at: opened.storedAt }
    this.#autosave = new Autosave(
      {
        snapshot: () => this.#snapshot(),
        send: (attempt) => call('articles.save', saveOf(this.#unacknowledged(attempt))),
        keep: (attempt) => void shelf.put(this.#unacknowledged(attempt)).catch(() => {}),
        release: (seq) => void forget(shelf, localStorage, this.#session, seq).catch(() => {}),
        report: (saving) => (this.saving = saving),
        acknowledged: (receipt) => this.#acknowledged(receipt),
        merged: (receipt) => this.#takeMerged(receipt),
        conflicted: (failure) => (this.conflict = failure.message)
      },
      opened
    )
    this.#endHold = holdSitting(this.#session)
    this.#count()
    this.#listen()
  }

  /** The body as it stands now. Serialises: not for every key. */
  body(): Body {
    return this.#port ? this.#port.body() : this.#body
  }

  /** The whole article as it stands in this window, stored or not. */
  copy(): Article {
    return { meta: $state.snapshot(this.meta) as Meta, body: this.body() }
  }

  /** Changes some of meta: undone with the text where the editor is open, stored like every word. */
  changeMeta(patch: Partial<Meta>): void {
    if (!this.editable) return
    const keys = (Object.keys(patch) as (keyof Meta)[]).filter(
      (key) => JSON.stringify(patch[key]) !== JSON.stringify(this.meta[key])
    )
    if (keys.length === 0) return
    const pick = (meta: Partial<Meta>) => Object.fromEntries(keys.map((key) => [key, meta[key]])) as Partial<Meta>
    if (this.#port) this.#port.changeMeta(pick(this.meta), pick(patch))
    else this.applyMeta(pick(patch))
  }

  /** For the editor: a step of its history has changed meta. */
  applyMeta(patch: Partial<Meta>): void {
    this.meta = { ...this.meta, ...patch }
    this.#metaDue = true
    if (patch.language) this.#countSoon()
    this.textChanged()
  }

  /** For the editor: the text has changed. Touches nothing that the screen shows. */
  textChanged(): void {
    if (!this.writable) return
    this.#autosave.changed()
    this.#settleDue = true
    this.#countSoon()
    this.#typedAt = Date.now()
    this.#idle ??= setTimeout(() => this.#settleWhenIdle(), idleTime)
  }

  /** The editor takes the text over; returns the way to hand it back. */
  attach(port: EditorPort): () => void {
    this.#port = port
    return () => {
      if (this.#port !== port) return
      this.#body = port.body()
      this.#port = null
    }
  }

  flush(): Promise<Result<null>> {
    return this.#autosave.flush()
  }

  retry(): void {
    this.#autosave.retry()
  }

  async move(move: Move, reason?: string): Promise<Result<ArticleInfo>> {
    if (this.raw === null) {
      const stored = await this.flush()
      if (!stored.ok) return stored
    }
    const reply = await call('workflow.move', {
      articleId: this.id,
      move,
      articleHash: this.#storedHash,
      ...(reason ? { reason } : {})
    })
    if (reply.ok) this.info = reply.value
    else if (reply.error.code === 'conflict') void this.#refreshInfo()
    return reply
  }

  /** Reads the article anew from the core: after a restore, or to take another window's text. */
  async reload(): Promise<Result<null>> {
    const opened = await call('articles.open', { id: this.id })
    if (!opened.ok) return opened
    this.#show(opened.value)
    return ok(null)
  }

  /** Another window's text takes the place of this one's. */
  #show(opened: OpenedArticle): void {
    this.#take(opened)
    this.#body = this.#read(opened)
    this.meta = opened.article.meta
    if (this.raw === null) this.#port?.replace(this.#body, false)
    this.#autosave.reset(opened)
    this.conflict = null
    this.#count()
  }

  /** Answers a conflict: this window's text goes on top of the other one; as suggestions, of who may only suggest. */
  async keepMine(): Promise<Result<null>> {
    const opened = await call('articles.open', { id: this.id })
    if (!opened.ok) return opened
    const { info, article, schemaVersion: version } = opened.value
    if (info.readOnly !== null && !info.suggestOnly) return fail('not-allowed', info.readOnly)
    if (info.suggestOnly) {
      const body = await this.suggestions.onto(article, version, () => ({ meta: this.meta, body: this.body() }))
      if (!body.ok) return body
      this.#patch({ meta: article.meta, body: body.value }, schemaVersion)
    }
    await forget(shelf, localStorage, this.#session, Number.MAX_SAFE_INTEGER)
    this.#take(opened.value)
    this.conflict = null
    this.#autosave.rebase(opened.value.version)
    return this.flush()
  }

  /** Puts the offered words of an earlier sitting into the article, as if they had been typed. */
  async takeOffered(): Promise<void> {
    const record = this.offered
    if (!record || !this.editable) return
    const body = readBody(record.article.body, record.schemaVersion)
    if (!body.ok) return
    this.#body = body.value
    this.#port?.replace(body.value, true)
    this.changeMeta(record.article.meta)
    this.textChanged()
    const stored = await this.flush()
    if (stored.ok) await this.leaveOffered()
  }

  async leaveOffered(): Promise<void> {
    const record = this.offered
    this.offered = null
    if (record) await forget(shelf, localStorage, record.session, record.seq)
  }

  /** Leads to a place that a reason names: a block id, `meta.<key>`, `panel.<name>`; within a block to some of its text. */
  reveal(place: string, range?: TextRange): void {
    if (/^(meta|panel)\./.test(place) || !this.#port?.reveal(place, range)) this.onReveal(place)
  }

  /** Puts words in the place of others, undone in one step; false when the text has changed meanwhile or may not be edited. */
  changeText(changes: readonly TextChange[]): boolean {
    return this.writable && (this.#port?.change(changes) ?? false)
  }

  setSuggestMode(on: boolean): void {
    this.suggestMode = on
    keepSuggesting(this.id, on)
  }

  /** Accepts or rejects suggestions, undone in one step. Who may only suggest withdraws their own. */
  decide(ids: readonly string[], decision: 'accepted' | 'rejected'): void {
    const own = this.mayDecide ? ids : ids.filter((id) => decision === 'rejected' && this.suggestions.isOwn(id))
    if (!this.writable || own.length === 0 || !this.#port) return
    const refused = this.#port.decide(own, decision === 'accepted' ? 'accept' : 'reject')
    if (refused !== null) return void notify(refused)
    if (this.mayDecide) this.suggestions.decide(own, decision)
    this.suggestions.read(this.body())
  }

  revealSuggestion(id: string): void {
    this.#port?.revealSuggestion(id)
  }

  /** Leaves the article: everything is stored first, else the failure and the session stays open. */
  async close(): Promise<Result<null>> {
    if (this.#closed) return ok(null)
    if (this.raw === null && this.conflict === null) {
      const stored = await this.flush()
      if (!stored.ok) return stored
    }
    this.abandon()
    if (this.raw === null) void call('articles.close', { id: this.id, session: this.#session })
    return ok(null)
  }

  /** Leaves without waiting: what is unstored stays kept in this window and is found again. */
  abandon(): void {
    if (this.#closed) return
    this.#keepNow()
    this.#closed = true
    this.#autosave.stop()
    clearTimeout(this.#idle)
    clearTimeout(this.#infoTimer)
    clearTimeout(this.#counting)
    for (const stop of this.#stops) stop()
    this.#endHold()
  }

  #listen(): void {
    const keep = () => this.#keepNow()
    const warn = (event: BeforeUnloadEvent) => {
      if (this.saving.kind === 'unstored') event.preventDefault()
    }
    window.addEventListener('pagehide', keep)
    window.addEventListener('beforeunload', warn)
    this.#stops = [
      () => window.removeEventListener('pagehide', keep),
      () => window.removeEventListener('beforeunload', warn),
      // Of its own saves the receipt has told already.
      on(
        'article.changed',
        ({ articleId, session }) => articleId === this.id && session !== this.#session && this.#refreshSoon()
      ),
      on('desk.changed', () => this.#refreshSoon())
    ]
  }

  /** The stored body, checked before any editor sees it. */
  #read({ article, schemaVersion, damaged }: OpenedArticle): Body {
    const read = damaged === null ? readBody(article.body, schemaVersion) : fail('damaged', damaged)
    this.raw = read.ok ? null : article.body
    this.rawReason = read.ok ? '' : read.error.message
    this.#loadedText = read.ok && hasText(read.value)
    return read.ok ? read.value : { type: 'doc', content: [] }
  }

  #take(opened: OpenedArticle): void {
    this.#endHold()
    this.#endHold = holdSitting(opened.session)
    this.#session = opened.session
    this.#schemaVersion = opened.schemaVersion
    this.#storedHash = opened.info.articleHash
    this.info = opened.info
  }

  #snapshot(): Snapshot {
    if (this.raw !== null) throw new Error('a body that does not check is never saved')
    const article = this.copy()
    // The text was there when it was loaded, and only the editor's own steps have led to this: the person emptied it.
    return { article, emptied: this.#loadedText && !hasText(article.body) }
  }

  #unacknowledged({ seq, version, article, emptied }: Attempt): Unacknowledged {
    return {
      articleId: this.id,
      session: this.#session,
      seq,
      version,
      schemaVersion,
      article,
      emptied,
      decided: this.suggestions.decided(),
      at: new Date().toISOString()
    }
  }

  #keepNow(): void {
    if (this.#closed || this.raw !== null) return
    const attempt = this.#autosave.unstored()
    if (attempt) keepNow(localStorage, this.#unacknowledged(attempt))
  }

  #acknowledged(receipt: Receipt): void {
    this.#storedHash = receipt.articleHash
    this.#loadedText = true
    this.suggestions.stored()
    const { info } = this
    const { articleHash } = receipt
    if (articleHash === info.articleHash && !this.#metaDue) return
    const approvers = approversOf(info, articleHash)
    // What may be done here hangs on who has approved this text, and on who is credited.
    const same = approvers.join() === approversOf(info, info.articleHash).join()
    Object.assign(info, { articleHash, stale: isStale(info.standing, articleHash), approvals: approvers.length })
    if (same && !this.#metaDue) return
    this.#metaDue = false
    this.#refreshSoon()
  }

  #refreshSoon(): void {
    clearTimeout(this.#infoTimer)
    this.#infoTimer = setTimeout(() => void this.#refreshInfo(), infoPause)
  }

  async #refreshInfo(): Promise<void> {
    const reply = await call('articles.info', { id: this.id })
    if (!reply.ok || this.#closed) return
    this.info = reply.value
    // Damaged words that are put right have the hash that they had all along.
    if (this.raw !== null || reply.value.articleHash !== this.#storedHash) await this.#follow()
  }

  /** Stored by somebody else, with nothing typed here: this window follows. With words typed here, the save is merged. */
  async #follow(): Promise<void> {
    if (!this.#autosave.clean) return
    const opened = await call('articles.open', { id: this.id, session: this.#session })
    // What was typed while the answer was on its way is nobody else's to replace.
    if (!opened.ok || this.#closed || !this.#autosave.clean) return
    const { article, schemaVersion: version, storedAt, info } = opened.value
    if (this.raw !== null || !this.#patch(article, version)) this.#show(opened.value)
    else {
      this.#storedHash = info.articleHash
      this.info = info
      this.#autosave.follow({ version: opened.value.version, storedAt })
    }
    this.merges++
  }

  /** Another sitting's words have come into what was stored from here. */
  #takeMerged({ merged }: Receipt): boolean {
    if (!merged || !this.#patch(merged.article, merged.schemaVersion)) return false
    this.merges++
    if (merged.conflicts === 0) notify('Another window wrote in this article too. You see both texts as one.')
    return true
  }

  #patch(article: Article, version: number): boolean {
    const body = readBody(article.body, version)
    if (!body.ok) return false
    this.#body = body.value
    this.meta = article.meta
    this.#port?.patch(body.value, false)
    this.#countSoon()
    return true
  }

  /** Puts another text in the place of this one, as if it had been typed: for what somebody decided about a merge. */
  rewrite({ meta, body }: Article): void {
    if (!this.editable) return
    if (this.#port) this.#port.patch(body, true)
    else {
      this.#body = body
      this.textChanged()
    }
    this.changeMeta(meta)
  }

  #settleWhenIdle(): void {
    this.#idle = undefined
    const left = this.#typedAt + idleTime - Date.now()
    if (left > 0) this.#idle = setTimeout(() => this.#settleWhenIdle(), left)
    else void this.#settle()
  }

  async #settle(): Promise<void> {
    if (!this.#settleDue || !this.#autosave.clean) return
    this.#settleDue = false
    await call('articles.settle', { id: this.id, session: this.#session })
  }

  #countSoon(): void {
    this.#counting ??= setTimeout(() => {
      this.#counting = undefined
      whenIdle(() => this.#count())
    }, countPause)
  }

  #count(): void {
    if (this.raw !== null || this.#closed) return
    const body = this.body()
    this.suggestions.read(body)
    this.words = copyWords(body, this.meta.language)
    this.minutes = readingMinutes(this.words)
  }
}

/** Account ids. */
function approversOf(info: ArticleInfo, hash: string): string[] {
  return approvalsOf(info.standing, hash).map(({ by }) => by)
}

function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 1000 })
  else run()
}
