import type { MarkupElement } from './markup.ts'

/** An XML document as a tree, or what is wrong with it and in which line. */
export type ScannedXml = { root: MarkupElement } | { problem: string }

class Problem extends Error {
  readonly at: number
  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

const name = /[\p{L}_:][\p{L}\p{N}_:.·-]*/uy
const space = /[ \t\r\n]*/y
const reference = /&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);/g
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
// eslint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

/**
 * Holds a document against what XML 1.0 asks of any: what an export wrote is proved by it, so it forgives nothing that
 * a reader of files from outside would. Prefixes must be declared; a document type is none of ours and a fault.
 */
export function scanXml(text: string): ScannedXml {
  try {
    return { root: scan(text) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { problem: `${error.message} (line ${text.slice(0, error.at).split('\n').length})` }
  }
}

interface Open {
  element: MarkupElement
  prefixes: ReadonlySet<string>
}

function scan(text: string): MarkupElement {
  const strange = forbidden.exec(text)
  if (strange) throw new Problem('it holds a character that XML cannot have', strange.index)
  const document: MarkupElement = { name: '', attributes: {}, children: [] }
  const open: Open[] = [{ element: document, prefixes: new Set(['xml', 'xmlns', '']) }]
  for (let at = 0; at < text.length;) {
    const { element, prefixes } = open[open.length - 1] as Open
    const next = text.indexOf('<', at)
    const words = text.slice(at, next < 0 ? undefined : next)
    if (element !== document) addText(element, resolve(words, at))
    else if (words.trim() !== '') throw new Problem('there are words outside of the root', at)
    if (next < 0) break
    at = next
    if (text.startsWith('<?', at)) at = past(text, '?>', at)
    else if (text.startsWith('<!--', at)) at = pastComment(text, at)
    else if (text.startsWith('<![CDATA[', at)) {
      if (element === document) throw new Problem('there are words outside of the root', at)
      const end = past(text, ']]>', at)
      addText(element, text.slice(at + 9, end - 3))
      at = end
    } else if (text.startsWith('</', at)) {
      const end = past(text, '>', at)
      const closed = text.slice(at + 2, end - 1).trimEnd()
      if (element === document || element.name !== closed) throw new Problem(`</${closed}> closes nothing`, at)
      open.pop()
      at = end
    } else {
      const tag = readTag(text, at)
      if (element === document && document.children.length > 0) throw new Problem('it has two roots', at)
      const child: MarkupElement = { name: tag.name, attributes: tag.attributes, children: [] }
      const known = declaredIn(child, prefixes)
      const unknown = [child.name, ...Object.keys(child.attributes)].find((each) => !known.has(prefixOf(each)))
      if (unknown !== undefined) throw new Problem(`the prefix of ${unknown} is not declared`, at)
      element.children.push(child)
      if (!tag.empty) open.push({ element: child, prefixes: known })
      at = tag.end
    }
  }
  const unclosed = open[open.length - 1]?.element
  if (unclosed !== document) throw new Problem(`<${unclosed?.name}> is never closed`, text.length)
  const [root] = document.children
  if (typeof root !== 'object') throw new Problem('it has no root', 0)
  return root
}

function readTag(text: string, start: number) {
  const attributes: Record<string, string> = {}
  const called = match(name, text, start + 1)
  if (called === '') throw new Problem('a “<” begins no tag', start)
  for (let at = start + 1 + called.length; ;) {
    const gap = match(space, text, at).length
    at += gap
    if (text.startsWith('/>', at)) return { name: called, attributes, empty: true, end: at + 2 }
    if (text[at] === '>') return { name: called, attributes, empty: false, end: at + 1 }
    const key = match(name, text, at)
    const quote = text[at + key.length + 1] ?? ''
    if (gap === 0 || key === '' || text[at + key.length] !== '=' || !/^["']$/.test(quote))
      throw new Problem(`<${called}> is not well formed`, at)
    if (Object.hasOwn(attributes, key)) throw new Problem(`<${called}> has ${key} twice`, at)
    const from = at + key.length + 2
    const to = past(text, quote, from) - 1
    const value = text.slice(from, to)
    if (value.includes('<')) throw new Problem(`${key} of <${called}> holds a bare “<”`, from)
    attributes[key] = resolve(value, from)
    at = to + 1
  }
}

function declaredIn({ attributes }: MarkupElement, outer: ReadonlySet<string>): ReadonlySet<string> {
  const own = Object.keys(attributes).filter((key) => key.startsWith('xmlns:'))
  return own.length === 0 ? outer : new Set([...outer, ...own.map((key) => key.slice(6))])
}

function prefixOf(written: string): string {
  return written.includes(':') ? written.slice(0, written.indexOf(':')) : ''
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

function past(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  if (found < 0) throw new Problem(`a ${mark} is missing`, from)
  return found + mark.length
}

function pastComment(text: string, at: number): number {
  const end = past(text, '--', at + 4)
  if (text[end] !== '>') throw new Problem('a comment holds “--”', at)
  return end + 1
}

function addText(element: MarkupElement, text: string): void {
  const last = element.children.length - 1
  const before = element.children[last]
  if (text === '') return
  if (typeof before === 'string') element.children[last] = before + text
  else element.children.push(text)
}

function resolve(text: string, at: number): string {
  if (text.includes(']]>')) throw new Problem('“]]>” stands in words', at + text.indexOf(']]>'))
  if (!text.includes('&')) return text
  const bare = text.replace(reference, (found) => ' '.repeat(found.length)).indexOf('&')
  if (bare >= 0) throw new Problem('a “&” stands alone', at + bare)
  return text.replace(reference, (found) => {
    const inner = found.slice(1, -1)
    if (!inner.startsWith('#')) return named[inner] ?? found
    const code = inner.startsWith('#x') ? parseInt(inner.slice(2), 16) : Number(inner.slice(1))
    if (!(code > 0 && code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff))
      throw new Problem(`${found} is no character`, at)
    const character = String.fromCodePoint(code)
    if (forbidden.test(character)) throw new Problem(`${found} is no character of XML`, at)
    return character
  })
}
