import { metaSchema, newArticle, type Article, type Credit } from '#shared/article/article.ts'
import { houseByline } from '#shared/article/byline.ts'
import { takeGuesses, type Guessed } from '#shared/article/guesses.ts'
import type { ImportGuess, ImportNote, PrintedTimes } from '#shared/article/imported.ts'
import type { Picture } from '#shared/article/media.ts'
import type { Person } from '#shared/article/person.ts'
import { placePicture } from '#shared/article/place-picture.ts'
import { readBody } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { suggestionIds } from '#shared/document/suggestions.ts'
import type { Imported } from '#shared/formats/reader.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { readWorking } from '../store/articles.ts'
import { uniteComments } from '../store/comments.ts'
import { insertImport } from '../store/imports.ts'
import { insertPicture, readPicture } from '../store/media.ts'
import { write } from '../store/open.ts'
import { appendOutbox } from '../store/outbox.ts'
import { listPeople } from '../store/people.ts'
import { readSettings } from '../store/settings.ts'
import { insertSuggestion } from '../store/suggestions.ts'
import { cutRevision } from './article-record.ts'
import { storeNewArticle } from './articles.ts'
import { accountOf, type Context } from './context.ts'
import { commentsOf } from './imported-comments.ts'

/** Where an article comes from, as its record keeps it. */
export interface Origin {
  fileName: string
  /** The format's label. */
  format: string
  /** Of the file's bytes. */
  sha256: string
}

/** An article that could be stored, with what its record is to keep. Its pictures are in the library's folder already. */
export interface PreparedArticle {
  article: Article
  pictures: Picture[]
  notes: ImportNote[]
  times: PrintedTimes
}

/**
 * Makes a draft of what a reader gave and these guesses, as they were confirmed. Its pictures go into the library first;
 * then everything is one write: article, version, record of the import, event. The caller tells the windows.
 */
export async function bringIn(
  context: Context,
  imported: Imported,
  guesses: ImportGuess[],
  origin: Origin
): Promise<Result<{ articleId: string; notes: ImportNote[] }>> {
  const prepared = await prepareArticle(context, imported, guesses)
  if (!prepared.ok) return prepared
  const { articleId } = write(context.store, () => storeImported(context, imported, prepared.value, origin))
  return ok({ articleId, notes: prepared.value.notes })
}

/** Everything that can be done before the write. */
export async function prepareArticle(
  context: Context,
  imported: Imported,
  guesses: ImportGuess[]
): Promise<Result<PreparedArticle>> {
  const taken = takeGuesses(
    { meta: imported.meta, body: imported.body, times: imported.times ?? { published: null, updated: null } },
    guesses
  )
  const pictures = await takePictures(context, imported)
  if (!pictures.ok) return pictures
  const article = articleOf(context, taken, pictures.value.taken, listPeople(context.store))
  if (!article.ok) return article
  const notes = [
    ...imported.notes,
    ...guesses.map(({ kind, message }): ImportNote => ({
      kind: 'guessed',
      message: `Confirmed: ${message}`,
      place: kind
    })),
    ...pictures.value.notes
  ]
  return ok({ article: article.value, pictures: [...pictures.value.taken.values()], notes, times: taken.times })
}

/** The records of an article's pictures. The caller wraps it in the write that stores the article. */
export function storePictures({ store, now }: Context, pictures: Picture[]): void {
  const at = now().toISOString()
  for (const picture of pictures) {
    if (readPicture(store, picture.hash)) continue
    insertPicture(store, picture, at)
    appendOutbox(store, { kind: 'media', ref: picture.hash, at })
  }
}

/** A new draft with all that came with it, and the version that holds it. The caller wraps it in a write. */
export function storeImported(
  context: Context,
  imported: Imported,
  { article, pictures, notes, times }: PreparedArticle,
  origin: Origin
): { articleId: string; revision: string } {
  const { store, now } = context
  const at = now().toISOString()
  storePictures(context, pictures)
  // The record goes along in hand-overs, and the folders that a file stood in tell of a computer.
  const id = storeNewArticle(context, article, { importedFrom: origin.fileName.split(/[\\/]/).at(-1) ?? '' })
  const working = readWorking(store, id)
  if (!working) throw new Error(`${id} vanished inside a write.`)
  const revision = cutRevision(context, working, 'imported')
  // Those whose words went into a field with a guess are settled by that.
  const open = new Set(suggestionIds(article.body))
  for (const { id: suggestion, authorName, at: made } of imported.suggestions)
    if (open.has(suggestion))
      insertSuggestion(store, { id: suggestion, articleId: id, accountId: null, author: authorName, at: made ?? at })
  const comments = commentsOf(imported.comments, { articleId: id, body: article.body, revision, at })
  for (const ref of uniteComments(store, comments)) appendOutbox(store, { kind: 'comment', ref, at })
  insertImport(store, id, { ...origin, at, by: accountOf(context).id, notes, times })
  return { articleId: id, revision }
}

/** Every picture into the library; one that cannot be taken leaves its figure waiting, and a note. A full disk stops all. */
async function takePictures(
  { media }: Context,
  { pictures }: Imported
): Promise<Result<{ taken: Map<string, Picture>; notes: ImportNote[] }>> {
  const taken = new Map<string, Picture>()
  const notes: ImportNote[] = []
  for (const { id, fileName, bytes } of pictures) {
    if (!bytes) continue
    const added = await media.add(fileName, bytes)
    if (added.ok) taken.set(id, added.value)
    else if (added.error.code === 'disk-full' || added.error.code === 'read-only' || added.error.code === 'internal')
      return added
    else
      notes.push({
        kind: 'left',
        message: `“${fileName}” could not come: ${added.error.message} Its caption waits for the picture.`,
        place: id
      })
  }
  return ok({ taken, notes })
}

function articleOf(
  { store }: Context,
  { meta, body }: Guessed,
  pictures: Map<string, Picture>,
  people: Person[]
): Result<Article> {
  const settings = readSettings(store)
  const language = meta.language ?? settings.language
  const credits = (meta.credits ?? []).map((credit) => withPortrait(linked(credit, people), pictures))
  let placed = body
  for (const [id, picture] of pictures) placed = placePicture(placed, id, picture)
  const begun = newArticle({ ...houseByline(settings.bylineStyles, language), ...meta, language, credits })
  const whole = metaSchema.safeParse(begun.meta)
  if (!whole.success) {
    const [issue] = whole.error.issues
    return fail('invalid-input', `${issue?.path.join('.')}: ${issue?.message}. Mend it, then take the article again.`)
  }
  const sound = readBody(placed, schemaVersion)
  return sound.ok ? ok({ meta: whole.data, body: sound.value }) : sound
}

/** Linked to the record of who has exactly this name, where there is one and no other; the file's own words of them stay. */
function linked(credit: Credit, people: Person[]): Credit {
  const named = people.filter(({ name }) => name.toLowerCase() === credit.profile.name.toLowerCase())
  const [person] = named
  if (credit.personId !== null || !person || named.length > 1) return credit
  const { profile } = credit
  return {
    ...credit,
    personId: person.id,
    profile: {
      name: profile.name,
      jobTitle: profile.jobTitle || person.jobTitle,
      biography: profile.biography || person.biography,
      handles: profile.handles.length > 0 ? profile.handles : person.handles,
      portrait: profile.portrait ?? person.portrait
    }
  }
}

function withPortrait(credit: Credit, pictures: Map<string, Picture>): Credit {
  const portrait = pictures.get(credit.id)
  return portrait ? { ...credit, profile: { ...credit.profile, portrait: portrait.hash } } : credit
}
