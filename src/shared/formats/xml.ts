/** Text in a CDATA section. */
interface Cdata {
  cdata: string
}
/** XML that is written already, and so escaped. */
interface Markup {
  markup: string
}
export interface XmlElement {
  name: string
  attributes: XmlAttributes
  children: XmlChild[]
  /** Whether children stand on lines of their own: only where white space says nothing. */
  spaced: boolean
}
/** Attributes without a value are left out, an empty text is kept. */
export type XmlAttributes = Record<string, string | number | null | undefined>
export type XmlChild = XmlElement | Cdata | Markup | string | null

/** An element whose children run together: text, and elements within text. */
export function inline(name: string, attributes: XmlAttributes, ...children: XmlChild[]): XmlElement {
  return { name, attributes, children, spaced: false }
}

/** An element of elements, each on its own line. */
export function block(name: string, attributes: XmlAttributes, ...children: XmlChild[]): XmlElement {
  return { name, attributes, children, spaced: true }
}

/** An element with this text, or nothing where the text is blank. */
export function filled(name: string, text: string, attributes: XmlAttributes = {}): XmlElement | null {
  return text.trim() === '' ? null : inline(name, attributes, text)
}

/** As `block`, but nothing when there is no child. */
export function blockOf(name: string, attributes: XmlAttributes, children: XmlChild[]): XmlElement | null {
  const there = children.filter((child) => child !== null)
  return there.length === 0 ? null : block(name, attributes, ...there)
}

export function cdata(text: string): Cdata {
  return { cdata: text }
}

export function markup(text: string): Markup {
  return { markup: text }
}

/** A whole document, UTF-8. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(root)}\n`
}

export function writeXml(child: XmlChild): string {
  if (child === null) return ''
  if (typeof child === 'string') return escapeXml(child)
  if ('markup' in child) return child.markup
  if ('cdata' in child) return `<![CDATA[${allowedXml(child.cdata).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
  const start = child.name + Object.entries(child.attributes).map(attribute).join('')
  const children = child.children.map(writeXml).filter(Boolean)
  if (children.length === 0) return `<${start}/>`
  return child.spaced
    ? `<${start}>\n${children.join('\n')}\n</${child.name}>`
    : `<${start}>${children.join('')}</${child.name}>`
}

function attribute([name, value]: [string, string | number | null | undefined]): string {
  // Line breaks and tabs would be read back as spaces.
  return value === null || value === undefined
    ? ''
    : ` ${name}="${escapeXml(String(value)).replace(/[\n\t]/g, (space) => `&#${space.charCodeAt(0)};`)}"`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

function escapeXml(text: string): string {
  return allowedXml(text).replace(/[&<>"\r]/g, (character) => entities[character] ?? character)
}

/** What XML 1.0 may hold: other characters are no text in any spelling, and a lone surrogate has none. */
export function allowedXml(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}
