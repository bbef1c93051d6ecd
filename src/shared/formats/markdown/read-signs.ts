import { isSafeLink } from '#shared/document/links.ts'
import { childOf, childrenOf, isElement, lineOf, type MarkupElement, type MarkupNode } from '../markup.ts'

/** What Markdown has no sign for and writes as something else, told apart again: who is quoted, cards, tables without a head. */
export function withSigns(element: MarkupElement): MarkupElement {
  if (element.name === 'p') return asCard(element)
  const children = element.children.map((child) => (isElement(child) ? withSigns(child) : child))
  if (element.name === 'blockquote') return { ...element, children: withAttribution(children) }
  return element.name === 'table' ? withoutEmptyHead({ ...element, children }) : { ...element, children }
}

/** The last paragraph of a quote that begins with a dash names who said it. */
function withAttribution(children: MarkupNode[]): MarkupNode[] {
  const at = children.findLastIndex((child) => isElement(child))
  const last = children[at]
  const others = children.filter((child) => isElement(child)).length
  if (!isElement(last) || last.name !== 'p' || others < 2 || !/^[—–] ?\S/.test(lineOf(last))) return children
  return children.with(at, { ...last, name: 'footer' })
}

/** An address that is a paragraph by itself, and is called by itself. */
function asCard(element: MarkupElement): MarkupElement {
  const inner = element.children.filter((child) => isElement(child) || child.trim() !== '')
  const [link] = inner
  if (inner.length !== 1 || !isElement(link) || link.name !== 'a') return element
  const href = link.attributes.href ?? ''
  const called = lineOf(link)
  const same = called === href || called === decoded(href)
  return same && isSafeLink(called) && /^https?:/i.test(called)
    ? { name: 'div', attributes: { class: 'embed' }, children: [called] }
    : element
}

function decoded(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}

function withoutEmptyHead(table: MarkupElement): MarkupElement {
  const head = childOf(table, 'thead')
  const filled = !head || childrenOf(head).some((row) => lineOf(row) !== '')
  return filled ? table : { ...table, children: table.children.filter((child) => child !== head) }
}
