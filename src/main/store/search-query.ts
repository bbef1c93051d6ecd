import { columnOfField, isField, narrow, type Narrowing } from './search-fields.ts'
import { soughtOf, type Sought } from './search-marks.ts'

const mostTerms = 32

/** What was typed, understood. */
export interface ReadSearch {
  /** An FTS5 expression, or null when no word is left to look for. */
  match: string | null
  /** What of it is looked for anywhere in an article: what a hit is marked by. */
  sought: Sought[]
  narrowing: Narrowing
  /** Nothing is asked: not a word, not a field. A first letter alone asks for nothing yet, and leaves the list as it was. */
  asks: 'words' | 'fields' | 'nothing' | 'first-letter'
}

/**
 * Reads a search. Every word of it is quoted, so that nothing typed is ever taken for FTS5's syntax. Words in quotation
 * marks stay together; the last word, or phrase still open, is a beginning; `-word` must not be there; a field word
 * (`by:okafor`, `state:"in review"`) looks into one field, or narrows the list. A field that is not known, or whose value
 * is not understood, is words like any other. Days are of this computer's calendar as it is at `now`.
 */
export function readSearch(typed: string, now = new Date()): ReadSearch {
  return readTerms(termsOf(typed, isField), now)
}

/** The same for an index without fields, as one expression; null when there is no word in it. */
export function readQuery(typed: string): string | 'too-short' | null {
  const { match, asks } = readTerms(
    termsOf(typed, () => false),
    new Date(0)
  )
  return match ?? (asks === 'first-letter' ? 'too-short' : null)
}

function readTerms(all: Term[], now: Date): ReadSearch {
  const terms = all.slice(0, mostTerms)
  const wanted: string[] = []
  const unwanted: string[] = []
  const sought: Sought[] = []
  const unsought: Sought[] = []
  let narrowing: Narrowing = {}
  let begun = false
  terms.forEach((term, index) => {
    const column = term.field === null ? undefined : columnOfField[term.field]
    if (term.field !== null && !term.without) {
      const narrowed = narrow(narrowing, term.field, term.text, now)
      if (narrowed) {
        narrowing = narrowed
        return
      }
    }
    const last = index === terms.length - 1
    // One letter begins half of all words: it is left out until a second follows, or a space says that it is a word.
    if (last && !term.closed && /^[\p{L}\p{N}]$/u.test(term.text) && !isWordAlone(term.text)) {
      begun = true
      return
    }
    const text = column === undefined && term.field !== null ? `${term.field} ${term.text}` : term.text
    const beginning = column === undefined ? last && !term.closed : !term.quoted
    const phrase = `${column === undefined ? '' : `${column} : `}"${text}"${beginning ? '*' : ''}`
    if (column === undefined) (term.without ? unsought : sought).push(soughtOf(text, beginning))
    if (term.without) unwanted.push(phrase)
    else wanted.push(phrase)
  })
  // FTS5 knows no "everything but": with nothing wanted, what is not wanted is looked for.
  const positive = wanted.length > 0 ? wanted : unwanted
  const match = positive.length === 0 ? null : positive.join(' AND ')
  const without = wanted.length > 0 && unwanted.length > 0 ? ` NOT (${unwanted.join(' OR ')})` : ''
  return {
    match: match === null ? null : without ? `(${match})${without}` : match,
    sought: wanted.length > 0 ? sought : unsought,
    narrowing,
    asks: match !== null ? 'words' : Object.keys(narrowing).length > 0 ? 'fields' : begun ? 'first-letter' : 'nothing'
  }
}

interface Term {
  /** A known field word before the colon, or null. */
  field: string | null
  text: string
  /** Whether it is whole: not a beginning. */
  closed: boolean
  quoted: boolean
  without: boolean
}

/** One term at a time: an optional minus, an optional field, then a phrase in quotation marks or a word. */
const pattern = /(-(?=[\p{L}\p{N}"]))?(?:([a-z]+):(?=\S))?(?:"([^"]*)("|$)|([^\s"]+))/giu

function termsOf(typed: string, isKnown: (field: string) => boolean): Term[] {
  const text = typed
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{C}/gu, ' ')
    .replace(/[“”„«»]/g, '"')
  return [...text.matchAll(pattern)].flatMap((found): Term[] => {
    const [whole, minus, name, phrase, end, word] = found
    const field = name !== undefined && isKnown(name.toLowerCase()) ? name.toLowerCase() : null
    // A phrase that ends in the first letter of a word waits for the second, as a word does.
    const open = phrase !== undefined && end !== '"'
    const said = open ? phrase.replace(/(\s)[\p{L}\p{N}]$/u, '$1') : (phrase ?? word ?? '')
    const words = `${field === null && name !== undefined ? `${name}:` : ''}${said}`.trim()
    if (!isSearchable(words)) return []
    const after = text.slice(found.index + whole.length)
    const quoted = phrase !== undefined
    const closed = quoted ? end === '"' : [...words].length === 1 && after !== ''
    return [
      { field, text: words, closed, quoted, without: minus !== undefined && /^$|\s/.test(text.charAt(found.index - 1)) }
    ]
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
