import type { BodyNode } from '#shared/document/body.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { textOf } from '#shared/document/text.ts'
import {
  numberAttribute,
  renderChildren,
  renderInline,
  renderNode,
  textAttribute,
  type MarkTable,
  type NodeTable
} from '../render.ts'
import { mediaAddress, type Story } from '../story.ts'
import { escapeDestination, escapeHeading, escapeLines, escapeMarkdown } from './escape.ts'

const tag = (name: string) => (inner: string) => `<${name}>${inner}</${name}>`
const bare = (inner: string) => inner

/** Whether a run of `*` around this text opens and closes whatever stands beside it; if not, its HTML tag is written. */
const plainEnds = /^[\p{L}\p{N}](.*[\p{L}\p{N}])?$/su

const emphasis = (delimiter: string, name: string) => (inner: string) =>
  plainEnds.test(inner) ? `${delimiter}${inner}${delimiter}` : tag(name)(inner)

const markdownMarks: MarkTable<Story> = {
  link: (inner, mark) => (isSafeLink(mark.attrs?.href) ? `[${inner}](${escapeDestination(mark.attrs.href)})` : inner),
  bold: emphasis('**', 'strong'),
  italic: emphasis('*', 'em'),
  strike: tag('s'),
  superscript: tag('sup'),
  subscript: tag('sub'),
  insertion: bare,
  deletion: () => '',
  modification: bare
}

/** The body as CommonMark with GFM tables. A reader that drops raw HTML still shows every word and every picture. */
export const markdownNodes: NodeTable<Story> = {
  doc: (node, story) => joinBlocks(node.content ?? [], story),
  headline: (node, story) => `# ${heading(node, story)}`,
  standfirst: (node, story) => block(node, story),
  paragraph: (node, story) => {
    const text = inline(node, story)
    return text === '' ? '' : escapeLines(node === story.opening ? `${datelineMarkdown(story)}${text}` : text)
  },
  heading: (node, story) =>
    `${'#'.repeat(Math.min(4, Math.max(2, numberAttribute(node, 'level', 2))))} ${heading(node, story)}`,
  bulletList: (node, story) => list(node, story, () => '- '),
  orderedList: (node, story) => {
    const start = numberAttribute(node, 'start', 1)
    return list(node, story, (index) => `${start + index}. `)
  },
  listItem: (node, story) => joinBlocks(node.content ?? [], story, isTight(node) ? '\n' : '\n\n'),
  quote: (node, story) => prefixed('> ', joinBlocks(node.content ?? [], story)),
  attribution: (node, story) => (textOf(node) === '' ? '' : `— ${inline(node, story)}`),
  pullQuote: (node, story) => aside('pull-quote', block(node, story)),
  figure: (node, story) => figure(node, story),
  caption: (node, story) => block(node, story),
  credit: (node, story) => block(node, story),
  table: (node, story) => table(node, story),
  tableRow: (node, story) =>
    `| ${(node.content ?? []).map((cell) => renderNode(markdownNodes, cell, story)).join(' | ')} |`,
  tableHeader: (node, story) => cell(node, story),
  tableCell: (node, story) => cell(node, story),
  factBox: (node, story) => aside('fact-box', joinBlocks(node.content ?? [], story)),
  factBoxTitle: (node, story) => (textOf(node) === '' ? '' : `#### ${heading(node, story)}`),
  embed: (node) => {
    const url = textAttribute(node, 'url')
    return isSafeLink(url) ? `[${escapeMarkdown(url)}](${escapeDestination(url)})` : ''
  },
  divider: () => '---',
  hardBreak: () => '\\\n',
  text: (node) => escapeMarkdown(node.text ?? '')
}

/** Words followed by one list that can begin right under them: no empty first item, no number but 1. */
function isTight({ content: [first, list, ...others] = [] }: BodyNode): boolean {
  if (!first || !list || others.length > 0) return false
  const words = (node: BodyNode | undefined) => textOf(node).trim() !== ''
  return (
    words(first) &&
    words(list.content?.[0]?.content?.[0]) &&
    list.type !== 'paragraph' &&
    numberAttribute(list, 'start', 1) === 1
  )
}

/** Blocks with a blank line between. Two lists of one kind in a row would be read as one: the second has another marker. */
export function joinBlocks(blocks: BodyNode[], story: Story, gap = '\n\n'): string {
  let turned = false
  const written = blocks.map((node, index) => {
    const isList = node.type === 'bulletList' || node.type === 'orderedList'
    turned = isList && blocks[index - 1]?.type === node.type ? !turned : false
    const text = renderNode(markdownNodes, node, story)
    return turned ? text.replace(/^- /gm, '* ').replace(/^(\d+)\. /gm, '$1) ') : text
  })
  return written.filter(Boolean).join(gap)
}

export function datelineMarkdown({ article }: Story): string {
  const text = article.meta.dateline.text.trim()
  return text === '' ? '' : `${escapeMarkdown(text)} — `
}

const taggedMarks: MarkTable<Story> = { ...markdownMarks, bold: tag('strong'), italic: tag('em') }

export function inline(node: BodyNode | undefined, story: Story): string {
  const starred = renderInline(markdownNodes, markdownMarks, node, story)
  // Emphasis that touches emphasis runs its stars together, and readers part them differently.
  const text = /(?<!\\)\*{3,}/.test(starred) ? renderInline(markdownNodes, taggedMarks, node, story) : starred
  // A break that ends its block, begins it or stands alone in its line is no break in Markdown.
  return /(^|\n)\\\n|\\\n$/.test(text) ? text.replaceAll('\\\n', '<br>') : text
}

function block(node: BodyNode, story: Story): string {
  return escapeLines(inline(node, story))
}

function heading(node: BodyNode, story: Story): string {
  return escapeHeading(escapeLines(inline(node, story).replaceAll('\\\n', '<br>')))
}

function list(node: BodyNode, story: Story, marker: (index: number) => string): string {
  const items = (node.content ?? []).map((item) => renderNode(markdownNodes, item, story))
  const loose = items.some((item) => item.includes('\n\n'))
  return items.map((item, index) => hang(marker(index), item)).join(loose ? '\n\n' : '\n')
}

function hang(marker: string, text: string): string {
  const indent = ' '.repeat(marker.length)
  return marker + text.replace(/\n(?!\n|$)/g, `\n${indent}`)
}

function prefixed(prefix: string, text: string): string {
  return text
    .split('\n')
    .map((line) => (prefix + line).trimEnd())
    .join('\n')
}

function aside(name: string, text: string): string {
  return text === '' ? '' : `<aside class="${name}">\n\n${text}\n\n</aside>`
}

/** The picture, its caption and its credit: three lines of one paragraph. */
function figure(node: BodyNode, story: Story): string {
  const picture = story.pictures.find((each) => each.node === node)
  const image = picture?.file
    ? `![${escapeMarkdown(picture.alt)}](${mediaAddress(picture.file)}${title(picture.caption)})`
    : ''
  const texts = renderChildren(markdownNodes, node, story).map((text) => text.replaceAll('\\\n', '<br>'))
  return [image, ...texts].filter(Boolean).join('\\\n')
}

export function title(text: string): string {
  return text.trim() === '' ? '' : ` "${escapeMarkdown(text).replaceAll('"', '\\"')}"`
}

/** A GFM table: its first row is always the head. Cells that span others are followed by empty ones. */
function table(node: BodyNode, story: Story): string {
  const rows = gridOf(node, story)
  const width = Math.max(1, ...rows.map((row) => row.length))
  const filled = rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')])
  const headed = hasHead(node)
  const [head = [], ...body] = headed ? filled : [Array<string>(width).fill(''), ...filled]
  return [head, Array<string>(width).fill('---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

export function hasHead(table: BodyNode): boolean {
  return table.content?.[0]?.content?.every((each) => each.type === 'tableHeader') ?? false
}

/** The cells in the columns where they are seen; those that a span covers are empty. */
function gridOf(node: BodyNode, story: Story): string[][] {
  const grid: string[][] = (node.content ?? []).map(() => [])
  node.content?.forEach((row, y) => {
    let x = 0
    for (const each of row.content ?? []) {
      while (grid[y]?.[x] !== undefined) x += 1
      for (let down = 0; down < numberAttribute(each, 'rowspan', 1); down++)
        for (let across = 0; across < numberAttribute(each, 'colspan', 1); across++) {
          const line = grid[y + down]
          if (line) line[x + across] = ''
        }
      const line = grid[y]
      const text = renderNode(markdownNodes, each, story)
      if (line) line[x] = each.type === 'tableHeader' && y > 0 && text !== '' ? tag('strong')(text) : text
    }
  })
  return grid.map((row) => Array.from(row, (text) => text ?? ''))
}

function cell(node: BodyNode, story: Story): string {
  return (node.content ?? [])
    .map((paragraph) => escapeLines(inline(paragraph, story).replaceAll('\\\n', '<br>')))
    .join('<br>')
}
