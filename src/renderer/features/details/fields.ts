import type { Subject } from '#shared/article/article.ts'
import { completeLink } from '#shared/document/links.ts'
import { fail, ok, type Result } from '#shared/result.ts'

/** A language tag as BCP 47 has it, in its usual spelling: "en-gb" → "en-GB". */
export function readLanguage(typed: string): Result<string> {
  const tag = typed.trim()
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag))
    return fail('invalid-input', 'Give a language tag such as en-GB.')
  try {
    return ok(Intl.getCanonicalLocales(tag)[0] ?? tag)
  } catch {
    return fail('invalid-input', `“${tag}” is no language tag. Give one such as en-GB.`)
  }
}

/** What a language tag is called: "en-GB" → "British English"; the tag itself when nobody knows it. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** Words ordered: a whole number from 1 to a million, with or without separators; nothing typed is null. */
export function readLength(typed: string): Result<number | null> {
  const text = typed.replace(/[\s.,'’](?=\d{3}\b)/g, '').trim()
  if (text === '') return ok(null)
  const words = Number(text)
  if (!/^\d+$/.test(text) || words < 1 || words > 1_000_000)
    return fail('invalid-input', 'Give a whole number of words.')
  return ok(words)
}

const mediaTopics = 'http://cv.iptc.org/newscodes/mediatopic/'

/** A controlled term's address: whole, or as "medtop:20000139" or its eight digits; nothing typed is null. */
export function readTerm(typed: string): Result<string | null> {
  const text = typed.trim()
  if (text === '') return ok(null)
  const topic = /^(?:medtop:)?(\d{8})$/.exec(text)
  if (topic) return ok(`${mediaTopics}${topic[1]}`)
  return readWebAddress(text)
}

/** The shortest spelling that `readTerm` reads back. */
export function termText(uri: string | null): string {
  if (uri === null) return ''
  return /^http:\/\/cv\.iptc\.org\/newscodes\/mediatopic\/\d{8}$/.test(uri)
    ? `medtop:${uri.slice(mediaTopics.length)}`
    : uri
}

/** An http or https address, made whole: "example.org/ruth" → "https://example.org/ruth". */
export function readWebAddress(typed: string): Result<string> {
  const link = completeLink(typed)
  if (link === null || !/^https?:/i.test(link))
    return fail('invalid-input', 'Give a web address such as https://example.org.')
  return ok(link)
}

/** Related topics with those of `typed` added: parted by commas, each once whatever its capitals. */
export function addTopics(topics: string[], typed: string): string[] {
  const known = new Set(topics.map(fold))
  const added: string[] = []
  for (const topic of typed.split(',').map((part) => part.trim().replace(/\s+/g, ' ').slice(0, 200))) {
    if (topic === '' || known.has(fold(topic))) continue
    known.add(fold(topic))
    added.push(topic)
  }
  return [...topics, ...added].slice(0, 100)
}

/** Subjects with one more of this name; the same list when it is there already or nothing was typed. */
export function addSubject(subjects: Subject[], typed: string): Subject[] {
  const name = typed.trim().replace(/\s+/g, ' ').slice(0, 200)
  if (name === '' || subjects.length >= 100 || subjects.some((subject) => fold(subject.name) === fold(name)))
    return subjects
  return [...subjects, { name, uri: null }]
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

/** Characters as a reader counts them, so that an emoji or an accented letter is one. */
export function countCharacters(text: string): number {
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length
}
