import { childOf, childrenOf, hasClass, isElement, lineOf, type MarkupElement, type MarkupNode } from '../markup.ts'

const renamed: Record<string, string> = {
  block: 'div',
  'body.content': 'div',
  bq: 'blockquote',
  hl1: 'h2',
  p: 'p',
  credit: 'cite',
  'table.wrap': 'div',
  'table-metadata': 'script',
  fn: 'p',
  datasource: 'p'
}
const emphasis: Record<string, string> = {
  bold: 'strong',
  strong: 'strong',
  b: 'strong',
  italic: 'em',
  i: 'em',
  strike: 's',
  superscript: 'sup',
  subscript: 'sub'
}

function element(name: string, attributes: Record<string, string>, children: MarkupNode[]): MarkupElement {
  return { name, attributes, children }
}

/** NITF's elements as those of HTML that say the same; what HTML has too, and what is only words, stays as it is. */
export function asHtml(node: MarkupNode): MarkupNode {
  if (!isElement(node)) return node
  const { name, attributes } = node
  if (name === 'media') return media(node)
  const children = node.children.map(asHtml)
  if (name === 'em') return element(emphasis[(attributes.class ?? '').toLowerCase()] ?? 'em', {}, children)
  if (name === 'hl2') return element(`h${/level-([34])/.exec(attributes.class ?? '')?.[1] ?? '2'}`, {}, children)
  if (name === 'q') return element('span', {}, ['“', ...children, '”'])
  if (name === 'note')
    return element(hasClass(node, 'fact-box') ? 'aside' : 'div', { class: attributes.class ?? '' }, children)
  if (name === 'num' || name === 'frac') return element('span', {}, [lineOf(node)])
  return element(renamed[name] ?? name, attributes, children)
}

/** A picture with its words, as a figure; of film and sound the words, and the address where there is one. */
function media(node: MarkupElement): MarkupElement {
  const references = childrenOf(node, 'media-reference')
  const kind = node.attributes['media-type'] ?? references[0]?.attributes['mime-type']?.split('/')[0] ?? 'image'
  const caption = childrenOf(node, 'media-caption').map((each) =>
    element('div', { class: 'caption' }, each.children.map(asHtml))
  )
  const credit = childrenOf(node, 'media-producer').map((each) =>
    element('div', { class: 'credit' }, each.children.map(asHtml))
  )
  const words = caption.length + credit.length > 0 ? [element('figcaption', {}, [...caption, ...credit])] : []
  const best = widest(references)
  const source = best?.attributes.source ?? ''
  if (kind !== 'image')
    return element('div', {}, [element('video', { src: source }, []), ...words.flatMap((each) => each.children)])
  const said = (name: string) =>
    childrenOf(node, 'media-metadata').find((each) => each.attributes.name?.toLowerCase() === name)?.attributes.value ??
    ''
  const image = element(
    'img',
    {
      src: source,
      alt: best?.attributes['alternate-text'] || said('alt'),
      'data-creator': said('creator'),
      'data-copyright': best?.attributes.copyright ?? '',
      'data-usage-terms': said('usage-terms')
    },
    []
  )
  return element('figure', { class: hasClass(node, 'lead') ? 'lead' : '' }, [image, ...words])
}

/** Of one picture in several sizes, the largest. */
function widest(references: MarkupElement[]): MarkupElement | undefined {
  const width = ({ attributes }: MarkupElement) => Number(attributes.width ?? 0) || 0
  return references.reduce<MarkupElement | undefined>(
    (best, each) => (!best || width(each) > width(best) ? each : best),
    undefined
  )
}

/** The elements of a NITF body that hold its copy. */
export function copyOf(nitf: MarkupElement): MarkupNode[] {
  const body = childOf(nitf, 'body')
  return childrenOf(body, 'body.content').flatMap((each) => each.children.map(asHtml))
}
