import type { BodyNode } from '#shared/document/body.ts'
import type { Point } from '#shared/document/crop.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { textOf } from '#shared/document/text.ts'
import { correctionsOf } from '../corrections.ts'
import {
  numberAttribute,
  renderChildren,
  renderInline,
  renderNode,
  textAttribute,
  type MarkTable,
  type NodeTable
} from '../render.ts'
import type { ExportPicture } from '../format.ts'
import { mediaAddress, type Story } from '../story.ts'
import { attributes, escapeHtml } from './escape.ts'

const tag = (name: string) => (inner: string) => `<${name}>${inner}</${name}>`
const bare = (inner: string) => inner

export const htmlMarks: MarkTable<unknown> = {
  link: (inner, mark) =>
    isSafeLink(mark.attrs?.href) ? `<a${attributes({ href: mark.attrs.href })}>${inner}</a>` : inner,
  bold: tag('strong'),
  italic: tag('em'),
  strike: tag('s'),
  superscript: tag('sup'),
  subscript: tag('sub'),
  insertion: bare,
  deletion: () => '',
  modification: bare
}

/** The body as semantic HTML; blocks stand on lines of their own. */
export const htmlNodes: NodeTable<Story> = {
  doc: (node, story) => renderChildren(htmlNodes, node, story).join('\n'),
  headline: (node, story) => `<h1>${inline(node, story)}</h1>`,
  standfirst: (node, story) => `<p class="standfirst">${inline(node, story)}</p>`,
  paragraph: (node, story) => {
    const text = inline(node, story)
    return text === '' ? '' : `<p>${node === story.opening ? datelineHtml(story) : ''}${text}</p>`
  },
  heading: (node, story) => {
    const level = Math.min(4, Math.max(2, numberAttribute(node, 'level', 2)))
    return `<h${level}>${inline(node, story)}</h${level}>`
  },
  bulletList: (node, story) => `<ul>\n${inner(node, story)}\n</ul>`,
  orderedList: (node, story) => {
    const start = numberAttribute(node, 'start', 1)
    return `<ol${attributes({ start: start === 1 ? null : start, type: textAttribute(node, 'type') || null })}>\n${inner(node, story)}\n</ol>`
  },
  listItem: (node, story) => `<li>${inner(node, story)}</li>`,
  quote: (node, story) => `<blockquote>\n${inner(node, story)}\n</blockquote>`,
  attribution: (node, story) =>
    textOf(node) === '' ? '' : `<p class="attribution">— <cite>${inline(node, story)}</cite></p>`,
  pullQuote: (node, story) => `<aside class="pull-quote"><p>${inline(node, story)}</p></aside>`,
  figure: (node, story) => figureHtml(node, story),
  caption: (node, story) => (textOf(node) === '' ? '' : `<span class="caption">${inline(node, story)}</span>`),
  credit: (node, story) => (textOf(node) === '' ? '' : `<span class="credit">${inline(node, story)}</span>`),
  table: (node, story) => tableHtml(node, story),
  tableRow: (node, story) => `<tr>${renderChildren(htmlNodes, node, story).join('')}</tr>`,
  tableHeader: (node, story) => cell('th', node, story),
  tableCell: (node, story) => cell('td', node, story),
  factBox: (node, story) => `<aside class="fact-box">\n${inner(node, story)}\n</aside>`,
  factBoxTitle: (node, story) => (textOf(node) === '' ? '' : `<h2>${inline(node, story)}</h2>`),
  embed: (node) => {
    const url = textAttribute(node, 'url')
    return isSafeLink(url) ? `<p class="embed"><a${attributes({ href: url })}>${escapeHtml(url)}</a></p>` : ''
  },
  divider: () => '<hr>',
  hardBreak: () => '<br>',
  text: (node) => escapeHtml(node.text ?? '')
}

export function inline(node: BodyNode | undefined, story: Story): string {
  return renderInline(htmlNodes, htmlMarks, node, story)
}

function inner(node: BodyNode, story: Story): string {
  return renderChildren(htmlNodes, node, story).join('\n')
}

/** The copy alone, a block a line, for formats that hold HTML; a dateline without a paragraph to open stands above it. */
export function bodyHtml(story: Story, nodes: NodeTable<Story>): string {
  const dateline = story.opening === null ? datelineHtml(story).replace(/ — $/, '') : ''
  const blocks = story.blocks.map((node) => renderNode(nodes, node, story))
  return [dateline === '' ? '' : `<p>${dateline}</p>`, ...blocks, ...correctionParagraphs(story)]
    .filter(Boolean)
    .join('\n')
}

/** The correction notes, as the last paragraphs of the copy. */
export function correctionParagraphs({ article }: Story): string[] {
  return correctionsOf(article).map(({ at, label, text }) => {
    const when = `<time${attributes({ datetime: at })}>${escapeHtml(label)}</time>`
    return `<p class="correction"><strong>${when}</strong> ${escapeHtml(text)}</p>`
  })
}

/** Printed before the first words; empty without a dateline. */
export function datelineHtml({ article }: Story): string {
  const { text } = article.meta.dateline
  return text.trim() === '' ? '' : `<span class="dateline">${escapeHtml(text.trim())}</span> — `
}

/** Where a picture is found, or null where it has no address. */
export type AddressOf = (picture: ExportPicture, story: Story) => string | null

/**
 * A figure whole, picture or not: caption and credit never stay behind. `extra` are attributes of the element; a
 * picture without an address is not shown.
 */
export function figureHtml(
  node: BodyNode,
  story: Story,
  extra: Record<string, string> = {},
  addressOf: AddressOf = mediaAddress
): string {
  const picture = story.pictures.find((each) => each.node === node)
  const file = picture?.file
  const src = file ? addressOf(file, story) : null
  const image =
    file && src !== null
      ? `\n<img${attributes({ src, alt: picture.alt, width: file.width, height: file.height, loading: picture.lead ? 'eager' : 'lazy', 'data-focus': focusText(picture.focus) })}>`
      : ''
  const texts = renderChildren(htmlNodes, node, story).join(' ')
  const caption = texts === '' ? '' : `\n<figcaption>${texts}</figcaption>`
  if (image === '' && caption === '') return ''
  return `<figure${attributes({ class: picture?.lead ? 'lead' : null, ...extra })}>${image}${caption}\n</figure>`
}

/** "31.25% 40%": from the left and the top, as CSS's `object-position` takes it from a receiver that cuts the picture to fit. */
function focusText(focus: Point | null): string | null {
  const percent = (fraction: number) => `${Math.round(fraction * 10_000) / 100}%`
  return focus && `${percent(focus.x)} ${percent(focus.y)}`
}

/** Leading rows of header cells alone are the table's head. */
function tableHtml(node: BodyNode, story: Story): string {
  const rows = node.content ?? []
  const body = rows.findIndex((row) => row.content?.some((each) => each.type !== 'tableHeader'))
  const head = rows.slice(0, body === -1 ? rows.length : body)
  const lines = (part: BodyNode[]) => part.map((row) => htmlNodes.tableRow(row, story)).join('\n')
  const sections = [
    head.length > 0 ? `<thead>\n${lines(head)}\n</thead>` : '',
    head.length < rows.length ? `<tbody>\n${lines(rows.slice(head.length))}\n</tbody>` : ''
  ]
  return `<div class="table"><table>\n${sections.filter(Boolean).join('\n')}\n</table></div>`
}

function cell(name: 'td' | 'th', node: BodyNode, story: Story): string {
  const span = (key: string) => (numberAttribute(node, key, 1) > 1 ? numberAttribute(node, key, 1) : null)
  const paragraphs = node.content ?? []
  const content = paragraphs.length === 1 ? inline(paragraphs[0], story) : inner(node, story)
  return `<${name}${attributes({ colspan: span('colspan'), rowspan: span('rowspan') })}>${content}</${name}>`
}
