import type { Body } from '#shared/document/body.ts'
import { hasText, textLength } from '#shared/document/text.ts'
import type { Article } from '#shared/article/article.ts'
import type { Working } from '../store/articles.ts'
import type { Store } from '../store/open.ts'

/** Characters below which half a text is too little to be a loss: half a headline. */
const least = 100
/** Articles whose longest text is remembered. */
const most = 50

interface Longest {
  working: Working
  length: number
}

/** The longest text of each open article since its last version: deleting may take many small saves. */
const longest = new WeakMap<Store, Map<string, Longest>>()

/**
 * What a save would leave in no version although it takes more than half of the text away, or all of it: the longest text
 * that the same sitting has stored since the last version. Null where nothing much goes.
 */
export function greatDeletion(store: Store, working: Working, next: Body, sameSitting: boolean): Working | null {
  const known = longest.get(store) ?? new Map<string, Longest>()
  longest.set(store, known)
  const before = (working.article as Article).body
  const stands = { working, length: textLength(before) }
  const held = known.get(working.articleId)
  const peak = sameSitting && held?.working.head === working.head && held.length > stands.length ? held : stands
  known.delete(working.articleId)
  const halved = peak.length >= least && textLength(next) * 2 < peak.length
  const emptied = hasText((peak.working.article as Article).body) && !hasText(next)
  if (halved || emptied) return peak.working
  known.set(working.articleId, peak)
  for (const oldest of known.keys()) {
    if (known.size <= most) break
    known.delete(oldest)
  }
  return null
}

/** Nobody writes in the article any more. */
export function forgetLongest(store: Store, articleId: string): void {
  longest.get(store)?.delete(articleId)
}
