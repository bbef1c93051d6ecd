import type { Article } from '#shared/article/article.ts'
import { keptCopyName, picturesShown, plainWords } from '#shared/article/kept-copy.ts'
import { readText } from '#shared/document/text.ts'
import { fail } from '#shared/result.ts'
import { call } from '#renderer/bridge.ts'
import type { ArticleSession } from '#renderer/state/article-session.svelte.ts'
import { notify, notifyFailure } from '#renderer/state/notices.svelte.ts'
import { saveElsewhere } from '#renderer/state/save-elsewhere.ts'
import { rawText } from './raw-text.ts'
import { packCopy, type KeptPicture } from './pack-copy.ts'

/** Milliseconds that the core has for one picture, when it may not answer any more. */
const patience = 3000
/** Bytes of pictures that go along: what is brought in again is read up to 64 MB. */
const mostPictures = 56 * 1024 * 1024

/** The words of an article, as plain text on the clipboard. */
export async function copyText(session: ArticleSession): Promise<void> {
  await copyWords(plainWords(session.body()))
}

export async function copyWords(words: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(words)
    notify('Copied.')
  } catch {
    notify('The clipboard cannot be reached: select the text and copy it.')
  }
}

/** The article as it stands in this window, stored or not, with its pictures where they can be read, into a file. */
export async function saveCopy(session: ArticleSession): Promise<void> {
  const article = session.copy()
  const keptAt = new Date().toISOString()
  let missing = 0
  const saved = await saveElsewhere({
    name: `${keptCopyName(article.meta, readText(article.body).headline, keptAt)}.zip`,
    bytes: async () => {
      const pictures = await readPictures(article)
      missing = pictures.missing
      return packCopy({ articleId: session.id, article, keptAt, suggestions: session.suggestions.open }, pictures.found)
    }
  })
  if (!saved.ok) notifyFailure(saved.error)
  else if (saved.value !== null)
    notify(
      `A copy is in ${saved.value}. “Bring in” makes an article of it again.${
        missing === 0 ? '' : ` ${missing === 1 ? '1 picture' : `${missing} pictures`} could not go along.`
      }`
    )
}

/** What lies in the store of an article that cannot be edited here, letter for letter, into a file. */
export async function saveStored({ meta, raw }: ArticleSession, stored: string): Promise<void> {
  const name = `${keptCopyName(meta, rawText(raw).slice(0, 60), new Date().toISOString())}.json`
  const saved = await saveElsewhere({ name, bytes: async () => new TextEncoder().encode(stored) })
  if (!saved.ok) notifyFailure(saved.error)
  else if (saved.value !== null) notify(`What is stored of the article is in ${saved.value}, letter for letter.`)
}

async function readPictures(article: Article): Promise<{ found: KeptPicture[]; missing: number }> {
  const shown = picturesShown(article)
  const found: KeptPicture[] = []
  let size = 0
  for (const [index, { hash, fileName }] of shown.entries()) {
    const reply = await answerIn(patience, call('media.original', { hash }))
    // A core that does not answer for one does not answer for the others.
    if (!reply.ok && reply.error.code === 'unreachable') break
    if (!reply.ok || size + reply.value.length > mostPictures) continue
    size += reply.value.length
    const name = fileName.replace(/[^\p{L}\p{N}._ -]+/gu, '-').slice(-120) || 'picture'
    found.push({ hash, path: `pictures/${String(index + 1).padStart(2, '0')}-${name}`, bytes: reply.value })
  }
  return { found, missing: shown.length - found.length }
}

function answerIn<Answer>(milliseconds: number, asked: Promise<Answer>) {
  const late = new Promise<ReturnType<typeof fail>>((resolve) =>
    setTimeout(() => resolve(fail('unreachable', 'No answer.')), milliseconds)
  )
  return Promise.race([asked, late])
}
