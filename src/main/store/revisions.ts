import { createHash } from 'node:crypto'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { articleHash, canonicalJson, type RevisionContent, type RevisionInfo } from '#shared/article/revision.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

/** A revision on its way in. Parents and author are its content's; the device is the store's. */
export interface NewRevision extends Pick<
  RevisionInfo,
  'id' | 'articleId' | 'at' | 'kind' | 'articleHash' | 'headline' | 'words'
> {
  content: RevisionContent
}

type InfoRow = Omit<RevisionInfo, 'parents'> & { parents: string }

const infoQuery = `
  SELECT revision.id, article_id AS articleId, parents, author, coalesce(person.name, '') AS authorName, device, at, revision.kind,
    article_hash AS articleHash, headline, words
  FROM revision LEFT JOIN account ON account.id = author LEFT JOIN person ON person.id = person_id`

/** The caller wraps it in a write. Throws when the id is not the hash of the content. */
export function insertRevision(
  store: Store,
  { id, articleId, at, kind, articleHash, headline, words, content }: NewRevision
): void {
  const bytes = Buffer.from(canonicalJson(content))
  if (hashOf(bytes) !== id) throw new Error(`${id} is not the hash of the revision that it names.`)
  statement(
    store,
    `INSERT INTO revision (id, article_id, parents, author, device, at, kind, schema_version, article_hash, headline, words, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  ).run(
    id,
    articleId,
    JSON.stringify(content.parents),
    content.author,
    store.deviceId,
    at,
    kind,
    content.schemaVersion,
    articleHash,
    headline,
    words,
    zstdCompressSync(bytes)
  )
}

export function hasRevision(store: Store, id: string): boolean {
  return statement(store, 'SELECT 1 FROM revision WHERE id = ?').get(id) !== undefined
}

/** The revision, byte for byte what was cut: fails with `damaged` when its hash, or the hash that approvals name, no longer holds. */
export function readRevision(store: Store, id: string): Result<{ info: RevisionInfo; content: RevisionContent }> {
  const row = statement<InfoRow>(store, `${infoQuery} WHERE revision.id = ?`).get(id)
  const body = statement<Buffer>(store, 'SELECT body FROM revision WHERE id = ?').pluck().get(id)
  if (!row || !body) return fail('not-found', 'This version is not on this computer.')
  const content = contentOf(body, id)
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

function contentOf(body: Buffer, id: string): RevisionContent | null {
  let bytes: Buffer
  try {
    bytes = zstdDecompressSync(body)
  } catch {
    return null
  }
  return hashOf(bytes) === id ? (JSON.parse(bytes.toString()) as RevisionContent) : null
}

function infoOf(row: InfoRow): RevisionInfo {
  return { ...row, parents: JSON.parse(row.parents) }
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
