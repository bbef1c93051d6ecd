import type { BodyNode } from '#shared/document/body.ts'
import { isSafeLink } from '#shared/document/links.ts'
import type { NodeName } from '#shared/document/schema.ts'
import type { ExportPicture } from '../format.ts'
import { attributes, escapeHtml } from '../html/escape.ts'
import { numberAttribute, renderNode } from '../render.ts'
import { correctionLines } from '../corrections.ts'
import { oneLine, type Story, type StoryPerson } from '../story.ts'
import { appleNodes, words } from './nodes.ts'

export interface Component {
  role: string
  [property: string]: unknown
}

/** What a block is as components; null is a stretch of the body text. Within other blocks nothing is asked. */
const componentsOf: Record<NodeName, ((node: BodyNode, story: Story) => Component[]) | null> = {
  doc: null,
  headline: null,
  standfirst: null,
  paragraph: null,
  heading: (node, story) =>
    text(`heading${Math.min(4, Math.max(2, numberAttribute(node, 'level', 2)))}`, words(node, story)),
  bulletList: null,
  orderedList: null,
  listItem: null,
  quote: (node, story) => text('quote', renderNode(appleNodes, node, story)),
  attribution: null,
  pullQuote: (node, story) => text('pullquote', words(node, story)),
  figure: (node, story) => figure(node, story),
  caption: null,
  credit: null,
  table: (node, story) => [{ role: 'htmltable', html: renderNode(appleNodes, node, story) }],
  tableRow: null,
  tableHeader: null,
  tableCell: null,
  factBox: (node, story) => {
    const [title, ...others] = node.content ?? []
    return [
      {
        role: 'container',
        components: [
          ...text('heading4', words(title, story)),
          ...text('body', others.map((each) => renderNode(appleNodes, each, story)).join(''))
        ]
      }
    ]
  },
  factBoxTitle: null,
  embed: null,
  divider: () => [{ role: 'divider' }],
  hardBreak: null,
  text: null
}

/** The whole article, split where Apple News has a component of its own: at headings, quotes, pictures, tables, boxes and rules. */
export function components(story: Story): Component[] {
  const { kicker, copyright, dateline } = story.article.meta
  return [
    ...plain('heading', kicker, { textStyle: 'kicker' }),
    ...plain('title', story.headline),
    ...text('intro', story.standfirst === '' ? '' : words(story.standfirstNode, story)),
    ...plain('byline', story.byline),
    ...(story.opening === null ? plain('body', dateline.text) : []),
    ...copy(story),
    ...correctionLines(story.article).flatMap((line) => plain('body', line, { textStyle: 'small' })),
    ...story.people.filter(({ box }) => box).map(authorBox),
    ...plain('body', copyright, { textStyle: 'small' })
  ]
}

function copy(story: Story): Component[] {
  const found: Component[] = []
  let body = ''
  const flush = () => {
    found.push(...text('body', body))
    body = ''
  }
  for (const node of story.blocks) {
    const own = componentsOf[node.type]
    if (!own) {
      body += renderNode(appleNodes, node, story)
      continue
    }
    flush()
    found.push(...own(node, story))
  }
  flush()
  return found
}

/** Text as HTML; none is no component. */
function text(role: string, html: string): Component[] {
  return html.trim() === '' ? [] : [{ role, format: 'html', text: html }]
}

/** Text as it stands: without a format nothing in it is markup. */
function plain(role: string, words: string, more: Record<string, unknown> = {}): Component[] {
  return words.trim() === '' ? [] : [{ role, text: words.trim(), ...more }]
}

/** The caption twice: the picture’s own is shown in full screen alone, so it stands below as well. */
function figure(node: BodyNode, story: Story): Component[] {
  const picture = story.pictures.find((each) => each.node === node)
  const html = (node.content ?? [])
    .map((each) => renderNode(appleNodes, each, story))
    .filter((each) => each.trim() !== '')
    .join(' ')
  if (!picture?.file)
    return text(
      'caption',
      [picture && picture.alt.trim() !== '' ? `[${escapeHtml(picture.alt)}]` : '', html].filter(Boolean).join(' ')
    )
  const photo: Component = { role: 'photo', URL: bundleAddress(picture.file) }
  if (picture.alt.trim() !== '') photo.accessibilityCaption = picture.alt
  if (html !== '') photo.caption = { format: 'html', text: html }
  return html === '' ? [photo] : [{ role: 'container', components: [photo, ...text('caption', html)] }]
}

function authorBox({ credit, portrait }: StoryPerson): Component {
  const { name, jobTitle, biography, handles } = credit.profile
  const lines = [jobTitle, ...biography.split(/\n+/)].map(oneLine).filter(Boolean).map(escapeHtml)
  const links = handles
    .filter(({ url }) => isSafeLink(url))
    .map(({ service, url }) => `<a${attributes({ href: url })}>${escapeHtml(oneLine(service) || url)}</a>`)
  const picture: Component[] = portrait
    ? [{ role: 'portrait', URL: bundleAddress(portrait), accessibilityCaption: name }]
    : []
  return {
    role: 'container',
    components: [
      ...picture,
      ...plain('heading4', oneLine(name)),
      ...text(
        'author',
        [...lines, ...(links.length > 0 ? [links.join(', ')] : [])].map((each) => `<p>${each}</p>`).join('')
      )
    ]
  }
}

/** Pictures lie beside the article in one folder. */
export function bundleAddress(picture: ExportPicture): string {
  return `bundle://${encodeURIComponent(picture.fileName)}`
}
