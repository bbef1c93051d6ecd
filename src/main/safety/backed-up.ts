import type { Article } from '#shared/article/article.ts'
import type { BackedUpArticle } from '#shared/contract/backups.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { readWorking } from '../store/articles.ts'
import { presentHolds } from './check-text.ts'
import { openAlone } from './holding.ts'

export interface BackedUpQuery {
  query?: string | undefined
  limit: number
}

type Row = Omit<BackedUpArticle, 'here'> & { hash: string }

/** The articles of a copy, stored last first; each with its hash, for whoever holds it against what is here now. */
export function listBackedUp(file: string, { query = '', limit }: BackedUpQuery): Row[] {
  const store = openAlone(file)
  try {
    const like = `%${query.trim().replace(/[\\%_]/g, '\\$&')}%`
    return store.database
      .prepare<unknown[], Row & { slugline: string; headline: string }>(
        `SELECT article.id, slugline, headline, updated_at AS at, words, article_hash AS hash
         FROM article JOIN working ON article_number = number
         WHERE slugline LIKE ? ESCAPE '\\' OR headline LIKE ? ESCAPE '\\'
         ORDER BY updated_at DESC, id DESC LIMIT ?`
      )
      .all(like, like, limit)
      .map(({ slugline, headline, ...row }) => ({ ...row, name: slugline || headline || 'An article without a name' }))
  } finally {
    store.close()
  }
}

/** One article as a copy has it, when its hash holds. */
export function readBackedUp(
  file: string,
  articleId: string
): Result<{ article: Article; schemaVersion: number; articleHash: string; ownerId: string; at: string }> {
  const store = openAlone(file)
  try {
    const working = readWorking(store, articleId)
    if (!working) return fail('not-found', 'This article is not in that copy.')
    if (!presentHolds(store, articleId))
      return fail('damaged', 'The article is damaged in that copy. Take it from another one.')
    const { article, schemaVersion, articleHash, ownerId, storedAt } = working
    return ok({ article: article as Article, schemaVersion, articleHash, ownerId, at: storedAt })
  } finally {
    store.close()
  }
}
