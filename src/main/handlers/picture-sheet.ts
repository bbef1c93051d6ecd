import { findPictureWords } from '#shared/article/picture-words.ts'
import { placementsOf } from '#shared/article/placements.ts'
import { articleHash } from '#shared/article/revision.ts'
import { mayEdit } from '#shared/article/workflow-rules.ts'
import { writePlacement } from '#shared/article/write-placement.ts'
import type { InputOf } from '#shared/contract/index.ts'
import type { PictureSheet, SheetArticle, SheetRow, WriteReply } from '#shared/contract/pictures.ts'
import { readBody, type Body } from '#shared/document/body.ts'
import { isCrop, isPoint, type Point } from '#shared/document/crop.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { figuresOf, readText } from '#shared/document/text.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { writeWorking } from '../store/articles.ts'
import { newId } from '../store/ids.ts'
import { readPicture } from '../store/media.ts'
import { write } from '../store/open.ts'
import { listArticlesWithPictures } from '../store/placements.ts'
import { cutRevision, listingOf, readRecord, type ArticleRecord } from './article-record.ts'
import { accountOf, actorOf, type Context } from './context.ts'

const mostArticles = 100

export function readSheet(context: Context, input: InputOf<'pictures.sheet'>): Result<PictureSheet> {
  const session = newId()
  if ('articleId' in input) {
    const part = sheetOf(context, input.articleId)
    return part.ok ? ok({ session, articles: [part.value.article], rows: part.value.rows, more: false }) : part
  }
  const ids = listArticlesWithPictures(context.store, input.from, input.to, mostArticles + 1)
  // An article whose text cannot be read says so where it is opened; it must not take the others' captions with it.
  const parts = ids.slice(0, mostArticles).flatMap((id) => {
    const part = sheetOf(context, id)
    return part.ok ? [part.value] : []
  })
  return ok({
    session,
    articles: parts.map(({ article }) => article),
    rows: parts.flatMap(({ rows }) => rows),
    more: ids.length > mostArticles
  })
}

function sheetOf(context: Context, articleId: string): Result<{ article: SheetArticle; rows: SheetRow[] }> {
  const { store } = context
  const read = readRecord(store, articleId)
  if (!read.ok) return read
  const { article, working, standing, subjected } = read.value
  const body = readBody(article.body, working.schemaVersion)
  if (!body.ok) return body
  const { headline, standfirst, copy } = readText(body.value)
  const allowed = mayEdit(actorOf(context), subjected)
  const middles = figuresOf(body.value).map((figure) => middleOf(figure.attrs ?? {}))
  const rows = placementsOf(body.value).map((placement, index): SheetRow => {
    const picture = placement.media === null ? null : readPicture(store, placement.media)
    return {
      ...placement,
      articleId,
      width: picture?.width ?? null,
      height: picture?.height ?? null,
      middle: middles[index] ?? null,
      findings: findPictureWords(placement, { copy: [headline, standfirst, copy].join('\n'), picture }),
      readOnly: allowed.ok ? null : allowed.error.message
    }
  })
  return ok({ article: { id: articleId, slugline: article.meta.slugline, headline, state: standing.state }, rows })
}

function middleOf({ crop, focus }: Record<string, unknown>): Point | null {
  if (isPoint(focus)) return focus
  return isCrop(crop) ? { x: crop.x + crop.width / 2, y: crop.y + crop.height / 2 } : null
}

type Cells = InputOf<'pictures.write'>['cells']

/** Writes the cells, each article in a write of its own: what one article refuses does not hold up the others. */
export function writeSheet(context: Context, { session, cells }: InputOf<'pictures.write'>): WriteReply {
  const refused: WriteReply['refused'] = []
  const rows: SheetRow[] = []
  for (const [articleId, own] of Map.groupBy(cells, (cell) => cell.articleId)) {
    const stored = write(context.store, () => writeArticle(context, articleId, session, own, refused))
    if (!stored.ok)
      for (const { figureId, field } of own) refused.push({ articleId, figureId, field, message: stored.error.message })
    else if (stored.value) {
      context.indexSoon()
      context.tell({ name: 'article.changed', detail: { articleId, session } })
    }
    const fresh = sheetOf(context, articleId)
    if (fresh.ok) rows.push(...fresh.value.rows)
  }
  return { rows, refused }
}

/**
 * The same door as a save: the article is there, this person may write it, nobody is typing in it, and each cell still
 * shows what it showed. Another sitting's words are cut as a version first. True when something was stored.
 */
function writeArticle(
  context: Context,
  articleId: string,
  session: string,
  cells: Cells,
  refused: WriteReply['refused']
): Result<boolean> {
  const { store, now } = context
  const read = readRecord(store, articleId)
  if (!read.ok) return read
  const { working, article, standing, subjected } = read.value
  const allowed = mayEdit(actorOf(context), subjected)
  if (!allowed.ok) return allowed
  const own = working.session === session
  if (!own && isBeingWritten(read.value, now()))
    return fail(
      'conflict',
      `Somebody is writing in “${article.meta.slugline || 'this article'}” at this moment. Write it there, or wait until they have left it.`
    )
  const checked = readBody(article.body, working.schemaVersion)
  if (!checked.ok) return checked
  let body: Body = checked.value
  for (const cell of cells) {
    const written = writePlacement(body, cell)
    if (written.ok) body = written.value
    else refused.push({ articleId, figureId: cell.figureId, field: cell.field, message: written.error.message })
  }
  const next = { meta: article.meta, body }
  const hash = articleHash(schemaVersion, next)
  if (body === checked.value || hash === working.articleHash) return ok(false)
  const valid = readBody(body, schemaVersion)
  if (!valid.ok) throw new Error(`The grid made a body that does not check: ${valid.error.message}`)
  if (!own) cutRevision(context, working, 'idle')
  writeWorking(store, {
    articleId,
    article: next,
    schemaVersion,
    articleHash: hash,
    version: working.version + 1,
    session,
    seq: own ? working.seq + 1 : 1,
    storedAt: now().toISOString(),
    accountId: accountOf(context).id,
    listing: listingOf(next, standing, hash)
  })
  return ok(true)
}

/** How long after a save its window is taken to be writing still, in milliseconds, unless it has said that it rests. */
const writingTime = 120_000

/** Stored moments ago by a window that has neither rested nor left: both cut a version. */
function isBeingWritten({ working }: ArticleRecord, now: Date): boolean {
  const rested = working.headHash === working.articleHash || working.version === 1
  return !rested && now.getTime() - Date.parse(working.storedAt) < writingTime
}
