import type { BodyNode } from '#shared/document/body.ts'
import { textOf } from '#shared/document/text.ts'
import { escapeHtml } from '../html/escape.ts'
import { htmlMarks, htmlNodes } from '../html/nodes.ts'
import { renderChildren, renderInline, renderNode, type NodeTable } from '../render.ts'
import type { Story } from '../story.ts'

/** The body in the few elements that Apple News knows within a text: no span, no attribute but `href`. */
export const appleNodes: NodeTable<Story> = {
  ...htmlNodes,
  paragraph: (node, story) => {
    const text = words(node, story)
    return text === '' ? '' : `<p>${node === story.opening ? dateline(story) : ''}${text}</p>`
  },
  bulletList: (node, story) => `<ul>${inner(node, story)}</ul>`,
  orderedList: (node, story) => `<ol>${inner(node, story)}</ol>`,
  listItem: (node, story) => {
    const [first, ...others] = node.content ?? []
    return `<li>${words(first, story)}${others.map((each) => (each.type === 'paragraph' ? `<br>${words(each, story)}` : renderNode(appleNodes, each, story))).join('')}</li>`
  },
  quote: (node, story) => inner(node, story),
  attribution: (node, story) => (textOf(node) === '' ? '' : `<p>— ${words(node, story)}</p>`),
  pullQuote: (node, story) => words(node, story),
  caption: (node, story) => words(node, story),
  credit: (node, story) => (textOf(node) === '' ? '' : `<em>${words(node, story)}</em>`),
  factBoxTitle: (node, story) => words(node, story),
  embed: (node, story) => htmlNodes.embed(node, story).replace(' class="embed"', ''),
  // Its element is a component of its own, without the frame that a page gives it.
  table: (node, story) => htmlNodes.table(node, story).replace(/^<div class="table">|<\/div>$/g, '')
}

export function words(node: BodyNode | undefined, story: Story): string {
  return renderInline(appleNodes, htmlMarks, node, story)
}

function inner(node: BodyNode, story: Story): string {
  return renderChildren(appleNodes, node, story).join('')
}

function dateline({ article }: Story): string {
  const text = article.meta.dateline.text.trim()
  return text === '' ? '' : `${escapeHtml(text)} — `
}
