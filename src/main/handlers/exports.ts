import { createHash } from 'node:crypto'
import type { Article } from '#shared/article/article.ts'
import { mayOverride } from '#shared/article/workflow-rules.ts'
import { usualEdge, type ExportedFile, type ExportResult } from '#shared/contract/exports.ts'
import type { Settings } from '#shared/contract/desk.ts'
import type { InputOf } from '#shared/contract/index.ts'
import { readBody } from '#shared/document/body.ts'
import { findNode, textOf } from '#shared/document/text.ts'
import { dropsOf } from '#shared/formats/drops.ts'
import { safeFileName } from '#shared/formats/file-name.ts'
import type { ExportContext, ExportFile, ExportItem, Format } from '#shared/formats/format.ts'
import { findFormat, formats } from '#shared/formats/index.ts'
import { killNotice } from '#shared/formats/kill-notice.ts'
import { zipFiles } from '#shared/formats/zip.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { listEvents } from '../store/events.ts'
import { write } from '../store/open.ts'
import { readRevision } from '../store/revisions.ts'
import { readSettings } from '../store/settings.ts'
import { deskRules, readRecord, record, type ArticleRecord } from './article-record.ts'
import { actorOf, type Context, type HandlersOf } from './context.ts'
import { earlierExports } from './earlier-exports.ts'
import { cancelMany, exportMany } from './export-many.ts'
import { encodePictures, sizePictures } from './export-pictures.ts'
import { gateOf, passGate, type ReleasedText } from './release-gate.ts'
import { writeReviewCopy } from './review-copy.ts'

export const exportHandlers: HandlersOf<'exports'> = {
  'exports.check': (context, { articleId }) => {
    const read = readReadable(context, articleId)
    if (!read.ok) return read
    const { article, standing, subjected } = read.value
    const { reasons, overridden } = gateOf(context, read.value)
    const allowed = mayOverride(actorOf(context), subjected, deskRules(context.store))
    const notice = standing.killed !== null
    return ok({
      reasons: notice ? [] : reasons,
      overridden,
      mayOverride: allowed.ok ? null : allowed.error.message,
      notice,
      formats: formats.map((format) => ({
        id: format.id,
        label: format.label,
        extension: format.extension,
        drops: notice ? [] : dropsOf(format, article),
        options: format.options ?? [],
        needs: missingFor(format, readSettings(context.store), notice)
      }))
    })
  },
  'exports.preview': (context, { articleId, format: id, options, pictureEdge }) => {
    const read = readReadable(context, articleId)
    if (!read.ok) return read
    const format = findFormat(id)
    if (!format) return fail('invalid-input', `There is no format “${id}”.`)
    const { article, working } = read.value
    const notice = read.value.standing.killed ? readNotice(context, read.value) : null
    if (notice && !notice.ok) return notice
    const [main] = format.write(
      notice?.value.article ?? article,
      notice
        ? noticeContext(context, read.value, notice.value.revision)
        : exportContext(context, read.value, working.head ?? '', sizePictures(context, article, pictureEdge)),
      options
    )
    if (!main) throw new Error(`${format.id} wrote no file.`)
    return ok({ path: main.path, text: isText(main) ? new TextDecoder().decode(main.bytes) : null })
  },
  'exports.run': runExport,
  'exports.review': writeReviewCopy,
  'exports.earlier': (context, { articleId }) => earlierExports(context, articleId),
  'exports.formats': ({ store }) =>
    ok(
      formats.map((format) => ({
        id: format.id,
        label: format.label,
        extension: format.extension,
        options: format.options ?? [],
        needs: missingFor(format, readSettings(store), false),
        together: format.writeSet !== undefined
      }))
    ),
  'exports.runMany': exportMany,
  'exports.cancel': (context, { run }) => {
    cancelMany(context, run)
    return ok(null)
  }
}

/** The record of an article whose body can be read: nothing else is ever written out. */
export function readReadable({ store }: Context, articleId: string): Result<ArticleRecord> {
  const read = readRecord(store, articleId)
  if (!read.ok) return read
  const body = readBody(read.value.article.body, read.value.working.schemaVersion)
  return body.ok ? read : body
}

/**
 * What goes out is read from the approved revision, whose hash is checked as it is read; never from the working
 * copy. All formats are written and the files delivered, or nothing is.
 */
async function runExport(context: Context, input: InputOf<'exports.run'>): Promise<Result<ExportResult>> {
  const read = readReadable(context, input.articleId)
  if (!read.ok) return read
  const killed = read.value.standing.killed !== null
  const chosen = chooseFormats(context, input.formats, killed)
  const outgoing = killed ? readNotice(context, read.value) : passGate(context, read.value, refusal)
  if (!outgoing.ok) return outgoing
  if (!chosen.ok) return chosen
  const { article, revision, articleHash } = outgoing.value
  const pictures = killed ? ok([]) : await encodePictures(context, article, input.pictureEdge)
  if (!pictures.ok) return pictures
  const out = killed
    ? noticeContext(context, read.value, revision)
    : exportContext(context, read.value, revision, pictures.value)
  const base = baseName(article)
  const written = await writeFormats(chosen.value, { article, context: out }, input.options)
  if (!written.ok) return written
  const files = written.value
  // Encoding and reading again take their time: what has been taken back, killed or embargoed meanwhile stays here.
  const still = stillFree(context, input.articleId, articleHash, killed)
  if (!still.ok) return still
  const delivered = await deliver(context, base, input.as, files)
  if (!delivered.ok) return delivered
  const list = files.map(describe)
  if (delivered.value.savedTo !== null || delivered.value.download !== null)
    recordExport(
      context,
      { ...input, name: nameOfPlace(delivered.value) },
      { revision, articleHash },
      list,
      still.value
    )
  context.tell({ name: 'article.changed', detail: { articleId: input.articleId, session: null } })
  return ok({ files: list, ...delivered.value })
}

/** The files of every format, each read again and found whole; one that is not stops all of them. */
export async function writeFormats(
  chosen: Format[],
  item: ExportItem,
  options: InputOf<'exports.run'>['options']
): Promise<Result<ExportFile[]>> {
  // Its parsers are none of the app's start.
  const { preflight } = await import('#shared/formats/preflight.ts')
  const written = chosen.map((format) => ({
    format,
    files: format.write(item.article, item.context, options?.[format.id])
  }))
  const faults = written.flatMap(({ format, files }) => preflight(format, files, [item]))
  const [first] = faults
  if (first)
    return fail(
      'refused',
      first.message,
      faults.map(({ message }) => ({ code: 'not-whole', message }))
    )
  return ok(written.flatMap(({ format, files }) => inFolder(format, chosen.length > 1, files)))
}

export const refusal = 'The article cannot go out yet.'

export function stillFree(
  context: Context,
  articleId: string,
  articleHash: string,
  killed: boolean
): Result<ArticleRecord> {
  const read = readReadable(context, articleId)
  if (!read.ok) return read
  const { reasons } = gateOf(context, read.value)
  if ((read.value.standing.killed !== null) !== killed || (!killed && reasons.length > 0))
    return fail('refused', refusal, reasons)
  if (!killed && read.value.working.articleHash !== articleHash)
    return fail('conflict', 'The article has changed while it was written out. Look again, then export it.')
  return read
}

/** What the file or folder is called. Not where it is: the record goes along in hand-overs, and a path tells of a computer. */
export function nameOfPlace({ savedTo, download }: Pick<ExportResult, 'savedTo' | 'download'>): string {
  return (savedTo ?? download?.name ?? '').split(/[\\/]/).at(-1)?.slice(0, 300) ?? ''
}

/** What left, from which text, in spite of what, and who let it: for good. */
export function recordExport(
  context: Context,
  {
    articleId,
    formats: ids,
    pictureEdge,
    as,
    name
  }: Pick<InputOf<'exports.run'>, 'articleId' | 'formats' | 'pictureEdge' | 'as'> & { name: string },
  text: { revision: string; articleHash: string },
  files: ExportedFile[],
  current: ArticleRecord
): void {
  const { overridden } = gateOf(context, current)
  const detail = {
    formats: ids,
    pictureEdge: pictureEdge ?? usualEdge,
    as,
    name,
    door: context.caller.door,
    files,
    ...(overridden.length > 0 && { overridden }),
    ...(current.standing.killed && { notice: 'kill' })
  }
  write(context.store, () => record(context, { articleId, type: 'exported', ...text, detail }))
}

/** The notice that an article is killed, made of the text that went out last. */
function readNotice({ store }: Context, { standing }: ArticleRecord): Result<ReleasedText> {
  const { killed, lastOut } = standing
  if (!killed || !lastOut) throw new Error('Only what was out and is killed has a notice.')
  const revision = readRevision(store, lastOut.revision)
  if (!revision.ok) return revision
  return ok({
    article: killNotice(revision.value.content.article, killed.reason),
    revision: lastOut.revision,
    articleHash: lastOut.articleHash
  })
}

/** A kill is one version more of the same article, without pictures. */
function noticeContext(context: Context, current: ArticleRecord, revision: string): ExportContext {
  const out = exportContext(context, current, revision, [])
  return { ...out, version: out.version + 1, updatedAt: current.standing.killed?.at ?? out.updatedAt }
}

function isText({ mediaType }: ExportFile): boolean {
  return /^text\/|[/+](json|xml)$|ld\+json|markdown/.test(mediaType)
}

/** What the desk still owes a format before it can be written, as a sentence. */
function missingFor(format: Format, { siteUrl }: Settings, notice: boolean): string | null {
  if (notice && !format.saysKilled) return `${format.label} has no way to say that an article is killed.`
  return format.needsSite && siteUrl === ''
    ? `${format.label} needs the address of your site: an administrator sets it in Settings.`
    : null
}

export function chooseFormats({ store }: Context, ids: string[], notice: boolean): Result<Format[]> {
  const unknown = ids.find((id) => !findFormat(id))
  if (unknown) return fail('invalid-input', `There is no format “${unknown}”.`)
  const chosen = formats.filter((format) => ids.includes(format.id))
  const missing = chosen.flatMap((format) => missingFor(format, readSettings(store), notice) ?? [])
  if (missing.length > 0) return fail('refused', missing.join(' '))
  return ok(chosen)
}

/** Fixed by the record alone, so that two exports of one revision are the same bytes. */
export function exportContext(
  { store }: Context,
  { standing, working }: ArticleRecord,
  revision: string,
  pictures: ExportContext['pictures']
): ExportContext {
  const settings = readSettings(store)
  const approvals = listEvents(store, working.articleId).filter((event) => event.type === 'approve' && !event.origin)
  const approvedAt = approvals.find((event) => event.articleHash === working.articleHash)?.at ?? working.storedAt
  const texts = new Set(approvals.map((event) => event.articleHash))
  return {
    articleId: working.articleId,
    revision,
    version: Math.max(1, texts.size),
    createdAt: standing.createdAt ?? approvedAt,
    publishedAt: standing.firstApprovedAt ?? approvedAt,
    updatedAt: approvedAt,
    publisher: settings.publisher || settings.deskName,
    siteUrl: settings.siteUrl === '' ? null : settings.siteUrl.replace(/\/+$/, ''),
    deskName: settings.deskName,
    pubStatus: standing.pubstatus,
    pictures
  }
}

export function baseName({ meta, body }: Article): string {
  return safeFileName(meta.slugline || textOf(findNode(body, 'headline')) || 'article')
}

function inFolder(format: Format, several: boolean, files: ExportFile[]): ExportFile[] {
  return several ? files.map((file) => ({ ...file, path: `${format.id}/${file.path}` })) : files
}

export async function deliver(
  { caller }: Context,
  base: string,
  as: 'zip' | 'folder',
  files: ExportFile[]
): Promise<Result<Pick<ExportResult, 'savedTo' | 'download'>>> {
  const zipped = (): ExportFile => ({ path: `${base}.zip`, mediaType: 'application/zip', bytes: zipFiles(files) })
  if (!caller.saveFiles) {
    const zip = zipped()
    return ok({ savedTo: null, download: { name: zip.path, bytes: zip.bytes } })
  }
  const saved = await caller.saveFiles(as === 'zip' ? `${base}.zip` : base, as, as === 'zip' ? [zipped()] : files)
  return saved.ok ? ok({ savedTo: saved.value, download: null }) : saved
}

export function describe({ path, bytes }: ExportFile): ExportedFile {
  return { path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}
