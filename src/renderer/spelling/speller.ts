import nspell from 'nspell'

/** How many words are offered for one. */
const suggestionLimit = 5

/** One dictionary, read once. Words come with straight apostrophes. */
export interface Speller {
  /** Those of the words that are not in the dictionary. */
  wrong(words: readonly string[]): string[]
  /** What may have been meant, the likeliest first. */
  suggest(word: string): string[]
}

export function openSpeller(rules: string, list: string): Speller {
  const checker = nspell(rules, list)
  return {
    wrong: (words) => words.filter((word) => !checker.correct(word)),
    suggest: (word) => (word.length > 40 ? [] : checker.suggest(word).slice(0, suggestionLimit))
  }
}
