import type { WireStanding } from '#shared/article/wire.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

/** What is kept of an item beside how it stands. */
export interface WireItemRow extends WireStanding {
  articleId: string
  /** Hash of the article that `applied` holds: while the article has it, nobody has changed it here. */
  appliedHash: string
}

const columns = `article_id AS articleId, uri, version, source, status, ednote, at, applied, applied_hash AS appliedHash, newer`

export function readWireItem(store: Store, articleId: string): WireItemRow | null {
  return statement<WireItemRow>(store, `SELECT ${columns} FROM wire_item WHERE article_id = ?`).get(articleId) ?? null
}

/** The article that an agency's item is here. */
export function findWireItem(store: Store, uri: string): WireItemRow | null {
  return statement<WireItemRow>(store, `SELECT ${columns} FROM wire_item WHERE uri = ?`).get(uri) ?? null
}

/** The names of the agencies that have sent anything. */
export function listSources(store: Store): string[] {
  return statement<string>(store, `SELECT DISTINCT source FROM wire_item WHERE source <> ''`).pluck().all()
}

/** Keeps how an item stands now. The caller wraps it in the write that stores its words. */
export function putWireItem(store: Store, item: WireItemRow): void {
  const { articleId, uri, version, source, status, ednote, at, applied, appliedHash, newer } = item
  statement(
    store,
    `INSERT INTO wire_item (article_id, uri, version, source, status, ednote, at, applied, applied_hash, newer)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (article_id) DO UPDATE SET version = excluded.version, source = excluded.source, status = excluded.status,
       ednote = excluded.ednote, at = excluded.at, applied = excluded.applied, applied_hash = excluded.applied_hash,
       newer = excluded.newer`
  ).run(articleId, uri, version, source, status, ednote, at, applied, appliedHash, newer)
}
