import { bundleLimit, type TakenIn } from '#shared/contract/bundles.ts'
import { safeFileName } from '#shared/formats/file-name.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { readBundle, refused, writeBundle, type Bundle } from '../bundles/bundle.ts'
import { bundleExtension } from '../bundles/format.ts'
import { insertPicture, readPicture } from '../store/media.ts'
import { write } from '../store/open.ts'
import { appendOutbox } from '../store/outbox.ts'
import { updateRecord } from '../store/pictures.ts'
import { checkBundle } from './bundle-check.ts'
import { takeIn } from './bundle-in.ts'
import { collectBundle, readOriginals } from './bundle-out.ts'
import { accountOf, type Context, type HandlersOf } from './context.ts'

export const bundleHandlers: HandlersOf<'bundles'> = {
  'bundles.export': async (context, { articleIds }) => {
    const { store, caller } = context
    const collected = write(store, () => collectBundle(context, articleIds))
    if (!collected.ok) return collected
    for (const { id } of collected.value.articles)
      context.tell({ name: 'article.changed', detail: { articleId: id, session: null } })
    const media = await readOriginals(store, collected.value.pictures)
    const bytes = writeBundle({ ...collected.value, media })
    if (bytes.length > bundleLimit)
      return fail(
        'too-large',
        `The file would be ${megabytes(bytes.length)} MB; the largest is ${megabytes(bundleLimit)} MB. Hand over fewer articles at once.`
      )
    const name = `${nameOf(collected.value)}.${bundleExtension}`
    const done = {
      articles: collected.value.articles.length,
      missingPictures: collected.value.pictures.length - media.size
    }
    if (!caller.saveFiles) return ok({ ...done, savedTo: null, download: { name, bytes } })
    const saved = await caller.saveFiles(name, 'zip', [{ path: name, bytes }])
    return saved.ok ? ok({ ...done, savedTo: saved.value, download: null }) : saved
  },
  'bundles.preview': (context, { bytes }) => {
    const bundle = readFor(context, bytes)
    return bundle.ok ? ok(rehearse(context, bundle.value)) : bundle
  },
  'bundles.import': async (context, { bytes }) => {
    const { store } = context
    const bundle = readFor(context, bytes)
    if (!bundle.ok) return bundle
    // Whatever is wrong shows before a picture is kept.
    rehearse(context, bundle.value)
    const pictures = await takePictures(context, bundle.value)
    if (!pictures.ok) return pictures
    const taken = write(store, () => {
      const done = takeIn(context, bundle.value)
      pictures.value.forEach((keep) => keep())
      return done
    })
    context.indexSoon()
    for (const { id } of taken.articles)
      for (const name of ['article.changed', 'comments.changed'] as const)
        context.tell(
          name === 'article.changed'
            ? { name, detail: { articleId: id, session: null } }
            : { name, detail: { articleId: id } }
        )
    if (taken.people.length > 0) context.tell({ name: 'desk.changed', detail: { what: 'people' } })
    return ok(taken)
  }
}

function readFor({ store }: Context, bytes: Uint8Array): Result<Bundle> {
  const bundle = readBundle(bytes)
  if (!bundle.ok) return bundle
  const checked = checkBundle(store, bundle.value)
  return checked.ok ? bundle : checked
}

/** Carries the rehearsal's outcome out of the write that it undoes. */
class Rehearsed extends Error {
  readonly taken: TakenIn
  constructor(taken: TakenIn) {
    super('A rehearsal is never kept.')
    this.taken = taken
  }
}

/** Takes a hand-over in and undoes it: what it would do cannot be told more exactly than by doing it. */
function rehearse(context: Context, bundle: Bundle): TakenIn {
  try {
    return write(context.store, (): never => {
      throw new Rehearsed(takeIn(context, bundle))
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.taken
    throw error
  }
}

/**
 * Keeps the originals that are not here yet and gives what is still to be written of them. What a picture is, is read from
 * its own bytes; the file gives only the words that the other desk has for it.
 */
async function takePictures(context: Context, { pictures, media }: Bundle): Promise<Result<(() => void)[]>> {
  const { store, media: library, now } = context
  const by = accountOf(context).id
  const keep: (() => void)[] = []
  for (const { hash, fileName, record } of pictures) {
    const bytes = media.get(hash)
    if (!bytes || (readPicture(store, hash) && (await library.has(hash)))) continue
    const added = await library.add(fileName, bytes)
    if (!added.ok)
      return refused(`the picture “${fileName}” cannot be taken in. ${added.error.message}`.replace(/\.$/, ''))
    keep.push(() => {
      if (readPicture(store, hash)) return
      const at = now().toISOString()
      insertPicture(store, added.value, at, by)
      if (JSON.stringify(record) !== JSON.stringify(added.value.metadata))
        updateRecord(store, { hash, version: 1, record, by, at })
      appendOutbox(store, { kind: 'media', ref: hash, at })
    })
  }
  return ok(keep)
}

function nameOf({ articles, revisions }: Pick<Bundle, 'articles' | 'revisions'>): string {
  const [first] = articles
  const meta = first && revisions.get(first.head)?.article.meta
  return articles.length === 1 ? safeFileName(meta?.slugline ?? '') : `${articles.length}-articles`
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024)
}
