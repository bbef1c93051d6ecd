import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { fail, ok, type Result } from '#shared/result.ts'
import { deepestMarkup, markupText, parseHtml, type MarkupElement, type MarkupNode } from './markup.ts'

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  allowBooleanAttributes: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: '#cdata'
})

/**
 * XML as a tree under its root element. Nothing outside the text is read: a document type that only names itself is
 * passed over, one that declares anything is refused, and so is what nests too deep.
 */
export function parseXml(text: string, what = 'The XML'): Result<MarkupElement> {
  const xml = withoutDoctype(text.replace(/^\ufeff/, '').trimStart())
  if (xml === null)
    return fail('refused', `${what} declares entities or elements of its own, which is not read: it can hide anything.`)
  const { deepest, elements } = sizeOf(xml)
  if (deepest > deepestMarkup)
    return fail('refused', `${what} is nested deeper than ${deepestMarkup} levels, which no article needs.`)
  if (elements > mostElements) return fail('too-large', `${what} holds more elements than any article. It is not read.`)
  const valid = XMLValidator.validate(xml, { allowBooleanAttributes: true })
  if (valid !== true) {
    const { msg, line } = valid.err
    return fail('damaged', `${what} is broken in line ${line}: ${plainly(msg)} Ask for it again, or save it anew.`)
  }
  const root = (parser.parse(xml) as Ordered[]).map(node).find((each) => typeof each === 'object')
  return root ? ok(root) : fail('damaged', `${what} holds no element.`)
}

/** A book of a thousand pages has fewer; memory is what they cost. */
const mostElements = 600_000

/** The validator's words as a sentence; of elements that are left open it gives a list as code has it. */
function plainly(message: string): string {
  const open = /^Invalid '(\[.*\])' found/s.exec(message)?.[1]
  if (open === undefined) return message.replace(/\.?$/, '.')
  const names = [...open.matchAll(/"([^"]+)"/g)].map(([, name]) => `“${name}”`)
  return `it ends before ${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} closed. The end of the file may be missing.`
}

type Ordered = Record<string, unknown>

function node(ordered: Ordered): MarkupNode {
  const [name = ''] = Object.keys(ordered).filter((key) => key !== ':@')
  const value = ordered[name]
  if (name === '#text') return resolved(String(value))
  if (name === '#cdata') return (value as Ordered[]).map((part) => String(part['#text'] ?? '')).join('')
  const attributes = (ordered[':@'] ?? {}) as Record<string, unknown>
  return {
    name,
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([key, each]) => [key, each === true ? '' : resolved(String(each))])
    ),
    children: (value as Ordered[]).map(node)
  }
}

/** The text without its document type, or null where that declares something. */
function withoutDoctype(xml: string): string | null {
  const prolog = /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*/.exec(xml)?.[0] ?? ''
  const rest = xml.slice(prolog.length)
  if (!/^<!doctype/i.test(rest)) return xml
  const end = rest.search(/[>[]/)
  return rest.charAt(end) === '>' ? prolog + rest.slice(end + 1) : null
}

/** How deep elements nest and how many there are, in one walk over the text and without a stack: parsers hang on what is too much. */
function sizeOf(xml: string): { deepest: number; elements: number } {
  let depth = 0
  let deepest = 0
  let elements = 0
  for (const [tag] of xml.matchAll(
    /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<[^<>!?](?:"[^"]*"|'[^']*'|[^<>"'])*>/g
  )) {
    if (/^<[!?]/.test(tag)) continue
    if (tag.startsWith('</')) depth -= 1
    else {
      elements += 1
      if (!tag.endsWith('/>')) depth += 1
    }
    deepest = Math.max(deepest, depth)
  }
  return { deepest, elements }
}

const five: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** References resolved: XML's own, figures, and the names that HTML has, which NITF's document type declares. */
function resolved(text: string): string {
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z][a-z\d]{1,31});/gi, (whole, reference: string) => {
    const own = five[reference]
    if (own !== undefined) return own
    if (!reference.startsWith('#')) return named(whole)
    const code = /^#x/i.test(reference) ? Number.parseInt(reference.slice(2), 16) : Number(reference.slice(1))
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
  })
}

const names = new Map<string, string>()

function named(reference: string): string {
  const known = names.get(reference)
  if (known !== undefined) return known
  const parsed = parseHtml(reference)
  const text = parsed.ok ? markupText(parsed.value) : reference
  if (names.size < 1000) names.set(reference, text)
  return text
}

/** The tree with the prefixes of its names gone: for formats that name no element twice. */
export function withoutPrefixes(element: MarkupElement): MarkupElement {
  return {
    name: element.name.replace(/^.*:/, ''),
    attributes: element.attributes,
    children: element.children.map((child) => (typeof child === 'string' ? child : withoutPrefixes(child)))
  }
}

/** The root element's name as the beginning of a text shows it, prefix gone; null where it is no XML. */
export function rootName(beginning: string): string | null {
  const text = beginning.replace(/^[\ufeff\s]+/, '')
  const inner = text.replace(/^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!doctype[^>[]*(?:\[[^\]]*\])?[^>]*>)*/i, '')
  return /^<(?:[\w.-]+:)?([A-Za-z][\w.-]*)/.exec(inner)?.[1] ?? null
}
