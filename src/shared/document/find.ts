/** What is looked for in a text. */
export interface FindQuery {
  text: string
  matchCase: boolean
  wholeWord: boolean
}

/** A part of a text, in UTF-16 units. */
interface Range {
  start: number
  end: number
}

const letterBefore = String.raw`(?<![\p{L}\p{M}\p{N}_])`
const letterAfter = String.raw`(?![\p{L}\p{M}\p{N}_])`
/** A letter is never found without the accents that stand on it. */
const noAccent = String.raw`(?!\p{M})`

/** Signs that a plain field cannot tell apart: who types the straight one means both, who types the curly one means it. */
const alike: Record<string, string> = {
  ' ': String.raw`[ \u00a0\u2009\u202f]`,
  "'": "['‘’]",
  '"': '["“”]',
  '-': String.raw`[\-\u2010\u2011]`
}

/** The expression that finds a query, or null where it asks for nothing. Accents count: "resume" is not "résumé". */
export function findExpression({ text, matchCase, wholeWord }: FindQuery): RegExp | null {
  if (text === '') return null
  // One word has two spellings in Unicode, which nobody can see.
  const spellings = [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])].map(escape)
  const words = `(?:${spellings.join('|')})${noAccent}`
  return new RegExp(wholeWord ? `${letterBefore}${words}${letterAfter}` : words, matchCase ? 'gu' : 'giu')
}

/** Where a text holds the query: from the left, none inside another. */
export function findRanges(text: string, expression: RegExp): Range[] {
  return [...text.matchAll(expression)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }))
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/\s'"-]/g, (sign) => alike[sign] ?? (/\s/.test(sign) ? sign : `\\${sign}`))
}
