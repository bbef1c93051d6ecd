import { walkBody } from '#shared/document/body.ts'
import type { RevisionContent } from '#shared/article/revision.ts'
import { ok, type Result } from '#shared/result.ts'
import type { Bundle } from '../bundles/bundle.ts'
import type { BundleArticle, BundlePeople, BundlePicture } from '../bundles/format.ts'
import { readOriginal } from '../media/files.ts'
import { readAccount } from '../store/accounts.ts'
import { readComments } from '../store/comments.ts'
import { listConflicts } from '../store/conflicts.ts'
import { listEvents } from '../store/events.ts'
import { readPicture } from '../store/media.ts'
import type { Store } from '../store/open.ts'
import { readOwnRecord, readPerson } from '../store/people.ts'
import { readRecordOf } from '../store/pictures.ts'
import { listRevisions, readRevision } from '../store/revisions.ts'
import { readSettings } from '../store/settings.ts'
import { listSuggestions } from '../store/suggestions.ts'
import { cutRevision, readSound } from './article-record.ts'
import { accountOf, type Context } from './context.ts'

/**
 * Everything that is known of these articles. The text as it stands becomes a version first, so that the file holds
 * nothing but versions. Pictures are still to be read. The caller wraps it in a write.
 */
export function collectBundle(context: Context, ids: string[]): Result<Omit<Bundle, 'media'>> {
  const { store, now } = context
  const revisions = new Map<string, RevisionContent>()
  const articles: BundleArticle[] = []
  for (const id of [...new Set(ids)].sort()) {
    const article = collectArticle(context, id, revisions)
    if (!article.ok) return article
    articles.push(article.value)
  }
  const account = accountOf(context)
  const manifest = {
    device: store.deviceId,
    desk: readSettings(store).deskName,
    madeAt: now().toISOString(),
    madeBy: readPerson(store, account.personId)?.name ?? ''
  }
  const people = collectPeople(store, articles, revisions)
  const hashes = new Set([...[...revisions.values()].flatMap(picturesOf), ...people.people.flatMap(portraitOf)])
  return ok({ manifest, articles, revisions, people, pictures: collectPictures(store, hashes) })
}

function collectArticle(context: Context, id: string, revisions: Map<string, RevisionContent>): Result<BundleArticle> {
  const { store } = context
  const read = readSound(store, id)
  if (!read.ok) return read
  const { working } = read.value
  const head = cutRevision(context, working, 'exported')
  const infos = listRevisions(store, id).reverse()
  for (const info of infos) {
    const revision = readRevision(store, info.id)
    if (!revision.ok) return revision
    revisions.set(info.id, revision.value.content)
  }
  return ok({
    id,
    ownerId: working.ownerId,
    head,
    revisions: infos.map(({ id: revision, at, kind, device }) => ({ id: revision, at, kind, device })),
    events: listEvents(store, id).map((event) => ({ ...event, origin: event.origin ?? store.deviceId })),
    comments: readComments(store, id) as BundleArticle['comments'],
    suggestions: listSuggestions(store, id).map(({ decidedByName: _name, ...row }) => row),
    conflicts: listConflicts(store, id) as BundleArticle['conflicts']
  })
}

/** Who is named: accounts with their people, and who is credited. A name and a role; nothing that lets anybody in. */
function collectPeople(
  store: Store,
  articles: BundleArticle[],
  revisions: ReadonlyMap<string, RevisionContent>
): BundlePeople {
  const ids = new Set([...articles.flatMap(accountsOf), ...[...revisions.values()].map(({ author }) => author)])
  const accounts = [...ids].sort().flatMap((id) => readAccount(store, id) ?? [])
  const credited = [...revisions.values()].flatMap(({ article }) =>
    article.meta.credits.flatMap(({ personId }) => personId ?? [])
  )
  const people = new Set([...accounts.map(({ personId }) => personId), ...credited])
  return {
    accounts: accounts.map(({ id, personId, role, origin }) => ({
      id,
      personId,
      role,
      origin: origin ?? store.deviceId
    })),
    people: [...people].sort().flatMap((id) => {
      const person = readOwnRecord(store, id)
      if (!person) return []
      const { email: _email, ...printed } = person
      return [printed]
    })
  }
}

/** The accounts that an article's record names. */
export function accountsOf({ ownerId, events, comments, suggestions, conflicts }: BundleArticle): string[] {
  return [
    ownerId,
    ...events.map(({ actor }) => actor),
    ...[...comments.starts, ...comments.events].flatMap(({ accountId }) => accountId ?? []),
    ...suggestions.flatMap(({ accountId, decidedBy }) => [accountId ?? [], decidedBy ?? []].flat()),
    ...conflicts.flatMap(({ mineBy, theirsBy, decided }) => [mineBy, theirsBy, decided?.by ?? []].flat())
  ]
}

function picturesOf({ article }: RevisionContent): string[] {
  const figures = [...walkBody(article.body)].flatMap(({ node }) =>
    node.type === 'figure' && typeof node.attrs?.media === 'string' ? [node.attrs.media] : []
  )
  return [...figures, ...article.meta.credits.flatMap(({ profile }) => portraitOf(profile))]
}

function portraitOf({ portrait }: { portrait: string | null }): string[] {
  return portrait === null ? [] : [portrait]
}

function collectPictures(store: Store, hashes: ReadonlySet<string>): BundlePicture[] {
  return [...hashes].sort().flatMap((hash) => {
    const [picture, kept] = [readPicture(store, hash), readRecordOf(store, hash)]
    return picture && kept ? [{ hash, fileName: picture.fileName, record: kept.record }] : []
  })
}

/** The originals of the pictures; of some the file may not be here. */
export async function readOriginals(store: Store, pictures: BundlePicture[]): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  for (const { hash } of pictures) {
    const bytes = await readOriginal(store.folder, hash)
    if (bytes) found.set(hash, bytes)
  }
  return found
}
