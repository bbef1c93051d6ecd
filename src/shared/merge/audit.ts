import type { Article } from '../article/article.ts'
import type { BodyNode } from '../document/body.ts'
import { isTextblock } from '../document/text.ts'

/** A word that is not there as often as both sides' changes together would have it. */
export interface Deviation {
  word: string
  /** How often it is there too often; below 0, how often it is missing. */
  by: number
}

/**
 * Holds a merge against its one law: of every word there are as many as mine and theirs have together, less those of the
 * base. Knows nothing of how a merge is made. `shown` are the texts of what the merge reports itself: so many words of
 * them may deviate. Gives every other word that does.
 */
export function audit(
  base: Article,
  mine: Article,
  theirs: Article,
  merged: Article,
  shown: Iterable<string> = []
): Deviation[] {
  // Lines that are there as often as they must be need not be read word by word.
  const lines = new Map<string, number>()
  const add = (article: Article, times: number) => {
    for (const line of textsOf(article)) lines.set(line, (lines.get(line) ?? 0) + times)
  }
  add(merged, 1)
  add(base, 1)
  add(mine, -1)
  add(theirs, -1)
  const words = new Map<string, number>()
  for (const [line, times] of lines) if (times !== 0) addWords(words, line, times)
  const covered = new Map<string, number>()
  if ([...words.values()].some((by) => by !== 0)) for (const text of shown) addWords(covered, text, 1)
  return [...words].flatMap(([word, by]) => (Math.abs(by) > (covered.get(word) ?? 0) ? [{ word, by }] : []))
}

/** Everything that an article says: text, captions and credits, what a picture's fields say, and the texts of meta. */
export function* textsOf({ meta, body }: Article): Generator<string> {
  yield* bodyTexts(body)
  yield* metaTexts(meta, '')
}

function* bodyTexts(node: BodyNode): Generator<string> {
  if (node.type === 'figure')
    for (const name of ['alt', 'creator', 'copyright', 'usageTerms'])
      if (typeof node.attrs?.[name] === 'string') yield node.attrs[name]
  if (isTextblock(node)) yield (node.content ?? []).map(({ text }) => text ?? ' ').join('')
  else for (const child of node.content ?? []) yield* bodyTexts(child)
}

/** What is no text in meta: ids, addresses, settings. */
const notText = new Set([
  'id',
  'personId',
  'portrait',
  'uri',
  'url',
  'desk',
  'language',
  'bylineStyle',
  'embargo',
  'date',
  'role'
])

function* metaTexts(value: unknown, key: string): Generator<string> {
  if (notText.has(key)) return
  if (typeof value === 'string') yield value
  else if (Array.isArray(value)) for (const one of value) yield* metaTexts(one, '')
  else if (value !== null && typeof value === 'object')
    for (const [name, one] of Object.entries(value)) yield* metaTexts(one, name)
}

/** Runs of letters and digits; a script without spaces is counted by its signs. */
function addWords(count: Map<string, number>, text: string, times: number): void {
  for (const word of text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
    for (const part of unspaced.test(word) ? word : [word]) count.set(part, (count.get(part) ?? 0) + times)
}

const unspaced = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]/
