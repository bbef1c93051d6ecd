import { newArticle, type Article, type Meta } from '#shared/article/article.ts'
import { houseByline } from '#shared/article/byline.ts'
import { articleHash } from '#shared/article/revision.ts'
import { emptyStanding } from '#shared/article/standing.ts'
import { isOwn, mayEdit, maySuggest, mayUpdate } from '#shared/article/workflow-rules.ts'
import { readBody, type Body } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { hasText } from '#shared/document/text.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { InputOf } from '#shared/contract/index.ts'
import type { Receipt } from '#shared/contract/articles.ts'
import { insertArticle, readStoredText, readWorking, writeWorking } from '../store/articles.ts'
import { newId } from '../store/ids.ts'
import { countArticles, listArticles } from '../store/lists.ts'
import { write } from '../store/open.ts'
import { readPerson } from '../store/people.ts'
import { readRevision } from '../store/revisions.ts'
import { datedFilter } from '../store/search.ts'
import { readSettings } from '../store/settings.ts'
import {
  advanceSitting,
  answerSitting,
  beginSitting,
  endSitting,
  readSitting,
  type Sitting
} from '../store/sittings.ts'
import {
  articleInfo,
  cutRevision,
  listingOf,
  readRecord,
  readSound,
  record,
  setAside,
  shownOf,
  type ArticleRecord
} from './article-record.ts'
import { bulk } from './bulk.ts'
import { accountOf, actorOf, type Context, type HandlersOf } from './context.ts'
import { copyArticle, copySlugline } from './copies.ts'
import { forgetLongest, greatDeletion } from './great-deletion.ts'
import { findBase, storeMerge } from './merging.ts'
import { withApprovals } from './row-approvals.ts'
import { recordSuggestions, suggestsOnly } from './suggestions.ts'
import { readTemplateArticle } from './templates.ts'

export const articleHandlers: HandlersOf<'articles'> = {
  'articles.list': async (context, { query, whole, lane, ...filter }) => {
    const now = context.now()
    const asked = { ...datedFilter(filter, now), accountId: accountOf(context).id }
    if (query?.trim()) {
      const found = await context.search.list({ ...asked, query, whole, now }, lane)
      return found.ok ? ok(withApprovals(context.store, found.value)) : found
    }
    // Whoever looks at a list may search it next.
    context.search.warm()
    return ok(withApprovals(context.store, listArticles(context.store, asked)))
  },
  'articles.counts': (context) => ok(countArticles(context.store, accountOf(context).id)),
  'articles.create': (context, { slugline, desk, template }) => {
    const given = { ...(slugline !== undefined && { slugline }), ...(desk ? { desk } : {}) }
    const begun = template === undefined ? null : readTemplateArticle(context.store, template)
    if (begun && !begun.ok) return begun
    const id = write(context.store, () => createArticle(context, { ...begun?.value.meta, ...given }, begun?.value.body))
    context.tell({ name: 'article.changed', detail: { articleId: id, session: null } })
    context.indexSoon()
    return ok({ id })
  },
  'articles.duplicate': (context, { id }) => {
    const copy = write(context.store, () => duplicate(context, id))
    if (!copy.ok) return copy
    context.tell({ name: 'article.changed', detail: { articleId: copy.value, session: null } })
    context.indexSoon()
    return ok({ id: copy.value })
  },
  'articles.update': (context, { id }) => {
    const begun = write(context.store, () => beginUpdate(context, id))
    if (!begun.ok) return begun
    for (const articleId of [id, begun.value])
      context.tell({ name: 'article.changed', detail: { articleId, session: null } })
    context.indexSoon()
    return ok({ id: begun.value })
  },
  'articles.bulk': (context, input) => ok(bulk(context, input)),
  'articles.open': (context, { id, session = newId() }) => {
    const read = readRecord(context.store, id)
    if (!read.ok) return read
    const { version, storedAt } = read.value.working
    const shown = shownOf(read.value.working)
    // Where nothing can be stored, opening changes nothing on the disk.
    if (shown.damaged === null) sitAt(context, id, session, version)
    return ok({ info: articleInfo(context, read.value), ...shown, version, session, storedAt })
  },
  'articles.raw': ({ store }, { id }) => {
    const text = readStoredText(store, id)
    return text === null ? fail('not-found', 'This article is not on this computer.') : ok({ text })
  },
  'articles.info': (context, { id }) => {
    const read = readRecord(context.store, id)
    return read.ok ? ok(articleInfo(context, read.value)) : read
  },
  'articles.save': (context, input) => {
    const body = readBody(input.article.body, input.schemaVersion)
    if (!body.ok) return body
    const reply = write(context.store, () =>
      save(context, input, { meta: input.article.meta, body: input.article.body as Body })
    )
    if (reply.ok) context.indexSoon()
    // What is refused is set aside: that is more than a save, and its own window asks again too.
    context.tell({
      name: 'article.changed',
      detail: { articleId: input.articleId, session: reply.ok ? input.session : null }
    })
    return reply
  },
  'articles.close': (context, { id, session }) => {
    forgetLongest(context.store, id)
    write(context.store, () => endSitting(context.store, session))
    return settle(context, id, 'closed')
  },
  'articles.settle': (context, { id }) => settle(context, id, 'idle'),
  'articles.byHash': ({ store }, { revision }) => {
    const read = readRevision(store, revision)
    if (read.ok) return ok({ id: read.value.info.articleId })
    return read.error.code === 'not-found' ? ok(null) : read
  }
}

/** Remembers what a window goes on from. Where nothing can be written the article is still read; only merging has to do without. */
function sitAt({ store, now }: Context, id: string, session: string, version: number): void {
  try {
    write(store, () => beginSitting(store, id, session, version, now().toISOString()))
  } catch {
    // The next save meets what stands in the way, and says it.
  }
}

/** A new draft with the words, pictures and credits of another. The caller wraps it in a write. */
function duplicate(context: Context, id: string): Result<string> {
  const read = readSound(context.store, id)
  if (!read.ok) return read
  const copy = copyArticle(read.value.article, read.value.working.schemaVersion)
  if (!copy.ok) return copy
  const { meta, body } = copy.value
  return ok(createArticle(context, { ...meta, slugline: copySlugline(meta.slugline) }, body))
}

/** A new draft that brings a published article up to date, each knowing the other. The caller wraps it in a write. */
function beginUpdate(context: Context, id: string): Result<string> {
  const read = readSound(context.store, id)
  if (!read.ok) return read
  const { article, working, subjected } = read.value
  const allowed = mayUpdate(actorOf(context), subjected)
  if (!allowed.ok) return allowed
  const copy = copyArticle(article, working.schemaVersion)
  if (!copy.ok) return copy
  const { meta, body } = copy.value
  const made = createArticle(context, { ...meta, updates: { articleId: id } }, body)
  record(context, {
    articleId: id,
    type: 'updated',
    revision: null,
    articleHash: working.articleHash,
    detail: { by: made }
  })
  return ok(made)
}

/** A new article of this account, credited to its person unless \`meta\` credits somebody. The caller wraps it in a write. */
export function createArticle(context: Context, meta: Partial<Meta>, body?: Body): string {
  const { store } = context
  const account = accountOf(context)
  const settings = readSettings(store)
  const person = readPerson(store, account.personId)
  if (!person) throw new Error(`Account ${account.id} has no person.`)
  const { name, jobTitle, biography, handles, portrait } = person
  const credit = {
    id: newId(),
    role: 'by' as const,
    personId: person.id,
    profile: { name, jobTitle, biography, handles, portrait },
    box: true
  }
  const writer = account.role === 'reporter' && !meta.credits?.some(({ role }) => role === 'by') ? [credit] : []
  const begun = newArticle({
    language: settings.language,
    copyright: settings.copyright,
    ...houseByline(settings.bylineStyles, meta.language ?? settings.language),
    ...meta,
    credits: [...writer, ...(meta.credits ?? [])]
  })
  return storeNewArticle(context, body ? { ...begun, body } : begun)
}

/** Stores an article that was begun elsewhere as a draft of this account. The caller wraps it in a write. */
export function storeNewArticle(context: Context, article: Article, detail: Record<string, unknown> = {}): string {
  const { store, now } = context
  const id = newId()
  const hash = articleHash(schemaVersion, article)
  insertArticle(store, {
    id,
    ownerId: accountOf(context).id,
    article,
    schemaVersion,
    articleHash: hash,
    at: now().toISOString(),
    session: newId(),
    listing: listingOf(article, emptyStanding, hash)
  })
  record(context, { articleId: id, type: 'created', revision: null, articleHash: hash, detail })
  return id
}

/**
 * The one way by which words reach the disk. In order: the article is there; this sitting's save is not stored
 * already; this person may write it now; no full text is emptied by mistake; what another sitting has stored since this
 * one last saw the article is merged with it. What is refused after it was honestly typed is set aside as a revision first.
 */
function save(context: Context, input: InputOf<'articles.save'>, article: Article): Result<Receipt> {
  const { store, now } = context
  const read = readRecord(store, input.articleId)
  if (!read.ok) return read
  const { working, standing } = read.value
  const sameSitting = working.session === input.session
  const sitting = readSitting(store, input.session)
  if (sameSitting && input.seq <= working.seq) {
    const receipt = receiptOf(working.seq, working.version, working.storedAt, working.articleHash)
    const merged = sitting?.merged === working.version
    return ok(merged ? withMerged(receipt, working.article as Article, 0) : receipt)
  }
  const allowed = mayEdit(actorOf(context), read.value.subjected)
  const suggesting = allowed.ok ? allowed : maySuggest(actorOf(context), read.value.subjected)
  if (!allowed.ok && !suggesting.ok) return refuse(context, read.value, article, 'not-allowed', allowed.error.message)
  const untaken = sitting !== null && sitting.merged !== null && input.version < sitting.merged
  const passed = untaken || (!sameSitting && working.version !== input.version)
  // Who may only suggest changes nothing, not by a merge either.
  if (passed && !allowed.ok)
    return refuse(
      context,
      read.value,
      article,
      'conflict',
      'This article was stored from another window since you opened it.'
    )
  if (!allowed.ok) {
    const suggested = readSuggested(context, read.value, article)
    if (!suggested.ok) return refuse(context, read.value, article, 'not-allowed', suggested.error.message)
  }
  if (!input.emptied && hasText((working.article as Article).body) && !hasText(article.body))
    return fail('refused', 'All of the text is gone. Empty the article on purpose to store it like this.')
  if (passed) return saveMerged(context, read.value, input, article, sitting)
  // Much is deleted, or another sitting's text replaced: it becomes a version first, so that history holds every word and hand.
  const lost = greatDeletion(store, working, article.body, sameSitting)
  if (lost) cutRevision(context, lost, 'before-deletion')
  else if (!sameSitting && working.version > 1) cutRevision(context, working, 'taken-over')
  const hash = articleHash(schemaVersion, article)
  const version = working.version + 1
  const storedAt = now().toISOString()
  const account = accountOf(context)
  writeWorking(store, {
    articleId: input.articleId,
    article,
    schemaVersion,
    articleHash: hash,
    version,
    session: input.session,
    seq: input.seq,
    storedAt,
    accountId: account.id,
    listing: listingOf(article, standing, hash)
  })
  advanceSitting(store, input.session, version, input.seq, storedAt)
  recordSuggestions(context, input.articleId, (working.article as Article).body, article.body, input.decided)
  return ok(receiptOf(input.seq, version, storedAt, hash))
}

/** Whether a save of somebody who may only suggest holds nothing but their suggestions. */
function readSuggested({ store, account }: Context, { working, article }: ArticleRecord, next: Article): Result<true> {
  const stored = readBody(article.body, working.schemaVersion)
  if (!stored.ok) return stored
  return suggestsOnly(store, account?.id ?? '', { ...article, body: stored.value }, next)
}

/** Stores a save that goes on from a text that another sitting has stored over meanwhile. */
function saveMerged(
  context: Context,
  found: ArticleRecord,
  input: InputOf<'articles.save'>,
  article: Article,
  sitting: Sitting | null
): Result<Receipt> {
  const { store, now } = context
  // A save that comes twice has been merged the first time: it goes on from itself.
  const twice = sitting !== null && input.seq <= sitting.seq
  const base = twice ? article : findBase(context, found.working, input.version, sitting)
  const { session, seq } = input
  const outcome = base && storeMerge(context, found, base, { article, session, seq, decided: input.decided })
  if (!outcome)
    return refuse(
      context,
      found,
      article,
      'conflict',
      'This article was stored from another window since you opened it, and the two texts cannot be put together.'
    )
  answerSitting(store, session, {
    merged: outcome.version,
    sent: JSON.stringify(article),
    seq: Math.max(seq, sitting?.seq ?? 0),
    at: now().toISOString()
  })
  const receipt = receiptOf(seq, outcome.version, outcome.storedAt, outcome.articleHash)
  return ok(withMerged(receipt, outcome.article, outcome.conflicts.length))
}

function withMerged(receipt: Receipt, article: Article, conflicts: number): Receipt {
  return { ...receipt, merged: { article, schemaVersion, conflicts } }
}

/** Refuses a save, keeping its words when they are this person's own doing and not stored anywhere yet. */
function refuse(
  context: Context,
  { working, subjected }: ArticleRecord,
  article: Article,
  code: 'not-allowed' | 'conflict',
  message: string
): Result<never> {
  const actor = actorOf(context)
  const theirs = actor.role !== 'reporter' || isOwn(actor, subjected) || maySuggest(actor, subjected).ok
  if (!theirs || articleHash(schemaVersion, article) === working.articleHash) return fail(code, message)
  setAside(context, working, article)
  return fail(code, `${message} What you have here is kept under Versions, set aside.`)
}

function receiptOf(seq: number, version: number, storedAt: string, hash: string): Receipt {
  return { seq, version, storedAt, articleHash: hash }
}

function settle(context: Context, id: string, kind: 'idle' | 'closed'): Result<null> {
  const cut = write(context.store, () => {
    const working = readWorking(context.store, id)
    if (!working) return fail('not-found', 'This article is not on this computer.')
    // An article that nobody has typed into yet has nothing worth a version.
    if (working.head === null && working.version === 1) return ok(false)
    return ok(cutRevision(context, working, kind) !== working.head)
  })
  if (!cut.ok) return cut
  if (cut.value) context.tell({ name: 'article.changed', detail: { articleId: id, session: null } })
  return ok(null)
}
