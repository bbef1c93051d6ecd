const mostTerms = 32

/**
 * What was typed, as an FTS5 expression in which every word of it is quoted, so that nothing typed is ever taken for
 * syntax. Words in quotation marks stay together; the last word, or phrase still open, is a beginning. Null when there is
 * no word in it; `too-short` when there is only the first letter of one.
 */
export function readQuery(typed: string): string | 'too-short' | null {
  const terms = termsOf(typed)
  const last = terms.at(-1)
  if (!last) return null
  // One letter begins half of all words: it is left out until a second follows, or a space says that it is a word.
  const beginning = !last.closed && /^[\p{L}\p{N}]$/u.test(last.text) && !isWordAlone(last.text)
  const sent = beginning ? terms.slice(0, -1) : terms
  if (sent.length === 0) return 'too-short'
  return sent
    .slice(0, mostTerms)
    .map((term) => `"${term.text}"${term === last && !term.closed ? '*' : ''}`)
    .join(' ')
}

interface Term {
  text: string
  /** Whether it is whole: not a beginning. */
  closed: boolean
}

function termsOf(typed: string): Term[] {
  const text = typed
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{C}/gu, ' ')
    .replace(/[“”„«»]/g, '"')
  // Every odd part stands between quotation marks; the last one may be open still.
  const parts = text.split('"')
  return parts.flatMap((part, index): Term[] => {
    const end = index === parts.length - 1
    if (index % 2 === 1) return isSearchable(part) ? [{ text: part.trim(), closed: !end }] : []
    const words = part.split(/\s+/).filter(isSearchable)
    return words.map((word, place) => ({
      text: word,
      closed: [...word].length === 1 ? !end || place < words.length - 1 || /\s$/.test(part) : !end
    }))
  })
}

/** Whether the index's tokenizer finds anything in it. */
function isSearchable(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}

/** One character that is a word: Han, Kana, Hangul. */
function isWordAlone(letter: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(letter)
}
