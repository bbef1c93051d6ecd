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
import { block, blockOf, inline, markup, writeXml, type XmlChild } from '../xml.ts'

/** NITF has one mark, whose class says which: it knows no `strong`, no `sup`. */
const em = (kind: string) => (inner: string) => writeXml(inline('em', { class: kind }, markup(inner)))
const bare = (inner: string) => inner

const nitfMarks: MarkTable<Story> = {
  link: (inner, mark) =>
    isSafeLink(mark.attrs?.href) ? writeXml(inline('a', { href: mark.attrs.href }, markup(inner))) : inner,
  bold: em('bold'),
  italic: em('italic'),
  strike: em('strike'),
  superscript: em('superscript'),
  subscript: em('subscript'),
  insertion: bare,
  deletion: () => '',
  modification: bare
}

type Writer = NodeTable<Story>[keyof NodeTable<Story>]

const blocks =
  (name: string): Writer =>
  (node, story) =>
    writeXml(block(name, {}, ...children(node, story)))
const texts =
  (name: string): Writer =>
  (node, story) =>
    writeXml(inline(name, {}, nitfInline(node, story)))

/** The body as NITF 3.6. The dateline is not in it: it has a place of its own in the head. */
export const nitfNodes: NodeTable<Story> = {
  doc: (node, story) => renderChildren(nitfNodes, node, story).join('\n'),
  headline: texts('hl1'),
  standfirst: texts('hl2'),
  paragraph: (node, story) => {
    const text = nitfInline(node, story)
    return text.markup === '' ? '' : writeXml(inline('p', { lede: node === story.opening ? 'true' : null }, text))
  },
  heading: (node, story) => {
    const level = numberAttribute(node, 'level', 2)
    return writeXml(inline('hl2', { class: level > 2 ? `level-${level}` : null }, nitfInline(node, story)))
  },
  bulletList: blocks('ul'),
  orderedList: (node, story) => {
    const start = numberAttribute(node, 'start', 1)
    return writeXml(block('ol', { seqnum: start === 1 ? null : start }, ...children(node, story)))
  },
  listItem: (node, story) => {
    const [first, ...others] = node.content ?? []
    const words = nitfInline(first, story)
    return others.length === 0
      ? writeXml(inline('li', {}, words))
      : writeXml(block('li', {}, inline('p', {}, words), ...others.map((each) => written(each, story))))
  },
  quote: (node, story) => {
    const said = node.content?.filter((each) => each.type !== 'attribution').map((each) => written(each, story)) ?? []
    const by = node.content?.filter((each) => each.type === 'attribution').map((each) => written(each, story)) ?? []
    return writeXml(block('bq', {}, block('block', {}, ...said), ...by))
  },
  attribution: (node, story) => (textOf(node) === '' ? '' : writeXml(inline('credit', {}, nitfInline(node, story)))),
  pullQuote: (node, story) =>
    writeXml(block('bq', { class: 'pull-quote' }, block('block', {}, inline('p', {}, nitfInline(node, story))))),
  figure: (node, story) => figure(node, story),
  caption: (node, story) =>
    textOf(node) === '' ? '' : writeXml(inline('media-caption', {}, inline('p', {}, nitfInline(node, story)))),
  credit: (node, story) => (textOf(node) === '' ? '' : writeXml(inline('media-producer', {}, nitfInline(node, story)))),
  table: (node, story) => table(node, story),
  tableRow: blocks('tr'),
  tableHeader: (node, story) => cell('th', node, story),
  tableCell: (node, story) => cell('td', node, story),
  factBox: (node, story) =>
    writeXml(block('note', { class: 'fact-box' }, block('body.content', {}, ...children(node, story)))),
  factBoxTitle: (node, story) => (textOf(node) === '' ? '' : writeXml(inline('hl2', {}, nitfInline(node, story)))),
  embed: (node) => {
    const url = textAttribute(node, 'url')
    return isSafeLink(url) ? writeXml(inline('p', { class: 'embed' }, inline('a', { href: url }, url))) : ''
  },
  divider: () => '<hr/>',
  hardBreak: () => '<br/>',
  text: (node) => writeXml(node.text ?? '')
}

export function nitfInline(node: BodyNode | undefined, story: Story) {
  return markup(renderInline(nitfNodes, nitfMarks, node, story))
}

function written(node: BodyNode, story: Story): XmlChild {
  return markup(renderNode(nitfNodes, node, story))
}

function children(node: BodyNode, story: Story): XmlChild[] {
  return renderChildren(nitfNodes, node, story).map(markup)
}

/** A picture with all that belongs to it; one that is still awaited is a reference without a source. */
function figure(node: BodyNode, story: Story): string {
  const picture = story.pictures.find((each) => each.node === node)
  const file = picture?.file
  const metadata = (name: string, value = '') => (value === '' ? null : inline('media-metadata', { name, value }))
  return writeXml(
    block(
      'media',
      { 'media-type': 'image', class: picture?.lead ? 'lead' : null },
      metadata('creator', picture?.creator),
      metadata('usage-terms', picture?.usageTerms),
      inline('media-reference', {
        source: file ? mediaAddress(file) : null,
        name: file?.fileName,
        'mime-type': file?.mediaType ?? 'image/jpeg',
        width: file?.width,
        height: file?.height,
        'alternate-text': picture?.alt,
        copyright: picture?.copyright || null
      }),
      ...children(node, story)
    )
  )
}

/** Leading rows of header cells alone are the table's head. */
function table(node: BodyNode, story: Story): string {
  const rows = node.content ?? []
  const first = rows.findIndex((row) => row.content?.some((each) => each.type !== 'tableHeader'))
  // A table is nothing without a body: one of header cells alone has no head.
  const head = first === -1 ? [] : rows.slice(0, first)
  const lines = (part: BodyNode[]) => part.map((row) => written(row, story))
  return writeXml(
    block('table', {}, blockOf('thead', {}, lines(head)), block('tbody', {}, ...lines(rows.slice(head.length))))
  )
}

function cell(name: 'td' | 'th', node: BodyNode, story: Story): string {
  const span = (key: string) => (numberAttribute(node, key, 1) > 1 ? numberAttribute(node, key, 1) : null)
  const paragraphs = node.content ?? []
  const content = paragraphs.length === 1 ? [nitfInline(paragraphs[0], story)] : children(node, story)
  return writeXml(inline(name, { colspan: span('colspan'), rowspan: span('rowspan') }, ...content))
}
