import type { Article } from '../article/article.ts'
import { modelOf, type Body } from '../document/body.ts'
import { decideBody } from '../document/decide.ts'
import { trackChanges, type Author } from '../document/track-changes.ts'
import { ok, type Result } from '../result.ts'
import type { Conflict } from './conflict.ts'
import { decideConflict } from './resolve.ts'
import { merge } from './merge.ts'

/**
 * What somebody who may only suggest has typed, as suggestions of theirs on a text that others have stored meanwhile.
 * The text that they went on from is theirs without their own suggestions, so nothing else has to be known; what of those
 * is stored, from this window or another, stays. Where both changed the same words, those that were typed here are
 * suggested in the place of those that are stored; details stay as stored. Takes
 * bodies that `readBody` has passed; a failure's message is a sentence.
 */
export function suggestOnto(stored: Article, mine: Article, author: Author): Result<Body> {
  const { meta } = stored
  const own = (body: Body, verdict: 'accept' | 'reject') =>
    decideBody(body, (id) => (author.isOwn(id) ? verdict : 'keep'))
  const [base, typed, under] = [own(mine.body, 'reject'), own(mine.body, 'accept'), own(stored.body, 'accept')]
  const { article, conflicts } = merge({ meta, body: base }, { meta, body: typed }, { meta, body: under })
  // What both typed at one spot has often come from the same words: then the longer has all of it.
  const side = ({ kind, mine, theirs }: Conflict) =>
    kind === 'typed' && theirs.text.includes(mine.text) ? 'theirs' : 'mine'
  const wanted = conflicts.reduce((text, conflict) => decideConflict(text, conflict, side(conflict)), article).body
  const before = modelOf(stored.body)
  const after = modelOf(wanted)
  const inPlaces = trackChanges(before, after, author, { several: true })
  const tracked = inPlaces.ok ? inPlaces : trackChanges(before, after, author)
  return tracked.ok ? ok(tracked.value.doc.toJSON() as Body) : tracked
}
