import type { Article } from '#shared/article/article.ts'
import { articleHash } from '#shared/article/revision.ts'
import { compareVersions } from '#shared/article/wire.ts'
import { mayEdit } from '#shared/article/workflow-rules.ts'
import type { WireOutcome } from '#shared/contract/wires.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { readText } from '#shared/document/text.ts'
import type { Imported, WireItem } from '#shared/formats/reader.ts'
import { keepIds } from '#shared/merge/keep-ids.ts'
import { ok, type Result } from '#shared/result.ts'
import { write } from '../store/open.ts'
import { readRevision } from '../store/revisions.ts'
import { insertArrival } from '../store/wire-files.ts'
import { findWireItem, putWireItem, type WireItemRow } from '../store/wire-items.ts'
import type { WireOrigin } from '../wires/wires.ts'
import { keepRevision, readRecord } from './article-record.ts'
import { prepareArticle, storeImported, storePictures, type PreparedArticle } from './bring-in.ts'
import { actorOf, type Context } from './context.ts'
import { replaceText } from './replace-text.ts'

/** What became of an item; `same` is one that is here already, and nothing is noted of it. */
export interface Taken {
  articleId: string
  outcome: Exclude<WireOutcome, 'failed'> | 'same'
}

/** As much as a banner can say of why an item was killed. */
const reasonLength = 600

/**
 * Puts an agency's item on the desk: a new article, or a version of the one that it is here. What it is and that it came
 * are one write, so that a core that is ended in the middle has either all of an item or nothing of it.
 */
export async function takeItem(context: Context, imported: Imported, origin: WireOrigin): Promise<Result<Taken>> {
  const wire = imported.wire ?? nameless(origin)
  const prepared = await prepareArticle(context, imported, [])
  if (!prepared.ok) return prepared
  const taken = write(context.store, () => {
    const known = findWireItem(context.store, wire.uri)
    const taken = known
      ? takeVersion(context, known, wire, prepared.value)
      : takeNew(context, imported, wire, prepared.value, origin)
    if (taken.outcome !== 'same') note(context, taken, wire, prepared.value.article, origin)
    return taken
  })
  if (taken.outcome !== 'same' && taken.outcome !== 'older') {
    context.tell({ name: 'article.changed', detail: { articleId: taken.articleId, session: null } })
    context.indexSoon()
  }
  return ok(taken)
}

/** A file that does not say which item it holds is one item, by its own bytes. */
function nameless({ sha256, index }: WireOrigin): WireItem {
  return { uri: `file:${sha256}/${index}`, version: '1', source: '', status: 'usable' }
}

function note(context: Context, { articleId, outcome }: Taken, wire: WireItem, article: Article, origin: WireOrigin) {
  if (outcome === 'same') return
  insertArrival(context.store, {
    at: context.now().toISOString(),
    folder: origin.folder,
    name: origin.name,
    sha256: origin.sha256,
    outcome,
    articleId,
    headline: readText(article.body).headline || article.meta.slugline,
    source: wire.source,
    version: wire.version,
    message: outcome === 'killed' ? reasonOf(wire, article) : ''
  })
}

function takeNew(
  context: Context,
  imported: Imported,
  wire: WireItem,
  prepared: PreparedArticle,
  { name, format, sha256 }: WireOrigin
): Taken {
  const { articleId, revision } = storeImported(context, imported, prepared, { fileName: name, format, sha256 })
  putWireItem(context.store, {
    articleId,
    ...standingOf(context, wire, prepared.article),
    applied: revision,
    appliedHash: articleHash(schemaVersion, prepared.article),
    newer: null
  })
  return { articleId, outcome: wire.status === 'canceled' ? 'killed' : 'new' }
}

function standingOf({ now }: Context, { uri, version, source, status }: WireItem, article: Article) {
  const ednote = status === 'canceled' ? reasonOf({ status }, article) : article.meta.ednote
  return { uri, version, source, status, ednote, at: now().toISOString() }
}

/** Why an item was killed, as its agency says it: to editors, else in the words that came with the kill. */
function reasonOf({ status }: Pick<WireItem, 'status'>, { meta, body }: Article): string {
  if (status !== 'canceled') return ''
  const said = meta.ednote || readText(body).copy
  const line = said.replace(/\s+/g, ' ').trim()
  return line.length > reasonLength ? `${line.slice(0, reasonLength - 1).trimEnd()}…` : line
}

/**
 * A version of an item that is here. One that is not newer changes nothing, unless it is the kill of that very version. A
 * newer one takes the place of words that nobody has changed here while they are a draft; else it waits beside them.
 */
function takeVersion(context: Context, known: WireItemRow, wire: WireItem, prepared: PreparedArticle): Taken {
  const { store } = context
  const { articleId } = known
  const order = compareVersions(wire.version, known.version)
  const kills = wire.status === 'canceled' && known.status !== 'canceled'
  if (order < 0) return { articleId, outcome: 'older' }
  if (order === 0 && !kills) return { articleId, outcome: 'same' }
  const read = readRecord(store, articleId)
  if (!read.ok) throw new Error(`The item ${known.uri} has no article.`)
  const { working, standing, article: before, subjected } = read.value
  const applied = readRevision(store, known.applied)
  const article = keepIds(applied.ok ? applied.value.content.article : before, prepared.article)
  const hash = articleHash(schemaVersion, article)
  const next: WireItemRow = {
    ...known,
    ...standingOf(context, wire, prepared.article),
    source: wire.source || known.source
  }
  storePictures(context, prepared.pictures)
  // What withdraws the item is told, and changes no words: those of a kill are not the story's.
  if (wire.status === 'canceled') {
    keepBeside(context, known, article)
    putWireItem(store, next)
    return { articleId, outcome: 'killed' }
  }
  const untouched = working.articleHash === known.appliedHash
  if (hash === known.appliedHash) {
    putWireItem(store, { ...next, newer: null })
    return { articleId, outcome: 'revised' }
  }
  if (!untouched || standing.state !== 'draft' || !mayEdit(actorOf(context), subjected).ok) {
    putWireItem(store, { ...next, newer: keepBeside(context, known, article) })
    return { articleId, outcome: 'aside' }
  }
  const revision = replaceText(context, read.value, article, { stood: 'taken-over', put: 'wire' })
  putWireItem(store, { ...next, applied: revision, appliedHash: hash, newer: null })
  return { articleId, outcome: 'revised' }
}

/** Keeps the agency's words among the article's versions, as what follows on the agency's words that it took. */
function keepBeside(context: Context, { articleId, applied }: WireItemRow, article: Article): string {
  const content = { schemaVersion, article, parents: [applied], author: actorOf(context).accountId }
  return keepRevision(context, articleId, content, 'wire-aside', context.now().toISOString())
}
