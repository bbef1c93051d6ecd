import { isSafeLink } from '#shared/document/links.ts'
import { renderNode } from '../render.ts'
import { correctionLines } from '../corrections.ts'
import { oneLine, type Story, type StoryPerson } from '../story.ts'
import { printedWords } from '../words.ts'
import { block, inline, markup, writeXml, type XmlElement } from '../xml.ts'
import { copyIcml, icmlNodes } from './nodes.ts'
import type { IcmlPage } from './page.ts'
import { linkedRun, paragraph, textRun, withoutLastBreak } from './runs.ts'
import { styleGroups, type ParagraphStyle } from './styles.ts'

const opening =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?aid style="50" type="snippet" readerVersion="6.0" featureSet="513" product="8.0(370)" ?>\n<?aid SnippetType="InCopyInterchange"?>\n'

/** One story for InDesign to place and link. */
export function icmlXml(story: Story): string {
  const page: IcmlPage = {
    story,
    style: 'Body',
    depth: 0,
    used: { paragraphs: new Set(), characters: new Set(), links: [], tables: 0 }
  }
  const { kicker, copyright, topics, language, slugline } = story.article.meta
  const paragraphs = [
    line('Kicker', kicker, page),
    story.headlineNode ? renderNode(icmlNodes, story.headlineNode, page) : '',
    story.standfirstNode ? renderNode(icmlNodes, story.standfirstNode, page) : '',
    line('Byline', story.byline, page),
    ...copyIcml(page),
    ...correctionLines(story.article).map((text) => line('Correction', text, page)),
    ...story.people.filter(({ box }) => box).flatMap((person) => tagline(person, page)),
    ...(topics.length === 0
      ? []
      : [printedWords(language).relatedTopics, ...topics].map((text) => line('Related Topics', text, page))),
    line('Copyright', copyright, page),
    ...story.pictures.map(({ node }) =>
      (node.content ?? [])
        .map((each) => renderNode(icmlNodes, each, page))
        .filter(Boolean)
        .join('\n')
    )
  ].filter(Boolean)
  const element = block(
    'Story',
    {
      Self: 'story',
      TrackChanges: 'false',
      StoryTitle: oneLine(slugline) || story.headline,
      AppliedTOCStyle: 'n',
      AppliedNamedGrid: 'n'
    },
    inline('StoryPreference', { OpticalMarginAlignment: 'false', OpticalMarginSize: 12 }),
    paragraphs.length === 0 ? null : markup(withoutLastBreak(paragraphs.join('\n')))
  )
  const groups = styleGroups(page.used.paragraphs, page.used.characters)
  return `${opening}${writeXml(block('Document', { DOMVersion: '8.0', Self: 'doc' }, ...groups, element, ...page.used.links.flatMap(hyperlink)))}\n`
}

function hyperlink(href: string, index: number): XmlElement[] {
  const number = index + 1
  const destination = `HyperlinkURLDestination/${number}`
  return [
    inline('HyperlinkURLDestination', {
      Self: destination,
      Name: `Address ${number}`,
      DestinationURL: href,
      DestinationUniqueKey: number
    }),
    block(
      'Hyperlink',
      {
        Self: `hyperlink-${number}`,
        Name: `Hyperlink ${number}`,
        Source: `link-${number}`,
        Visible: 'false',
        DestinationUniqueKey: number
      },
      block(
        'Properties',
        {},
        inline('BorderColor', { type: 'enumeration' }, 'Black'),
        inline('Destination', { type: 'object' }, destination)
      )
    )
  ]
}

function tagline({ credit }: StoryPerson, page: IcmlPage): string[] {
  const { name, jobTitle, biography, handles } = credit.profile
  return [
    line('Tagline', [name, jobTitle].map(oneLine).filter(Boolean).join(', '), page),
    ...biography.split(/\n+/).map((text) => line('Tagline', text, page)),
    ...handles
      .filter(({ url }) => isSafeLink(url))
      .map(({ service, url }) => paragraph('Tagline', [linkedRun(oneLine(service) || url, url, page)], page))
  ]
}

function line(style: ParagraphStyle, text: string, page: IcmlPage): string {
  return text.trim() === '' ? '' : paragraph(style, [textRun(text.trim(), page)], page)
}
