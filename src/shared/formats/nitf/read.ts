import type { CreditRole, Meta } from '#shared/article/article.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { beginningOf, decodeText } from '../decode-text.ts'
import { childOf, childrenOf, descendants, findElement, lineOf, markupText, type MarkupElement } from '../markup.ts'
import { readByline } from '../read-byline.ts'
import { noDateline } from '../read-dateline.ts'
import { newPage, readBlocks, type HtmlPage } from '../read-html.ts'
import { wordsOf } from '../read-inline.ts'
import {
  creditsOf,
  dayOf,
  fitted,
  instantOf,
  languageOf,
  subjectsOf,
  topicsOf,
  topicUri,
  urgencyOf,
  type FoundPerson
} from '../read-meta.ts'
import { importedOf, type FoundStory } from '../read-story.ts'
import { parseXml, rootName, withoutPrefixes } from '../parse-xml.ts'
import type { Imported, ImportFile, ImportNote, Reader, WireItem } from '../reader.ts'
import { asHtml, copyOf } from './as-html.ts'
import { readTagline } from './tagline.ts'

export const nitfReader: Reader = {
  extensions: ['.xml', '.nitf'],
  recognises: ({ bytes }) => rootName(beginningOf(bytes)) === 'nitf',
  read: (file, beside) => readNitf(file, beside)
}

function readNitf(file: ImportFile, beside: ImportFile[]): Result<Imported[]> {
  const xml = parseXml(decodeText(file.bytes))
  if (!xml.ok) return xml
  const nitf = withoutPrefixes(xml.value)
  if (nitf.name !== 'nitf') return fail('unsupported', `The file is XML, but no NITF: its root is “${nitf.name}”.`)
  return ok([importedOf(nitfStory(nitf), file, beside)])
}

/** One NITF element as a story: a file of its own, or what stands in a NewsML item. Prefixes are gone. */
export function nitfStory(nitf: MarkupElement): FoundStory {
  const page = newPage()
  const { notes } = page
  const head = childOf(nitf, 'head')
  const above = childOf(childOf(nitf, 'body'), 'body.head')
  const docdata = childOf(head, 'docdata')
  const hedline = childOf(above, 'hedline')
  const [main, ...more] = childrenOf(hedline, 'hl1')
  const title = lineOf(childOf(head, 'title'))
  const inlineWords = (element: MarkupElement | undefined) =>
    readBlocks((element?.children ?? []).map(asHtml), page).flatMap(({ content }) => content ?? [])
  const [second, ...others] = [...childrenOf(hedline, 'hl2'), ...more]
  for (const other of others) left(notes, 'A further headline did not come', lineOf(other))
  const credits = creditsOf(people(above, docdata, nitf, page), notes)
  return {
    meta: { ...metaOf(head, docdata, above, nitf, notes), credits },
    headline: main ? inlineWords(main) : wordsOf(title),
    standfirst: inlineWords(second),
    blocks: readBlocks(copyOf(nitf), page),
    dateline: datelineOf(above, docdata, notes),
    page,
    portraits: [],
    wire: wireOf(head, docdata, above)
  }
}

function left(notes: ImportNote[], what: string, words: string): void {
  if (words !== '') notes.push({ kind: 'left', message: `${what}: an article has no place for it.`, kept: words })
}

function metaOf(
  head: MarkupElement | undefined,
  docdata: MarkupElement | undefined,
  above: MarkupElement | undefined,
  nitf: MarkupElement,
  notes: ImportNote[]
): Partial<Meta> {
  const named = (name: string) =>
    childrenOf(head, 'meta').find(({ attributes }) => attributes.name?.toLowerCase() === name)?.attributes.content ?? ''
  const data = (name: string, attribute: string) => childOf(docdata, name)?.attributes[attribute] ?? ''
  const tobject = childOf(head, 'tobject')
  const rights = childOf(above, 'rights')
  const limitations = childOf(rights, 'rights.limitations')
  const release = instantOf(data('date.release', 'norm'))
  const status = docdata?.attributes['management-status'] ?? ''
  // Without the status a release that is past was merely said again; with it, it holds.
  const embargo =
    release !== null && (status === 'embargoed' || release > (instantOf(data('date.issue', 'norm')) ?? ''))
  const notesToEditors = [
    ...childrenOf(docdata, 'ed-msg').map(({ attributes }) => attributes.info ?? ''),
    ...childrenOf(above, 'note').map((note) => lineOf(note)),
    ...childrenOf(docdata, 'correction').map(({ attributes }) => attributes.info ?? '')
  ]
  const language = languageOf(nitf.attributes.baselang ?? nitf.attributes['xml:lang'])
  const copyright = rights
    ? markupText({ ...rights, children: rights.children.filter((each) => each !== limitations) })
    : ''
  for (const place of childrenOf(docdata, 'evloc'))
    left(notes, 'Where it happened did not come', Object.values(place.attributes).join(', '))
  const expires = data('date.expire', 'norm')
  left(notes, 'When it expires did not come', expires)
  for (const series of childrenOf(docdata, 'series'))
    left(notes, 'The series did not come', series.attributes['series.name'] ?? '')
  return {
    ...(language ? { language } : {}),
    slugline: fitted(
      named('slugline') || named('anpa-keyword') || data('du-key', 'key') || data('fixture', 'fix-id'),
      200,
      notes,
      'slugline'
    ),
    kicker: fitted(named('kicker'), 200, notes, 'kicker'),
    alternativeHeadlines: {
      search: fitted(named('headline-search'), 300, notes, 'headline for search'),
      social: fitted(named('headline-social'), 500, notes, 'headline for social media', true),
      print: fitted(named('headline-print'), 300, notes, 'headline for print')
    },
    genre: fitted(childOf(tobject, 'tobject.property')?.attributes['tobject.property.type'] ?? '', 100, notes, 'genre'),
    urgency: urgencyOf(data('urgency', 'ed-urg')),
    summary: fitted(paragraphsOf(childOf(above, 'abstract')), 2000, notes, 'summary', true),
    subjects: subjectsOf(
      [
        ...childrenOf(tobject, 'tobject.subject').map(({ attributes }) => ({
          name:
            attributes['tobject.subject.detail'] ??
            attributes['tobject.subject.matter'] ??
            attributes['tobject.subject.type'] ??
            '',
          uri: topicUri(attributes['tobject.subject.refnum'] ?? '')
        })),
        ...childrenOf(childOf(docdata, 'identified-content'), 'classifier')
          .filter(({ attributes }) => (attributes.type ?? 'subject') === 'subject')
          .map((each) => ({
            name: lineOf(each),
            uri: topicUri(each.attributes.value ?? '') ?? each.attributes.value ?? null
          }))
      ],
      notes
    ),
    topics: topicsOf(
      childrenOf(childOf(docdata, 'key-list'), 'keyword').map((each) => each.attributes.key ?? lineOf(each)),
      notes
    ),
    embargo: embargo ? { at: release, zone: 'UTC' } : null,
    ednote: fitted(
      notesToEditors.filter((note) => note.trim() !== '').join('\n'),
      4000,
      notes,
      'note to editors',
      true
    ),
    copyright: fitted(copyright, 1000, notes, 'copyright line', true),
    usageTerms: fitted(
      limitations ? markupText(limitations) : data('doc.rights', 'limitations'),
      2000,
      notes,
      'usage terms',
      true
    )
  }
}

function paragraphsOf(element: MarkupElement | undefined): string {
  const paragraphs = childrenOf(element, 'p')
  return paragraphs.length > 0
    ? paragraphs.map((each) => markupText(each).trim()).join('\n')
    : markupText(element).trim()
}

const functions: Record<string, CreditRole> = {
  author: 'by',
  contributor: 'reporting',
  photographer: 'photographs',
  editor: 'editing'
}

/** Those whom the head names with their part; else those of the byline. */
function people(
  above: MarkupElement | undefined,
  docdata: MarkupElement | undefined,
  nitf: MarkupElement,
  page: HtmlPage
): FoundPerson[] {
  const listed = childrenOf(childOf(docdata, 'identified-content'), 'person').flatMap((person): FoundPerson[] => {
    const role = functions[person.attributes.class ?? '']
    const title = childOf(person, 'function')
    const name = lineOf({ ...person, children: person.children.filter((each) => each !== title) })
    return role ? [{ name, role, jobTitle: lineOf(title) }] : []
  })
  const found =
    listed.length > 0 ? listed : childrenOf(above, 'byline').flatMap((line) => bylinePeople(line, page.notes))
  return readTagline(
    findElement(nitf, ({ name }) => name === 'body.end'),
    found,
    page.notes
  )
}

function bylinePeople(line: MarkupElement, notes: ImportNote[]): FoundPerson[] {
  const names = childrenOf(line, 'person')
    .map((person) => lineOf(person))
    .filter(Boolean)
  const title = lineOf(childOf(line, 'byttl'))
  if (names.length > 0)
    return names.map((name): FoundPerson => ({ name, role: 'by', jobTitle: names.length === 1 ? title : '' }))
  const read = readByline(
    lineOf({ ...line, children: line.children.filter((each) => each !== childOf(line, 'byttl')) }),
    notes
  )
  if (read.length === 0) return title === '' ? [] : [{ name: title, role: 'by' }]
  return read.map((person, index) => (index === 0 && title !== '' ? { ...person, jobTitle: title } : person))
}

function datelineOf(above: MarkupElement | undefined, docdata: MarkupElement | undefined, notes: ImportNote[]) {
  const dateline = childOf(above, 'dateline')
  const place = dateline ? findElement(dateline, ({ name }) => name === 'city') : undefined
  const date = dateline ? findElement(dateline, ({ name }) => name === 'story.date') : undefined
  const unprinted = childrenOf(childOf(docdata, 'identified-content'), 'location').find(
    ({ attributes }) => attributes.class === 'dateline'
  )
  return {
    ...noDateline,
    text: fitted(lineOf(dateline), 300, notes, 'dateline'),
    place: fitted(
      lineOf(place ?? unprinted ?? childOf(dateline, 'location') ?? dateline),
      200,
      notes,
      'place of the dateline'
    ),
    date: dayOf(date?.attributes.norm)
  }
}

function wireOf(
  head: MarkupElement | undefined,
  docdata: MarkupElement | undefined,
  above: MarkupElement | undefined
): WireItem | null {
  const id = childOf(docdata, 'doc-id')
  const uri = (id?.attributes['id-string'] ?? '').trim()
  const status = docdata?.attributes['management-status'] ?? 'usable'
  // NTB numbers its versions at the end of the id.
  const [, base = uri, numbered] = /^(NTB[\da-f-]{36})_(\d+)$/i.exec(uri) ?? []
  if (uri === '') return null
  return {
    uri: base,
    version:
      childOf(docdata, 'du-key')?.attributes.version ??
      numbered ??
      instantOf(childOf(docdata, 'date.issue')?.attributes.norm) ??
      '1',
    source:
      lineOf(childOf(above, 'distributor')) ||
      id?.attributes.regsrc ||
      childOf(head, 'pubdata')?.attributes.name ||
      [...(docdata ? descendants(docdata) : [])].find(({ name }) => name === 'doc.copyright')?.attributes.holder ||
      '',
    status: /cancel|kill/i.test(status) ? 'canceled' : /withheld|embargoed/i.test(status) ? 'withheld' : 'usable'
  }
}
