import { bylineStyles } from '#shared/article/byline.ts'
import { instant, namesIn } from '#shared/article/guesses.ts'
import type { GuessKind, ImportGuess, Taken } from '#shared/article/imported.ts'
import { newBlockId } from '#shared/document/attributes.ts'

/** One line of plain copy: a block of the body with nothing but words. */
export interface Line {
  /** The block's id. */
  id: string
  text: string
  /** Lines that stand together, without a blank one between them, have one number. */
  group: number
}

/** What the file itself says already, and is not to be guessed again. */
export interface Known {
  headline?: boolean
  standfirst?: boolean
  byline?: boolean
  times?: boolean
  dateline?: boolean
}

/**
 * Reads an article as it is printed: headline (once or twice), pictures as captions with a credit, byline, times,
 * dateline, the author's box, related topics, copyright. Each is a guess that takes its lines out of the copy when it is
 * confirmed; no line is taken twice.
 */
export function guessPublished(lines: Line[], known: Known = {}): ImportGuess[] {
  const sheet = new Sheet(lines)
  if (!known.headline) guessHeadline(sheet)
  guessClosing(sheet)
  const opening = openingOf(sheet)
  if (!known.times) guessTimes(sheet, opening)
  guessPictures(sheet)
  if (!known.byline) guessByline(sheet, opening)
  if (!known.headline && !known.standfirst) guessStandfirst(sheet, opening)
  if (!known.dateline) guessDateline(sheet)
  return sheet.guesses
}

class Sheet {
  readonly lines: Line[]
  readonly guesses: ImportGuess[] = []
  readonly #taken = new Set<string>()

  constructor(lines: Line[]) {
    this.lines = lines
  }

  free(line: Line | undefined): line is Line {
    return line !== undefined && !this.#taken.has(line.id)
  }

  get left(): Line[] {
    return this.lines.filter((line) => this.free(line))
  }

  say(
    kind: GuessKind,
    message: string,
    values: Record<string, string>,
    taken: Line[],
    upTo: number | null = null
  ): void {
    if (upTo === null) for (const { id } of taken) this.#taken.add(id)
    const takes = taken.map(({ id }): Taken => ({ block: id, upTo }))
    this.guesses.push({ id: newBlockId(), kind, message, values, takes })
  }
}

const fold = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase()

function guessHeadline(sheet: Sheet): void {
  const [first, second] = sheet.lines
  if (!first || !second) return
  const together = sheet.lines.filter(({ group }) => group === first.group)
  // A short label over the headline: two lines that stand alone, the upper one shorter.
  const kicked = together.length === 2 && second && isHeadline(second.text) && first.text.length <= 40
  const line = kicked && second.text.length > first.text.length ? second : first
  if (!isHeadline(line.text)) return
  const again = sheet.lines.slice(0, 6).filter((other) => other !== line && fold(other.text) === fold(line.text))
  const repeated = again.length > 0 ? ', which stands there twice' : ''
  sheet.say('headline', `The first line is taken for the headline${repeated}.`, { headline: line.text }, [
    line,
    ...again
  ])
  if (line === second)
    sheet.say('kicker', 'The short line above the headline is taken for the kicker.', { kicker: first.text }, [first])
}

function isHeadline(text: string): boolean {
  return text.length <= 200 && /\p{L}/u.test(text) && !/[.;,]$/.test(text.replace(/\b\p{Lu}\.$/u, '')) && !isTimes(text)
}

/** The lines before the copy begins: before the first that reads as a paragraph. */
function openingOf(sheet: Sheet): Line[] {
  const left = sheet.left.slice(0, 14)
  const copy = left.findIndex(({ text, group }, index) => {
    if (isTimes(text) || pictureWords(text) || bylineOf(text)) return false
    const alone = left[index - 1]?.group !== group && left[index + 1]?.group !== group
    return text.length > 120 && /[.!?]["'”’)]?$/.test(text) && (alone || index > 4)
  })
  return copy < 0 ? left.slice(0, 8) : left.slice(0, copy)
}

const timeLabels =
  /^(?:first\s+)?(published|posted|updated|last updated|modified|veröffentlicht|aktualisiert|publié|mis à jour|publicado|actualizado|publisert|oppdatert)\b\s*(?:on|le|am|el)?\s*:?\s*/i
const isUpdated = /^(?:last\s+)?(?:updated|modified|aktualisiert|mis à jour|actualizado|oppdatert)/i

function isTimes(text: string): boolean {
  const rest = text.replace(timeLabels, '')
  return rest !== text && text.length < 90 && (rest === '' || /\d/.test(rest))
}

function guessTimes(sheet: Sheet, opening: Line[]): void {
  const lines = opening.filter((line) => sheet.free(line) && isTimes(line.text))
  if (lines.length === 0) return
  const values: Record<string, string> = {}
  for (const { text } of lines)
    for (const part of text.split(/(?=\b(?:Updated|Last updated)\b)|\s*\|\s*/)) {
      if (!isTimes(part.trim())) continue
      values[isUpdated.test(part.trim()) ? 'updated' : 'published'] = readTime(part.trim().replace(timeLabels, ''))
    }
  const blank = Object.values(values).every((value) => value === '')
  const what = blank ? 'says when it was updated, without a time' : 'is taken for the times of publication'
  sheet.say('times', `“${lines.map(({ text }) => text).join(' ')}” ${what}.`, values, lines)
}

/** UTC where it can be read; else as it is printed, for a person to mend. */
export function readTime(printed: string): string {
  const plain = printed
    .replace(/\bat\b|·|\|/gi, ' ')
    .replace(/\b([ap])\.m\.?/gi, '$1m')
    .replace(/(\d)([ap]m)\b/gi, '$1 $2')
    .replace(/\bSept\b/g, 'Sep')
    .replace(/\s+/g, ' ')
    .trim()
  const zoned = /\b(?:UTC|GMT|[ECMP][SD]T|Z)\b|[+-]\d\d:?\d\d$/.test(plain)
  return instant(zoned || /^\d{4}-\d\d-\d\d$/.test(plain) ? plain : `${plain} UTC`) ?? printed.trim()
}

const agencies =
  /\b(?:Getty(?: Images)?|AFP|Reuters|AP(?: Photo)?|Associated Press|EPA(?:-EFE)?|EFE|DPA|dpa|PA(?: Wire| Media)?|Shutterstock|Alamy|Bloomberg|NTB|TT|Ritzau|ANP|Xinhua|TASS|Sputnik|iStock|Unsplash|Handout|Courtesy|Wikimedia)\b/
const creditLabel =
  /^(?:photos?|photograph|pictures?|image|credit|bild|foto|photo)\s*(?:by|:|©)|^©|^courtesy\b|\bvia\s+(?:\p{Lu})/iu

/** A line that is a caption and who made the picture, or null. */
export function pictureWords(text: string): { caption: string; credit: string } | null {
  if (text.length > 700) return null
  const bracketed = /^(.{8,}?)\s*\(([^()]{3,120})\)\.?$/s.exec(text)
  if (bracketed?.[1] && bracketed[2] && isCredit(bracketed[2]))
    return { caption: bracketed[1].trim(), credit: bracketed[2].trim() }
  for (const stop of [...text.matchAll(/[.!?]["”’)]?\s+(?=[\p{Lu}©(])/gu)].reverse()) {
    const at = (stop.index ?? 0) + stop[0].length
    const credit = text.slice(at).trim()
    if (credit.length > 120) return null
    if (isCredit(credit)) return { caption: text.slice(0, at).trim(), credit }
  }
  return null
}

function isCredit(text: string): boolean {
  if (/[.!?]$/.test(text.replace(/\b\p{Lu}\.$/u, '')) || text.split(/\s+/).length > 14) return false
  return creditLabel.test(text) || agencies.test(text) || /^\p{Lu}[\p{L}.'’ -]+\/\s?\p{Lu}/u.test(text)
}

function guessPictures(sheet: Sheet): void {
  for (const [index, line] of sheet.lines.entries()) {
    if (!sheet.free(line)) continue
    const next = sheet.lines[index + 1]
    const after = sheet.lines[index + 2]
    const alt = /^\[(.+)\]$/.exec(line.text)?.[1]
    if (alt && next && sheet.free(next) && next.group === line.group) {
      const credit = sheet.free(after) && after.group === line.group ? after : undefined
      const values = { alt, caption: next.text, credit: credit?.text ?? '' }
      sheet.say('picture', `“${short(alt)}” is taken for a picture’s place, with its caption.`, values, [
        line,
        next,
        ...(credit ? [credit] : [])
      ])
      continue
    }
    const words = pictureWords(line.text)
    if (!words) continue
    // Printed twice: once with the credit in brackets, once without.
    const twin =
      sheet.free(next) && next.group === line.group && fold(next.text) === fold(`${words.caption} ${words.credit}`)
    const message = `“${short(words.caption)}” is taken for a picture’s caption, and “${words.credit}” for its credit.`
    sheet.say('picture', message, words, twin ? [line, next] : [line])
  }
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text
}

const byWords = /^(?:by|von|par|por|av|by:)\s+(?=\p{Lu})/iu
const nameWord =
  /^(?:\p{Lu}[\p{L}\p{M}'’.-]*|de|da|del|di|du|van|von|der|den|la|le|bin|al|el|and|und|et|y|og|&|\p{Lu}\.)$/u

/** The names of a line that begins as bylines do, by their part in it; null where it is none. */
export function bylineOf(text: string): Record<string, string> | null {
  if (text.length > 300 || !byWords.test(text)) return null
  const values: Record<string, string> = {}
  const labels = Object.values(bylineStyles).flatMap((style) =>
    (['reporting', 'photographs', 'editing'] as const).map((role) => ({
      role,
      label: style.labels[role].toLowerCase()
    }))
  )
  for (const [index, part] of text.split(/\s*;\s*/).entries()) {
    const found = labels.find(({ label }) => part.toLowerCase().startsWith(label))
    if (index > 0 && !found) return null
    const names = index === 0 ? part.replace(byWords, '') : part.slice(found?.label.length ?? 0)
    if (!namesIn(names).every(isName)) return null
    values[index === 0 ? 'names' : (found?.role ?? '')] = names.trim()
  }
  return values
}

export function isName(text: string): boolean {
  const words = text.split(/\s+/)
  return words.length >= 1 && words.length <= 6 && words.every((word) => nameWord.test(word)) && /^\p{Lu}/u.test(text)
}

function guessByline(sheet: Sheet, opening: Line[]): void {
  const free = opening.filter((line) => sheet.free(line))
  for (const line of free) {
    const values = bylineOf(line.text)
    if (values) return sheet.say('byline', `“${short(line.text)}” is taken for the byline.`, values, [line])
  }
  const boxed = sheet.guesses.find(({ kind }) => kind === 'author')?.values.name
  const times = sheet.guesses.find(({ kind }) => kind === 'times')?.takes.map(({ block }) => block) ?? []
  const line = free.find(({ id, text }) => {
    if (text.length > 120 || !namesIn(text).every((name) => isName(name) && name.includes(' '))) return false
    const next = sheet.lines[sheet.lines.findIndex((each) => each.id === id) + 1]
    return fold(text) === fold(boxed ?? '') || (next !== undefined && times.includes(next.id))
  })
  if (!line) return
  const why = boxed && fold(boxed) === fold(line.text) ? 'the author’s box names the same' : 'the times stand under it'
  sheet.say('byline', `“${line.text}” is taken for the byline: ${why}.`, { names: line.text }, [line])
}

function guessStandfirst(sheet: Sheet, opening: Line[]): void {
  const headed = sheet.guesses.find(({ kind }) => kind === 'headline')
  if (!headed) return
  const at = sheet.lines.findIndex(({ id }) => id === headed.takes.at(-1)?.block)
  const line = sheet.lines[at + 1]
  const byline = sheet.guesses.some(({ kind }) => kind === 'byline' || kind === 'times')
  // Only where something parts it from the copy: else the first paragraph would be taken for it.
  if (!byline || !sheet.free(line) || !opening.includes(line) || line.text.length > 400 || line.text.length < 20) return
  sheet.say('standfirst', `“${short(line.text)}” is taken for the standfirst.`, { standfirst: line.text }, [line])
}

const datelinePattern =
  /^((\p{Lu}[\p{Lu}\p{M}.'’-]+(?:[ -]\p{Lu}[\p{Lu}\p{M}.'’-]*)*)(?:,\s*(?:\p{L}[\p{L}\p{M}.]*(?:\s+\p{L}[\p{L}\p{M}.]*){0,2}))?(?:,?\s+(?:\d{1,2}\.?\s+\p{L}+|\p{L}+\.?\s+\d{1,2})(?:,\s*\d{4})?)?(?:\s+\([\p{L}/ .]{2,30}\))?)\s*(?:—|–|--|\s-)\s*(?=\S)/u

/** The dateline that opens a paragraph, with how many characters it takes; null without one. */
export function datelineOf(text: string): { text: string; place: string; length: number } | null {
  const match = datelinePattern.exec(text.slice(0, 160))
  if (!match?.[1] || !match[2] || match[2].length < 3) return null
  return { text: match[1].trim(), place: placeOf(match[2]), length: match[0].length }
}

/** "PORT ELLEN" → "Port Ellen". */
function placeOf(capitals: string): string {
  return capitals.replace(/\p{L}[\p{L}\p{M}]*/gu, (word) => word.charAt(0) + word.slice(1).toLowerCase())
}

function guessDateline(sheet: Sheet): void {
  for (const line of sheet.left.slice(0, 4)) {
    const found = datelineOf(line.text)
    if (!found) continue
    const values = { text: found.text, place: found.place }
    return sheet.say('dateline', `“${found.text}” is taken for the dateline.`, values, [line], found.length)
  }
}

const topicsLabel =
  /^(?:related topics|topics|tags|mehr zum thema|themen|sujets associés|temas relacionados|relaterte emner)\s*:?\s*/i

/** What stands under the copy, from the end upwards: copyright, topics, author's boxes. */
function guessClosing(sheet: Sheet): void {
  const last = sheet.left.at(-1)
  if (last && /^(?:©|\(c\)\s|copyright\b)/i.test(last.text) && last.text.length < 300)
    sheet.say('copyright', `“${short(last.text)}” is taken for the copyright line.`, { copyright: last.text }, [last])
  guessTopics(sheet)
  // Two at the end are the most that are looked for: a list of staff is no author's box.
  for (let boxes = 0; boxes < 4; boxes++) if (!guessAuthor(sheet)) break
}

function guessTopics(sheet: Sheet): void {
  const left = sheet.left
  const at = left.findLastIndex(({ text }) => topicsLabel.test(text) && text.length < 200)
  const label = left[at]
  if (!label || at < left.length - 30) return
  const inline = label.text.replace(topicsLabel, '')
  const after = left.slice(at + 1)
  if (after.some(({ text }) => text.length > 80)) return
  const topics = [inline, ...after.map(({ text }) => text.replace(/^[-•*]\s+/, ''))].filter(
    (text) => text.trim() !== ''
  )
  const message =
    topics.length > 0
      ? `The lines under “${label.text.trim()}” are taken for the related topics.`
      : `“${label.text.trim()}” is taken for the heading of the related topics; there are none under it.`
  sheet.say('topics', message, { topics: topics.join(', ') }, [label, ...after])
}

const networks = /^(?:twitter|x|facebook|instagram|linkedin|bluesky|mastodon|threads|e-?mail|website|author)$/i
const follow = /\s*(?:follow|find|contact|reach|e-?mail)\s+(?:him|her|them|\p{L}+)\b[^.:]*(?:on|at|:)[^:]*:?\s*$/iu

/** The last lines that are somebody's name, title and life; whether there was one. */
function guessAuthor(sheet: Sheet): boolean {
  const left = sheet.left
  const group = left.slice(Math.max(0, left.length - 10))
  const lifeAt = group.findLastIndex(({ text }) => isLife(text, group))
  const life = group[lifeAt]
  if (!life) return false
  const trailing = group.slice(lifeAt + 1)
  if (trailing.some(({ text }) => !networks.test(text.trim()) && addressesIn(text).length === 0)) return false
  const above = group.slice(0, lifeAt)
  const named = nameAbove(life.text, above)
  if (!named) return false
  const addresses = [life, ...trailing].flatMap(({ text }) => addressesIn(text))
  const biography = addresses
    .reduce((text, address) => text.replace(address, ''), life.text)
    .trim()
    .replace(follow, '')
    .trim()
  const values = { name: named.name, jobTitle: named.jobTitle, biography, handles: [...new Set(addresses)].join(' ') }
  sheet.say('author', `The lines about ${named.name} at the end are taken for the author’s box.`, values, [
    ...named.lines,
    life,
    ...trailing
  ])
  return true
}

/** Begins with a name that stands above it. */
function isLife(text: string, group: Line[]): boolean {
  return (
    text.length > 40 &&
    /[.!?)\w/]$/.test(text) &&
    group.some((line) => line.text !== text && startsWithName(text, line.text))
  )
}

function startsWithName(life: string, line: string): boolean {
  const name = line.split(',')[0]?.trim() ?? ''
  return name.includes(' ') && isName(name) && fold(life).startsWith(fold(name))
}

function nameAbove(life: string, above: Line[]): { name: string; jobTitle: string; lines: Line[] } | null {
  const at = above.findLastIndex(({ text }) => startsWithName(life, text))
  const line = above[at]
  if (!line || above.length - at > 3) return null
  const [name = '', ...title] = line.text.split(',')
  const between = above.slice(at + 1)
  let first = at
  while (first > 0 && fold(above[first - 1]?.text ?? '') === fold(name)) first--
  const jobTitle = title.join(',').trim() || between.map(({ text }) => text).join(', ')
  return jobTitle.length > 120 ? null : { name: name.trim(), jobTitle, lines: above.slice(first) }
}

function addressesIn(text: string): string[] {
  return (text.match(/https?:\/\/[^\s<>"”)]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g) ?? []).map((address) =>
    address.replace(/[.,;:]+$/, '')
  )
}
