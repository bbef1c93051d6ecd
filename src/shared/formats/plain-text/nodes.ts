import { textOf } from '#shared/document/text.ts'
import { correctionLines } from '../corrections.ts'
import {
  numberAttribute,
  renderChildren,
  renderInline,
  renderNode,
  textAttribute,
  type MarkTable,
  type NodeTable
} from '../render.ts'
import type { Story } from '../story.ts'

const bare = (inner: string) => inner

const plainMarks: MarkTable<Story> = {
  link: bare,
  bold: bare,
  italic: bare,
  strike: bare,
  superscript: bare,
  subscript: bare,
  insertion: bare,
  deletion: () => '',
  modification: bare
}

const line: NodeTable<Story>[keyof NodeTable<Story>] = (node, story) =>
  renderInline(plainNodes, plainMarks, node, story)
const lines =
  (gap: string): typeof line =>
  (node, story) =>
    renderChildren(plainNodes, node, story).join(gap)

export const plainNodes: NodeTable<Story> = {
  doc: lines('\n\n'),
  headline: line,
  standfirst: line,
  paragraph: (node, story) => {
    const dateline = node === story.opening ? story.article.meta.dateline.text.trim() : ''
    return dateline === '' ? line(node, story) : `${dateline} — ${line(node, story)}`
  },
  heading: line,
  bulletList: (node, story) =>
    renderChildren(plainNodes, node, story)
      .map((item) => hang('- ', item))
      .join('\n'),
  orderedList: (node, story) => {
    const start = numberAttribute(node, 'start', 1)
    return renderChildren(plainNodes, node, story)
      .map((item, index) => hang(`${start + index}. `, item))
      .join('\n')
  },
  listItem: lines('\n'),
  quote: lines('\n'),
  attribution: (node, story) => (textOf(node) === '' ? '' : `— ${line(node, story)}`),
  pullQuote: line,
  figure: lines('\n'),
  caption: line,
  credit: line,
  table: lines('\n'),
  tableRow: (node, story) => (node.content ?? []).map((cell) => renderNode(plainNodes, cell, story)).join('\t'),
  tableHeader: lines(' '),
  tableCell: lines(' '),
  factBox: lines('\n'),
  factBoxTitle: line,
  embed: (node) => textAttribute(node, 'url'),
  divider: () => '* * *',
  hardBreak: () => '\n',
  text: (node) => node.text ?? ''
}

function hang(marker: string, text: string): string {
  return marker + text.replaceAll('\n', `\n${' '.repeat(marker.length)}`)
}

/** The copy as plain text, dateline first, a blank line between blocks; headline and standfirst are not in it. */
export function plainCopy(story: Story, nodes: NodeTable<Story> = plainNodes): string {
  const { text } = story.article.meta.dateline
  const blocks = story.blocks.map((node) => renderNode(nodes, node, story)).filter(Boolean)
  return [story.opening === null ? text.trim() : '', ...blocks, ...correctionLines(story.article)]
    .filter(Boolean)
    .join('\n\n')
}
