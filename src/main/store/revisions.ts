import { createHash } from 'node:crypto'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { articleHash, canonicalJson, type RevisionContent, type RevisionInfo } from '#shared/article/revision.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { DamagedError } from './failure.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

/** A revision on its way in. Parents and author are its content's; the device is the store's. */
export interface NewRevision extends Pick<
  RevisionInfo,
  'id' | 'articleId' | 'at' | 'kind' | 'articleHash' | 'headline' | 'words'
> {
  content: RevisionContent
  /** The computer that cut it; absent is this one. */
  device?: string
}

type InfoRow = Omit<RevisionInfo, 'parents'> & { parents: string }

const infoQuery = `
  SELECT revision.id, article_id AS articleId, parents, author, coalesce(person.name, '') AS authorName, device, at, revision.kind,
    article_hash AS articleHash, headline, words
  FROM revision LEFT JOIN account ON account.id = author LEFT JOIN person ON person.id = person_id`

/** How many revisions stand on each other before one is stored whole again. */
export const wholeEvery = 20

/**
 * The caller wraps it in a write. Throws when the id is not the hash of the content. Stored as what it adds to the
 * revision before it, which the row names; an approved text is stored whole, so that it stands on nothing but itself.
 */
export function insertRevision(
  store: Store,
  { id, articleId, at, kind, articleHash, headline, words, content, device = store.deviceId }: NewRevision
): void {
  const bytes = Buffer.from(canonicalJson(content))
  if (hashOf(bytes) !== id) throw new Error(`${id} is not the hash of the revision that it names.`)
  const base = kind === 'approved' ? null : baseFor(store, articleId, content.parents)
  statement(
    store,
    `INSERT INTO revision (id, article_id, parents, author, device, at, kind, schema_version, article_hash, headline, words, base, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  ).run(
    id,
    articleId,
    JSON.stringify(content.parents),
    content.author,
    device,
    at,
    kind,
    content.schemaVersion,
    articleHash,
    headline,
    words,
    base?.id ?? null,
    zstdCompressSync(bytes, base ? { dictionary: base.bytes } : {})
  )
}

/**
 * Makes a revision stand whole, on nothing but itself: what is approved has to, also where it was cut before anybody
 * thought of approving it. The caller wraps it in a write. Throws when the text is not what its hash says.
 */
export function keepWhole(store: Store, id: string): void {
  const base = statement<string | null>(store, 'SELECT base FROM revision WHERE id = ?').pluck().get(id)
  if (base === undefined) throw new Error(`There is no revision ${id} to keep whole.`)
  if (base === null) return
  const bytes = bytesOf(store, id)
  if (!bytes || hashOf(bytes) !== id) throw new DamagedError(`The revision ${id} is not what was stored.`)
  statement(store, 'INSERT INTO revision_whole (revision, body) VALUES (?, ?) ON CONFLICT DO NOTHING').run(
    id,
    zstdCompressSync(bytes)
  )
}

export function hasRevision(store: Store, id: string): boolean {
  return statement(store, 'SELECT 1 FROM revision WHERE id = ?').get(id) !== undefined
}

/** The revision, byte for byte what was cut: fails with `damaged` when its hash, or the hash that approvals name, no longer holds. */
export function readRevision(store: Store, id: string): Result<{ info: RevisionInfo; content: RevisionContent }> {
  const row = statement<InfoRow>(store, `${infoQuery} WHERE revision.id = ?`).get(id)
  if (!row) return fail('not-found', 'This version is not on this computer.')
  const content = contentOf(store, id)
  if (!content || articleHash(content.schemaVersion, content.article) !== row.articleHash)
    return fail(
      'damaged',
      `The version of ${row.at} is damaged on the disk: it is not what was stored. Other versions of the article can still be read.`
    )
  return ok({ info: { ...infoOf(row), parents: content.parents, author: content.author }, content })
}

/** Newest first, in the order in which they came to this computer. */
export function listRevisions(store: Store, articleId: string): RevisionInfo[] {
  return statement<InfoRow>(store, `${infoQuery} WHERE article_id = ? ORDER BY revision.number DESC`)
    .all(articleId)
    .map(infoOf)
}

/** From the whole copy where there is one, else along the chain: whichever still is what the id says. */
function contentOf(store: Store, id: string): RevisionContent | null {
  for (const read of [wholeBytes, bytesOf]) {
    const bytes = read(store, id)
    if (bytes && hashOf(bytes) === id) return JSON.parse(bytes.toString()) as RevisionContent
  }
  return null
}

function wholeBytes(store: Store, id: string): Buffer | null {
  const body = statement<Buffer>(store, 'SELECT body FROM revision_whole WHERE revision = ?').pluck().get(id)
  try {
    return body ? zstdDecompressSync(body) : null
  } catch {
    return null
  }
}

/** A revision and those that it stands on, the whole one first. A chain that is longer than can be is no chain. */
const chainQuery = `
  WITH RECURSIVE chain (id, base, depth) AS (
    SELECT id, base, 0 FROM revision WHERE id = ?
    UNION ALL
    SELECT revision.id, revision.base, depth + 1 FROM chain JOIN revision ON revision.id = chain.base
    WHERE chain.base IS NOT NULL AND depth < 100
  )
  SELECT chain.id, chain.base, body FROM chain JOIN revision ON revision.id = chain.id ORDER BY depth DESC`

/** The canonical JSON of a revision, unpacked along its chain but not yet held against its hash; null when that cannot be. */
function bytesOf(store: Store, id: string): Buffer | null {
  let under: { id: string | null; bytes: Buffer | null } = { id: null, bytes: null }
  for (const row of statement<{ id: string; base: string | null; body: Buffer }>(store, chainQuery).all(id)) {
    if (row.base !== under.id) return null
    try {
      under = { id: row.id, bytes: zstdDecompressSync(row.body, under.bytes ? { dictionary: under.bytes } : {}) }
    } catch {
      return null
    }
  }
  return under.id === id ? under.bytes : null
}

/**
 * What a new revision is stored against: its parent, or the newest of the article. None when the chain is long enough,
 * or when the text under it is not what its hash says: nothing is ever built on damage.
 */
function baseFor(store: Store, articleId: string, parents: string[]): { id: string; bytes: Buffer } | null {
  const parent = parents.find((id) => hasRevision(store, id))
  const id =
    parent ??
    statement<string>(store, 'SELECT id FROM revision WHERE article_id = ? ORDER BY number DESC LIMIT 1')
      .pluck()
      .get(articleId)
  if (id === undefined) return null
  if (statement(store, chainQuery).all(id).length >= wholeEvery) return null
  const bytes = bytesOf(store, id)
  return bytes && hashOf(bytes) === id ? { id, bytes } : null
}

function infoOf(row: InfoRow): RevisionInfo {
  return { ...row, parents: JSON.parse(row.parents) }
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
