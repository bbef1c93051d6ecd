import { z } from 'zod'
import { fail, ok, type Result } from '../result.ts'
import { tkPattern } from './release.ts'
import type { TextRange } from './checks/check.ts'

/** The dictionaries that ship with the app. */
export type DictionaryName = 'en-GB' | 'en-US'

export const dictionaryNames: Record<DictionaryName, string> = {
  'en-GB': 'British English',
  'en-US': 'American English'
}

const american = new Set(['US', 'PH', 'PR', 'LR'])

/** The dictionary for an article's language, or null where none ships: then nothing is checked. */
export function dictionaryFor(language: string): DictionaryName | null {
  const [tongue = '', ...rest] = language.split('-')
  if (tongue.toLowerCase() !== 'en') return null
  const region = rest.find((part) => /^[A-Za-z]{2}$/.test(part))?.toUpperCase()
  return region === undefined || american.has(region) ? 'en-US' : 'en-GB'
}

export interface SpelledWord extends TextRange {
  /** As the dictionary has it: apostrophes straight, one form of every accent. */
  word: string
}

const wordPattern = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu
const addressPattern = /\S*(?::\/\/|www\.|\S@\S+\.\S|\p{L}\.\p{L}{2,}\/)\S*/gu
const tk = new RegExp(tkPattern, 'gu')

/**
 * The words of a text that can be right or wrong. Left alone: addresses, names that begin with @ or #, words with figures
 * or underscores in them, abbreviations in capitals, single letters, TK.
 */
export function wordsToSpell(text: string): SpelledWord[] {
  const skipped = [...text.matchAll(addressPattern), ...text.matchAll(tk)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length
  }))
  const words: SpelledWord[] = []
  for (const { index: start, 0: found } of text.matchAll(wordPattern)) {
    const end = start + found.length
    if (found.length < 2 || isAbbreviation(found)) continue
    if (/[\p{N}_@#\ufffc]/u.test(text.charAt(start - 1)) || /[\p{N}_@\ufffc]/u.test(text.charAt(end))) continue
    if (skipped.some((range) => range.start < end && start < range.end)) continue
    words.push({ word: plainWord(found), start, end })
  }
  return words
}

/** "NATO", "MPs", "BBC’s". */
function isAbbreviation(word: string): boolean {
  return /^\p{Lu}{2,}(?:s|['’]s|['’])?$/u.test(word)
}

export function plainWord(word: string): string {
  return word.normalize('NFC').replace(/’/g, "'")
}

/** Words that are right because somebody says so: on this desk, or because people are called so. */
export class KnownWords {
  readonly #words: ReadonlySet<string>

  /** Names and phrases are taken word by word. */
  constructor(texts: Iterable<string>) {
    const words = new Set<string>()
    for (const text of texts) for (const { 0: word } of plainWord(text).matchAll(wordPattern)) words.add(word)
    this.#words = words
  }

  /** A word is known as it is written, in capitals, at the beginning of a sentence, and with an ’s. */
  has(word: string): boolean {
    const bare = word.replace(/'s$|'$/, '')
    return [word, bare].some(
      (one) =>
        this.#words.has(one) ||
        this.#words.has(one.charAt(0).toLowerCase() + one.slice(1)) ||
        (one === one.toUpperCase() && (this.#words.has(one.toLowerCase()) || this.#words.has(capitalised(one))))
    )
  }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
}

/** How many words a desk may have of its own. */
export const deskWordLimit = 20_000

export const deskWordSchema = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(
    /^[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*$/u,
    'A word has letters only, with hyphens and apostrophes between them.'
  )

/** The words of a plain text file: one a line, what follows # is a remark. Nothing of a file that cannot be read is taken. */
export function readWordList(text: string): Result<string[]> {
  const words: string[] = []
  for (const [at, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .entries()) {
    const word = line.replace(/#.*$/, '').trim()
    if (word === '') continue
    const read = deskWordSchema.safeParse(word)
    if (!read.success)
      return fail(
        'invalid-input',
        `Line ${at + 1} is not a word: “${word.slice(0, 40)}”. A word list has one word a line.`
      )
    words.push(plainWord(read.data))
  }
  if (words.length > deskWordLimit)
    return fail('too-large', `This list has ${words.length} words; a desk can have ${deskWordLimit}.`)
  return ok(sortWords(words))
}

export function writeWordList(words: readonly string[]): string {
  return words.map((word) => `${word}\n`).join('')
}

/** Each word once, in the order of a dictionary. */
export function sortWords(words: Iterable<string>): string[] {
  return [...new Set(words)].toSorted((one, two) => one.localeCompare(two, 'en') || (one < two ? -1 : 1))
}
