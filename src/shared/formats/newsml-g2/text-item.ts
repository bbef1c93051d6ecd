import type { CreditRole } from '#shared/article/article.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { countWords } from '#shared/document/text.ts'
import { correctionLines } from '../corrections.ts'
import { bodyHtml, figureHtml, htmlNodes } from '../html/nodes.ts'
import { xhtml } from '../html/xhtml.ts'
import { articleUri, earlierUri, partUri } from '../identity.ts'
import { nitfElement } from '../nitf/write.ts'
import { plainCopy } from '../plain-text/nodes.ts'
import type { NodeTable } from '../render.ts'
import { oneLine, type Story, type StoryPerson } from '../story.ts'
import { mediaTopicCode, termUri } from '../uri.ts'
import { block, blockOf, filled, inline, markup, type XmlChild, type XmlElement } from '../xml.ts'
import { newsItem, ownRole, party } from './item.ts'
import { pictureGuid, type LinkedItem } from './picture-items.ts'

const contributions: Record<CreditRole, string | null> = {
  by: null,
  reporting: 'reporting',
  photographs: 'photographer',
  editing: 'editor'
}

/** The newsItem of the words, linked to those of its pictures in reading order. */
export function textItem(story: Story, pictures: LinkedItem[], asNitf: boolean): XmlElement {
  const { meta } = story.article
  const earlier = earlierUri(story.article)
  return newsItem(
    {
      guid: articleUri(story.context.articleId),
      itemClass: 'text',
      copyrightNotice: meta.copyright,
      usageTerms: meta.usageTerms,
      title: meta.slugline || story.headline,
      role: null,
      notes: [
        filled('edNote', meta.ednote),
        ...correctionLines(story.article).map((line) => filled('edNote', line)),
        earlier && inline('link', { rel: 'irel:previousVersion', residref: earlier }),
        ...pictures.map(link)
      ],
      contentMeta: [...administrative(story), ...descriptive(story)],
      contentSet: [asNitf ? inlineNitf(story) : inlineXhtml(story)]
    },
    story
  )
}

function link({ guid, contentType, title }: LinkedItem, index: number): XmlElement {
  return block(
    'link',
    { rel: 'irel:seeAlso', rank: index + 1, residref: guid, contenttype: contentType },
    filled('title', title)
  )
}

function administrative(story: Story): XmlChild[] {
  const { context } = story
  const { urgency, dateline } = story.article.meta
  return [
    urgency === null ? null : inline('urgency', {}, String(urgency)),
    inline('contentCreated', {}, context.createdAt),
    inline('contentModified', {}, context.updatedAt),
    party('located', dateline.place),
    ...story.people.flatMap((person) => person.roles.map((role) => credited(person, role))),
    party('contributor', context.deskName, { role: ownRole('desk') })
  ]
}

function credited(person: StoryPerson, role: CreditRole): XmlChild {
  const { name, jobTitle, biography, handles } = person.credit.profile
  const contribution = contributions[role]
  const addresses = handles.filter((handle) => isSafeLink(handle.url)).map(({ url }) => termUri(url))
  const contact = blockOf(
    'contactInfo',
    {},
    addresses.map((url) => (url === null ? null : inline('web', {}, url)))
  )
  return party(
    contribution === null ? 'creator' : 'contributor',
    name,
    contribution === null ? {} : { role: ownRole(contribution) },
    [
      filled('definition', oneLine(jobTitle), { role: ownRole('jobtitle') }),
      person.box ? filled('definition', biography, { role: ownRole('biography') }) : null,
      contact && block('personDetails', {}, contact)
    ]
  )
}

function descriptive(story: Story): XmlChild[] {
  const { meta } = story.article
  const headline = (text: string, role: string | null = null) =>
    filled('headline', oneLine(text), { role: role && ownRole(role) })
  return [
    inline('language', { tag: meta.language }),
    party('genre', meta.genre),
    ...meta.topics.map((topic) => filled('keyword', oneLine(topic))),
    ...meta.subjects.map(({ name, uri }) => subject(oneLine(name), uri)),
    filled('slugline', oneLine(meta.slugline)),
    headline(story.headline),
    headline(story.standfirst, 'standfirst'),
    headline(meta.kicker, 'kicker'),
    ...Object.entries(meta.alternativeHeadlines).map(([role, text]) => headline(text, role)),
    filled('dateline', meta.dateline.text.trim()),
    filled('by', story.byline),
    filled('description', meta.summary, { role: 'drol:summary' })
  ]
}

function subject(name: string, uri: string | null): XmlElement {
  const code = mediaTopicCode(uri)
  const address = uri === null ? null : termUri(uri)
  const identity = code ? { qcode: `medtop:${code}` } : address ? { uri: address } : { literal: name }
  return block('subject', identity, filled('name', name))
}

/** Each figure says whose newsItem has its picture. */
const nodes: NodeTable<Story> = {
  ...htmlNodes,
  figure: (node, story) => {
    const picture = story.pictures.find((each) => each.node === node)
    return figureHtml(node, story, picture ? { 'data-assoc': pictureGuid(picture, story) } : {})
  }
}

function inlineXhtml(story: Story): XmlElement {
  const { language } = story.article.meta
  return block(
    'inlineXML',
    { contenttype: 'application/xhtml+xml', wordcount: countWords(plainCopy(story), language) },
    block(
      'html',
      { xmlns: 'http://www.w3.org/1999/xhtml', 'xml:lang': language, lang: language },
      block('head', {}, inline('title', {}, story.headline)),
      block('body', {}, markup(xhtml(bodyHtml(story, nodes))))
    )
  )
}

function inlineNitf(story: Story): XmlElement {
  return block(
    'inlineXML',
    { contenttype: 'application/nitf+xml', wordcount: countWords(plainCopy(story), story.article.meta.language) },
    nitfElement(story, true)
  )
}

/** A lasting guid for the transmission of one revision. */
export function transmissionId({ context }: Story): string {
  return partUri(context.articleId, `message/${context.revision}`)
}
