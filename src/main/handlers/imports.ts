import { guessFields, type ImportGuess } from '#shared/article/imported.ts'
import type { AcceptReply, ImportedArticle, ImportReport } from '#shared/contract/imports.ts'
import type { InputOf } from '#shared/contract/index.ts'
import { countWords, readText } from '#shared/document/text.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { ImportJob, ReadItem } from '../import/jobs.ts'
import { articlesOfFile, readImport } from '../store/imports.ts'
import type { Store } from '../store/open.ts'
import { accountNames, readRecord } from './article-record.ts'
import { bringIn, type Origin } from './bring-in.ts'
import { accountOf, type Context, type HandlersOf } from './context.ts'
import { takeItem } from './wire-items.ts'

export const importHandlers: HandlersOf<'imports'> = {
  'imports.begin': (context) => ok({ job: context.imports.begin(accountOf(context).id) }),
  'imports.give': (context, { job, name, bytes }) => context.imports.give(accountOf(context).id, job, { name, bytes }),
  'imports.read': (context, { job }) => report(context, context.imports.read(accountOf(context).id, job)),
  'imports.report': (context, { job }) => report(context, context.imports.find(accountOf(context).id, job)),
  'imports.preview': (context, input) => {
    const found = findItem(context, input)
    return found.ok ? ok({ meta: found.value.imported.meta, body: found.value.imported.body }) : found
  },
  'imports.picture': async (context, { id, ...input }) => {
    const found = findItem(context, input)
    if (!found.ok) return found
    const bytes = found.value.imported.pictures.find((picture) => picture.id === id)?.bytes
    return ok(bytes ? await context.media.glance(bytes) : null)
  },
  'imports.cancel': (context, { job }) => report(context, context.imports.cancel(accountOf(context).id, job)),
  'imports.accept': accept,
  'imports.discard': (context, { job }) => {
    context.imports.discard(accountOf(context).id, job)
    return ok(null)
  },
  'imports.record': ({ store }, { articleId }) => {
    const kept = readImport(store, articleId)
    return ok(kept && { ...kept, byName: accountNames(store)[kept.by] ?? '' })
  }
}

function report({ store }: Context, job: Result<ImportJob>): Result<ImportReport> {
  if (!job.ok) return job
  const { id, running, files, items } = job.value
  return ok({
    job: id,
    running,
    files: files.map((file) => ({ ...file })),
    articles: items.map((item) => summaryOf(store, item))
  })
}

function summaryOf(store: Store, { item, file, format, sha256, imported, articleId }: ReadItem): ImportedArticle {
  const { headline, copy } = readText(imported.body)
  const { guesses = [], times = { published: null, updated: null } } = imported
  return {
    item,
    file,
    format,
    headline: headline || (guesses.find(({ kind }) => kind === 'headline')?.values.headline ?? ''),
    words: countWords(copy, imported.meta.language),
    pictures: imported.pictures.filter(({ bytes }) => bytes !== null).length,
    suggestions: imported.suggestions.length,
    comments: imported.comments.length,
    notes: imported.notes,
    guesses,
    times,
    before: articlesOfFile(store, sha256)
      .filter((id) => id !== articleId)
      .slice(0, 5)
      .flatMap((id) => {
        const read = readRecord(store, id)
        return read.ok ? { articleId: id, headline: readText(read.value.article.body).headline } : []
      }),
    articleId
  }
}

function findItem(context: Context, { job, item }: { job: string; item: string }): Result<ReadItem> {
  const found = context.imports.find(accountOf(context).id, job)
  if (!found.ok) return found
  const read = found.value.items.find((each) => each.item === item)
  return read ? ok(read) : fail('not-found', 'This article is not in the import. Bring the file in again.')
}

/** One article after another; what is refused leaves the others as they are, and can be tried again. */
async function accept(context: Context, { job, articles }: InputOf<'imports.accept'>): Promise<Result<AcceptReply>> {
  const found = context.imports.find(accountOf(context).id, job)
  if (!found.ok) return found
  const reply: AcceptReply = { made: [], refused: [] }
  for (const { item, guesses } of articles) {
    const made = await acceptOne(context, { job, item }, guesses)
    if (made.ok) reply.made.push({ item, articleId: made.value })
    else reply.refused.push({ item, message: made.error.message })
  }
  if (reply.made.length > 0) context.indexSoon()
  return ok(reply)
}

async function acceptOne(
  context: Context,
  place: { job: string; item: string },
  confirmed: { id: string; values: Record<string, string> }[]
): Promise<Result<string>> {
  const found = findItem(context, place)
  if (!found.ok) return found
  const read = found.value
  if (read.articleId !== null) return ok(read.articleId)
  if (read.taking) return fail('conflict', 'This article is being taken in already.')
  const files = context.imports.find(accountOf(context).id, place.job)
  if (!files.ok) return files
  read.taking = true
  try {
    const origin = { fileName: files.value.files[read.file]?.name ?? '', format: read.format, sha256: read.sha256 }
    const made = await take(context, read, confirmedGuesses(read, confirmed), origin)
    if (!made.ok) return made
    read.articleId = made.value
    context.tell({ name: 'article.changed', detail: { articleId: read.articleId, session: null } })
    return ok(read.articleId)
  } finally {
    read.taking = false
  }
}

/** An item that its sender can name again is the article that it was before; anything else is a new draft. */
async function take(
  context: Context,
  { imported, file }: ReadItem,
  guesses: ImportGuess[],
  origin: Origin
): Promise<Result<string>> {
  if (imported.wire === null) {
    const made = await bringIn(context, imported, guesses, origin)
    return made.ok ? ok(made.value.articleId) : made
  }
  const place = { folder: '', name: origin.fileName, sha256: origin.sha256, format: origin.format, index: file }
  const taken = await takeItem(context, imported, place)
  if (!taken.ok) return taken
  return taken.value.outcome === 'older'
    ? fail('refused', 'A newer version of this item is on the desk already, so this one is not taken.')
    : ok(taken.value.articleId)
}

/** The reader's guesses with the words that the person gave them; what the reader did not guess is nobody's to add. */
function confirmedGuesses(
  { imported }: ReadItem,
  confirmed: { id: string; values: Record<string, string> }[]
): ImportGuess[] {
  return (imported.guesses ?? []).flatMap((guess) => {
    const given = confirmed.find(({ id }) => id === guess.id)
    if (!given) return []
    const known = Object.entries(given.values).filter(([name]) => Object.hasOwn(guessFields[guess.kind], name))
    return [{ ...guess, values: { ...guess.values, ...Object.fromEntries(known) } }]
  })
}
