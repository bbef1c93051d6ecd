import type { ImportRecord } from '#shared/article/imported.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

type Row = Omit<ImportRecord, 'notes' | 'times'> & { notes: string; times: string }

/** The caller wraps it in the write that stores the article. */
export function insertImport(store: Store, articleId: string, record: ImportRecord): void {
  const { fileName, format, sha256, at, by, notes, times } = record
  statement(
    store,
    `INSERT INTO import_record (article_id, file_name, format, sha256, at, account_id, notes, times)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
  ).run(articleId, fileName, format, sha256, at, by, JSON.stringify(notes), JSON.stringify(times))
}

export function readImport(store: Store, articleId: string): ImportRecord | null {
  const row = statement<Row>(
    store,
    `SELECT file_name AS fileName, format, sha256, at, account_id AS "by", notes, times FROM import_record
     WHERE article_id = ?`
  ).get(articleId)
  return row ? { ...row, notes: JSON.parse(row.notes), times: JSON.parse(row.times) } : null
}

/** Articles that came out of this very file before, the newest first. */
export function articlesOfFile(store: Store, sha256: string): string[] {
  return statement<string>(
    store,
    'SELECT article_id FROM import_record WHERE sha256 = ? ORDER BY at DESC, article_id DESC'
  )
    .pluck()
    .all(sha256)
}
