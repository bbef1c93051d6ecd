import { previewPath } from '#shared/article/media.ts'
import type { Body, BodyMark, BodyNode } from '#shared/document/body.ts'
import { isCrop } from '#shared/document/crop.ts'
import { isSafeLink } from '#shared/document/links.ts'
import type { MarkName, NodeName } from '#shared/document/schema.ts'

type Render = (node: BodyNode, children: Node[]) => Node
/** The last word on what stands for a node. */
export type Finish = (node: BodyNode, made: Node) => Node

/**
 * A stored body as DOM that can only be read: built element by element, so that nothing in it is ever parsed as
 * HTML. Give it what `readBody` has let through. Links are shown, and lead nowhere.
 */
export function renderBody(body: Body, document: Document, finish: Finish = (_node, made) => made): DocumentFragment {
  const element =
    (tag: string, type?: string) =>
    (_node: BodyNode, children: Node[]): HTMLElement => {
      const made = document.createElement(tag)
      if (type) made.dataset.type = type
      made.append(...children)
      return made
    }
  const cell =
    (tag: 'td' | 'th'): Render =>
    (node, children) => {
      const made = element(tag)(node, children)
      for (const span of ['colspan', 'rowspan'])
        if (Number(node.attrs?.[span] ?? 1) > 1) made.setAttribute(span, String(node.attrs?.[span]))
      return made
    }
  const fragment: Render = (_node, children) => {
    const made = document.createDocumentFragment()
    made.append(...children)
    return made
  }

  const renderers: Record<NodeName, Render> = {
    doc: fragment,
    headline: element('h1'),
    standfirst: element('p', 'standfirst'),
    paragraph: element('p'),
    heading: (node, children) => element(`h${headingLevel(node)}`)(node, children),
    bulletList: element('ul'),
    orderedList: (node, children) => {
      const list = element('ol')(node, children)
      if (Number(node.attrs?.start ?? 1) !== 1) list.setAttribute('start', String(node.attrs?.start))
      if (typeof node.attrs?.type === 'string') list.setAttribute('type', node.attrs.type)
      return list
    },
    listItem: element('li'),
    quote: element('blockquote'),
    attribution: element('p', 'attribution'),
    pullQuote: element('aside', 'pull-quote'),
    figure: (node, children) => element('figure', 'figure')(node, [pictureOf(node, document), ...children]),
    caption: element('p', 'caption'),
    credit: element('p', 'credit'),
    table: (node, children) => element('table')(node, [element('tbody')(node, children)]),
    tableRow: element('tr'),
    tableHeader: cell('th'),
    tableCell: cell('td'),
    factBox: element('section', 'fact-box'),
    factBoxTitle: element('p', 'fact-box-title'),
    embed: (node) =>
      element('div', 'embed')(node, [document.createTextNode(text(node, 'url') || 'Embed without an address')]),
    divider: element('hr'),
    hardBreak: element('br'),
    text: (node) => document.createTextNode(node.text ?? '')
  }

  const wrappers: Record<MarkName, (mark: BodyMark) => HTMLElement | null> = {
    link: ({ attrs }) => {
      const made = document.createElement('a')
      // No href: a preview is for reading. The address is there to be seen.
      if (isSafeLink(attrs?.href)) made.title = attrs.href
      return made
    },
    bold: () => document.createElement('strong'),
    italic: () => document.createElement('em'),
    strike: () => document.createElement('s'),
    superscript: () => document.createElement('sup'),
    subscript: () => document.createElement('sub'),
    insertion: () => document.createElement('ins'),
    deletion: () => document.createElement('del'),
    modification: () => null
  }

  const render = (node: BodyNode): Node => {
    const made = renderers[node.type](node, (node.content ?? []).map(render))
    const marked = (node.marks ?? []).reduceRight<Node>((inner, mark) => {
      const wrapper = wrappers[mark.type](mark)
      if (!wrapper) return inner
      wrapper.append(inner)
      return wrapper
    }, made)
    return finish(node, marked)
  }

  const result = document.createDocumentFragment()
  result.append(render(body))
  return result
}

function pictureOf(node: BodyNode, document: Document): Node {
  const hash = text(node, 'media')
  if (!/^[0-9a-f]{64}$/.test(hash)) {
    const missing = document.createElement('div')
    missing.dataset.type = 'picture-missing'
    missing.textContent = text(node, 'fileName')
      ? `The picture ${text(node, 'fileName')} was not in yet`
      : 'No picture yet'
    return missing
  }
  const image = document.createElement('img')
  image.src = previewPath(hash, 'large')
  image.alt = text(node, 'alt')
  const crop = isCrop(node.attrs?.crop) ? node.attrs.crop : null
  for (const side of ['width', 'height'] as const)
    if (typeof node.attrs?.[side] === 'number')
      image.setAttribute(side, String(Math.round(node.attrs[side] * (crop?.[side] ?? 1))))
  if (crop) {
    const [right, bottom] = [1 - crop.x - crop.width, 1 - crop.y - crop.height]
    const edges = [crop.y, right, bottom, crop.x].map((edge) => `${Math.max(0, edge) * 100}%`)
    image.style.setProperty('object-view-box', `inset(${edges.join(' ')})`)
  }
  return image
}

function headingLevel(node: BodyNode): number {
  const level = Number(node.attrs?.level)
  return [2, 3, 4].includes(level) ? level : 2
}

function text(node: BodyNode, name: string): string {
  const value = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}
