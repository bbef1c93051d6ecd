import type { Article } from '#shared/article/article.ts'
import { oneLine } from './story.ts'
import { printedDay, printedWords } from './words.ts'

/** One correction note as it is printed. */
export interface PrintedCorrection {
  /** UTC. */
  at: string
  /** "Correction, 5 January 2026:" in the article's language. */
  label: string
  text: string
}

/** The correction notes of an article, oldest first: what stands at the end of the copy. */
export function correctionsOf({ meta }: Article): PrintedCorrection[] {
  const words = printedWords(meta.language)
  return (meta.corrections ?? []).map(({ at, text }) => ({
    at,
    label: `${words.correction}, ${printedDay(at, words)}:`,
    text: oneLine(text)
  }))
}

/** Each note as one line of plain text. */
export function correctionLines(article: Article): string[] {
  return correctionsOf(article).map(({ label, text }) => `${label} ${text}`)
}
