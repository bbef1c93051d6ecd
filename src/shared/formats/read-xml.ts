import { fail, ok, type Result } from '#shared/result.ts'

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

export interface XmlLimits {
  /** Elements within elements. */
  depth: number
  /** Elements and runs of text in all. */
  nodes: number
}

const defaultLimits: XmlLimits = { depth: 200, nodes: 600_000 }
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const noAttributes = new Map<string, string>()
const nameEnd = /[\s/>=]/g

/**
 * Reads XML strictly: what is not closed is refused, never guessed at. A document type is stepped over, and no entity
 * of it is ever put in, so nothing grows and nothing is fetched. `what` names the file in a refusal.
 */
export function readXml(text: string, what = 'The file', limits = defaultLimits): Result<XmlNode> {
  try {
    return ok(parse(text, limits))
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    const line = text.slice(0, error.at).split('\n').length
    return error.tooLarge
      ? fail('too-large', `${what} ${error.message}. It is not read.`)
      : fail('damaged', `${what} is damaged: ${error.message} (line ${line}). Ask for it again, or save it anew.`)
  }
}

class XmlError extends Error {
  readonly at: number
  readonly tooLarge: boolean
  constructor(message: string, at: number, tooLarge = false) {
    super(message)
    this.at = at
    this.tooLarge = tooLarge
  }
}

interface Open {
  node: XmlNode
  written: string
  spaces: Record<string, string>
}

function parse(text: string, { depth, nodes }: XmlLimits): XmlNode {
  const root: XmlNode = { name: '', space: '', attributes: new Map(), children: [] }
  const stack: Open[] = [{ node: root, written: '', spaces: Object.create(null) as Record<string, string> }]
  let count = 0
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  const top = () => stack[stack.length - 1] as Open
  const counted = () => {
    if (++count > nodes) throw new XmlError('holds more elements than any article', at, true)
  }
  const put = (run: string) => {
    if (run === '') return
    const { children } = top().node
    const last = children.length - 1
    const before = children[last]
    if (typeof before === 'string') children[last] = before + run
    else {
      counted()
      children.push(run)
    }
  }

  while (at < text.length) {
    const open = text.indexOf('<', at)
    const run = open < 0 ? text.slice(at) : text.slice(at, open)
    if (stack.length > 1) put(decodeXml(run))
    else if (run.trim() !== '') throw new XmlError('there are words outside of its elements', at)
    if (open < 0) break
    at = open
    if (text.startsWith('<!--', at)) at = after(text, '-->', at)
    else if (text.startsWith('<![CDATA[', at)) {
      const end = after(text, ']]>', at)
      put(text.slice(at + 9, end - 3))
      at = end
    } else if (text.startsWith('<?', at)) at = after(text, '?>', at)
    else if (text.startsWith('<!', at)) at = afterDoctype(text, at)
    else if (text.startsWith('</', at)) {
      const end = after(text, '>', at)
      const name = text.slice(at + 2, end - 1).trim()
      if (stack.length === 1 || top().written !== name) throw new XmlError(`</${name.slice(0, 40)}> closes nothing`, at)
      stack.pop()
      at = end
    } else {
      const tag = readTag(text, at)
      const spaces = declared(tag.attributes, top().spaces)
      const [prefix, name] = splitName(tag.name)
      counted()
      const node: XmlNode = { name, space: spaces[prefix] ?? '', attributes: tag.attributes, children: [] }
      if (stack.length === 1 && root.children.length > 0) throw new XmlError('it has two roots', at)
      top().node.children.push(node)
      if (!tag.empty) {
        if (stack.length > depth) throw new XmlError(`is nested deeper than ${depth} levels`, at, true)
        stack.push({ node, written: tag.name, spaces })
      }
      at = tag.end
    }
  }
  if (stack.length > 1) throw new XmlError(`<${top().written.slice(0, 40)}> is never closed`, text.length)
  const [only] = root.children
  if (!only || typeof only === 'string') throw new XmlError('it holds no XML', 0)
  return only
}

function readTag(text: string, start: number) {
  nameEnd.lastIndex = start + 1
  const nameAt = nameEnd.exec(text)?.index
  const name = text.slice(start + 1, nameAt)
  if (nameAt === undefined || !/^[\p{L}_][\p{L}\p{N}_.:-]*$/u.test(name)) throw new XmlError('a tag has no name', start)
  let attributes = noAttributes
  let at = nameAt
  for (;;) {
    at = skipSpace(text, at)
    if (text[at] === '>') return { name, attributes, empty: false, end: at + 1 }
    if (text.startsWith('/>', at)) return { name, attributes, empty: true, end: at + 2 }
    nameEnd.lastIndex = at
    const end = nameEnd.exec(text)?.index ?? at
    const key = text.slice(at, end)
    at = skipSpace(text, end)
    const quote = text[at] === '=' ? text[skipSpace(text, at + 1)] : ''
    if (key === '' || (quote !== '"' && quote !== "'"))
      throw new XmlError(`<${name.slice(0, 40)}> is not well formed`, start)
    const from = skipSpace(text, at + 1) + 1
    const to = text.indexOf(quote, from)
    if (to < 0) throw new XmlError(`<${name.slice(0, 40)}> is never closed`, start)
    if (attributes === noAttributes) attributes = new Map()
    attributes.set(key, decodeXml(text.slice(from, to)))
    if (attributes.size > 300)
      throw new XmlError(`has a <${name.slice(0, 40)}> of more than 300 attributes`, start, true)
    at = to + 1
  }
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) <= 32) at++
  return at
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  if (found < 0) throw new XmlError(`${mark} is missing`, from)
  return found + mark.length
}

/** Past a document type and all that it declares, unread. */
function afterDoctype(text: string, from: number): number {
  const bracket = text.indexOf('[', from)
  const close = after(text, '>', from)
  return bracket < 0 || bracket > close ? close : after(text, '>', after(text, ']', bracket) - 1)
}

function declared(attributes: ReadonlyMap<string, string>, outer: Record<string, string>): Record<string, string> {
  let spaces = outer
  for (const [name, value] of attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
    // Inherits what stands around it, so that no element pays for another's.
    if (spaces === outer) spaces = Object.create(outer) as Record<string, string>
    spaces[name === 'xmlns' ? '' : name.slice(6)] = value
  }
  return spaces
}

function splitName(written: string): [prefix: string, name: string] {
  const colon = written.indexOf(':')
  return colon < 0 ? ['', written] : [written.slice(0, colon), written.slice(colon + 1)]
}

/** XML's own five entities and characters by number; any other stays as it is written. */
export function decodeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,10}));/gi, (written, decimal, hex, name) => {
    if (name !== undefined) return entities[name as string] ?? written
    const code = decimal === undefined ? parseInt(hex as string, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
  })
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
