import type { CreditRole, Meta } from '#shared/article/article.ts'
import type { BodyNode } from '#shared/document/body.ts'
import { textOf } from '#shared/document/text.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { beginningOf, decodeText } from '../decode-text.ts'
import { childOf, childrenOf, descendants, lineOf, markupText, parseHtml, type MarkupElement } from '../markup.ts'
import { withPictures } from '../told-pictures.ts'
import { htmlCopy, plainBlocks, type Copy } from '../read-copy.ts'
import { nitfStory } from '../nitf/read.ts'
import { readByline } from '../read-byline.ts'
import { noDateline } from '../read-dateline.ts'
import { bodyOf, newPage, type HtmlPage } from '../read-html.ts'
import { wordsOf } from '../read-inline.ts'
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
import { parseXml, rootName, withoutPrefixes } from '../parse-xml.ts'
import type { Imported, ImportFile, ImportNote, Reader, WireItem } from '../reader.ts'
import { itemClass, partyName, picturesFor, roleOf } from './read-items.ts'

const roots = ['newsMessage', 'newsItem', 'packageItem']
const others: Record<string, string> = {
  conceptItem: 'a concept',
  knowledgeItem: 'a vocabulary',
  planningItem: 'a plan of coverage',
  catalogItem: 'a catalogue'
}

export const newsmlReader: Reader = {
  extensions: ['.xml'],
  recognises: ({ bytes }) => {
    const root = rootName(beginningOf(bytes)) ?? ''
    return roots.includes(root) || root in others
  },
  read: (file, beside) => readNewsml(file, beside)
}

function readNewsml(file: ImportFile, beside: ImportFile[]): Result<Imported[]> {
  const xml = parseXml(decodeText(file.bytes))
  if (!xml.ok) return xml
  const root = withoutPrefixes(xml.value)
  const other = others[root.name]
  if (other) return fail('unsupported', `The file is NewsML-G2, but holds no story: it is ${other}.`)
  if (!roots.includes(root.name))
    return fail('unsupported', `The file is XML, but no NewsML-G2: its root is “${root.name}”.`)
  const items = root.name === 'newsItem' ? [root] : [...descendants(root)].filter(({ name }) => name === 'newsItem')
  const texts = items.filter(isStory)
  if (texts.length === 0)
    return fail('unsupported', 'The file is NewsML-G2, but none of its items holds the text of a story.')
  return ok(texts.map((item) => imported(item, items, texts.length === 1, file, beside)))
}

function isStory(item: MarkupElement): boolean {
  const kind = itemClass(item)
  const contents = childrenOf(childOf(item, 'contentSet')).filter(({ name }) => name !== 'remoteContent')
  // A kill may say no more than that: it is the item all the same.
  const kills = kind === 'text' && /cancel/i.test(statusOf(item))
  return (kind === 'text' || kind === 'composite' || kind === '') && (contents.length > 0 || kills)
}

function statusOf(item: MarkupElement): string {
  const status = childOf(childOf(item, 'itemMeta'), 'pubStatus')?.attributes
  return status?.qcode ?? status?.uri ?? ''
}

function imported(
  item: MarkupElement,
  items: MarkupElement[],
  alone: boolean,
  file: ImportFile,
  beside: ImportFile[]
): Imported {
  const page = newPage()
  const { notes } = page
  const content = childOf(item, 'contentMeta')
  const copy = readContent(item, page)
  const named = peopleOf(content, notes)
  const credits = creditsOf(named.length > 0 ? named : copy.people, notes)
  const { shown, portraits } = picturesFor(item, items, alone, credits)
  const headlines = childrenOf(content, 'headline')
  const second = headlines.find(
    (each) => ['standfirst', 'subhead'].includes(roleOf(each)) || each.attributes.rank === '2'
  )
  const main =
    headlines.find((each) => roleOf(each) === '' && each !== second) ??
    headlines.find((each) => roleOf(each) === 'main')
  const headline = lineOf(main ?? headlines[0])
  return importedOf(
    {
      meta: { ...metaOf(item, content, copy.kicker, notes), credits },
      headline: richer(headline || lineOf(childOf(childOf(item, 'itemMeta'), 'title')), copy.headline, headline === ''),
      standfirst: richer(lineOf(second), copy.standfirst, second === undefined),
      blocks: withPictures(copy.blocks, shown, page),
      dateline: {
        ...noDateline,
        text: fitted(copy.dateline || lineOf(childOf(content, 'dateline')), 300, notes, 'dateline'),
        marked: copy.marked,
        place: fitted(partyName(childOf(content, 'located')), 200, notes, 'place of the dateline')
      },
      page,
      portraits,
      wire: wireOf(item)
    },
    file,
    beside
  )
}

/** A plain text, or the same words as the copy has them, with their marks. */
function richer(said: string, inCopy: BodyNode[], unsaid: boolean): BodyNode[] {
  const words = inCopy.map(textOf).join('').replace(/\s+/g, ' ').trim()
  return words !== '' && (unsaid || words === said) ? inCopy : wordsOf(said)
}

interface Content {
  blocks: BodyNode[]
  kicker: string
  headline: BodyNode[]
  standfirst: BodyNode[]
  dateline: string
  /** Whether the copy itself marks it. */
  marked: boolean
  people: FoundPerson[]
}

/** The copy of an item: XHTML, NITF or plain, as it stands in it. */
function readContent(item: MarkupElement, page: HtmlPage): Content {
  const empty: Content = {
    blocks: [],
    kicker: '',
    headline: [],
    standfirst: [],
    dateline: '',
    marked: false,
    people: []
  }
  for (const content of childrenOf(childOf(item, 'contentSet'))) {
    const [root] = childrenOf(content)
    const type = content.attributes.contenttype ?? ''
    if (root?.name === 'nitf') {
      const story = nitfStory(root)
      page.notes.push(...story.page.notes)
      page.pictures.push(...story.page.pictures)
      const people = (story.meta.credits ?? []).map(
        ({ role, profile: { name, jobTitle, biography, handles } }): FoundPerson => ({
          role,
          name,
          jobTitle,
          biography,
          handles
        })
      )
      return { ...empty, ...story, dateline: story.dateline.text, people }
    }
    if (root && ['html', 'body', 'div', 'article', 'section', 'p'].includes(root.name))
      return marked(htmlCopy(bodyOf(root.name === 'html' ? root : content), page))
    const text = markupText(content)
    if (root === undefined && /html/i.test(type) && text.trim() !== '') {
      const html = parseHtml(text)
      if (html.ok) return marked(htmlCopy(bodyOf(html.value), page))
      page.notes.push({ kind: 'left', message: `The HTML of the copy was not read. ${html.error.message}` })
      continue
    }
    if (root === undefined && text.trim() !== '') return { ...empty, blocks: plainBlocks(text) }
    page.notes.push({
      kind: 'left',
      message: `A part of the item could not come: an article holds no “${root?.name ?? (type || 'remote content')}”.`,
      kept: (content.attributes.href ?? text.replace(/\s+/g, ' ').trim()).slice(0, 4000)
    })
  }
  return empty
}

function marked(copy: Copy): Content {
  return { ...copy, headline: [], standfirst: [], marked: copy.dateline !== '', people: [] }
}

const contributions: Record<string, CreditRole> = {
  reporting: 'reporting',
  contributor: 'reporting',
  photographer: 'photographs',
  editor: 'editing'
}

function peopleOf(content: MarkupElement | undefined, notes: ImportNote[]): FoundPerson[] {
  const named = childrenOf(content).flatMap((party): FoundPerson[] => {
    if (party.name !== 'creator' && party.name !== 'contributor') return []
    const role = party.name === 'creator' ? (contributions[roleOf(party)] ?? 'by') : contributions[roleOf(party)]
    const name = partyName(party)
    if (role === undefined) {
      if (name !== '' && roleOf(party) !== 'desk')
        notes.push({
          kind: 'left',
          message: 'Somebody who had a part in the item is not credited: their part is none that a byline names.',
          kept: name
        })
      return []
    }
    const definition = (kind: string) =>
      markupText(childrenOf(party, 'definition').find((each) => roleOf(each) === kind)).trim()
    const contact = childOf(childOf(party, 'personDetails'), 'contactInfo')
    return [
      {
        name,
        role,
        jobTitle: definition('jobtitle'),
        biography: definition('biography'),
        handles: childrenOf(contact, 'web').map((web) => ({ service: '', url: lineOf(web) }))
      }
    ]
  })
  return named.length > 0 ? named : readByline(lineOf(childOf(content, 'by')), notes)
}

function metaOf(
  item: MarkupElement,
  content: MarkupElement | undefined,
  kicker: string,
  notes: ImportNote[]
): Partial<Meta> {
  const itemMeta = childOf(item, 'itemMeta')
  const rights = childOf(item, 'rightsInfo')
  const headline = (role: string) => lineOf(childrenOf(content, 'headline').find((each) => roleOf(each) === role))
  const descriptions = childrenOf(content, 'description')
  const summary =
    descriptions.find((each) => roleOf(each) === 'summary') ?? descriptions.find((each) => roleOf(each) === '')
  const embargo = instantOf(lineOf(childOf(itemMeta, 'embargoed')))
  const language = languageOf(childOf(content, 'language')?.attributes.tag ?? item.attributes['xml:lang'])
  const [genre] = childrenOf(content, 'genre')
  return {
    ...(language ? { language } : {}),
    slugline: fitted(lineOf(childOf(content, 'slugline')), 200, notes, 'slugline'),
    kicker: fitted(headline('kicker') || kicker, 200, notes, 'kicker'),
    alternativeHeadlines: {
      search: fitted(headline('search'), 300, notes, 'headline for search'),
      social: fitted(headline('social'), 500, notes, 'headline for social media'),
      print: fitted(headline('print'), 300, notes, 'headline for print')
    },
    genre: fitted(partyName(genre) || (genre?.attributes.qcode ?? '').replace(/^.*:/, ''), 100, notes, 'genre'),
    urgency: urgencyOf(lineOf(childOf(content, 'urgency'))),
    summary: fitted(markupText(summary), 2000, notes, 'summary', true),
    subjects: subjectsOf(
      childrenOf(content, 'subject').map((subject) => ({
        name: partyName(subject),
        uri: topicUri(subject.attributes.qcode ?? '') ?? subject.attributes.uri ?? null
      })),
      notes
    ),
    topics: topicsOf(
      childrenOf(content, 'keyword').map((each) => lineOf(each)),
      notes
    ),
    embargo: embargo ? { at: embargo, zone: 'UTC' } : null,
    ednote: fitted(
      childrenOf(itemMeta, 'edNote')
        .map((each) => markupText(each).trim())
        .filter(Boolean)
        .join('\n'),
      4000,
      notes,
      'note to editors',
      true
    ),
    copyright: fitted(
      markupText(childOf(rights, 'copyrightNotice')) || partyName(childOf(rights, 'copyrightHolder')),
      1000,
      notes,
      'copyright line',
      true
    ),
    usageTerms: fitted(
      childrenOf(rights, 'usageTerms')
        .map((each) => markupText(each).trim())
        .join('\n'),
      2000,
      notes,
      'usage terms',
      true
    )
  }
}

function wireOf(item: MarkupElement): WireItem | null {
  const uri = (item.attributes.guid ?? '').trim()
  if (uri === '') return null
  const itemMeta = childOf(item, 'itemMeta')
  const status = statusOf(item)
  const provider = childOf(itemMeta, 'provider')
  const source = childOf(childOf(item, 'contentMeta'), 'infoSource')
  return {
    uri,
    version: item.attributes.version ?? instantOf(lineOf(childOf(itemMeta, 'versionCreated'))) ?? '1',
    source:
      partyName(provider) ||
      (provider?.attributes.qcode ?? '').replace(/^.*:/, '') ||
      partyName(source) ||
      provider?.attributes.uri ||
      '',
    status: /cancel/i.test(status) ? 'canceled' : /withheld/i.test(status) ? 'withheld' : 'usable'
  }
}
