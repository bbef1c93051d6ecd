import { anchorText, findAnchor, isOnWords, type Anchor, type Place } from '#shared/article/anchor.ts'
import type { CommentThread } from '#shared/article/comment.ts'
import { approvalsOf } from '#shared/article/standing.ts'
import type { ReviewCopy } from '#shared/contract/exports.ts'
import type { InputOf } from '#shared/contract/index.ts'
import { readBody, type Body } from '#shared/document/body.ts'
import { acceptedBody } from '#shared/document/decide.ts'
import { untoldSuggestions, type Review } from '#shared/formats/docx/review.ts'
import type { ImportedComment } from '#shared/formats/reader.ts'
import { printedWords } from '#shared/formats/words.ts'
import { followAnchor, wordWay } from '#shared/merge/anchors.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { listThreads } from '../store/comments.ts'
import { write } from '../store/open.ts'
import { readRevision } from '../store/revisions.ts'
import { listSuggestions } from '../store/suggestions.ts'
import { cutRevision, damagedWords, deskRules, holds, record, type ArticleRecord } from './article-record.ts'
import type { Context } from './context.ts'
import { encodePictures } from './export-pictures.ts'
import { baseName, describe, exportContext, nameOfPlace, readReadable } from './exports.ts'

/** The longest edge of pictures in a copy for review: to be looked at, not to be printed. */
const reviewEdge = 1000

/**
 * The text as it stands, for people who read it before it is approved. It passes no gate, for it is no way out: it says on every
 * page what it is, its pictures are small, and what it leaves in the record is never a publication or an export. Of an
 * article that is killed there is none.
 */
export async function writeReviewCopy(context: Context, input: InputOf<'exports.review'>): Promise<Result<ReviewCopy>> {
  const read = readReadable(context, input.articleId)
  if (!read.ok) return read
  const { article, working, standing } = read.value
  if (standing.killed)
    return fail('refused', 'The article is killed: nothing of it leaves but the notice that it is withdrawn.')
  if (!holds(working)) return fail('damaged', damagedWords)
  const pictures = await encodePictures(context, article, reviewEdge)
  if (!pictures.ok) return pictures
  const review = readReview(context, read.value, input)
  // Loaded when it is asked for, like every reader and writer of packages.
  const { writeReview } = await import('#shared/formats/docx/write-review.ts')
  const whole = exportContext(context, read.value, working.head ?? '', pictures.value)
  const { mediaType, bytes } = writeReview(article, { ...whole, updatedAt: working.storedAt }, review)
  const name = `${baseName(article)}-for-review.docx`
  const placed = await place(context, { path: name, mediaType, bytes })
  if (!placed.ok) return placed
  const file = describe({ path: name, mediaType, bytes })
  if (placed.value.savedTo === null && placed.value.download === null) return ok({ ...placed.value, file, untold: 0 })
  write(context.store, () => {
    const revision = cutRevision(context, working, 'exported')
    const { suggestions, comments } = input
    const detail = { name: nameOfPlace(placed.value), door: context.caller.door, files: [file], suggestions, comments }
    record(context, {
      articleId: input.articleId,
      type: 'review_copy',
      revision,
      articleHash: working.articleHash,
      detail
    })
  })
  context.tell({ name: 'article.changed', detail: { articleId: input.articleId, session: null } })
  return ok({ ...placed.value, file, untold: input.suggestions ? untoldSuggestions(article.body).size : 0 })
}

function readReview(
  { store }: Context,
  { article, working, standing }: ArticleRecord,
  { suggestions, comments }: InputOf<'exports.review'>
): Review {
  const body = suggestions ? article.body : acceptedBody(article.body)
  const words = printedWords(article.meta.language)
  const approved = approvalsOf(standing, working.articleHash).length >= deskRules(store).approvalsNeeded
  return {
    mark: approved ? words.forReview : words.notApproved,
    suggestions: suggestions
      ? listSuggestions(store, working.articleId).map(({ id, author, at }) => ({ id, authorName: author, at }))
      : null,
    comments: comments ? commentsOf(store, working.articleId, body, article.meta.language) : []
  }
}

/** Every thread with what is still said in it, where it stands now. */
function commentsOf(store: Context['store'], articleId: string, body: Body, language: string): ImportedComment[] {
  const text = anchorText(body)
  const ways = new Map<string, ReturnType<typeof wordWay> | null>()
  const wayFrom = (revision: string) => {
    const known = ways.get(revision)
    if (known !== undefined) return known
    const read = readRevision(store, revision)
    const old = read.ok ? readBody(read.value.content.article.body, read.value.content.schemaVersion) : null
    const way = old?.ok ? wordWay(old.value, body, language) : null
    ways.set(revision, way)
    return way
  }
  const placeOf = (anchor: Anchor): Place | null => {
    const sure = findAnchor(text, anchor)
    if (sure || !isOnWords(anchor) || anchor.revision === null) return sure
    const way = wayFrom(anchor.revision)
    return way && followAnchor(way, anchor)
  }
  return listThreads(store, articleId).map((thread) => commentOf(thread, placeOf(thread.anchor)))
}

function commentOf({ anchor, messages, resolved }: CommentThread, place: Place | null): ImportedComment {
  const said = messages.filter(({ removed }) => !removed)
  // What it is about is not in the text any more: its words say it.
  const lost = place === null && anchor.quote !== '' ? `“${anchor.quote}” ` : ''
  return {
    at: atOf(place),
    quote: anchor.quote,
    resolved: resolved !== null,
    messages: said.map(({ name, at, text }, index) => ({
      authorName: name,
      at,
      text: index === 0 ? `${lost}${text}` : text
    }))
  }
}

function atOf(place: Place | null): ImportedComment['at'] {
  if (place === null || place.kind === 'article') return null
  if (place.kind === 'figure') return { block: place.block, start: 0, end: 0 }
  return { block: place.block, start: place.start, end: place.end }
}

async function place(
  { caller }: Context,
  file: { path: string; mediaType: string; bytes: Uint8Array }
): Promise<Result<Pick<ReviewCopy, 'savedTo' | 'download'>>> {
  if (!caller.saveFiles) return ok({ savedTo: null, download: { name: file.path, bytes: file.bytes } })
  const saved = await caller.saveFiles(file.path, 'zip', [file])
  return saved.ok ? ok({ savedTo: saved.value, download: null }) : saved
}
