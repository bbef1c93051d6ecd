import type { Body, BodyNode } from '#shared/document/body.ts'
import { hasSuggestions } from '#shared/document/suggestions.ts'
import { countWords, hasText as nodeHasText, needsDictionary, readText } from '#shared/document/text.ts'
import { onceForEach } from '#shared/unchanging.ts'

const wordsOf = onceForEach((block: BodyNode) => {
  const { copy } = readText({ type: 'doc', content: [block] })
  return needsDictionary(copy) ? null : countWords(copy)
})

const blockHasText = onceForEach(nodeHasText)

/** The words of the copy, as `countWords` counts them in all of it; a block that never changes is counted once. */
export function copyWords(body: Body, language: string): number {
  // A join that is suggested makes one word of two blocks.
  if (hasSuggestions(body)) return countWords(readText(body).copy, language)
  let words = 0
  for (const block of body.content ?? []) {
    const found = wordsOf(block)
    // Then all of the copy is read with the dictionary, and words are not parted at spaces alone.
    if (found === null) return countWords(readText(body).copy, language)
    words += found
  }
  return words
}

export function hasText(body: Body): boolean {
  return (body.content ?? []).some(blockHasText)
}
