import { XMLParser } from 'fast-xml-parser'

export const namespaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dc: 'http://purl.org/dc/elements/1.1/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  iptcCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/'
} as const

/** Prefixes that writers use without declaring them. */
const usualPrefixes: Record<string, string> = { ...namespaces, Iptc4xmpCore: namespaces.iptcCore }

interface Item {
  lang: string
  text: string
}

/** The properties of a picture's XMP. `text` resolves alternatives in several languages to one, x-default first. */
export interface XmpProperties {
  text(namespace: string, name: string): string
  texts(namespace: string, name: string): string[]
}

/** Reads the packets of one file; what an earlier one says counts. A packet that is no XML says nothing. */
export function readXmp(packets: string[]): XmpProperties {
  const properties = new Map<string, Item[]>()
  for (const packet of packets) {
    try {
      if (packet.length <= packetLimit) collect(parser.parse(packet) as Node[], usualPrefixes, properties, 0)
    } catch {
      continue
    }
  }
  const items = (namespace: string, name: string) => properties.get(namespace + name) ?? []
  return {
    text: (namespace, name) => {
      const found = items(namespace, name)
      return (found.find(({ lang }) => lang === 'x-default') ?? found[0])?.text ?? ''
    },
    texts: (namespace, name) => items(namespace, name).map(({ text }) => text)
  }
}

/** Photoshop's list of ancestors alone can fill megabytes. */
const packetLimit = 16 * 1024 * 1024
const depthLimit = 40

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  cdataPropName: '#cdata',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: depthLimit
})

type Attributes = Record<string, string>
/** As the parser gives it: the element's name with its children, text as '#text', attributes as ':@'. */
type Node = Record<string, unknown>
type Prefixes = Record<string, string>

interface Element {
  name: string
  attributes: Attributes
  prefixes: Prefixes
  children: Node[]
}

function collect(nodes: Node[], prefixes: Prefixes, properties: Map<string, Item[]>, depth: number): void {
  for (const element of elementsOf(nodes, prefixes)) {
    if (element.name === `${namespaces.rdf}Description`) collectDescription(element, properties)
    else if (depth < 4) collect(element.children, element.prefixes, properties, depth + 1)
  }
}

/** A simple property stands as an attribute of the description, any property as an element in it. */
function collectDescription(description: Element, properties: Map<string, Item[]>): void {
  const keep = (name: string, items: Item[]) => {
    const found = items.filter(({ text }) => text !== '')
    if (found.length > 0 && !properties.has(name)) properties.set(name, found)
  }
  for (const [name, value] of Object.entries(description.attributes))
    if (name.includes(':'))
      keep(resolve(name, description.prefixes), [{ lang: '', text: decodeEntities(value).trim() }])
  for (const property of elementsOf(description.children, description.prefixes)) keep(property.name, itemsOf(property))
}

const containers = new Set(['Alt', 'Seq', 'Bag'].map((name) => namespaces.rdf + name))

function itemsOf(property: Element): Item[] {
  const container = elementsOf(property.children, property.prefixes).find(({ name }) => containers.has(name))
  if (!container) return [itemOf(property)]
  return elementsOf(container.children, container.prefixes)
    .filter(({ name }) => name === `${namespaces.rdf}li`)
    .map(itemOf)
}

function itemOf(element: Element): Item {
  return { lang: (element.attributes['xml:lang'] ?? '').toLowerCase(), text: textOf(element).trim() }
}

/** A value may carry qualifiers: then it stands as rdf:value, perhaps in a description of its own. */
function textOf(element: Element): string {
  for (const child of elementsOf(element.children, element.prefixes)) {
    if (child.name === `${namespaces.rdf}value`) return textOf(child)
    if (child.name === `${namespaces.rdf}Description`) {
      const named = Object.entries(child.attributes).find(
        ([name]) => resolve(name, child.prefixes) === `${namespaces.rdf}value`
      )
      return named ? decodeEntities(named[1]) : textOf(child)
    }
  }
  return element.children.map(ownText).join('')
}

function ownText(node: Node): string {
  if (typeof node['#text'] === 'string') return decodeEntities(node['#text'])
  if (Array.isArray(node['#cdata']))
    return node['#cdata'].map((part: Node) => (typeof part['#text'] === 'string' ? part['#text'] : '')).join('')
  return ''
}

function elementsOf(nodes: Node[], prefixes: Prefixes): Element[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@' && !key.startsWith('#'))
    if (name === undefined || !Array.isArray(node[name])) return []
    const attributes = (node[':@'] ?? {}) as Attributes
    const declared = Object.entries(attributes).filter(([key]) => key.startsWith('xmlns:'))
    const inner =
      declared.length === 0
        ? prefixes
        : { ...prefixes, ...Object.fromEntries(declared.map(([key, uri]) => [key.slice(6), decodeEntities(uri)])) }
    return [{ name: resolve(name, inner), attributes, prefixes: inner, children: node[name] as Node[] }]
  })
}

function resolve(name: string, prefixes: Prefixes): string {
  const colon = name.indexOf(':')
  const prefix = name.slice(0, Math.max(colon, 0))
  const uri = Object.hasOwn(prefixes, prefix) ? prefixes[prefix] : undefined
  return uri === undefined ? name : uri + name.slice(colon + 1)
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** XML's five entities and references to characters; an entity that a document declares stays as it is written. */
function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name) return named[name.toLowerCase()] ?? whole
      const code = hex ? parseInt(hex, 16) : Number(decimal)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    }
  )
}
