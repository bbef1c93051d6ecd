import type { CreditRole, Meta } from '#shared/article/article.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { beginningOf, decodeText } from '../decode-text.ts'
import { readByline } from '../read-byline.ts'
import { noDateline } from '../read-dateline.ts'
import { newPage } from '../read-html.ts'
import { wordsOf } from '../read-inline.ts'
import { plainLines, plainWords } from '../read-own-html.ts'
import {
  creditsOf,
  fitted,
  instantOf,
  languageOf,
  subjectsOf,
  topicsOf,
  topicUri,
  urgencyOf,
  type FoundPerson
} from '../read-meta.ts'
import { importedOf } from '../read-story.ts'
import type { Imported, ImportFile, ImportNote, Reader, WireItem } from '../reader.ts'
import { byRole, firstText, isItem, list, lowered, text, type Item } from './fields.ts'
import { withPictures, type ToldPicture } from '../told-pictures.ts'
import { picturesOf } from './read-associations.ts'
import { readBodies } from './read-bodies.ts'

/** ninjs of every version, and what agencies make of it: each names its fields alike, if not in the same letters. */
export const ninjsReader: Reader = {
  extensions: ['.json', '.ninjs'],
  recognises: ({ bytes }) => {
    const beginning = beginningOf(bytes).trimStart()
    return (
      beginning.startsWith('{') &&
      /"(?:uri|guid|\$?standard)"\s*:/.test(beginning) &&
      !/"(?:db|components|content_elements)"\s*:/.test(beginning)
    )
  },
  read: (file, beside) => readNinjs(file, beside)
}

function readNinjs(file: ImportFile, beside: ImportFile[]): Result<Imported[]> {
  let parsed: unknown
  try {
    parsed = JSON.parse(decodeText(file.bytes).replace(/^\ufeff/, ''))
  } catch {
    return fail('damaged', 'The file is no whole JSON: its end may be missing.')
  }
  const item = lowered(unwrapped(parsed))
  if (!isItem(item) || firstText(item, 'uri', 'guid') === '')
    return fail('unsupported', 'The file is JSON, but no ninjs item: it has no “uri”.')
  const type = text(item.type)
  if (type !== '' && !['text', 'composite', 'article'].includes(type))
    return fail(
      'unsupported',
      `The item is no story: its type is “${type}”. Pictures come with the story that they belong to.`
    )
  return ok([imported(item, file, beside)])
}

/** An item may stand in what a service answered. */
function unwrapped(value: unknown, layers = 3): unknown {
  if (!isItem(value) || value.uri !== undefined || layers === 0) return value
  const inner = [value.data, value.item].find(isItem)
  return inner ? unwrapped(inner, layers - 1) : value
}

function imported(item: Item, file: ImportFile, beside: ImportFile[]): Imported {
  const page = newPage()
  const { notes } = page
  const pictures = picturesOf(item, page)
  const copy = readBodies(item, page)
  const credits = creditsOf(peopleOf(item, notes), notes)
  const portraits: { id: string; src: string }[] = []
  const shown = pictures.filter((picture) => {
    if (!isPortrait(picture)) return true
    const credit = credits.find(({ profile }) => profile.name === picture.caption)
    if (!credit) return true
    credit.box = true
    if (picture.src !== '') portraits.push({ id: credit.id, src: picture.src })
    return false
  })
  return importedOf(
    {
      meta: { ...metaOf(item, copy.kicker, notes), credits },
      headline: wordsOf(plainWords(headlineOf(item))),
      standfirst: wordsOf(
        plainWords(byRole(item, 'headlines', 'headline', 'subhead') || byRole(item, 'headlines', 'headline', 'sub'))
      ),
      blocks: withPictures(copy.blocks, shown, page),
      dateline: {
        ...noDateline,
        text: fitted(copy.dateline, 300, notes, 'dateline'),
        marked: copy.dateline !== '',
        place: fitted(text(item.located), 200, notes, 'place of the dateline')
      },
      page,
      portraits,
      wire: wireOf(item)
    },
    file,
    beside
  )
}

function isPortrait({ names, rel }: ToldPicture): boolean {
  return rel === 'portrait' || names.some((name) => /^portrait-\d+$/.test(name))
}

function headlineOf(item: Item): string {
  const headlines = list(item.headlines)
  const main = byRole(item, 'headlines', 'headline', 'main') || text(item.headline)
  return main || text(headlines[0]?.value) || firstText(item, 'title', 'name')
}

const relations: Record<string, CreditRole> = {
  author: 'by',
  creator: 'by',
  writer: 'by',
  reporter: 'by',
  contributor: 'reporting',
  photographer: 'photographs',
  editor: 'editing'
}

/** Those who are named one by one with their part; else those of the printed line. */
function peopleOf(item: Item, notes: ImportNote[]): FoundPerson[] {
  const named = [...list(item.people ?? item.person), ...list(item.authors)].flatMap((person): FoundPerson[] => {
    const role = relations[(text(person.rel) || text(person.role)).toLowerCase()]
    return role ? [{ role, ...personOf(person) }] : []
  })
  if (named.length > 0) return named
  const sources = list(item.infosources ?? item.infosource).flatMap((source): FoundPerson[] => {
    const role = relations[(text(source.role) || text(source.rel)).toLowerCase()]
    return role ? [{ role, name: text(source.name) }] : []
  })
  if (sources.length > 0) return sources
  const bylines = list(item.bylines).map(({ by, title }): FoundPerson => ({
    name: text(by),
    role: 'by',
    jobTitle: text(title)
  }))
  return bylines.length > 0 ? bylines : readByline(plainWords(firstText(item, 'by', 'byline')), notes)
}

function personOf(person: Item): Omit<FoundPerson, 'role'> {
  const contacts = list(person.contactinfo)
  const said = (role: string) => text(contacts.find((contact) => text(contact.role).toLowerCase() === role)?.value)
  return {
    name: firstText(person, 'name', 'literal'),
    jobTitle: said('jobtitle') || text(person.jobtitle),
    biography: said('biography') || text(person.biography),
    handles: contacts
      .filter(({ role, type }) => text(role) === 'handle' || (text(type) === 'url' && text(role) !== 'jobtitle'))
      .map(({ name, value }) => ({ service: text(name), url: text(value) }))
  }
}

function metaOf(item: Item, kicker: string, notes: ImportNote[]): Partial<Meta> {
  const embargo = instantOf(firstText(item, 'embargoeduntil', 'embargoed'))
  const language = languageOf(text(item.language))
  const headline = (role: string, limit: number, what: string, lines = false) =>
    fitted(byRole(item, 'headlines', 'headline', role), limit, notes, what, lines)
  const subjects = [...list(item.subjects), ...list(item.subject)]
  const related = subjects.filter(({ rel }) => text(rel) === 'related')
  for (const [key, what] of [
    ['places', 'The places'],
    ['place', 'The places'],
    ['events', 'The events'],
    ['event', 'The events'],
    ['objects', 'The objects'],
    ['expires', 'When it expires']
  ] as const) {
    const words =
      text(item[key]) ||
      list(item[key])
        .map((each) => firstText(each, 'name', 'literal', 'uri'))
        .filter(Boolean)
        .join(', ')
    if (words !== '')
      notes.push({ kind: 'left', message: `${what} did not come: an article has no place for them.`, kept: words })
  }
  return {
    ...(language ? { language } : {}),
    slugline: fitted(firstText(item, 'slugline', 'slug'), 200, notes, 'slugline'),
    kicker: headline('kicker', 200, 'kicker') || fitted(kicker, 200, notes, 'kicker'),
    alternativeHeadlines: {
      search: headline('search', 300, 'headline for search'),
      social: headline('social', 500, 'headline for social media', true),
      print: headline('print', 300, 'headline for print')
    },
    genre: fitted(genreOf(item), 100, notes, 'genre'),
    urgency: urgencyOf(item.urgency),
    summary: fitted(summaryOf(item), 2000, notes, 'summary', true),
    subjects: subjectsOf(
      subjects
        .filter((subject) => !related.includes(subject))
        .map((subject) => ({ name: text(subject.name), uri: addressOf(subject) })),
      notes
    ),
    topics: topicsOf([...related.map(({ name }) => text(name)), ...keywords(item)], notes),
    embargo: embargo ? { at: embargo, zone: 'UTC' } : null,
    ednote: fitted(firstText(item, 'ednote', 'editor_note'), 4000, notes, 'note to editors', true),
    copyright: fitted(firstText(item, 'copyrightnotice', 'copyrightholder'), 1000, notes, 'copyright line', true),
    usageTerms: fitted(usageOf(item), 2000, notes, 'usage terms', true)
  }
}

function genreOf(item: Item): string {
  const [genre] = list(item.genres ?? item.genre)
  return genre ? firstText(genre, 'name', 'literal') || text(genre.uri).replace(/^.*\//, '') : text(item.genre)
}

function usageOf(item: Item): string {
  return Array.isArray(item.usageterms) ? item.usageterms.map(text).filter(Boolean).join('\n') : text(item.usageterms)
}

function summaryOf(item: Item): string {
  const summary =
    byRole(item, 'descriptions', 'description', 'summary') || byRole(item, 'descriptions', 'description', 'lead')
  const plain =
    summary || byRole(item, 'descriptions', 'description', 'text') || text(list(item.descriptions)[0]?.value)
  return plainLines(summary || plain)
}

function keywords(item: Item): string[] {
  return Array.isArray(item.keywords) ? item.keywords.map(text) : []
}

/** What a subject is called among machines: its address, a code within a scheme, or a qcode. */
function addressOf(subject: Item): string | null {
  const code = firstText(subject, 'code', 'qcode', 'literal')
  const uri = text(subject.uri)
  if (uri !== '') return topicUri(uri) ?? uri
  const scheme = text(subject.scheme)
  return (
    topicUri(code) ??
    (/^https?:/.test(code) ? code : /^https?:.*\/$/.test(scheme) && code !== '' ? `${scheme}${code}` : null)
  )
}

function wireOf(item: Item): WireItem {
  const status = firstText(item, 'pubstatus', 'status').toLowerCase()
  const provider = isItem(item.provider) ? firstText(item.provider, 'name', 'literal') : text(item.provider)
  const publisher = list(item.organisations ?? item.organisation).find(({ rel }) => text(rel) === 'publisher')
  return {
    uri: firstText(item, 'uri', 'guid').trim(),
    version: firstText(item, 'version') || (instantOf(text(item.versioncreated)) ?? '1'),
    source: firstText(item, 'source') || provider || text(publisher?.name) || text(item.copyrightholder),
    status: /cancel|kill/.test(status) ? 'canceled' : status === 'withheld' ? 'withheld' : 'usable'
  }
}
