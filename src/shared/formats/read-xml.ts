import { ok, type Result } from '#shared/result.ts'
import type { MarkupElement } from './markup.ts'
import { parseXml } from './parse-xml.ts'

/** An element of a file that came from outside. Names are as the namespaces have them, not as the file spells them. */
export interface XmlNode {
  /** The local name: "p" of `w:p`. */
  name: string
  /** The address of its namespace; empty without one. */
  space: string
  /** By name as written, prefix and all; `attribute` finds one by its local name. */
  attributes: ReadonlyMap<string, string>
  children: (XmlNode | string)[]
}

/**
 * Reads XML with its namespaces, for formats whose prefixes are the file's own choice. Strict as `parseXml` is: what is not
 * closed is refused, never guessed at. `what` names the file in a refusal.
 */
export function readXml(text: string, what = 'The file'): Result<XmlNode> {
  const parsed = parseXml(text, what)
  return parsed.ok ? ok(spaced(parsed.value, outermost)) : parsed
}

type Spaces = Record<string, string>

const outermost = Object.create(null) as Spaces
const noAttributes: ReadonlyMap<string, string> = new Map()

function spaced({ name: written, attributes, children }: MarkupElement, outer: Spaces): XmlNode {
  const own = Object.entries(attributes)
  const spaces = declared(own, outer)
  const [prefix, name] = splitName(written)
  return {
    name,
    space: spaces[prefix] ?? '',
    attributes: own.length === 0 ? noAttributes : new Map(own),
    children: children.map((child) => (typeof child === 'string' ? child : spaced(child, spaces)))
  }
}

function declared(attributes: [string, string][], outer: Spaces): Spaces {
  let spaces = outer
  for (const [name, value] of attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
    // Inherits what stands around it, so that no element pays for another's.
    if (spaces === outer) spaces = Object.create(outer) as Spaces
    spaces[name === 'xmlns' ? '' : name.slice(6)] = value
  }
  return spaces
}

function splitName(written: string): [prefix: string, name: string] {
  const colon = written.indexOf(':')
  return colon < 0 ? ['', written] : [written.slice(0, colon), written.slice(colon + 1)]
}

/** An attribute by its local name, whatever prefix the file gives it. */
export function attribute(node: XmlNode | undefined, name: string): string | undefined {
  if (!node) return undefined
  const own = node.attributes.get(name)
  if (own !== undefined) return own
  for (const [written, value] of node.attributes) if (written.endsWith(`:${name}`)) return value
  return undefined
}

/** The elements directly within a node, those of one name where it is given. */
export function elements(node: XmlNode | undefined, name?: string): XmlNode[] {
  return (node?.children ?? []).filter(
    (child): child is XmlNode => typeof child !== 'string' && (name === undefined || child.name === name)
  )
}

export function element(node: XmlNode | undefined, ...path: string[]): XmlNode | undefined {
  let found = node
  for (const name of path) found = elements(found, name)[0]
  return found
}

/** Every element below a node, in reading order, without recursion. */
export function* descendants(node: XmlNode, name?: string): Generator<XmlNode> {
  const stack = elements(node).reverse()
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (name === undefined || next.name === name) yield next
    stack.push(...elements(next).reverse())
  }
}

/** All words below a node. */
export function textWithin(node: XmlNode | undefined): string {
  let text = ''
  const stack: (XmlNode | string)[] = node ? [node] : []
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'string') text += next
    else stack.push(...next.children.toReversed())
  }
  return text
}
