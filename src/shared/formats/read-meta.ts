import { creditRoles, type Credit, type CreditRole, type Subject } from '#shared/article/article.ts'
import { newBlockId } from '#shared/document/attributes.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { showable } from './read-inline.ts'
import type { ImportNote } from './reader.ts'

/** A text as a field holds it: on one line unless `lines`, and cut where the field ends, which a note tells. */
export function fitted(text: string, limit: number, notes: ImportNote[], what: string, lines = false): string {
  const shown = showable(text)
  const tidy = (lines ? shown.replace(/[ \t\r\f]*\n[ \t\r\f]*/g, '\n') : shown.replace(/\s+/g, ' ')).trim()
  if (tidy.length <= limit) return tidy
  notes.push({
    kind: 'changed',
    message: `The ${what} was longer than ${limit} characters and was cut there.`,
    kept: tidy
  })
  return tidy
    .slice(0, limit)
    .toWellFormed()
    .replace(/\ufffd$/, '')
}

/** An instant as wires write it (ISO 8601 whole or basic, RFC 822) in UTC; null for what is none. */
export function instantOf(text: string | undefined): string | null {
  const given = (text ?? '').trim()
  const basic = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$/.exec(given)
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = 'Z'] = basic ?? []
  const iso = basic
    ? `${year}-${month}-${day}T${hour}:${minute}:${second}${zone.replace(/(\d\d):?(\d\d)$/, '$1:$2')}`
    : given.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
  // A moment without a zone is taken as UTC, whatever the machine's own.
  const whole = /^\d{4}-\d\d-\d\dT[\d:.]+$/.test(iso) ? `${iso}Z` : iso
  const time = given === '' ? Number.NaN : Date.parse(whole)
  if (Number.isNaN(time)) return null
  const at = new Date(time)
  return at.getUTCFullYear() >= 0 && at.getUTCFullYear() <= 9999 ? at.toISOString() : null
}

/** The calendar day at the beginning of a date, YYYY-MM-DD; null where there is none. */
export function dayOf(text: string | undefined): string | null {
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)/.exec((text ?? '').trim()) ?? []
  const iso = `${year}-${month}-${day}`
  return year &&
    !Number.isNaN(Date.parse(`${iso}T00:00:00Z`)) &&
    new Date(`${iso}T00:00:00Z`).toISOString().startsWith(iso)
    ? iso
    : null
}

/** A language tag as articles hold it ("en_US" → "en-US"); null for what is none. */
export function languageOf(text: string | undefined): string | null {
  const tag = (text ?? '').trim().replaceAll('_', '-')
  const [first = '', ...rest] = tag.split('-')
  const spelled = [
    first.toLowerCase(),
    ...rest.map((part) => (/^[a-z]{2}$/i.test(part) ? part.toUpperCase() : part))
  ].join('-')
  return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(spelled) ? spelled : null
}

/** An urgency of 1 to 9; null for anything else. */
export function urgencyOf(value: unknown): number | null {
  const urgency = Number(value)
  return Number.isInteger(urgency) && urgency >= 1 && urgency <= 9 ? urgency : null
}

/** A code of the IPTC as an address: a Media Topic, or one of the Subject Codes that came before them. */
export function topicUri(code: string): string | null {
  const digits = /^(?:medtop:|subj:|iptc:|mediatopic:|subjectcode:)?(\d{8})$/.exec(code.trim())?.[1]
  if (digits === undefined) return null
  const older = /^subj/.test(code) || (digits < '20000000' && !digits.endsWith('000000'))
  return `http://cv.iptc.org/newscodes/${older ? 'subjectcode' : 'mediatopic'}/${digits}`
}

/** Subjects as an article holds them, each once, at most a hundred; one without a name is called by its code. */
export function subjectsOf(found: { name: string; uri: string | null }[], notes: ImportNote[]): Subject[] {
  const seen = new Set<string>()
  const subjects: Subject[] = []
  for (const { name, uri } of found) {
    const address = uri !== null && isSafeLink(uri) ? uri : null
    const called = fitted(name || (uri ?? '').replace(/^.*[/:]/, ''), 200, notes, 'name of a subject')
    const key = `${called}\n${address ?? ''}`
    if (called === '' || seen.has(key)) continue
    seen.add(key)
    subjects.push({ name: called, uri: address })
  }
  return atMost(subjects, 100, notes, 'subjects')
}

export function topicsOf(found: string[], notes: ImportNote[]): string[] {
  const topics = [...new Set(found.map((topic) => fitted(topic, 200, notes, 'name of a topic')))].filter(Boolean)
  return atMost(topics, 100, notes, 'topics')
}

export function atMost<T>(list: T[], limit: number, notes: ImportNote[], what: string): T[] {
  if (list.length > limit)
    notes.push({ kind: 'left', message: `Only the first ${limit} of ${list.length} ${what} came.` })
  return list.slice(0, limit)
}

export type FoundPerson = { name: string; role: CreditRole } & Partial<
  Pick<Credit['profile'], 'jobTitle' | 'biography' | 'handles'>
>

/** People as credits; a name and role each once. The author's box is printed for whom a biography came. */
export function creditsOf(people: FoundPerson[], notes: ImportNote[]): Credit[] {
  const seen = new Set<string>()
  const credits: Credit[] = []
  for (const { name, role, jobTitle = '', biography = '', handles = [] } of people) {
    const called = fitted(name, 200, notes, 'name of a person')
    if (called === '' || seen.has(`${role}\n${called}`)) continue
    seen.add(`${role}\n${called}`)
    const about = fitted(biography, 4000, notes, `biography of ${called}`, true)
    credits.push({
      id: newBlockId(),
      role,
      personId: null,
      box: about !== '',
      profile: {
        name: called,
        jobTitle: fitted(jobTitle, 200, notes, `job title of ${called}`),
        biography: about,
        handles: handles
          .filter(({ url }) => isSafeLink(url))
          .map(({ service, url }) => ({ service: fitted(service, 60, notes, 'name of a service'), url }))
          .slice(0, 20),
        portrait: null
      }
    })
  }
  return atMost(credits, 100, notes, 'credits').sort(
    (a, b) => creditRoles.indexOf(a.role) - creditRoles.indexOf(b.role)
  )
}
