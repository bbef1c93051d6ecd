import { parse } from 'yaml'
import { namesIn } from '#shared/article/guesses.ts'
import { creditRoles, type CreditRole, type Meta } from '#shared/article/article.ts'
import { note } from '../draft.ts'
import { collapse } from '../markup.ts'
import { readByline } from '../read-byline.ts'
import {
  creditsOf,
  dayOf,
  fitted,
  instantOf,
  languageOf,
  subjectsOf,
  topicsOf,
  urgencyOf,
  type FoundPerson
} from '../read-meta.ts'
import { showable } from '../read-inline.ts'
import { withoutEmpty } from '../story.ts'
import type { ImportNote, PrintedTimes } from '../reader.ts'

type Fields = Record<string, unknown>

/** A picture as the front matter tells of it; empty is not said. */
export interface FrontPicture {
  file: string
  lead: boolean
  alt: string
  caption: string
  credit: string
  creator: string
  copyright: string
  usageTerms: string
}

/** What stands above the copy. */
export interface FrontMatter {
  title: string
  standfirst: string
  /** As it is printed under the headline; empty is not said. */
  byline: string
  meta: Partial<Meta>
  times: PrintedTimes
  pictures: FrontPicture[]
  /** One for the whole article, of which it does not say where it stands. */
  cover: FrontPicture | null
  /** Portraits by the name of the person. */
  portraits: Map<string, string>
  /** Names of everybody whom it tells about, to know their boxes by. */
  people: { name: string; jobTitle: string; biography: string; handles: { service: string; url: string }[] }[]
}

/** The copy of a file, and the lines between `---` above it; null without any. */
export function partFrontMatter(text: string): { yaml: string | null; copy: string } {
  const match = /^---[ \t]*\n([\s\S]*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text)
  return match ? { yaml: match[1] ?? '', copy: text.slice(match[0].length) } : { yaml: null, copy: text }
}

/** Characters of the longest front matter: more than any article says of itself. */
const longest = 500_000

/** Reads front matter as Copydesk writes it, and as Hugo, Jekyll and their like do. What has no field goes into a note. */
export function readFrontMatter(yaml: string, notes: ImportNote[]): FrontMatter | null {
  const fields = parsed(yaml, notes)
  if (fields === null) return null
  const used = new Set<string>(['corrections'])
  const first = (...keys: string[]): unknown => {
    const key = keys.find((each) => fields[each] !== undefined && !isEmpty(fields[each]))
    for (const each of keys) if (key === each || isEmpty(fields[each])) used.add(each)
    return key === undefined ? undefined : fields[key]
  }
  const text = (limit: number, what: string, keys: string[], lines = false) =>
    fitted(textOf(first(...keys)), limit, notes, what, lines)
  const title = text(2000, 'headline', ['title', 'headline'])
  const standfirst = text(4000, 'standfirst', ['subtitle', 'standfirst', 'deck', 'dek'])
  const description = text(2000, 'summary', ['description', 'summary', 'excerpt', 'abstract'])
  const byline = textOf(first('byline'))
  const told = peopleOf(first('authors', 'author'))
  const people = told.length > 0 ? told : readByline(byline, notes)
  const dateline = datelineOf(first('dateline'), notes)
  const language = languageOf(textOf(first('lang', 'language', 'locale')))
  const alternatives = record(first('alternativeHeadlines'))
  const subjects = list(first('subjects'))
  const categories = list(first('categories', 'category', 'sections', 'section'))
  const times = {
    published: instantOf(textOf(first('date', 'publishDate', 'published', 'datePublished', 'pubDate'))),
    updated: instantOf(textOf(first('lastmod', 'updated', 'modified', 'dateModified', 'last_modified_at')))
  }
  const meta: Partial<Meta> = withoutEmpty({
    kicker: text(200, 'kicker', ['kicker', 'eyebrow']),
    slugline: text(200, 'slugline', ['slugline']),
    summary: description === standfirst ? '' : description,
    genre: text(100, 'genre', ['genre']),
    urgency: urgencyOf(textOf(first('urgency', 'priority'))),
    dateline,
    credits: creditsOf(people, notes),
    subjects: subjectsOf(
      (subjects.length > 0 ? subjects : categories).map((each) => ({
        name: nameOf(each),
        uri: textOf(record(each).uri) || null
      })),
      notes
    ),
    topics: topicsOf(list(first('tags', 'topics', 'keywords')).map(nameOf), notes),
    alternativeHeadlines: {
      search: fitted(textOf(alternatives.search), 300, notes, 'headline for search'),
      social: fitted(textOf(alternatives.social), 500, notes, 'headline for social media'),
      print: fitted(textOf(alternatives.print), 300, notes, 'headline for print')
    },
    copyright: text(1000, 'copyright line', ['copyright'], true),
    usageTerms: text(2000, 'usage terms', ['usageTerms', 'license', 'licence'], true),
    ...(language ? { language } : {})
  })
  const pictures = list(first('pictures')).map((each) => pictureOf(each, notes))
  const shown = first('image', 'cover', 'featured_image', 'featuredImage', 'hero', 'thumbnail')
  const cover = shown === undefined ? null : { ...pictureOf(shown, notes), lead: true }
  const rest = Object.entries(fields).filter(([key, value]) => !used.has(key) && !isEmpty(value))
  if (rest.length > 0)
    notes.push(
      note('left', `The front matter says things that have no field here: ${rest.map(([key]) => key).join(', ')}.`, {
        kept: rest
          .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
          .join('\n')
          .slice(0, 20_000)
      })
    )
  return {
    title,
    standfirst,
    byline,
    meta,
    times,
    pictures,
    cover: cover && cover.file !== '' ? cover : null,
    portraits: new Map(
      list(fields.authors).flatMap((each): [string, string][] => {
        const portrait = textOf(record(each).portrait)
        return portrait === '' ? [] : [[nameOf(each), portrait]]
      })
    ),
    people: told.map(({ name, jobTitle = '', biography = '', handles = [] }) => ({
      name,
      jobTitle,
      biography,
      handles
    }))
  }
}

/** Every value as its text: no reader takes "no" for false or 1:30 for a number. */
function parsed(yaml: string, notes: ImportNote[]): Fields | null {
  const kept = yaml.slice(0, 20_000)
  if (yaml.length > longest) {
    notes.push(note('left', 'The lines between --- above the copy are too long to be front matter.', { kept }))
    return null
  }
  try {
    const value: unknown = parse(yaml, { schema: 'failsafe', maxAliasCount: 20, uniqueKeys: false, logLevel: 'error' })
    if (value === null || value === undefined || value === '') return {}
    if (typeof value === 'object' && !Array.isArray(value)) return value as Fields
  } catch {
    // Told below, like lines that are no list of fields.
  }
  notes.push(
    note('left', 'The front matter is not written as YAML has it, so none of its fields came.', {
      kept
    })
  )
  return null
}

function peopleOf(value: unknown): FoundPerson[] {
  if (typeof value === 'string') return namesIn(value).map((name) => ({ name, role: 'by' as const }))
  return list(value).flatMap((each): FoundPerson[] => {
    const fields = record(each)
    const roles = list(fields.roles ?? fields.role)
      .map(textOf)
      .filter(isRole)
    const person = {
      name: nameOf(each),
      jobTitle: textOf(fields.jobTitle ?? fields.title ?? fields.job_title),
      biography: textOf(fields.bio ?? fields.biography),
      handles: list(fields.handles).map((handle) => ({
        service: textOf(record(handle).service),
        url: textOf(record(handle).url ?? handle)
      }))
    }
    return (roles.length > 0 ? roles : (['by'] as const)).map((role) => ({ ...person, role }))
  })
}

function isRole(text: string): text is CreditRole {
  return creditRoles.some((role) => role === text)
}

function datelineOf(value: unknown, notes: ImportNote[]): Meta['dateline'] {
  const fields = record(value)
  return {
    place: fitted(textOf(fields.place), 200, notes, 'place of the dateline'),
    date: dayOf(textOf(fields.date)),
    text: fitted(textOf(fields.text ?? value), 300, notes, 'dateline')
  }
}

function pictureOf(value: unknown, notes: ImportNote[]): FrontPicture {
  const fields = record(value)
  const text = (key: string, limit: number) => fitted(textOf(fields[key]), limit, notes, `${key} of a picture`)
  return {
    file: textOf(fields.file ?? fields.url ?? fields.src ?? fields.path ?? fields.image ?? value),
    lead: textOf(fields.role) === 'lead',
    alt: text('alt', 2000),
    caption: textOf(fields.caption),
    credit: textOf(fields.credit),
    creator: text('creator', 500),
    copyright: text('copyright', 1000),
    usageTerms: text('usageTerms', 2000)
  }
}

function nameOf(value: unknown): string {
  return textOf(typeof value === 'string' ? value : record(value).name)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}

function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.slice(0, 1000)
  return value === undefined || isEmpty(value) ? [] : [value]
}

function record(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** A text as it stands on one line of a page. */
export function collapsed(text: string): string {
  return collapse(showable(text)).trim()
}
