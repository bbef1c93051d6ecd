import { untrack } from 'svelte'
import { ulid } from 'ulid'
import { wholeArticle, type Anchor } from '#shared/article/anchor.ts'
import { maySettle, mentionsIn, type CommentThread } from '#shared/article/comment.ts'
import { fail, ok, type Failure, type Result } from '#shared/result.ts'
import { call, on } from '#renderer/bridge.ts'
import type { ArticleSession } from './article-session.svelte.ts'
import { keepDrafts, readDrafts, type CommentDrafts, type MessageDraft, type NewComment } from './comment-drafts.ts'
import { draftMark, type CommentMark, type CommentPage } from './comment-page.ts'
import { CommentPlaces, type Places } from './comment-places.ts'
import { workspace } from './workspace.svelte.ts'

export type CommentFilter = 'open' | 'mine' | 'resolved' | 'all'

/** Milliseconds after the last change before marks are looked for anew: never while somebody is typing. */
const pause = 600

/** The comments of one open article: what was said, where it stands in the text, and what is being written. */
export class ArticleComments {
  threads = $state.raw<CommentThread[]>([])
  /** Whether they have been read once. */
  ready = $state(false)
  failure = $state.raw<Failure | null>(null)
  /** Where the open threads stand; null where their words are gone, absent while that is not known yet. */
  places = $state.raw<Places>(new Map())
  filter = $state<CommentFilter>('open')
  /** The thread at hand, in the panel and in the page. */
  selected = $state<string | null>(null)
  hovered = $state<string | null>(null)
  draft = $state.raw<NewComment | null>(null)
  replies = $state.raw<Readonly<Record<string, MessageDraft>>>({})
  /** Counts up when the panel should bring the thread at hand into sight. */
  follow = $state(0)
  /** The thread at hand is to have the focus: the person came by keyboard. */
  grab = false
  readonly open: CommentThread[] = $derived(this.threads.filter(({ resolved }) => resolved === null))
  readonly shown: CommentThread[] = $derived.by(() =>
    this.#sorted(this.threads.filter((thread) => this.#passes(thread)))
  )
  /** Called when the panel is wanted on the screen, without the focus. */
  onShow: () => void = () => {}

  readonly session: ArticleSession
  #order = $state.raw<ReadonlyMap<string, number>>(new Map())
  #page: CommentPage | null = null
  #found = new CommentPlaces(() => this.#lookSoon())
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0
  #account = ''

  constructor(session: ArticleSession) {
    this.session = session
  }

  /** Reads, and listens for what others say; returns the way to stop. Call it in an effect. */
  watch(): () => void {
    const accountId = workspace.account?.id ?? ''
    return untrack(() => {
      this.#account = accountId
      const kept = readDrafts(localStorage, accountId, this.session.id)
      this.draft = kept.comment
      this.replies = kept.replies
      void this.load()
      const stops = [
        on('comments.changed', ({ articleId }) => articleId === this.session.id && void this.load()),
        on('door.reopened', () => void this.load())
      ]
      return () => {
        clearTimeout(this.#timer)
        for (const stop of stops) stop()
      }
    })
  }

  /** Leads to the thread for which the article was opened. */
  #takeWanted(): void {
    if (wanted?.articleId !== this.session.id || !this.threads.some(({ id }) => id === wanted?.threadId)) return
    const { threadId } = wanted
    wanted = null
    this.select(threadId, 'page')
    this.revealInPage(threadId)
  }

  async load(): Promise<void> {
    const asked = ++this.#asked
    const reply = await call('comments.list', { articleId: this.session.id })
    if (asked !== this.#asked) return
    this.failure = reply.ok ? null : reply.error
    if (!reply.ok) return
    this.threads = reply.value
    this.ready = true
    this.#look()
    this.#takeWanted()
  }

  /** The editor takes part; returns the way to leave. */
  attach(page: CommentPage): () => void {
    this.#page = page
    this.#look()
    if (this.selected !== null) this.revealInPage(this.selected)
    return () => {
      if (this.#page === page) this.#page = null
    }
  }

  /** For the editor: the text has changed. The marks have moved along with it; where they stand is looked at when idle. */
  textChanged(): void {
    if (this.open.length === 0 && this.draft === null) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#lookSoon(), pause)
  }

  /** For the editor: another text has taken the place of this one. */
  textReplaced(): void {
    this.places = new Map()
    this.#lookSoon()
  }

  #lookSoon(): void {
    whenIdle(() => this.#look())
  }

  #look(): void {
    const page = this.#page
    if (!page) return
    const { draft } = this
    const anchors = this.open.map(({ id, anchor }): [string, Anchor] => [id, anchor])
    if (draft) anchors.push([draftMark, { ...draft.anchor, revision: null }])
    const now = {
      text: page.text(),
      body: () => page.body(),
      language: this.session.meta.language,
      moved: (id: string) => page.moved(id)
    }
    this.places = this.#found.resolve(anchors, now, this.places)
    this.#show([...this.places].flatMap(([id, place]) => (place ? [{ id, place }] : [])))
  }

  #show(marks: CommentMark[] | null): void {
    const order = this.#page?.show(marks, this.selected, this.hovered)
    if (order && !sameOrder(order, this.#order)) this.#order = order
  }

  #passes({ resolved, messages, waitingFor }: CommentThread): boolean {
    if (this.filter === 'all') return true
    if (this.filter === 'resolved') return resolved !== null
    if (this.filter === 'open') return resolved === null
    const me = this.#account
    return (
      waitingFor.includes(me) || messages.some(({ accountId, mentions }) => accountId === me || mentions.includes(me))
    )
  }

  /** The article's own first, then as they stand in the page; those without a place come last. */
  #sorted(threads: CommentThread[]): CommentThread[] {
    const at = ({ id, anchor }: CommentThread) => this.#order.get(id) ?? (anchor.block === null ? -1 : Infinity)
    return threads.toSorted((one, other) =>
      at(one) === at(other) ? (one.id < other.id ? -1 : 1) : at(one) - at(other)
    )
  }

  /** Whether an open thread's words are gone from the text. */
  isLost({ id }: CommentThread): boolean {
    return this.places.get(id) === null
  }

  /** Puts a thread at hand. `from` is where the person is: the other side follows. */
  select(id: string | null, from: 'page' | 'panel'): void {
    this.selected = id
    this.#show(null)
    if (id === null) return
    if (from === 'page') {
      const thread = this.threads.find((one) => one.id === id)
      if (thread && !this.#passes(thread)) this.filter = thread.resolved ? 'all' : 'open'
      this.onShow()
      this.grab = false
      this.follow++
    } else this.revealInPage(id)
  }

  revealInPage(id: string): void {
    const place = this.#page?.moved(id) ?? this.places.get(id)
    if (place) this.#page?.reveal(place)
  }

  hover(id: string | null): void {
    if (this.hovered === id) return
    this.hovered = id
    this.#show(null)
  }

  /** The next or the one before, of those that the panel shows, round and round. */
  step(way: 1 | -1): void {
    const list = this.shown
    if (list.length === 0) return
    const at = list.findIndex(({ id }) => id === this.selected)
    const next = list[at < 0 ? (way > 0 ? 0 : list.length - 1) : (at + way + list.length) % list.length]
    if (!next) return
    this.select(next.id, 'panel')
    this.onShow()
    this.grab = true
    this.follow++
  }

  /** Begins a comment on what is selected, or goes on with the one that is begun: words that are typed are kept. */
  begin(about: 'selection' | 'article' = 'selection'): void {
    const here = about === 'article' ? null : (this.#page?.selected() ?? null)
    const old = this.draft
    // Words that are written already stay about what they were about, unless something else is selected.
    const keep = old !== null && old.text.trim() !== '' && about !== 'article' && !here?.explicit
    this.#setDraft({
      id: old?.id ?? ulid(),
      messageId: old?.messageId ?? ulid(),
      text: old?.text ?? '',
      chosen: old?.chosen ?? [],
      anchor: keep ? old.anchor : (here?.anchor ?? wholeArticle)
    })
    this.selected = null
    this.places = new Map([...this.places].filter(([id]) => id !== draftMark))
    this.#look()
    this.session.onReveal('panel.comments')
  }

  write(text: string, chosen: string[]): void {
    if (this.draft) this.#setDraft({ ...this.draft, text, chosen })
  }

  discard(): void {
    this.#setDraft(null)
    this.#look()
  }

  writeReply(threadId: string, text: string, chosen: string[]): void {
    const messageId = this.replies[threadId]?.messageId ?? ulid()
    this.#setReplies({ ...this.replies, [threadId]: { messageId, text, chosen } })
  }

  discardReply(threadId: string): void {
    const { [threadId]: _gone, ...rest } = this.replies
    this.#setReplies(rest)
  }

  /** Sends the comment that is being written. What could not be stored stays written. */
  async send(): Promise<Result<CommentThread>> {
    const { draft, session } = this
    if (!draft) return fail('not-found', 'There is no comment to send.')
    if (draft.anchor.block !== null && session.editable) {
      const stored = await session.flush()
      if (!stored.ok)
        return fail(stored.error.code, `The words that it is about are not stored. ${stored.error.message}`)
    }
    const anchor = draft.anchor.block === null ? draft.anchor : (this.#page?.anchorAt(draftMark) ?? null)
    if (!anchor)
      return fail('conflict', 'What it was about is gone from the text. Select other words, or comment on the article.')
    const { id, messageId, text, chosen } = draft
    const mentions = this.#mentions(text, chosen)
    const reply = await call('comments.start', {
      id,
      messageId,
      articleId: session.id,
      anchor,
      text: text.trim(),
      mentions
    })
    if (!reply.ok) return reply
    this.#setDraft(null)
    if (this.filter === 'resolved') this.filter = 'open'
    this.selected = id
    return this.#take(reply)
  }

  async sendReply(threadId: string): Promise<Result<CommentThread>> {
    const draft = this.replies[threadId]
    if (!draft) return fail('not-found', 'There is no answer to send.')
    const { messageId, text, chosen } = draft
    const mentions = this.#mentions(text, chosen)
    const reply = this.#take(await call('comments.reply', { threadId, messageId, text: text.trim(), mentions }))
    if (reply.ok) this.discardReply(threadId)
    return reply
  }

  async edit(threadId: string, messageId: string, text: string, chosen: string[]): Promise<Result<CommentThread>> {
    const mentions = this.#mentions(text, chosen)
    return this.#take(await call('comments.edit', { threadId, messageId, text: text.trim(), mentions }))
  }

  async remove(threadId: string, messageId: string): Promise<Result<CommentThread>> {
    return this.#take(await call('comments.remove', { threadId, messageId }))
  }

  async settle(threadId: string, resolved: boolean): Promise<Result<CommentThread>> {
    return this.#take(await call('comments.settle', { threadId, resolved }))
  }

  async see(threadId: string): Promise<Result<CommentThread>> {
    return this.#take(await call('comments.seen', { threadId }))
  }

  /** Back to the text, where the person came from. */
  leave(): void {
    this.#page?.focus()
  }

  /** Opens the version in which the words of a thread stood. */
  showVersion({ anchor }: CommentThread): void {
    this.session.wantedVersion = anchor.revision
    this.session.onReveal('panel.versions')
  }

  /** What the core will say; the window only mirrors it. */
  maySettle(thread: CommentThread): boolean {
    const { account } = workspace
    const { info, meta } = this.session
    if (!account) return false
    const actor = { accountId: account.id, personId: account.personId, role: account.role }
    const creditedIds = meta.credits.flatMap(({ personId }) => personId ?? [])
    return maySettle(actor, thread, {
      standing: info.standing,
      ownerId: info.ownerId,
      creditedIds,
      articleHash: info.articleHash
    }).ok
  }

  #mentions(text: string, chosen: string[]): string[] {
    return mentionsIn(text, workspace.status?.accounts ?? [], chosen)
  }

  #take(reply: Result<CommentThread>): Result<CommentThread> {
    if (!reply.ok) return reply
    const thread = reply.value
    const others = this.threads.filter(({ id }) => id !== thread.id)
    this.threads = [...others, thread].sort((one, other) => (one.id < other.id ? -1 : 1))
    this.#look()
    return ok(thread)
  }

  #setDraft(draft: NewComment | null): void {
    this.draft = draft
    this.#keep()
  }

  #setReplies(replies: Record<string, MessageDraft>): void {
    this.replies = replies
    this.#keep()
  }

  #keep(): void {
    const drafts: CommentDrafts = { comment: this.draft, replies: { ...this.replies } }
    keepDrafts(localStorage, this.#account, this.session.id, drafts)
  }
}

function sameOrder(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  return one.size === other.size && [...one].every(([id, at]) => other.get(id) === at)
}

function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 1500 })
  else run()
}

let wanted: { articleId: string; threadId: string } | null = null

/** The thread that an article is about to be opened for. */
export function wantThread(articleId: string, threadId: string): void {
  wanted = { articleId, threadId }
}

const open = new WeakMap<ArticleSession, ArticleComments>()

/** The comments of an open article: the same for the panel, the page and the moves. */
export function commentsOf(session: ArticleSession): ArticleComments {
  const kept = open.get(session) ?? new ArticleComments(session)
  open.set(session, kept)
  return kept
}
