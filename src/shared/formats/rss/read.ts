import { textOf } from '#shared/document/text.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { beginningOf, decodeText } from '../decode-text.ts'
import { childOf, childrenOf, lineOf, markupText, type MarkupElement } from '../markup.ts'
import { withPictures, type ToldPicture } from '../told-pictures.ts'
import { namesOf, withBoxes } from '../read-author-box.ts'
import { readByline } from '../read-byline.ts'
import { noDateline } from '../read-dateline.ts'
import { newPage, type HtmlPage } from '../read-html.ts'
import { plain, plainWords, readOwnHtml } from '../read-own-html.ts'
import { wordsOf } from '../read-inline.ts'
import {
  creditsOf,
  fitted,
  instantOf,
  languageOf,
  subjectsOf,
  topicsOf,
  topicUri,
  type FoundPerson
} from '../read-meta.ts'
import { importedOf } from '../read-story.ts'
import { parseXml, rootName } from '../parse-xml.ts'
import type { Imported, ImportFile, Reader } from '../reader.ts'
import { itemsOf, withUsualPrefixes } from './read-feed.ts'

export const rssReader: Reader = {
  extensions: ['.xml', '.rss'],
  recognises: ({ bytes }) => {
    const beginning = beginningOf(bytes, 16_384)
    return ['rss', 'RDF'].includes(rootName(beginning) ?? '') && !/wordpress\.org\/export\/|<wp:/.test(beginning)
  },
  read: (file, beside) => readRss(file, beside)
}

function readRss(file: ImportFile, beside: ImportFile[]): Result<Imported[]> {
  const xml = parseXml(decodeText(file.bytes))
  if (!xml.ok) return xml
  const { channel, items } = itemsOf(withUsualPrefixes(xml.value))
  if (!channel) return fail('unsupported', 'The file is XML, but no RSS feed: it has no channel.')
  if (items.length === 0) return fail('unsupported', 'The feed holds no item.')
  return ok(items.map((item) => imported(item, channel, file, beside)))
}

function imported(item: MarkupElement, channel: MarkupElement, file: ImportFile, beside: ImportFile[]): Imported {
  const page = newPage()
  const { notes } = page
  const description = markupText(childOf(item, 'description')).trim()
  const encoded = markupText(childOf(item, 'content:encoded')).trim()
  const copy = readOwnHtml(encoded || description, page)
  const summary = encoded === '' ? '' : plainWords(description)
  const people = withBoxes(peopleOf(item, copy.byline, page), copy.boxes, notes)
  const credits = creditsOf(people, notes)
  const portraits = copy.boxes.flatMap(({ name, portrait }) => {
    const credit = credits.find(({ profile }) => profile.name === name)
    if (credit) credit.box = true
    return credit && portrait !== '' ? [{ id: credit.id, src: portrait }] : []
  })
  const categories = childrenOf(item, 'category').map((each) => ({
    name: plainWords(markupText(each)),
    uri: each.attributes.domain ?? ''
  }))
  const language = languageOf(lineOf(childOf(item, 'dc:language')) || lineOf(childOf(channel, 'language')))
  for (const enclosure of childrenOf(item, 'enclosure').filter(
    ({ attributes }) => !/^image\//.test(attributes.type ?? '')
  ))
    notes.push({
      kind: 'left',
      message: 'Something that came with the item is no picture, and stayed where it is.',
      kept: enclosure.attributes.url ?? ''
    })
  return importedOf(
    {
      meta: {
        ...(language ? { language } : {}),
        credits,
        summary:
          summary === textOf({ type: 'standfirst', content: copy.standfirst }).trim()
            ? ''
            : fitted(summary, 2000, notes, 'summary', true),
        subjects: subjectsOf(
          categories
            .filter(({ uri }) => /^https?:/.test(uri))
            .map(({ name, uri }) => ({ name, uri: topicUri(uri) ?? uri })),
          notes
        ),
        topics: topicsOf(
          categories.filter(({ uri }) => !/^https?:/.test(uri)).map(({ name }) => name),
          notes
        ),
        copyright: fitted(
          markupText(childOf(item, 'dc:rights')) || lineOf(childOf(channel, 'copyright')),
          1000,
          notes,
          'copyright line',
          true
        )
      },
      headline: wordsOf(plainWords(markupText(childOf(item, 'title')))),
      standfirst: copy.standfirst,
      blocks: withPictures(copy.blocks, mediaOf(item), page),
      dateline: { ...noDateline, text: copy.dateline, marked: copy.dateline !== '' },
      page,
      portraits,
      wire: {
        uri:
          lineOf(childOf(item, 'guid')) || lineOf(childOf(item, 'link')) || plain(markupText(childOf(item, 'title'))),
        version:
          ['dcterms:modified', 'atom:updated', 'pubDate', 'dc:date']
            .map((name) => instantOf(lineOf(childOf(item, name))))
            .find((at) => at !== null) ?? '1',
        source: lineOf(childOf(channel, 'title')),
        status: 'usable'
      }
    },
    file,
    beside
  )
}

function peopleOf(item: MarkupElement, byline: string, page: HtmlPage): FoundPerson[] {
  const creators = namesOf(item, 'dc:creator')
  const printed = readByline(byline, page.notes)
  if (creators.length > 0)
    return [
      ...creators.map((name): FoundPerson => ({ name, role: 'by' })),
      ...printed.filter(({ role }) => role !== 'by')
    ]
  // RSS wants an address there, and keeps the name in brackets.
  const author = namesOf(item, 'author').map((text) => /\(([^()]+)\)\s*$/.exec(text)?.[1] ?? text)
  return printed.length > 0 ? printed : readByline(author.join('; '), page.notes)
}

function mediaOf(item: MarkupElement): ToldPicture[] {
  const groups = [item, ...childrenOf(item, 'media:group')]
  const contents = groups.flatMap((group) => childrenOf(group, 'media:content').map((content) => ({ content, group })))
  const pictures = contents.filter(
    ({ content: { attributes } }) =>
      attributes.medium === 'image' ||
      /^image\//.test(attributes.type ?? '') ||
      /\.(jpe?g|png|gif|webp)([?#]|$)/i.test(attributes.url ?? '')
  )
  const enclosures = childrenOf(item, 'enclosure').filter(({ attributes }) => /^image\//.test(attributes.type ?? ''))
  return [
    ...pictures.map(({ content, group }) => mediaPicture(content, group)),
    ...enclosures.map((each) => mediaPicture(each, each))
  ]
}

function mediaPicture(content: MarkupElement, group: MarkupElement): ToldPicture {
  const find = (name: string) => childOf(content, name) ?? childOf(group, name)
  const credits = namesOf(content, 'media:credit')
  const description = find('media:description')
  return {
    names: [content.attributes.url ?? ''].filter(Boolean),
    rel: content.attributes.isDefault === 'true' ? 'lead' : '',
    caption: description?.attributes.type === 'html' ? plain(markupText(description)) : markupText(description).trim(),
    // Of two the first made it, and the second is what is printed.
    credit: credits.at(-1) ?? lineOf(find('media:credit')),
    alt: '',
    creator: credits.length > 1 ? (credits[0] ?? '') : '',
    copyright: lineOf(find('media:copyright')),
    usageTerms: '',
    src: content.attributes.url ?? ''
  }
}
