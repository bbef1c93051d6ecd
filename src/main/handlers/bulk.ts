import type { BulkReply } from '#shared/contract/articles.ts'
import type { InputOf } from '#shared/contract/index.ts'
import type { Result } from '#shared/result.ts'
import { readWorking } from '../store/articles.ts'
import { write } from '../store/open.ts'
import type { Context } from './context.ts'
import { readRecord } from './article-record.ts'
import { assign, move, setDue } from './workflow.ts'

/** Does one thing to several articles, each in a write of its own: a refusal stops that one alone, and is told by its name. */
export function bulk(context: Context, { ids, act }: InputOf<'articles.bulk'>): BulkReply {
  const reply: BulkReply = { done: [], refused: [] }
  for (const id of new Set(ids)) {
    const done = write(context.store, () => doOne(context, id, act))
    if (done.ok) {
      reply.done.push(id)
      context.tell({ name: 'article.changed', detail: { articleId: id, session: null } })
    } else
      reply.refused.push({
        id,
        name: nameOf(context, id),
        message: [done.error.message, ...(done.error.reasons ?? []).map(({ message }) => message)].join(' ')
      })
  }
  return reply
}

/**
 * Moves the text as it is stored now: what is done to several at once is about the articles, not about words that were
 * read. An approval is about the words: it is given to the text that the list showed, and to no newer one.
 */
function doOne(context: Context, articleId: string, act: InputOf<'articles.bulk'>['act']): Result<unknown> {
  if (act.do === 'assign') return assign(context, articleId, act.assignee)
  if (act.do === 'due') return setDue(context, articleId, act.at)
  const working = readWorking(context.store, articleId)
  const isUnseen = act.move === 'approve' && act.seen?.[articleId] !== working?.storedAt
  return move(context, {
    articleId,
    move: act.move,
    articleHash: working && !isUnseen ? working.articleHash : '',
    ...(act.reason !== undefined && { reason: act.reason })
  })
}

export function nameOf({ store }: Context, id: string): string {
  const read = readRecord(store, id)
  return (read.ok && read.value.article.meta?.slugline) || 'An article without a slugline'
}
