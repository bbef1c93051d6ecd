import type { DictionaryName } from '#shared/article/spelling.ts'

/** What the window asks of the thread that spells. */
export type SpellingJob = { dictionary: DictionaryName } & (
  { job: 'wrong'; words: string[] } | { job: 'suggest'; word: string }
)

export type SpellingRequest = SpellingJob & { id: number }
/** Words: those that are wrong, or those that may have been meant; or why there is no answer. */
export type SpellingAnswer = { id: number } & ({ words: string[] } | { failed: string })
