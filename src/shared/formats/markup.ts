import { defaultTreeAdapter, parse, type DefaultTreeAdapterMap, type TreeAdapter } from 'parse5'
import { fail, ok, type Result } from '#shared/result.ts'

/** A tree of names, attributes and text: what HTML and XML have in common. Names are as they stand, HTML's in lower case. */
export interface MarkupElement {
  name: string
  attributes: Record<string, string>
  children: MarkupNode[]
}
/** A text's references are resolved; comments and instructions are gone. */
export type MarkupNode = MarkupElement | string

/** Deeper than any page that somebody wrote: below it parsers and walks stay quick. */
export const deepestMarkup = 200

type Tree = DefaultTreeAdapterMap

class TooDeep extends Error {}

/**
 * HTML of any kind as a tree under `html`, read as browsers read it; a fragment stands in `body`. Scripts stay text,
 * nothing is run or fetched. Refused when it is nested too deep.
 */
export function parseHtml(html: string): Result<MarkupElement> {
  try {
    const document = parse(html, { treeAdapter: boundedTree() })
    const root = document.childNodes.find((node) => node.nodeName === 'html')
    return ok(root ? element(root as Tree['element']) : { name: 'html', attributes: {}, children: [] })
  } catch (error) {
    if (error instanceof TooDeep)
      return fail('refused', `The HTML is nested deeper than ${deepestMarkup} levels, which no page needs.`)
    throw error
  }
}

/** Stops the parser where it nests too deep, before its searches through what is open get slow. */
function boundedTree(): TreeAdapter<Tree> {
  const depths = new WeakMap<object, number>()
  const enter = (parent: object, child: object) => {
    const depth = (depths.get(parent) ?? 0) + 1
    if (depth > deepestMarkup) throw new TooDeep()
    depths.set(child, depth)
  }
  return {
    ...defaultTreeAdapter,
    appendChild(parent, child) {
      enter(parent, child)
      defaultTreeAdapter.appendChild(parent, child)
    },
    insertBefore(parent, child, reference) {
      enter(parent, child)
      defaultTreeAdapter.insertBefore(parent, child, reference)
    }
  }
}

function element(node: Tree['element']): MarkupElement {
  return {
    name: node.tagName,
    attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
    children: node.childNodes.flatMap((child): MarkupNode[] => {
      if ('tagName' in child) return [element(child)]
      return child.nodeName === '#text' && 'value' in child ? [child.value] : []
    })
  }
}

export function isElement(node: MarkupNode | undefined): node is MarkupElement {
  return typeof node === 'object'
}

/** The text of a node and all below it, as it stands. */
export function markupText(node: MarkupNode | undefined): string {
  if (node === undefined) return ''
  return typeof node === 'string' ? node : node.children.map(markupText).join('')
}

/** The text on one line, outer white space gone. */
export function lineOf(node: MarkupNode | undefined): string {
  return collapse(markupText(node)).trim()
}

/** White space as HTML has it: a run of it is one space. A no-break space is not among it. */
export function collapse(text: string): string {
  return text.replace(/[ \t\n\r\f]+/g, ' ')
}

export function childrenOf(node: MarkupElement | undefined, name?: string): MarkupElement[] {
  return (node?.children ?? []).filter((child) => isElement(child)).filter((child) => !name || child.name === name)
}

export function childOf(node: MarkupElement | undefined, name: string): MarkupElement | undefined {
  return node?.children.find((child): child is MarkupElement => isElement(child) && child.name === name)
}

/** Every element below this one, in reading order. */
export function* descendants(node: MarkupElement): Generator<MarkupElement> {
  for (const child of node.children)
    if (isElement(child)) {
      yield child
      yield* descendants(child)
    }
}

export function findElement(node: MarkupElement, test: (element: MarkupElement) => boolean): MarkupElement | undefined {
  for (const each of descendants(node)) if (test(each)) return each
  return undefined
}

/** The tree without the elements that the test names, and those elements, in reading order. */
export function takeOut(
  node: MarkupElement,
  test: (element: MarkupElement) => boolean
): { rest: MarkupElement; taken: MarkupElement[] } {
  const taken: MarkupElement[] = []
  const without = (each: MarkupElement): MarkupElement => ({
    ...each,
    children: each.children.flatMap((child): MarkupNode[] => {
      if (!isElement(child)) return [child]
      if (!test(child)) return [without(child)]
      taken.push(child)
      return []
    })
  })
  return { rest: without(node), taken }
}

export function hasClass(node: MarkupElement, ...names: string[]): boolean {
  const classes = (node.attributes.class ?? '').toLowerCase().split(/\s+/)
  return names.some((name) => classes.includes(name))
}
