import type { Placement } from '#shared/article/placements.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

/** A placement with the article that it stands in. */
export interface PlacementRow extends Placement {
  articleId: string
  /** When its words were stored last, UTC. */
  at: string
}

interface Row extends Placement {
  place: number
}

const columns = 'figure_id AS figureId, hash AS media, file_name AS fileName, role, caption, credit, alt'

/**
 * Brings the table up to an article's figures as they are now stored, touching only those that differ; whose words or
 * place changed waits for the pictures' index. The caller wraps it in the write that stores the words.
 */
export function writePlacements(store: Store, articleNumber: number, placements: Placement[], at: string): void {
  const stored = statement<Row>(
    store,
    `SELECT place, ${columns} FROM placement WHERE article_number = ? ORDER BY place`
  ).all(articleNumber)
  for (let place = 0; place < Math.max(stored.length, placements.length); place++) {
    const [old, now] = [stored[place], placements[place]]
    if (old && now && isSame(old, now)) continue
    for (const hash of new Set([old?.media, now?.media])) if (hash) awaitPictureIndex(store, hash)
    if (now) insert(store, articleNumber, place, now, at)
    else statement(store, 'DELETE FROM placement WHERE article_number = ? AND place = ?').run(articleNumber, place)
  }
}

function insert(store: Store, articleNumber: number, place: number, placement: Placement, at: string): void {
  const { figureId, media, fileName, role, caption, credit, alt } = placement
  statement(
    store,
    `INSERT OR REPLACE INTO placement (article_number, place, figure_id, hash, file_name, role, caption, credit, alt, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  ).run(articleNumber, place, figureId, media, fileName, role, caption, credit, alt, at)
  if (media !== null)
    statement(store, 'INSERT OR IGNORE INTO picture_use (hash, article_number, first_at) VALUES (?, ?, ?)').run(
      media,
      articleNumber,
      at
    )
}

function isSame(one: Placement, other: Placement): boolean {
  return (
    one.figureId === other.figureId &&
    one.media === other.media &&
    one.fileName === other.fileName &&
    one.role === other.role &&
    one.caption === other.caption &&
    one.credit === other.credit &&
    one.alt === other.alt
  )
}

export function awaitPictureIndex(store: Store, hash: string): void {
  statement(
    store,
    'INSERT OR IGNORE INTO picture_waiting (number) SELECT number FROM picture_record WHERE hash = ?'
  ).run(hash)
}

/** Where a picture stands now, the article that was stored last first. */
export function listPlacementsOf(store: Store, hash: string): PlacementRow[] {
  return statement<PlacementRow>(
    store,
    `SELECT article.id AS articleId, ${columns}, at FROM placement JOIN article ON article.number = article_number
     WHERE hash = ? ORDER BY article.updated_at DESC, article_number, place`
  ).all(hash)
}

/** An article that a picture stands in, or once stood in. */
export interface ArticleOfPicture {
  articleId: string
  slugline: string
  headline: string
  state: string
}

export function listArticlesOf(store: Store, hash: string): ArticleOfPicture[] {
  return statement<ArticleOfPicture>(
    store,
    `SELECT article.id AS articleId, slugline, headline, state FROM picture_use JOIN article ON article.number = article_number
     WHERE hash = ? ORDER BY article.updated_at DESC LIMIT 200`
  ).all(hash)
}

/** Articles with pictures that were stored from `from` to before `to` (UTC), the newest first, without the spiked. */
export function listArticlesWithPictures(store: Store, from: string, to: string, limit: number): string[] {
  return statement<string>(
    store,
    `SELECT id FROM article
     WHERE state IN ('draft', 'in_review', 'changes_requested', 'approved', 'published') AND updated_at >= ? AND updated_at < ?
       AND EXISTS (SELECT 1 FROM placement WHERE article_number = article.number)
     ORDER BY updated_at DESC, id DESC LIMIT ?`
  )
    .pluck()
    .all(from, to, limit)
}

/** One time that an article with this picture was approved or published. */
export interface Run {
  articleId: string
  revision: string
  type: 'approve' | 'publish'
  at: string
}

/** The approvals and publications of every article that this picture ever stood in, the newest first. */
export function listRunsOf(store: Store, hash: string, limit: number): Run[] {
  return statement<Run>(
    store,
    `SELECT event.article_id AS articleId, event.revision, event.type, event.at
     FROM picture_use JOIN article ON article.number = article_number JOIN event ON event.article_id = article.id
     WHERE hash = ? AND event.type IN ('approve', 'publish') AND event.revision IS NOT NULL AND event.origin IS NULL ORDER BY event.id DESC LIMIT ?`
  ).all(hash, limit)
}
