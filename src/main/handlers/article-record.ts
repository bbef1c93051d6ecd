import { emptyMeta, metaSchema, type Article, type Credit } from '#shared/article/article.ts'
import { placementsOf } from '#shared/article/placements.ts'
import type { ReleaseRules } from '#shared/article/release.ts'
import { articleHash, revisionId, type RevisionContent, type RevisionKind } from '#shared/article/revision.ts'
import type { WireStanding } from '#shared/article/wire.ts'
import { approvalsOf, foldEvents, isStale, type Standing } from '#shared/article/standing.ts'
import { mayEdit, mayMove, maySuggest, mayUpdate, type Subjected } from '#shared/article/workflow-rules.ts'
import { moves, type WorkflowEvent } from '#shared/article/workflow.ts'
import type { ArticleInfo, OpenedArticle } from '#shared/contract/articles.ts'
import { readBody, readModel, type Body } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { countWords, readText } from '#shared/document/text.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { listAccounts } from '../store/accounts.ts'
import { DamagedError } from '../store/failure.ts'
import { advanceHead, readLinked, readWorking, writeListing, type Listing, type Working } from '../store/articles.ts'
import { appendEvent, listEvents } from '../store/events.ts'
import { newId } from '../store/ids.ts'
import type { Store } from '../store/open.ts'
import { appendOutbox } from '../store/outbox.ts'
import { keptId, listPeople } from '../store/people.ts'
import { hasRevision, insertRevision } from '../store/revisions.ts'
import { readWireItem } from '../store/wire-items.ts'
import { readSearchText } from './search-text.ts'
import { readSettings } from '../store/settings.ts'
import { actorOf, type Context, type Desk } from './context.ts'

/** One article as main knows it: the stored text, and where its events say that it stands. */
export interface ArticleRecord {
  working: Working
  article: Article
  standing: Standing
  subjected: Subjected
}

export function readRecord(store: Store, id: string): Result<ArticleRecord> {
  const working = readWorking(store, id)
  if (!working) return fail('not-found', 'This article is not on this computer.')
  return ok(recordOf(store, working))
}

/** As `readRecord`, of an article that can be worked on: its text is what was stored, and one that this Copydesk knows. */
export function readSound(store: Store, id: string): Result<ArticleRecord> {
  const read = readRecord(store, id)
  if (!read.ok) return read
  const unfit = unfitFor(read.value.working)
  return unfit === null ? read : fail('damaged', unfit)
}

function recordOf(store: Store, working: Working): ArticleRecord {
  const standing = foldEvents(listEvents(store, working.articleId))
  const article = working.article as Article
  const subjected = subjectedOf(article, working.ownerId, working.articleHash, standing)
  // A credit may name a record that was merged into another: the rules are about the person, not the record.
  return {
    working,
    article,
    standing,
    subjected: {
      ...subjected,
      creditedIds: subjected.creditedIds.map((credited) => keptId(store, credited)),
      asSent: readWireItem(store, working.articleId)?.appliedHash === working.articleHash
    }
  }
}

/** What a rule needs to know. A damaged body may have damaged meta: then nobody is credited. */
export function subjectedOf(article: Article, ownerId: string, hash: string, standing: Standing): Subjected {
  const credits = Array.isArray(article?.meta?.credits) ? article.meta.credits : []
  return { standing, ownerId, articleHash: hash, creditedIds: credits.flatMap((credit) => credit.personId ?? []) }
}

export function deskRules(store: Store): ReleaseRules {
  const { ownApproval, wireApproval, approvalsNeeded, checks } = readSettings(store)
  return { ownApproval, wireApproval, approvalsNeeded, checks }
}

/** Names by account id, for whoever is spoken of. */
export function accountNames(store: Store): Record<string, string> {
  const names = new Map(listPeople(store).map((person) => [person.id, person.name]))
  return Object.fromEntries(listAccounts(store).map((account) => [account.id, names.get(account.personId) ?? '']))
}

export function articleInfo(context: Context, { working, standing, subjected }: ArticleRecord): ArticleInfo {
  const rules = deskRules(context.store)
  const actor = actorOf(context)
  const names = accountNames(context.store)
  const edit = mayEdit(actor, subjected)
  return {
    id: working.articleId,
    ownerId: working.ownerId,
    ownerName: names[working.ownerId] ?? '',
    standing,
    names,
    articleHash: working.articleHash,
    stale: isStale(standing, working.articleHash),
    approvals: approvalsOf(standing, working.articleHash).length,
    approvalsNeeded: rules.approvalsNeeded,
    readOnly: edit.ok ? null : edit.error.message,
    suggestOnly: !edit.ok && maySuggest(actor, subjected).ok,
    moves: moves.filter((move) => mayMove(actor, move, subjected, rules).ok),
    head: working.head,
    ...linksOf(context, working, standing),
    mayUpdate: mayUpdate(actor, subjected).ok,
    wire: wireOf(context.store, working.articleId)
  }
}

function wireOf(store: Store, articleId: string): WireStanding | null {
  const item = readWireItem(store, articleId)
  if (!item) return null
  const { uri, version, source, status, ednote, at, applied, newer } = item
  return { uri, version, source, status, ednote, at, applied, newer }
}

/** The articles that this one is linked to, either way. A damaged meta names none. */
function linksOf({ store }: Context, { article }: Working, { updatedBy }: Standing) {
  const earlier = (article as Article)?.meta?.updates?.articleId
  const [updates = null] = typeof earlier === 'string' ? readLinked(store, [earlier]) : []
  return { updates, updatedBy: readLinked(store, updatedBy) }
}

const snippetLength = 240

/** Names alone, as a list shows them: the writers, or whoever is credited where nobody wrote. */
function writersOf(credits: Credit[]): string {
  const writers = credits.filter((credit) => credit.role === 'by')
  return (writers.length > 0 ? writers : credits).map((credit) => credit.profile.name).join(', ')
}

/** The columns that lists and search show of an article; computed here so that no list ever opens a text. */
export function listingOf(article: Article, standing: Standing, hash: string): Listing {
  const text = readText(article.body)
  const snippet = text.standfirst || text.copy
  return {
    slugline: article.meta.slugline,
    headline: text.headline,
    snippet: snippet.length > snippetLength ? `${snippet.slice(0, snippetLength - 1).trimEnd()}…` : snippet,
    byline: writersOf(article.meta.credits),
    desk: article.meta.desk,
    state: standing.state,
    stale: isStale(standing, hash),
    approvals: approvalsOf(standing, hash).length,
    words: countWords(text.copy, article.meta.language),
    assignee: standing.assignee,
    dueAt: standing.dueAt,
    commissioned: article.meta.commissionedLength,
    killed: standing.killed !== null,
    corrected: standing.corrections.length > 0,
    embargo: article.meta.embargo,
    involved: [
      ...article.meta.credits.flatMap((credit) => credit.personId ?? []),
      ...(standing.assignee === null ? [] : [standing.assignee])
    ],
    search: readSearchText(article),
    placements: placementsOf(article.body)
  }
}

/**
 * Cuts a revision of the stored text and moves the head on to it; the newest revision already holding exactly this
 * text is enough. Its author is who stored the text, whoever now moves the article. The caller wraps it in a write.
 */
export function cutRevision(context: Context, working: Working, kind: RevisionKind): string {
  const { store, now } = context
  if (working.head !== null && working.headHash === working.articleHash) return working.head
  if (!holds(working)) return keepDamaged(context, working, kind)
  const content: RevisionContent = {
    schemaVersion: working.schemaVersion,
    article: working.article as Article,
    parents: working.head === null ? [] : [working.head],
    author: working.writerId
  }
  const id = keepRevision(context, working.articleId, content, kind, now().toISOString())
  if (!advanceHead(store, working.articleId, working.head, id))
    throw new Error(`The head of ${working.articleId} moved inside a write.`)
  return id
}

export const damagedWords =
  'The newest words of this article were damaged on the disk: they are not exactly what was stored. Restore the newest version under Versions.'

/** Whether the stored text is exactly what was stored. */
export function holds({ schemaVersion: version, article, articleHash: hash }: Working): boolean {
  return articleHash(version, article as Article) === hash
}

/**
 * Words that were damaged on the disk are never a version like others, and nothing is done to the article on them: before
 * other words take their place they are kept, under their own name.
 */
function keepDamaged(context: Context, working: Working, kind: RevisionKind): string {
  if (kind !== 'before-restore' && kind !== 'taken-over' && kind !== 'before-deletion')
    throw new DamagedError(`The text of ${working.articleId} is not what was stored.`)
  return keepRevision(
    context,
    working.articleId,
    {
      schemaVersion,
      article: legible(working),
      // A version is known by what it holds: two articles of which nothing is left must not share one.
      parents: working.head === null ? [] : [working.head],
      author: working.writerId
    },
    'damaged',
    context.now().toISOString()
  )
}

/** The article as a window gets it, with the sentence that says why it cannot be edited where it cannot. */
export function shownOf(working: Working): Pick<OpenedArticle, 'article' | 'schemaVersion' | 'damaged'> {
  const damaged = unfitFor(working)
  return damaged === null
    ? { article: working.article as Article, schemaVersion: working.schemaVersion, damaged }
    : { article: legible(working), schemaVersion, damaged }
}

/** Why an article cannot be edited here: it is not what was stored, or not what this Copydesk knows. Null when it can. */
export function unfitFor(working: Working): string | null {
  if (!holds(working)) return damagedWords
  const { meta, body } = working.article as { meta?: unknown; body?: unknown }
  const read = readModel(body, working.schemaVersion)
  if (!read.ok) return read.error.message
  const known = metaSchema.safeParse(meta)
  const place = known.error?.issues[0]?.path.join('.')
  return known.success
    ? null
    : `The article’s details are not as this Copydesk knows them${place ? ` (${place})` : ''}.`
}

/** Damaged words as an article that can be opened: as they are where they still are one, else as they lie on the disk. */
export function legible({ article, schemaVersion: version }: Pick<Working, 'article' | 'schemaVersion'>): Article {
  const { meta, body } = article as { meta?: unknown; body?: unknown }
  const read = readBody(body, version)
  const known = metaSchema.safeParse(meta)
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? '')
  const asStored: Body = {
    type: 'doc',
    content: [
      { type: 'headline', attrs: { id: 'damaged' } },
      { type: 'paragraph', attrs: { id: 'stored' }, content: [{ type: 'text', text: text || '…' }] }
    ]
  }
  return { meta: known.success ? known.data : emptyMeta, body: read.ok ? read.value : asStored }
}

/** Keeps a text beside the article without moving it: what one window had when another had stored since. */
export function setAside(context: Context, working: Working, article: Article): string {
  const content: RevisionContent = {
    schemaVersion,
    article,
    parents: working.head === null ? [] : [working.head],
    author: actorOf(context).accountId
  }
  return keepRevision(context, working.articleId, content, 'set-aside', context.now().toISOString())
}

export function keepRevision(
  { store }: Desk,
  articleId: string,
  content: RevisionContent,
  kind: RevisionKind,
  at: string
): string {
  const id = revisionId(content)
  if (hasRevision(store, id)) return id
  // A text that does not check is kept as it is too; the lists show what can be read of it.
  const text = readText(legible(content).body)
  insertRevision(store, {
    id,
    articleId,
    at,
    kind,
    content,
    articleHash: articleHash(content.schemaVersion, content.article),
    headline: text.headline,
    words: countWords(text.copy, content.article.meta?.language)
  })
  appendOutbox(store, { kind: 'revision', ref: id, at })
  return id
}

type NewEvent = Pick<WorkflowEvent, 'articleId' | 'type' | 'revision' | 'articleHash'> &
  Partial<Pick<WorkflowEvent, 'reason' | 'detail'>>

/** Records what this account has done. The caller wraps it in a write. */
export function record(context: Context, event: NewEvent): void {
  const at = context.now().toISOString()
  const whole: WorkflowEvent = { reason: '', detail: {}, ...event, id: newId(), actor: actorOf(context).accountId, at }
  appendEvent(context.store, whole)
  appendOutbox(context.store, { kind: 'event', ref: whole.id, at })
}

/** Brings the lists up to date after a move. The caller wraps it in a write. */
export function relist(store: Store, articleId: string): void {
  const read = readRecord(store, articleId)
  if (!read.ok) throw new Error(`${articleId} vanished inside a write.`)
  const { standing, working } = read.value
  writeListing(store, articleId, listingOf(shownOf(working).article, standing, working.articleHash))
}
