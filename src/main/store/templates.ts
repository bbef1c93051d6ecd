import type { TemplateInfo } from '#shared/contract/templates.ts'
import type { Article } from '#shared/article/article.ts'
import { DamagedError } from './failure.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

export interface Template {
  id: string
  name: string
  schemaVersion: number
  article: Article
  accountId: string
  updatedAt: string
}

/** By name. */
export function listTemplates(store: Store): TemplateInfo[] {
  return statement<TemplateInfo>(
    store,
    `SELECT template.id, template.name, template.updated_at AS updatedAt, person.name AS byName FROM template
     JOIN account ON account.id = account_id JOIN person ON person.id = person_id ORDER BY template.name COLLATE NOCASE, template.id`
  ).all()
}

export function readTemplate(store: Store, id: string): Template | null {
  const row = statement<Omit<Template, 'article'> & { article: string }>(
    store,
    `SELECT id, name, schema_version AS schemaVersion, article, account_id AS accountId, updated_at AS updatedAt FROM template WHERE id = ?`
  ).get(id)
  if (!row) return null
  try {
    return { ...row, article: JSON.parse(row.article) as Article }
  } catch {
    throw new DamagedError(`The template ${id} is not JSON.`)
  }
}

/** Puts it in the place of the one with its id, or makes it. */
export function writeTemplate(
  store: Store,
  { id, name, schemaVersion, article, accountId, updatedAt }: Template
): void {
  statement(
    store,
    `INSERT INTO template (id, name, schema_version, article, account_id, updated_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, schema_version = excluded.schema_version, article = excluded.article,
       account_id = excluded.account_id, updated_at = excluded.updated_at`
  ).run(id, name, schemaVersion, JSON.stringify(article), accountId, updatedAt)
}

/** False when there is none. */
export function removeTemplate(store: Store, id: string): boolean {
  return statement(store, 'DELETE FROM template WHERE id = ?').run(id).changes === 1
}
