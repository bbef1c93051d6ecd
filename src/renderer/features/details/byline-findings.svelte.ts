import type { BylineStyle, Meta } from '#shared/article/article.ts'
import { checkByline } from '#shared/article/byline-check.ts'
import { baseLanguage, bylineText, houseStyle } from '#shared/article/byline.ts'
import type { Reason } from '#shared/result.ts'
import type { ArticleSession } from '#renderer/state/article-session.svelte.ts'

/** How long the article rests before it is read again, in milliseconds: never while somebody is typing. */
const pause = 400

/** Where the text and the credits of the open article say different things. */
export class BylineFindings {
  list = $state.raw<Reason[]>([])

  /** Reads the article whenever it has been stored or its details have changed. Call it in an effect. */
  watch(session: ArticleSession): () => void {
    const { meta, saving, raw } = session
    if (raw !== null || saving.kind !== 'stored') return () => {}
    const timer = setTimeout(() => (this.list = checkByline({ meta, body: session.body() })), pause)
    return () => clearTimeout(timer)
  }
}

/** The house style, where it would print this article's byline differently; else null. */
export function newerStyle(
  meta: Meta,
  house: Record<string, BylineStyle>
): { bylineStyle: NonNullable<Meta['bylineStyle']>; line: string } | null {
  const language = baseLanguage(meta.language)
  const bylineStyle = { ...houseStyle(house, meta.language), language }
  const line = bylineText(meta.credits, meta.language, bylineStyle)
  return line === bylineText(meta.credits, meta.language, meta.bylineStyle) ? null : { bylineStyle, line }
}
