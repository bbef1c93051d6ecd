import type { Article } from '#shared/article/article.ts'
import { articleHash, type RevisionContent } from '#shared/article/revision.ts'
import { foldEvents } from '#shared/article/standing.ts'
import type { TakenArticle, TakenIn } from '#shared/contract/bundles.ts'
import { suggestionIds } from '#shared/document/suggestions.ts'
import { countWords, readText } from '#shared/document/text.ts'
import { newestId } from './bundle-check.ts'
import type { Bundle } from '../bundles/bundle.ts'
import type { BundleArticle, BundleEvent } from '../bundles/format.ts'
import { insertAccount, readAccount } from '../store/accounts.ts'
import { advanceHead, insertArticle, readWorking } from '../store/articles.ts'
import { readComments, uniteComments } from '../store/comments.ts'
import { appendEvent, listEvents } from '../store/events.ts'
import { newId, startIdsAfter } from '../store/ids.ts'
import { readPicture } from '../store/media.ts'
import type { Store } from '../store/open.ts'
import { appendOutbox } from '../store/outbox.ts'
import { insertPerson, readOwnRecord } from '../store/people.ts'
import { hasRevision, insertRevision } from '../store/revisions.ts'
import { decideSuggestion, insertSuggestion } from '../store/suggestions.ts'
import { takeConflicts } from './conflict-record.ts'
import { accountNames, listingOf, readRecord, relist } from './article-record.ts'
import { moveHead, type HeadMove } from './bundle-head.ts'
import type { Context } from './context.ts'

/**
 * Joins what a checked hand-over holds to what is here: what is known stays as it is, so that it may come again, in any
 * order. Pictures come before, by themselves. The caller wraps it in a write.
 */
export function takeIn(context: Context, bundle: Bundle): TakenIn {
  const { store } = context
  startIdsAfter(newestId(bundle))
  const people = takePeople(context, bundle)
  const articles = bundle.articles.map((article) => takeArticle(context, bundle, article))
  const { desk, madeBy, madeAt } = bundle.manifest
  const pictures = bundle.pictures.filter(({ hash }) => bundle.media.has(hash) && !readPicture(store, hash)).length
  return { desk, madeBy, madeAt, articles, pictures, people }
}

/** People and accounts that are not known here; gives the names of the accounts' people. */
function takePeople({ store, now }: Context, { people: { people, accounts } }: Bundle): string[] {
  const at = now().toISOString()
  for (const person of people) if (!readOwnRecord(store, person.id)) insertPerson(store, { ...person, email: '' }, at)
  const fresh = accounts.filter(({ id }) => !readAccount(store, id))
  for (const account of fresh) insertAccount(store, { ...account, passphrase: null, disabled: true, createdAt: at })
  return fresh.flatMap(({ personId }) => readOwnRecord(store, personId)?.name ?? [])
}

function takeArticle(context: Context, bundle: Bundle, article: BundleArticle): TakenArticle {
  const { store, now } = context
  const { id, head } = article
  const isNew = readWorking(store, id) === null
  if (isNew) begin(context, article, contentOf(bundle, head))
  const before = new Set(readComments(store, id).events.map((event) => event.id))
  const versions = article.revisions.filter(({ id: revision }) => !hasRevision(store, revision))
  for (const { id: revision, at, kind, device } of versions)
    takeRevision(store, contentOf(bundle, revision), { id: revision, articleId: id, at, kind, device })
  const known = new Set(listEvents(store, id).map((event) => event.id))
  for (const event of article.events) if (!known.has(event.id)) takeEvent(context, event, bundle.manifest.device)
  takeComments(context, article)
  for (const row of article.suggestions) insertSuggestion(store, { ...row, articleId: id })
  if (isNew && !advanceHead(store, id, null, head)) throw new Error(`The head of ${id} moved inside a write.`)
  const move: HeadMove = isNew ? { kinship: 'same', conflicts: 0, kept: null } : moveHead(context, id, head)
  decide(store, article, now().toISOString())
  if (move.kept === null) takeConflicts(store, article)
  relist(store, id)
  const comments = article.comments.events.filter((event) => event.act === 'message' && !before.has(event.id)).length
  return described(store, id, { ...move, kinship: isNew ? 'new' : move.kinship, versions: versions.length, comments })
}

/** The article as its newest version has it: that is the text that stands. */
function begin({ store, now }: Context, { id, ownerId, events }: BundleArticle, content: RevisionContent): void {
  const hash = articleHash(content.schemaVersion, content.article)
  insertArticle(store, {
    id,
    ownerId,
    article: content.article,
    schemaVersion: content.schemaVersion,
    articleHash: hash,
    at: now().toISOString(),
    session: newId(),
    listing: listingOf(content.article, foldEvents(events), hash)
  })
}

type Beside = Pick<BundleArticle['revisions'][number], 'id' | 'at' | 'kind' | 'device'> & { articleId: string }

function takeRevision(store: Store, content: RevisionContent, beside: Beside): void {
  const text = readText(content.article.body)
  insertRevision(store, {
    ...beside,
    content,
    articleHash: articleHash(content.schemaVersion, content.article),
    headline: text.headline,
    words: countWords(text.copy, content.article.meta.language)
  })
  appendOutbox(store, { kind: 'revision', ref: beside.id, at: beside.at })
}

/** Whoever it names, it was not done here: a file that says it was done on this desk is not this desk's record. */
function takeEvent({ store }: Context, event: BundleEvent, device: string): void {
  appendEvent(store, { ...event, origin: event.origin === store.deviceId ? device : event.origin })
  appendOutbox(store, { kind: 'event', ref: event.id, at: event.at })
}

/** What claims to be said by an account of this desk, and is not known here, is taken in under the name alone. */
function takeComments({ store }: Context, { id, comments }: BundleArticle): void {
  const here = readComments(store, id)
  const known = new Set([...here.starts, ...here.events].map((one) => one.id))
  const signed = <Said extends { id: string; accountId: string | null }>(said: Said): Said =>
    !known.has(said.id) && said.accountId !== null && readAccount(store, said.accountId)?.origin === null
      ? { ...said, accountId: null }
      : said
  const fresh = uniteComments(store, { starts: comments.starts.map(signed), events: comments.events.map(signed) })
  for (const ref of fresh) appendOutbox(store, { kind: 'comment', ref, at: new Date(0).toISOString() })
}

/** What was decided elsewhere is decided here, where the suggestion has left the text. */
function decide(store: Store, { id, suggestions }: BundleArticle, now: string): void {
  const open = new Set(suggestionIds((readWorking(store, id)?.article as Article).body))
  for (const { id: suggestion, decision, decidedBy, decidedAt } of suggestions)
    if (decision !== null && decidedBy !== null && !open.has(suggestion))
      decideSuggestion(store, suggestion, decision, decidedBy, decidedAt ?? now)
}

function contentOf({ revisions }: Bundle, id: string): RevisionContent {
  const content = revisions.get(id)
  if (!content) throw new Error(`${id} was checked, and is not there.`)
  return content
}

function described(
  store: Store,
  id: string,
  taken: Pick<TakenArticle, 'kinship' | 'versions' | 'comments' | 'conflicts' | 'kept'>
): TakenArticle {
  const read = readRecord(store, id)
  if (!read.ok) throw new Error(`${id} vanished inside a write.`)
  const { article, standing, working } = read.value
  const names = accountNames(store)
  return {
    id,
    slugline: article.meta.slugline,
    headline: readText(article.body).headline,
    ...taken,
    approvedElsewhere: standing.approvedElsewhere.map(({ by, articleHash: hash }) => ({
      name: names[by] ?? '',
      sameText: hash === working.articleHash
    }))
  }
}
