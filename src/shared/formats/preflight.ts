import { walkBody } from '#shared/document/body.ts'
import { isTextblock, textOf } from '#shared/document/text.ts'
import type { ExportFile, ExportItem, ExportPicture, Format, Part } from './format.ts'
import { foldWords, hasScheme, readBack, type ReadBack } from './read-back.ts'
import { readStory } from './story.ts'
import { allowedXml } from './xml.ts'

/** Something in an export that must not leave. */
export interface Fault {
  /** Id of the format. */
  format: string
  /** What it is about: "caption of picture 2", or the file where it is about a file. */
  field: string
  /** A whole sentence that names both. */
  message: string
}

/**
 * Reads a format's files again as a receiver would, before any is written: each well formed, whole by the format's own
 * rules, with every word and picture of the articles in it that the format says it carries, pointing at nothing that is
 * not there and at no place on this computer. Empty means that it may leave. A feed of several articles comes without
 * pictures.
 */
export function preflight(format: Format, files: ExportFile[], items: ExportItem[], withPictures = true): Fault[] {
  const read = files.map(readBack)
  const inside = [...files, ...read.flatMap(({ parts }) => parts)]
  const faults = [
    ...pathFaults(files),
    ...read.flatMap((file) =>
      file.problems.map((problem) => ({ field: file.path, clause: `${file.path}: ${problem}` }))
    ),
    ...ruleFaults(format, read, files[0]),
    ...addressFaults(read, inside),
    ...items.flatMap((item) => [
      ...wordFaults(format, item, read),
      ...(withPictures ? pictureFaults(format, item, inside) : [])
    ])
  ]
  return faults.map(({ field, clause }) => ({
    format: format.id,
    field,
    message: `${format.label} was not written, because it would not be whole: ${clause}.`
  }))
}

interface Found {
  field: string
  clause: string
}

function pathFaults(files: ExportFile[]): Found[] {
  if (files.length === 0) return [{ field: 'files', clause: 'it has no file' }]
  return files.flatMap(({ path }, index) => {
    const unsafe = /[\\:\p{Cc}]|^\/|(^|\/)\.{0,2}(\/|$)/u.test(path)
    if (unsafe) return [{ field: path, clause: `${JSON.stringify(path)} is no name for a file` }]
    const twice = files.findIndex((other) => other.path.toLowerCase() === path.toLowerCase()) < index
    return twice ? [{ field: path, clause: `two of its files are called ${path}` }] : []
  })
}

/** What the format itself asks for: each of `requires` must stand in the main file, and say something. */
function ruleFaults(format: Format, read: ReadBack[], main: ExportFile | undefined): Found[] {
  const file = read.find(({ path }) => path === main?.path)
  if (!file || file.problems.length > 0) return []
  return format.requires
    .filter((field) => !file.filled.has(field))
    .map((field) => ({ field, clause: `${file.path} lacks ${field}` }))
}

const onThisComputer = /^(file:\/|[a-z]:[\\/]|\\\\|\/(home|Users|tmp|var|private|mnt|Volumes)\/)/i

function addressFaults(read: ReadBack[], files: ExportFile[]): Found[] {
  const paths = new Set(files.map(({ path }) => path))
  return read.flatMap(({ path, addresses }) =>
    addresses.flatMap((address) => {
      if (onThisComputer.test(address))
        return [{ field: path, clause: `${path} points at ${address}, on this computer` }]
      const named = fileNamed(address)
      return named === null || paths.has(named)
        ? []
        : [{ field: path, clause: `${path} points at ${named}, which is not among its files` }]
    })
  )
}

/** The path of the file beside it that an address names, by any of the spellings that formats have for that. */
function fileNamed(address: string): string | null {
  const own = /^(?:file:|bundle:\/\/|__GHOST_URL__\/)(.+)$/.exec(address)?.[1]
  if (own === undefined && (hasScheme(address) || /^[#/?]/.test(address))) return null
  const [path = ''] = (own ?? address).split(/[?#]/)
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** A piece of the article that must be found again, and which part of an article it is. */
interface Wanted {
  part: Part
  field: string
  text: string
}

function wordFaults(format: Format, { article, context }: ExportItem, read: ReadBack[]): Found[] {
  const words = read.flatMap((file) => file.words)
  const story = readStory(article, context)
  const wanted: Wanted[] = [
    { part: 'headline', field: 'headline', text: story.headline },
    { part: 'standfirst', field: 'standfirst', text: story.standfirst },
    ...story.pictures.flatMap(({ file, caption, credit, alt }, index): Wanted[] => [
      { part: 'captions', field: `caption of picture ${index + 1}`, text: caption },
      { part: 'credits', field: `credit of picture ${index + 1}`, text: credit },
      { part: 'alt text', field: `alt text of picture ${index + 1}`, text: file === null ? '' : alt }
    ]),
    ...story.blocks
      .filter(({ type }) => type !== 'figure')
      .flatMap((block) => [...walkBody(block)])
      .filter(({ node }) => isTextblock(node))
      .map(({ node }, index): Wanted => ({ part: 'copy', field: `paragraph ${index + 1}`, text: textOf(node) }))
  ]
  return wanted
    .filter(({ part }) => format.carries[part] !== null)
    .map((each) => ({ ...each, text: format.cuts?.(each.part, each.text) ?? each.text }))
    .filter(({ text }) => !isThere(text, words))
    .map(({ field, text }) => ({ field, clause: `the ${field} (“${beginning(text)}”) is missing` }))
}

function isThere(text: string, words: string[]): boolean {
  const folded = foldWords(allowedXml(text))
  return folded === '' || words.some((each) => each.includes(folded))
}

function beginning(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 40 ? `${line.slice(0, 40).toWellFormed().trimEnd()}…` : line
}

/** Each picture to the byte, wherever the format puts it. Portraits are held by what points at them. */
function pictureFaults(format: Format, { article, context }: ExportItem, files: ExportFile[]): Found[] {
  if (format.carries.pictures === null) return []
  return readStory(article, context).pictures.flatMap(({ file }, index) =>
    file === null || files.some(({ bytes }) => sameBytes(bytes, file))
      ? []
      : [{ field: `picture ${index + 1}`, clause: `picture ${index + 1} (${file.fileName}) is not among its files` }]
  )
}

function sameBytes(bytes: Uint8Array, { bytes: other }: ExportPicture): boolean {
  return bytes === other || (bytes.length === other.length && bytes.every((byte, index) => byte === other[index]))
}
