import type { Article } from '#shared/article/article.ts'
import { commonAncestor, kinshipOf, type Kinship } from '#shared/article/ancestry.ts'
import { articleHash } from '#shared/article/revision.ts'
import { isTheirs } from '#shared/article/workflow-rules.ts'
import { stateNames } from '#shared/article/workflow.ts'
import { readBody, type Body } from '#shared/document/body.ts'
import { migrateBody } from '#shared/document/migrations.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { needsDecision } from '#shared/merge/conflict.ts'
import { merge } from '#shared/merge/merge.ts'
import { advanceHead, writeWorking } from '../store/articles.ts'
import { insertConflict } from '../store/conflicts.ts'
import { newId } from '../store/ids.ts'
import type { Store } from '../store/open.ts'
import { listRevisions, readRevision } from '../store/revisions.ts'
import { insertSuggestion } from '../store/suggestions.ts'
import {
  cutRevision,
  holds,
  keepRevision,
  listingOf,
  readRecord,
  relist,
  type ArticleRecord
} from './article-record.ts'
import { actorOf, type Context } from './context.ts'
import { recordSuggestions } from './suggestions.ts'

export interface HeadMove {
  kinship: Kinship
  conflicts: number
  /** Why the words that came stay beside the article; null where they do not. */
  kept: string | null
}

/**
 * Brings an article's text on to a version that came from elsewhere, both being here: forward where it comes after ours,
 * merged where both went on. What stands becomes a version before. The caller wraps it in a write.
 */
export function moveHead(context: Context, articleId: string, theirs: string): HeadMove {
  const { store } = context
  const record = recordOf(store, articleId)
  if (!holds(record.working)) return { kinship: 'diverged', conflicts: 0, kept: keptWords.damaged }
  const ours = cutRevision(context, record.working, 'taken-over')
  const parents = new Map(listRevisions(store, articleId).map((info) => [info.id, info.parents]))
  const kinship = kinshipOf(parents, ours, theirs)
  if (kinship === 'same' || kinship === 'older') return { kinship, conflicts: 0, kept: null }
  const kept = barred(context, record)
  if (kept !== null) return { kinship, conflicts: 0, kept }
  if (kinship === 'newer') {
    const { content, info } = revisionOf(store, theirs)
    stand(context, articleId, { ...content.article }, content.schemaVersion, info.author, theirs)
    return { kinship, conflicts: 0, kept: null }
  }
  const base = commonAncestor(parents, ours, theirs)
  if (base === null) return { kinship, conflicts: 0, kept: keptWords.unrelated }
  return { kinship, ...mergeWith(context, articleId, { base, ours, theirs }) }
}

const keptWords = {
  damaged: 'The text here is damaged on the disk; what came is kept under Versions.',
  unrelated: 'The two texts have no version in common; what came is kept under Versions.',
  unmergeable: 'The two texts cannot be put together; what came is kept under Versions.'
}

/** Why a file may not change this article's words now: what this person may not do by hand, a file does not do for them. */
function barred(context: Context, { standing, subjected }: ArticleRecord): string | null {
  const actor = actorOf(context)
  const { state } = standing
  if (state === 'published' || state === 'spiked')
    return `The article is ${stateNames[state].toLowerCase()} here; what came is kept under Versions.`
  if (actor.role !== 'reporter') return null
  if (!isTheirs(actor, subjected))
    return 'The article is somebody else’s; what came is kept under Versions for an editor.'
  return state === 'approved' ? 'The article is approved here; what came is kept under Versions for an editor.' : null
}

/**
 * One text of both, as a version that comes from the two. Two computers that merge the same two make the same version,
 * so that handing over to and fro comes to rest.
 */
function mergeWith(
  context: Context,
  articleId: string,
  heads: { base: string; ours: string; theirs: string }
): Pick<HeadMove, 'conflicts' | 'kept'> {
  const { store, now } = context
  const [base, ours, theirs] = [heads.base, heads.ours, heads.theirs].map((id) => present(store, id))
  if (!base || !ours || !theirs) return { conflicts: 0, kept: keptWords.unmergeable }
  const merged = merge(base, ours, theirs)
  if (!readBody(merged.article.body, schemaVersion).ok) return { conflicts: 0, kept: keptWords.unmergeable }
  const parents = [heads.ours, heads.theirs].sort()
  const author = revisionOf(store, parents[0] ?? '').info.author
  const content = { schemaVersion, article: merged.article, parents, author }
  const id = keepRevision(context, articleId, content, 'merged', now().toISOString())
  const open = merged.conflicts.filter(needsDecision)
  const [mine, other] = [revisionOf(store, heads.ours).info, revisionOf(store, heads.theirs).info]
  for (const conflict of open) {
    for (const [side, info] of [[conflict.mine, mine] as const, [conflict.theirs, other] as const])
      insertSuggestion(store, { id: side.id, articleId, accountId: info.author, author: '', at: info.at })
    const at = now().toISOString()
    insertConflict(store, articleId, { conflict, revision: id, mineBy: mine.author, theirsBy: other.author, at })
  }
  stand(context, articleId, merged.article, schemaVersion, author, id)
  return { conflicts: open.length, kept: null }
}

/** Makes a version that is here the text that stands. */
function stand(
  context: Context,
  articleId: string,
  article: Article,
  version: number,
  writer: string,
  revision: string
): void {
  const { store, now } = context
  const { working, standing } = recordOf(store, articleId)
  const hash = articleHash(version, article)
  writeWorking(store, {
    articleId,
    article,
    schemaVersion: version,
    articleHash: hash,
    version: working.version + 1,
    // A sitting of its own: every window that has the article open sees that it was stored elsewhere.
    session: newId(),
    seq: 1,
    storedAt: now().toISOString(),
    accountId: writer,
    listing: listingOf(article, standing, hash)
  })
  if (!advanceHead(store, articleId, working.head, revision))
    throw new Error(`The head of ${articleId} moved inside a write.`)
  recordSuggestions(context, articleId, (working.article as Article).body, article.body)
  relist(store, articleId)
}

/** A version as today's schema has it; null where its body does not check. */
function present(store: Store, id: string): Article | null {
  const { content } = revisionOf(store, id)
  const { meta, body } = content.article
  return readBody(body, content.schemaVersion).ok
    ? { meta, body: migrateBody(body, content.schemaVersion) as Body }
    : null
}

function revisionOf(store: Store, id: string) {
  const read = readRevision(store, id)
  if (!read.ok) throw new Error(`${id} cannot be read inside a write.`)
  return read.value
}

function recordOf(store: Store, articleId: string): ArticleRecord {
  const read = readRecord(store, articleId)
  if (!read.ok) throw new Error(`${articleId} vanished inside a write.`)
  return read.value
}
