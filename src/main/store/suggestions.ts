import type { Decision, SuggestionRow } from '#shared/contract/suggestions.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

export interface NewSuggestion {
  /** As the marks in the text carry it. */
  id: string
  articleId: string
  /** Null where nobody of this desk made it: `author` says whose it is. */
  accountId: string | null
  /** As it is shown where there is no account; empty otherwise. */
  author: string
  /** UTC. */
  at: string
}

/** Whose suggestion it is, as the rules ask. */
export interface SuggestionOwner {
  articleId: string
  accountId: string | null
}

/** Stores whose a suggestion is; one that is known already stays as it is. The caller wraps it in a write. */
export function insertSuggestion(store: Store, { id, articleId, accountId, author, at }: NewSuggestion): void {
  statement(
    store,
    `INSERT INTO suggestion (id, article_number, account_id, author, at)
     VALUES (?, (SELECT number FROM article WHERE id = ?), ?, ?, ?) ON CONFLICT DO NOTHING`
  ).run(id, articleId, accountId, author, at)
}

/** Says what became of a suggestion that has left the text. The caller wraps it in a write. */
export function decideSuggestion(store: Store, id: string, decision: Decision, accountId: string, at: string): void {
  statement(
    store,
    'UPDATE suggestion SET decision = ?, decided_by = ?, decided_at = ? WHERE id = ? AND decision IS NULL'
  ).run(decision, accountId, at, id)
}

/** A suggestion that is in the text again, as undo brings it back, waits for a decision again. The caller wraps it in a write. */
export function reopenSuggestion(store: Store, id: string): void {
  statement(
    store,
    'UPDATE suggestion SET decision = NULL, decided_by = NULL, decided_at = NULL WHERE id = ? AND decision IS NOT NULL'
  ).run(id)
}

export function readSuggestionOwner(store: Store, id: string): SuggestionOwner | null {
  return (
    statement<SuggestionOwner>(
      store,
      `SELECT article.id AS articleId, account_id AS accountId
       FROM suggestion JOIN article ON number = article_number WHERE suggestion.id = ?`
    ).get(id) ?? null
  )
}

/** Every suggestion ever made in an article, oldest first. */
export function listSuggestions(store: Store, articleId: string): SuggestionRow[] {
  return statement<SuggestionRow>(
    store,
    `SELECT suggestion.id, account_id AS accountId, coalesce(nullif(suggestion.author, ''), writer.name, '') AS author,
       suggestion.at, decision, decided_by AS decidedBy, decider.name AS decidedByName, decided_at AS decidedAt
     FROM suggestion
     LEFT JOIN account AS writing ON writing.id = account_id LEFT JOIN person AS writer ON writer.id = writing.person_id
     LEFT JOIN account AS deciding ON deciding.id = decided_by LEFT JOIN person AS decider ON decider.id = deciding.person_id
     WHERE article_number = (SELECT number FROM article WHERE id = ?) ORDER BY suggestion.at, suggestion.id`
  ).all(articleId)
}
