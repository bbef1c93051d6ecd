import { strFromU8, strToU8, unzipSync } from 'fflate'
import { parse as parseHtmlStrictly } from 'parse5'
import { parse as parseYaml } from 'yaml'
import type { ExportFile } from './format.ts'
import { descendants, isElement, markupText, parseHtml, type MarkupElement } from './markup.ts'
import { scanXml } from './well-formed.ts'

/** What a receiver finds in one file of an export. */
export interface ReadBack {
  path: string
  /** Its words, of elements and attributes, as `foldWords` has them: a stretch of text for each that reads in one. */
  words: string[]
  /** Where something stands: "rss/channel/item/title", "nitf/@version", of JSON "associations/renditions/href". */
  filled: Set<string>
  /** What points at something else, as it stands. */
  addresses: string[]
  /** The files within it, where it is a package. */
  parts: ExportFile[]
  /** Why no receiver could read it; a clause each. */
  problems: string[]
}

/** Letters, figures and pictures alone: what escapes, markup and line breaks of any format leave as it was. */
export function foldWords(text: string): string {
  return text.replace(/(?:[^\p{L}\p{N}\p{M}\p{So}]|\ufffd)+/gu, '')
}

const addressNames = new Set(
  'href src url URL source Target PartName DestinationURL contentUrl thumbnailURL feature_image profile_image'.split(
    ' '
  )
)
/** What a parser says of a part of a page, or of a character that shows as nothing. */
const harmlessInHtml = new Set(['missing-doctype', 'noncharacter-in-input-stream'])

/** Reads a written file again, each kind by its own rules, as far as one can without knowing the format. */
export function readBack(file: ExportFile): ReadBack {
  const found: ReadBack = { path: file.path, words: [], filled: new Set(), addresses: [], parts: [], problems: [] }
  if (file.mediaType.startsWith('image/')) {
    if (file.bytes.length === 0) found.problems.push('it is empty')
    return found
  }
  if (file.path.endsWith('.docx')) return readPackage(file, found)
  const text = decode(file.bytes)
  if (text === null) found.problems.push('it is not UTF-8')
  else if (text.trim() === '') found.problems.push('it is empty')
  else readText(text, file, found)
  return found
}

function readText(text: string, { path, mediaType }: ExportFile, found: ReadBack): void {
  if (/[/+]json$/.test(mediaType)) readJson(text, found)
  else if (/[/+]xml$/.test(mediaType)) readXml(text, found)
  else if (mediaType === 'text/html') readPage(text, found)
  else if (mediaType === 'text/markdown') readMarkdown(text, found)
  else if (!path.endsWith('.css')) found.words.push(foldWords(text))
}

function readPackage(file: ExportFile, found: ReadBack): ReadBack {
  let entries: Record<string, Uint8Array>
  try {
    entries = unzipSync(file.bytes)
  } catch {
    found.problems.push('it is not a whole zip')
    return found
  }
  for (const [path, bytes] of Object.entries(entries)) {
    const mediaType = /\.(xml|rels)$/.test(path) ? 'application/xml' : 'image/*'
    const part: ExportFile = { path, mediaType, bytes }
    found.parts.push(part)
    const inner = readBack(part)
    found.words.push(...inner.words)
    for (const each of inner.filled) found.filled.add(`${path}:${each}`)
    // A relationship counts from the folder of what it belongs to.
    const folder = path.endsWith('.rels') ? path.replace(/_rels\/[^/]*$/, '') : ''
    found.addresses.push(...inner.addresses.map((each) => (hasScheme(each) ? each : folder + each.replace(/^\//, ''))))
    found.problems.push(...inner.problems.map((problem) => `in ${path}, ${problem}`))
  }
  return found
}

function readXml(text: string, found: ReadBack): void {
  const scanned = scanXml(text)
  if ('problem' in scanned) found.problems.push(`it is not well-formed XML: ${scanned.problem}`)
  else readTree(scanned.root, scanned.root.name, found)
}

function readPage(text: string, found: ReadBack): void {
  const errors: string[] = []
  parseHtmlStrictly(text, { onParseError: ({ code }) => errors.push(code) })
  const error = errors.find((code) => !harmlessInHtml.has(code))
  if (error) found.problems.push(`it is not well-formed HTML: ${error.replaceAll('-', ' ')}`)
  const root = parseHtml(text)
  if (root.ok) readTree(root.value, root.value.name, found)
  else found.problems.push(root.error.message)
}

function readTree(root: MarkupElement, path: string, found: ReadBack): void {
  const inHtml = root.name === 'html'
  found.words.push(foldWords(markupText(root)))
  walk(root, path)

  function walk(element: MarkupElement, at: string): void {
    const external = element.attributes.TargetMode === 'External'
    for (const [name, value] of Object.entries(element.attributes)) {
      if (value.trim() === '') continue
      found.filled.add(at).add(`${at}/@${name}`)
      if (!addressNames.has(name)) found.words.push(foldWords(value))
      else if (!external || hasScheme(value)) found.addresses.push(value)
    }
    const own = element.children.filter((child) => typeof child === 'string').join('')
    if (own.trim() !== '') found.filled.add(at)
    if (element.attributes.type === 'application/ld+json') readJson(own, found)
    else if (!inHtml) readNested(own, found)
    for (const child of element.children.filter(isElement)) {
      found.filled.add(at)
      walk(child, `${at}/${child.name}`)
    }
  }
}

/**
 * HTML that stands as text in something else: its words are read without its tags too. Whether it is HTML or words that
 * look so nobody knows, so that of its addresses only those count which no writer but ours spells.
 */
function readNested(text: string, found: ReadBack): void {
  if (!/<[a-z!/]|&[a-z#]/i.test(text)) return
  const root = parseHtml(text)
  if (!root.ok) return
  found.words.push(foldWords(markupText(root.value)))
  for (const { attributes } of descendants(root.value))
    for (const [name, value] of Object.entries(attributes)) {
      found.words.push(foldWords(value))
      if (addressNames.has(name) && /^(__GHOST_URL__\/|media\/(\d\d|portrait)-)/.test(value))
        found.addresses.push(value)
    }
}

function readJson(text: string, found: ReadBack): void {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    found.problems.push('it is not JSON')
    return
  }
  readValue(value, '', '', found)
}

function readValue(value: unknown, key: string, path: string, found: ReadBack): void {
  if (value === null || value === undefined || value === '') return
  found.filled.add(path)
  if (Array.isArray(value)) for (const each of value) readValue(each, key, path, found)
  else if (typeof value === 'object')
    for (const [inner, each] of Object.entries(value))
      readValue(each, inner, path === '' ? inner : `${path}/${inner}`, found)
  else if (addressNames.has(key)) found.addresses.push(String(value))
  else {
    found.words.push(foldWords(String(value)))
    readNested(String(value), found)
  }
}

function readMarkdown(text: string, found: ReadBack): void {
  const [, front, copy = ''] = /^---\n(.*?\n)---\n(.*)$/s.exec(text) ?? []
  if (front === undefined) {
    found.problems.push('its front matter is missing')
    return
  }
  try {
    readValue(parseYaml(front), '', '', found)
  } catch {
    found.problems.push('its front matter is not YAML')
  }
  found.addresses.push(...[...copy.matchAll(/!\[(?:[^\]\\]|\\.)*\]\(([^)\s]+)\)/g)].map(([, address = '']) => address))
  const resolved = copy.replace(/&(amp|lt|gt|quot|#\d+);/g, ' ')
  const plain = resolved.replace(/\]\((?:[^()\\\s]|\\.|\([^()]*\))*\)/g, '').replace(/<\/?[a-z]+[^>]*>/gi, '')
  found.words.push(foldWords(copy), foldWords(resolved), foldWords(plain))
}

export function hasScheme(address: string): boolean {
  return /^[a-z][a-z\d+.-]*:/i.test(address)
}

/** Null where the bytes are no UTF-8. */
function decode(bytes: Uint8Array): string | null {
  const text = strFromU8(bytes)
  const again = strToU8(text)
  return again.length === bytes.length && again.every((byte, index) => byte === bytes[index]) ? text : null
}
