import type { Article } from '#shared/article/article.ts'
import { articleHash, type RevisionContent } from '#shared/article/revision.ts'
import { readBody, type Body } from '#shared/document/body.ts'
import { migrateBody } from '#shared/document/migrations.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { needsDecision, type Conflict } from '#shared/merge/conflict.ts'
import { merge } from '#shared/merge/merge.ts'
import type { InputOf } from '#shared/contract/index.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { advanceHead, writeWorking, type Working } from '../store/articles.ts'
import { insertConflict } from '../store/conflicts.ts'
import { newId } from '../store/ids.ts'
import { listJournal } from '../store/journal.ts'
import { listRevisions, readRevision } from '../store/revisions.ts'
import { readHeldText, type Sitting } from '../store/sittings.ts'
import { insertSuggestion } from '../store/suggestions.ts'
import { cutRevision, holds, keepRevision, listingOf, readRecord, type ArticleRecord } from './article-record.ts'
import { accountOf, actorOf, type Context } from './context.ts'
import { recordSuggestions } from './suggestions.ts'

/** Whose words a save brings, and as which save they count. */
export interface Incoming {
  article: Article
  session: string
  seq: number
  /** What became of suggestions that are not in it any more. */
  decided?: InputOf<'articles.save'>['decided']
}

export interface MergeOutcome {
  article: Article
  version: number
  storedAt: string
  articleHash: string
  conflicts: Conflict[]
}

/** The text that a sitting went on from when it had seen this version; null when it is not kept any more. */
export function findBase(
  { store }: Context,
  working: Working,
  version: number,
  sitting: Sitting | null
): Article | null {
  // It has not taken the merge that it was answered with: it goes on from what it had sent.
  if (sitting?.sent && sitting.merged !== null && version < sitting.merged)
    return readArticle(sitting.sent, schemaVersion)
  const held = readHeldText(store, working.articleId, version)
  if (held) return readArticle(held.article, held.schemaVersion)
  const line = listJournal(store, working.articleId).find((one) => one.version === version)
  const info = line && listRevisions(store, working.articleId).find((one) => one.articleHash === line.articleHash)
  const revision = info && readRevision(store, info.id)
  if (!revision?.ok) return null
  const { content } = revision.value
  return checked(content.article, content.schemaVersion)
}

function readArticle(text: string, version: number): Article | null {
  try {
    return checked(JSON.parse(text) as Article, version)
  } catch {
    return null
  }
}

/** An article whose body an editor may see, as this version of the schema has it; null when it does not check. */
function checked({ meta, body }: Article, version: number): Article | null {
  return readBody(body, version).ok ? { meta, body: migrateBody(body, version) as Body } : null
}

/**
 * Stores what a sitting sent and what stands as one. Both become versions first, whoever wrote them, and the merge is a
 * version with the two as its parents. Null when they cannot be put together. The caller wraps it in a write.
 */
export function storeMerge(
  context: Context,
  { working, standing }: ArticleRecord,
  base: Article,
  { article, session, seq, decided }: Incoming
): MergeOutcome | null {
  const { store, now } = context
  const theirs = holds(working) ? checked(working.article as Article, working.schemaVersion) : null
  if (!theirs) return null
  const merged = merge(base, article, theirs)
  if (!readBody(merged.article.body, schemaVersion).ok) return null
  const hash = articleHash(schemaVersion, merged.article)
  const standingIs = hash === working.articleHash
  if (standingIs)
    return { ...merged, version: working.version, storedAt: working.storedAt, articleHash: hash, conflicts: [] }
  const storedAt = now().toISOString()
  const account = accountOf(context)
  const came = keepSide(context, working, base, article)
  const stood = cutRevision(context, working, 'taken-over')
  writeWorking(store, {
    articleId: working.articleId,
    article: merged.article,
    schemaVersion,
    articleHash: hash,
    version: working.version + 1,
    session,
    seq,
    storedAt,
    accountId: account.id,
    listing: listingOf(merged.article, standing, hash)
  })
  const revision = keepMerge(context, working.articleId, merged.article, [stood, came], storedAt)
  if (!advanceHead(store, working.articleId, stood, revision))
    throw new Error(`The head of ${working.articleId} moved inside a write.`)
  for (const conflict of merged.conflicts.filter(needsDecision)) {
    insertSuggestion(store, {
      id: conflict.theirs.id,
      articleId: working.articleId,
      accountId: working.writerId,
      author: '',
      at: storedAt
    })
    insertConflict(store, working.articleId, {
      conflict,
      revision,
      mineBy: account.id,
      theirsBy: working.writerId,
      at: storedAt
    })
  }
  recordSuggestions(context, working.articleId, theirs.body, merged.article.body, decided)
  return { ...merged, version: working.version + 1, storedAt, articleHash: hash }
}

/** What a window sent, as a version beside those that stood. Its parent is what it went on from, where that is one. */
function keepSide(context: Context, working: Working, base: Article, article: Article): string {
  const hash = articleHash(schemaVersion, base)
  const parent = listRevisions(context.store, working.articleId).find((one) => one.articleHash === hash)
  const content: RevisionContent = {
    schemaVersion,
    article,
    parents: parent ? [parent.id] : [],
    author: actorOf(context).accountId
  }
  return keepRevision(context, working.articleId, content, 'before-merge', context.now().toISOString())
}

function keepMerge(context: Context, articleId: string, article: Article, parents: string[], at: string): string {
  const content: RevisionContent = { schemaVersion, article, parents, author: actorOf(context).accountId }
  return keepRevision(context, articleId, content, 'merged', at)
}

/**
 * Makes one text of the head and another version of the same article that began as the same one. Fails with `not-found`
 * when they have no version in common. The caller wraps it in a write and tells the windows.
 */
export function mergeHeads(context: Context, articleId: string, other: string): Result<MergeOutcome> {
  const { store } = context
  const read = readRecord(store, articleId)
  if (!read.ok) return read
  const head = cutRevision(context, read.value.working, 'taken-over')
  const revision = readRevision(store, other)
  if (!revision.ok) return revision
  if (revision.value.info.articleId !== articleId)
    return fail('invalid-input', 'That version belongs to another article.')
  const ancestor = commonAncestor(context, articleId, head, other)
  if (ancestor === null) return fail('not-found', 'The two versions have no version in common.')
  const [base, theirs] = [readRevision(store, ancestor), revision.value.content]
  if (!base.ok) return base
  const [before, incoming] = [base.value.content, theirs].map((content) =>
    checked(content.article, content.schemaVersion)
  )
  if (!before || !incoming) return fail('damaged', 'One of the two versions cannot be read.')
  const now = readRecord(store, articleId)
  if (!now.ok) return now
  // A sitting of its own: every window that has the article open sees that it was stored elsewhere.
  const outcome = storeMerge(context, now.value, before, { article: incoming, session: newId(), seq: 1 })
  return outcome ? ok(outcome) : fail('damaged', 'The two versions cannot be put together.')
}

/** The newest version from which both come, or null. A version comes from itself. */
export function commonAncestor({ store }: Context, articleId: string, one: string, other: string): string | null {
  const revisions = listRevisions(store, articleId)
  const parents = new Map(revisions.map(({ id, parents: from }) => [id, from]))
  const ancestors = (start: string) => {
    const seen = new Set<string>()
    for (let ids = [start]; ids.length > 0;)
      ids = ids.flatMap((id) => (seen.has(id) ? [] : (seen.add(id), parents.get(id) ?? [])))
    return seen
  }
  const [ofOne, ofOther] = [ancestors(one), ancestors(other)]
  return revisions.find(({ id }) => ofOne.has(id) && ofOther.has(id))?.id ?? null
}
