import type { Meta } from '#shared/article/article.ts'
import type { PrintedTimes } from '#shared/article/imported.ts'
import { instant } from '#shared/article/guesses.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { note } from '../draft.ts'
import type { ImportNote } from '../reader.ts'
import { attribute, element, elements, textWithin } from '../read-xml.ts'
import type { DocxPackage } from './read-package.ts'

export interface Properties {
  title: string
  creator: string
  meta: Partial<Meta>
  times: PrintedTimes
  notes: ImportNote[]
}

/** What the file says of itself: Word's properties, and those that our own documents have besides. */
export function readProperties(pack: DocxPackage): Properties {
  const core = rootOf(pack, 'docProps/core.xml')
  const text = (name: string) => textWithin(element(core, name)).replace(/\s+/g, ' ').trim()
  const own = text('identifier').startsWith('urn:uuid:')
  const custom = new Map(
    elements(rootOf(pack, 'docProps/custom.xml'), 'property').map((each) => [
      attribute(each, 'name') ?? '',
      textWithin(each).trim()
    ])
  )
  const meta: Partial<Meta> = {}
  const notes: ImportNote[] = []
  const language = text('language')
  if (/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language)) meta.language = language
  const times: PrintedTimes = { published: instant(custom.get('published') ?? ''), updated: null }
  // A program's properties of the same names may mean anything: only our own documents are taken at their word.
  if (own) {
    times.updated = instant(text('modified'))
    const value = (name: string) => custom.get(name) ?? ''
    if (text('description')) meta.summary = text('description').slice(0, 2000)
    if (value('slugline')) meta.slugline = value('slugline').slice(0, 200)
    if (value('genre')) meta.genre = value('genre').slice(0, 100)
    if (value('usage terms')) meta.usageTerms = value('usage terms').slice(0, 2000)
    const urgency = Number(value('urgency'))
    if (Number.isInteger(urgency) && urgency >= 1 && urgency <= 9) meta.urgency = urgency
    const headlines = {
      search: value('search headline').slice(0, 300),
      social: value('social headline').slice(0, 500),
      print: value('print headline').slice(0, 300)
    }
    if (Object.values(headlines).some((each) => each !== '')) meta.alternativeHeadlines = headlines
    const subjects = value('subjects').split('; ').filter(Boolean).slice(0, 100)
    if (subjects.length > 0) meta.subjects = subjects.map(subjectOf)
    const embargo = instant(value('embargoed until'))
    if (embargo) {
      meta.embargo = { at: embargo, zone: 'UTC' }
      notes.push(note('came', 'The embargo came, and holds the article back.', { place: 'meta.embargo' }))
    }
  }
  return { title: text('title'), creator: text('creator'), meta, times, notes }
}

/** "Ports (http://…)" as our own documents write a subject. */
function subjectOf(written: string): { name: string; uri: string | null } {
  const [, name, uri] = /^(.*) \((https?:[^()\s]+)\)$/.exec(written) ?? []
  return name && isSafeLink(uri) ? { name: name.slice(0, 200), uri } : { name: written.slice(0, 200), uri: null }
}

function rootOf(pack: DocxPackage, path: string) {
  const read = pack.xml(path)
  return (read.ok && read.value) || undefined
}
