import { setImmediate } from 'node:timers/promises'
import type { ManyExported } from '#shared/contract/exports.ts'
import type { InputOf } from '#shared/contract/index.ts'
import type { ExportFile, ExportItem, ExportSet, Format } from '#shared/formats/format.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { readSettings } from '../store/settings.ts'
import type { ArticleRecord } from './article-record.ts'
import { nameOf } from './bulk.ts'
import { accountOf, type Context } from './context.ts'
import { encodePictures } from './export-pictures.ts'
import {
  baseName,
  chooseFormats,
  deliver,
  describe,
  exportContext,
  nameOfPlace,
  readReadable,
  recordExport,
  refusal,
  stillFree,
  writeFormats
} from './exports.ts'
import { passGate } from './release-gate.ts'

/** Bytes that one export of several may have, pictures and all: they stand in memory until they are written. */
const mostBytes = 512 * 1024 * 1024

/** What is being exported just now, by account and by the name that the window gave it. */
const running = new Map<string, AbortController>()
const keyOf = (context: Context, run: string) => `${accountOf(context).id} ${run}`

/** Stops before the next article; nothing of that export is written. */
export function cancelMany(context: Context, run: string): void {
  running.get(keyOf(context, run))?.abort()
}

type Input = InputOf<'exports.runMany'>

/**
 * Several articles at once, each through the same gate as one alone: what may not go out is left and told by its name.
 * Formats that list articles give one file for all of them, the others a folder for each article.
 */
export async function exportMany(context: Context, input: Input): Promise<Result<ManyExported>> {
  const chosen = chooseFormats(context, input.formats, false)
  if (!chosen.ok) return chosen
  const key = keyOf(context, input.run)
  const abort = new AbortController()
  running.set(key, abort)
  try {
    return await exportAll(context, input, chosen.value, abort.signal)
  } finally {
    running.delete(key)
  }
}

/** What may go out of an article, from its approved revision; never from the working copy. */
interface ReadyArticle {
  item: ExportItem
  revision: string
  articleHash: string
  base: string
}

async function readyArticle(
  context: Context,
  articleId: string,
  edge: Input['pictureEdge']
): Promise<Result<ReadyArticle>> {
  const read = readReadable(context, articleId)
  if (!read.ok) return read
  if (read.value.standing.killed)
    return fail('refused', 'The article is killed: open it to send out the notice that it is.')
  const released = passGate(context, read.value, refusal)
  if (!released.ok) return released
  const { article, revision, articleHash } = released.value
  const pictures = await encodePictures(context, article, edge)
  if (!pictures.ok) return pictures
  const item = { article, context: exportContext(context, read.value, revision, pictures.value) }
  return ok({ item, revision, articleHash, base: baseName(article) })
}

interface Going {
  id: string
  ready: ReadyArticle
  files: ExportFile[]
}

async function exportAll(
  context: Context,
  input: Input,
  chosen: Format[],
  signal: AbortSignal
): Promise<Result<ManyExported>> {
  const reply: ManyExported = { went: [], refused: [], cancelled: false, files: [], savedTo: null, download: null }
  const ids = [...new Set(input.articleIds)]
  const going: Going[] = []
  const folders = new Set<string>()
  let size = 0
  for (const [done, id] of ids.entries()) {
    context.tell({ name: 'exports.progress', detail: { run: input.run, done, total: ids.length } })
    await setImmediate()
    if (signal.aborted) return ok({ ...reply, cancelled: true })
    const ready = await readOne(context, input, chosen, id)
    if (!ready.ok) {
      const message = [ready.error.message, ...(ready.error.reasons ?? []).map((reason) => reason.message)]
      reply.refused.push({ id, name: nameOf(context, id), message: [...new Set(message)].join(' ') })
      continue
    }
    const folder = freeName(ready.value.ready.base, folders)
    const files = ready.value.files.map((file) => ({ ...file, path: `${folder}/${file.path}` }))
    size += [...files, ...ready.value.ready.item.context.pictures].reduce((sum, { bytes }) => sum + bytes.length, 0)
    if (size > mostBytes)
      return fail(
        'too-large',
        'These articles have more pictures than one export can hold. Nothing was written; export fewer at once, or smaller pictures.'
      )
    going.push({ id, ready: ready.value.ready, files })
  }
  if (signal.aborted) return ok({ ...reply, cancelled: true })
  if (going.length === 0) return ok(reply)
  // Reading them all takes its time: where one has been taken back, killed or changed meanwhile, nothing goes.
  const together = await writeTogether(context, chosen, going)
  if (!together.ok) return together
  const files = [...together.value, ...going.flatMap((each) => each.files)]
  const current = new Map<string, ArticleRecord>()
  for (const { id, ready } of going) {
    const still = stillFree(context, id, ready.articleHash, false)
    if (!still.ok) return fail(still.error.code, `${nameOf(context, id)}: ${still.error.message}`, still.error.reasons)
    current.set(id, still.value)
  }
  const delivered = await deliver(context, `articles-${context.now().toISOString().slice(0, 10)}`, input.as, files)
  if (!delivered.ok) return delivered
  const list = files.map(describe)
  const isOut = delivered.value.savedTo !== null || delivered.value.download !== null
  if (isOut) {
    const shared = together.value.map(describe)
    for (const { id, ready, files: own } of going) {
      const record = current.get(id)
      if (record)
        recordExport(
          context,
          { ...input, articleId: id, name: nameOfPlace(delivered.value) },
          { revision: ready.revision, articleHash: ready.articleHash },
          [...shared, ...own.map(describe)],
          record
        )
    }
    for (const { id } of going) context.tell({ name: 'article.changed', detail: { articleId: id, session: null } })
  }
  const went = going.map(({ id }) => ({ id, name: nameOf(context, id) }))
  return ok({ ...reply, went: isOut ? went : [], cancelled: !isOut, files: list, ...delivered.value })
}

async function readOne(
  context: Context,
  input: Input,
  chosen: Format[],
  id: string
): Promise<Result<Omit<Going, 'id'>>> {
  const ready = await readyArticle(context, id, input.pictureEdge)
  if (!ready.ok) return ready
  const alone = chosen.filter((format) => !format.writeSet)
  const files = await writeFormats(alone, ready.value.item, input.options)
  return files.ok ? ok({ ready: ready.value, files: files.value }) : files
}

/** One file for all, in each format that has such a thing; read again as every export is. */
async function writeTogether(context: Context, chosen: Format[], going: Going[]): Promise<Result<ExportFile[]>> {
  const { preflight } = await import('#shared/formats/preflight.ts')
  const { publisher, deskName, siteUrl } = readSettings(context.store)
  const items = going.map(({ ready }) => ready.item)
  const set: ExportSet = {
    at: context.now().toISOString(),
    publisher: publisher || deskName,
    siteUrl: siteUrl === '' ? null : siteUrl.replace(/\/+$/, ''),
    language: items[0]?.article.meta.language ?? 'en'
  }
  const all: ExportFile[] = []
  for (const format of chosen) {
    if (!format.writeSet) continue
    const files = format.writeSet(items, set)
    // What a list may not show, an old article in a news sitemap say, is not looked for in it.
    const none = lengthOf(format.writeSet([], set))
    const shown = items.filter((item) => lengthOf(format.writeSet?.([item], set) ?? []) > none)
    const [fault] = preflight(
      format,
      files,
      shown,
      files.some(({ mediaType }) => mediaType.startsWith('image/'))
    )
    if (fault && shown.length > 0) return fail('refused', fault.message)
    all.push(...files.map((file) => ({ ...file, path: `${format.id}/${file.path}` })))
  }
  return ok(all)
}

function lengthOf(files: ExportFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes.length, 0)
}

function freeName(base: string, taken: Set<string>): string {
  let name = base
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${base}-${number}`
  taken.add(name.toLowerCase())
  return name
}
