import type { BodyNode } from '#shared/document/body.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { decodeText } from '../decode.ts'
import { bodyOf, counted, inlineOf, node, note, showable, textblock } from '../draft.ts'
import { guessPublished, type Line } from '../published.ts'
import type { Imported, ImportFile, ImportNote, Reader } from '../reader.ts'

/** Characters of the longest text: twenty novels. */
const longest = 10_000_000

export const reader: Reader = {
  extensions: ['.txt', '.text'],
  recognises: ({ name, bytes }) =>
    /\.(txt|text)$/i.test(name) && !bytes.subarray(0, 4000).includes(0) ? true : isUtf16(bytes) && /\.txt$/i.test(name),
  read
}

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
}

function read({ bytes }: ImportFile): Result<Imported[]> {
  const { text, encoding, guessed } = decodeText(bytes)
  if (text.length > longest) return fail('too-large', 'This text is longer than any article. It is not read.')
  const notes: ImportNote[] = []
  if (guessed)
    notes.push(
      note(
        'changed',
        `The file does not say how its letters are written; they were read as ${encoding}. Look at accents and quotation marks.`
      )
    )
  const { blocks, lines } = readPlain(showable(text.replace(/\r\n?/g, '\n')), notes)
  if (blocks.length === 0) return fail('damaged', 'This file has no words in it.')
  notes.unshift(note('came', `${counted(lines.length, 'paragraph')} came.`))
  return ok([
    {
      meta: {},
      body: bodyOf(blocks),
      pictures: [],
      suggestions: [],
      comments: [],
      notes,
      guesses: guessPublished(lines),
      wire: null
    }
  ])
}

/** Plain copy as blocks, and those of its lines that may be something else. */
export function readPlain(text: string, notes: ImportNote[]): { blocks: BodyNode[]; lines: Line[] } {
  const groups = text
    .split(/\n[ \t]*\n/)
    .map((group) => group.split('\n').filter((line) => line.trim() !== ''))
    .filter((group) => group.length > 0)
  const blocks: BodyNode[] = []
  const lines: Line[] = []
  let wrapped = 0
  let lists = 0
  let tables = 0
  const putLine = (words: string, group: number) => {
    const block = textblock('paragraph', inlineOf(words.trim()))
    blocks.push(block)
    lines.push({ id: String(block.attrs?.id), text: words.trim(), group })
  }
  for (const [index, group] of groups.entries()) {
    if (group.length === 1 && /^\s*(?:\*\s?\*\s?\*|-{3,}|_{3,}|#)\s*$/.test(group[0] ?? ''))
      blocks.push(node('divider'))
    else if (isTable(group)) {
      tables++
      blocks.push(tableOf(group))
    } else if (isWrapped(group)) {
      wrapped++
      putLine(group.map((line) => line.trim()).join(' '), index)
    } else
      for (const part of partsOf(group))
        if (typeof part === 'string') putLine(part, index)
        else {
          lists++
          blocks.push(part.list)
        }
  }
  if (wrapped > 0)
    notes.push(note('changed', `Lines that were broken to a width were joined in ${counted(wrapped, 'paragraph')}.`))
  if (lists > 0)
    notes.push(
      note('changed', `${counted(lists, 'list')} of hyphens or numbers came as ${lists === 1 ? 'a list' : 'lists'}.`)
    )
  if (tables > 0)
    notes.push(
      note('changed', `${counted(tables, 'table')} of lines with tabs came as ${tables === 1 ? 'a table' : 'tables'}.`)
    )
  return { blocks, lines }
}

/** Broken by a program to a width: every line but the last is nearly as long as the longest, and none longer than 90. */
function isWrapped(group: string[]): boolean {
  const inner = group.slice(0, -1)
  const width = Math.max(...group.map((line) => line.length))
  return (
    inner.length > 0 &&
    width >= 50 &&
    width <= 90 &&
    inner.every((line) => line.length >= width - 22) &&
    group.slice(1).every((line) => !itemPattern.test(line)) &&
    inner.some((line) => !/[.!?:"”’)]$/.test(line.trim()))
  )
}

function isTable(group: string[]): boolean {
  const columns = group.map((line) => line.split('\t').length)
  return group.length > 1 && (columns[0] ?? 0) > 1 && columns.every((count) => count === columns[0])
}

function tableOf(group: string[]): BodyNode {
  const cell = (text: string) => node('tableCell', [textblock('paragraph', inlineOf(text.trim()))])
  return node(
    'table',
    group.map((line) => node('tableRow', line.split('\t').slice(0, 100).map(cell)))
  )
}

const itemPattern = /^(\s*)(?:([-•*–])|(\d{1,4})[.)])\s+(?=\S)/

/** Lines, and runs of items as lists; what is indented under an item belongs to it. */
function partsOf(group: string[]): (string | { list: BodyNode })[] {
  const parts: (string | { list: BodyNode })[] = []
  for (let at = 0; at < group.length;) {
    const first = itemPattern.exec(group[at] ?? '')
    // One line that begins with a hyphen may be speech; two are a list.
    const more = first && itemPattern.test(group[at + 1] ?? '')
    if (!first || !more) parts.push(group[at++] ?? '')
    else {
      const { list, end } = listAt(group, at, (first[1] ?? '').length, 0)
      parts.push({ list })
      at = end
    }
  }
  return parts
}

function listAt(group: string[], from: number, indent: number, depth: number): { list: BodyNode; end: number } {
  const first = itemPattern.exec(group[from] ?? '')
  const ordered = first?.[3] !== undefined
  const items: BodyNode[] = []
  let at = from
  while (at < group.length) {
    const match = itemPattern.exec(group[at] ?? '')
    const own = (match?.[1] ?? '').length
    if (!match || own < indent || (own === indent && (match[3] !== undefined) !== ordered)) {
      const line = group[at] ?? ''
      const inside = items.at(-1)
      if (match || !inside || !line.startsWith(' '.repeat(indent + 1))) break
      inside.content?.push(textblock('paragraph', inlineOf(line.trim())))
      at++
    } else if (own > indent && items.length > 0 && depth < 8) {
      const inner = listAt(group, at, own, depth + 1)
      items.at(-1)?.content?.push(inner.list)
      at = inner.end
    } else {
      items.push(node('listItem', [textblock('paragraph', inlineOf((group[at] ?? '').slice(match[0].length).trim()))]))
      at++
    }
  }
  const start = Number(first?.[3] ?? 1)
  return { list: node(ordered ? 'orderedList' : 'bulletList', items, ordered ? { start } : {}), end: at }
}
