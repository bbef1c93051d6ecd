/** Words that a search looks for together, folded. */
export interface Sought {
  words: string[]
  /** The last of them is a beginning. */
  beginning: boolean
}

export interface Mark {
  /** UTF-16 units of the text: [start, end). */
  start: number
  end: number
  /** Which of what was sought stands there. */
  of: number
}

/** Text with the runs of it that are marked. */
export interface Marked {
  text: string
  marks: [number, number][]
}

const word = /[\p{L}\p{N}\p{M}\p{Co}]/u
const words = /[\p{L}\p{N}\p{M}\p{Co}]+/gu

/** What was typed between two spaces or two quotation marks, as the index's tokenizer takes it. */
export function soughtOf(text: string, beginning: boolean): Sought {
  return { words: folded(text).text.match(words) ?? [], beginning }
}

/**
 * Where a text has what is sought, in order, without overlaps: what the index would mark, found in the text itself. Asking
 * the index costs another pass over every hit of the search; this costs a look at the few texts that are shown.
 */
export function marksIn(text: string, sought: readonly Sought[]): Mark[] {
  const { text: plain, at } = folded(text)
  const marks = sought
    .flatMap((one, of) => placesOf(plain, one).map(([start, end]): Mark => ({ start: at(start), end: at(end), of })))
    .sort((one, other) => one.start - other.start || other.end - one.end)
  const apart: Mark[] = []
  for (const mark of marks) {
    const last = apart.at(-1)
    if (!last || mark.start >= last.end) apart.push(mark)
    else last.end = Math.max(last.end, mark.end)
  }
  return apart
}

/** Whether everything that is sought stands in one or another of these texts. */
export function hasAll(texts: readonly string[], sought: readonly Sought[]): boolean {
  const plain = texts.map((text) => folded(text).text)
  return sought.length > 0 && sought.every((one) => plain.some((text) => placesOf(text, one).length > 0))
}

function placesOf(text: string, { words: [first = '', ...others], beginning }: Sought): [number, number][] {
  const places: [number, number][] = []
  if (first === '') return places
  for (let start = text.indexOf(first); start >= 0; start = text.indexOf(first, start + 1)) {
    if (isWordBefore(text, start)) continue
    let end = start + first.length
    for (const next of others) {
      if (isWordAt(text, end)) end = -1
      else {
        while (end < text.length && !isWordAt(text, end)) end++
        end = text.startsWith(next, end) ? end + next.length : -1
      }
      if (end < 0) break
    }
    if (end < 0) continue
    if (beginning) while (isWordAt(text, end)) end += widthAt(text, end)
    else if (isWordAt(text, end)) continue
    places.push([start, end])
  }
  return places
}

function isWordAt(text: string, index: number): boolean {
  const code = text.codePointAt(index)
  return code !== undefined && isWordCode(code)
}

function isWordBefore(text: string, index: number): boolean {
  if (index === 0) return false
  const pair = index > 1 && text.charCodeAt(index - 1) >= 0xdc00 && text.charCodeAt(index - 1) <= 0xdfff
  return isWordAt(text, index - (pair ? 2 : 1))
}

function isWordCode(code: number): boolean {
  if (code < 0x80) return (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
  return word.test(String.fromCodePoint(code))
}

function widthAt(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1
}

interface Folded {
  text: string
  /** The place in what was folded of a place in `text`. */
  at(index: number): number
}

const same = (index: number) => index

/** Lower case and without accents, as the index has it. */
function folded(text: string): Folded {
  if (/^\p{ASCII}*$/u.test(text)) return { text: text.toLowerCase(), at: same }
  let even = true
  const plain = text.toLowerCase().replace(/\P{ASCII}/gu, (char) => {
    const base = bareOf(char)
    if (base.length !== char.length) even = false
    return base
  })
  return even && plain.length === text.length ? { text: plain, at: same } : unevenly(text)
}

/** The same where letters become longer or shorter: an accent of its own is gone, and every place is remembered. */
function unevenly(text: string): Folded {
  const places: number[] = []
  let plain = ''
  let index = 0
  for (const char of text) {
    const base = bareOf(char.toLowerCase())
    for (let unit = 0; unit < base.length; unit++) places.push(index)
    plain += base
    index += char.length
  }
  // An end lies behind the accents of its letter.
  places.push(text.length)
  return { text: plain, at: (at) => places[at] ?? text.length }
}

const bare = new Map<string, string>()

function bareOf(char: string): string {
  const known = bare.get(char)
  if (known !== undefined) return known
  const base = char.normalize('NFD').replace(/\p{M}/gu, '')
  bare.set(char, base)
  return base
}

/** Units of a text around its best hits: a row is one line, and what it was found by must be in sight. */
const span = 180
const lead = 28

/** The part of a text where most of what is sought stands together, and how much of it that is. */
export function bestPart(text: string, marks: readonly Mark[]): Marked & { weight: number } {
  let best = { first: 0, weight: 0 }
  for (const [first, { start }] of marks.entries()) {
    const near = new Set<number>()
    let next = first
    for (let mark = marks[next]; mark && mark.end <= start + span; mark = marks[++next]) near.add(mark.of)
    const weight = near.size * 100 + next - first
    if (weight > best.weight) best = { first, weight }
  }
  const start = marks[best.first]?.start ?? 0
  const space = start > lead + 12 ? text.indexOf(' ', start - lead) + 1 : 0
  const from = space > start ? start : space
  const gap = text.lastIndexOf(' ', start + span)
  const end = start + span >= text.length ? text.length : gap > start ? gap : start + span
  const before = from > 0 ? '… ' : ''
  return {
    text: `${before}${text.slice(from, end)}${end < text.length ? '…' : ''}`,
    marks: marks
      .filter((mark) => mark.start >= from && mark.end <= end)
      .map((mark) => [mark.start - from + before.length, mark.end - from + before.length]),
    weight: best.weight
  }
}
