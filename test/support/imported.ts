import { readFileSync } from 'node:fs'
import { emptyMeta, type Meta } from '#shared/article/article.ts'
import type { Body, BodyNode } from '#shared/document/body.ts'
import type { ExportFile, Format } from '#shared/formats/format.ts'
import { formats } from '#shared/formats/index.ts'
import type { Imported, ImportFile, Reader } from '#shared/formats/reader.ts'
import { expectOk } from '#shared/result.ts'
import { showable } from './exported.ts'

export function importFile(path: string): ImportFile {
  return { name: path.replace(/^.*\//, ''), bytes: new Uint8Array(readFileSync(path)) }
}

export async function readerOf(format: Format | undefined): Promise<Reader> {
  if (!format?.read) throw new Error(`${format?.id ?? 'The format'} has no way back.`)
  return format.read()
}

/** The one reader that takes a file for its own. */
export async function recognised(file: ImportFile): Promise<{ id: string; reader: Reader }[]> {
  const readers = await Promise.all(
    formats
      .filter(({ read }) => read !== undefined)
      .map(async (format) => ({ id: format.id, reader: await readerOf(format) }))
  )
  return readers.filter(({ reader }) => reader.recognises(file))
}

/** What comes back of an export, all its files beside the first. */
export async function readBack(format: Format, [main, ...beside]: ExportFile[]): Promise<Imported> {
  const reader = await readerOf(format)
  const asFile = ({ path, bytes }: ExportFile): ImportFile => ({ name: path, bytes })
  if (!main) throw new Error('The export holds no file.')
  const [first] = expectOk(reader.read(asFile(main), beside.map(asFile)))
  if (!first) throw new Error('Nothing came back.')
  return first
}

/** Without the characters and spaces that no page and no XML keeps. */
export function tidy(text: string): string {
  return tidyInner(text).trim()
}

/**
 * A body as comparable lines: types, attributes that say something, marks and words; ids left out, empty textblocks too.
 * A headline goes out on one line, so of white space in it only that there is some counts.
 */
export function outline(body: Body): string[] {
  return (body.content ?? [])
    .map(lineOf)
    .map((line) =>
      line.startsWith('headline(') ? line.replace(/\s+/g, ' ').replace('( ', '(').replace(' )', ')') : line
    )
    .filter((line) => !/^(?:paragraph|heading\d|standfirst|pullQuote)\(\)$/.test(line))
}

function lineOf(node: BodyNode): string {
  if (node.type === 'hardBreak') return '⏎'
  const attrs = Object.entries(node.attrs ?? {})
    .filter(
      ([key, value]) =>
        [
          'level',
          'start',
          'type',
          'url',
          'role',
          'alt',
          'creator',
          'copyright',
          'usageTerms',
          'colspan',
          'rowspan'
        ].includes(key) &&
        value !== '' &&
        value !== null &&
        value !== 1 &&
        value !== 'inline'
    )
    .map(([key, value]) => (key === 'level' ? String(value) : ` ${key}=${tidy(String(value))}`))
    .join('')
  return `${node.type}${attrs}(${isTexts(node) ? runs(node) : (node.content ?? []).map(lineOf).join(' ')})`
}

function isTexts(node: BodyNode): boolean {
  return (node.content ?? []).some(({ type }) => type === 'text' || type === 'hardBreak')
}

/** Words with their marks, each character by itself, so that how a text was cut into runs says nothing. */
function runs(node: BodyNode): string {
  const characters = (node.content ?? []).flatMap((child) => {
    if (child.type === 'hardBreak') return [{ letter: '⏎', marks: '' }]
    const marks = (child.marks ?? [])
      .map(({ type, attrs }) => `${type}${typeof attrs?.href === 'string' ? `:${attrs.href}` : ''}`)
      .sort()
      .join(',')
    return [...tidyInner(child.text ?? '')].map((letter) => ({ letter, marks: letter === ' ' ? '' : marks }))
  })
  let text = ''
  let open = ''
  for (const { letter, marks } of characters) {
    if (letter === ' ' && (text === '' || /[ ⏎]$/.test(text))) continue
    if (letter === '⏎') text = text.replace(/ +$/, '')
    if (letter !== ' ' && marks !== open) {
      text += `{${marks}}`
      open = marks
    }
    text += letter
  }
  return text.replace(/^(?:⏎|\{\})+|[ ⏎]+$/g, '')
}

function tidyInner(text: string): string {
  return showable(text).replace(/[ \t\n\r]+/g, ' ')
}

export function metaOf(imported: Imported): Meta {
  return { ...emptyMeta, ...imported.meta }
}
