import { anchorOn, anchorOnFigure, anchorText, wholeArticle, type Anchor } from '#shared/article/anchor.ts'
import { longestComment, type CommentEvent, type CommentStart } from '#shared/article/comment.ts'
import type { Body } from '#shared/document/body.ts'
import type { ImportedComment } from '#shared/formats/reader.ts'
import type { CommentSet } from '../store/comments.ts'
import { newId } from '../store/ids.ts'

/**
 * Comments of a file as the store takes them: by the names and times that the file says, at their words in the text that
 * was made of it. Where their block has gone into a field they are about the whole article, with their words in front.
 * `at`, UTC, stands in where the file has no time.
 */
export function commentsOf(
  comments: ImportedComment[],
  { articleId, body, revision, at }: { articleId: string; body: Body; revision: string; at: string }
): CommentSet {
  const { lines, figures } = anchorText(body)
  const starts: CommentStart[] = []
  const events: CommentEvent[] = []
  for (const { at: place, quote, resolved, messages } of comments) {
    const [first] = messages
    if (!first) continue
    const line = place && lines.find(({ id }) => id === place.block)
    const found = place && line && (place.end > place.start || line.text === '') && line.text.length >= place.end
    const onFigure = place !== null && figures.has(place.block)
    const where = found
      ? anchorOn(line, place.start, place.end)
      : onFigure
        ? anchorOnFigure(place.block, quote)
        : wholeArticle
    const anchor: Anchor = { ...where, revision }
    const threadId = newId()
    const said = first.at ?? at
    starts.push({ id: threadId, articleId, anchor, accountId: null, name: first.authorName, at: said })
    const put = (act: CommentEvent['act'], name: string, when: string, messageId: string | null, text: string) =>
      events.push({ id: newId(), threadId, act, messageId, accountId: null, name, at: when, text, mentions: [] })
    messages.forEach(({ authorName, at: written, text }, index) => {
      const lost = index === 0 && !found && !onFigure && quote !== '' ? `“${quote}” ` : ''
      // A comment that is longer than ours may be goes on in a second one.
      const whole = `${lost}${text}`
      for (let from = 0; from === 0 || from < whole.length; from += longestComment)
        put('message', authorName, written ?? said, newId(), whole.slice(from, from + longestComment))
    })
    if (resolved) put('resolve', messages.at(-1)?.authorName ?? first.authorName, messages.at(-1)?.at ?? said, null, '')
  }
  return { starts, events }
}
