import { metaSchema } from '#shared/article/article.ts'
import { readBody } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { formats } from '#shared/formats/index.ts'
import type { Imported, ImportFile, Reader } from '#shared/formats/reader.ts'
import { looksLikeZip, openZip } from '#shared/formats/read-zip.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { ReadFile } from './importer.ts'

export interface LabelledReader extends Reader {
  label: string
}

/** Bytes of the largest document that is read. */
export const documentLimit = 64 * 1024 * 1024
/** Articles that one file may hold. */
const articleLimit = 2000

/** Every format that can be read, in the order of the list. */
export async function loadReaders(): Promise<LabelledReader[]> {
  const readers = await Promise.all(
    formats.map(async ({ label, read }) => (read ? { ...(await read()), label } : null))
  )
  const { reader } = await import('#shared/formats/kept-copy/read.ts')
  return [...readers.filter((found) => found !== null), { ...reader, label: 'Copydesk copy' }]
}

/** Passes a file by the guard and has it read by the format that knows it. Throws where a reader does. */
export function readFile(readers: LabelledReader[], file: ImportFile, beside: ImportFile[]): Result<ReadFile> {
  if (file.bytes.length === 0) return fail('damaged', 'This file is empty.')
  if (file.bytes.length > documentLimit)
    return fail(
      'too-large',
      `This file has ${Math.ceil(file.bytes.length / 1e6)} MB; documents of up to ${Math.floor(documentLimit / 1e6)} MB are read.`
    )
  if (looksLikeZip(file.bytes)) {
    const zip = openZip(file.bytes)
    if (!zip.ok) return zip
  }
  const reader = readerOf(readers, file)
  if (!reader) return fail('unsupported', unknownKind(file.name, readers))
  const read = reader.read(file, beside)
  if (!read.ok) return read
  if (read.value.length === 0) return fail('refused', 'This file holds no article.')
  if (read.value.length > articleLimit)
    return fail('too-large', `This file holds more than ${articleLimit.toLocaleString('en')} articles.`)
  const articles: Imported[] = []
  for (const article of read.value) {
    const held = hold(article)
    if (!held.ok) return held
    articles.push(held.value)
  }
  return ok({ format: reader.label, articles })
}

/** What a throw of a reader is to the person who brings the file in. */
export function readFailure(error: unknown): Result<never> {
  // A depth that the stack does not hold is the file's doing, not the reader's.
  return error instanceof RangeError
    ? fail(
        'too-large',
        'This file is nested too deep or too large to be read. Save it again, or bring it in as plain text.'
      )
    : fail(
        'damaged',
        'This file could not be read: it is not built as files of its kind are. Save it again, or bring it in as plain text.'
      )
}

/** Who knows the bytes, and first of all whose ending the file has. */
function readerOf(readers: LabelledReader[], file: ImportFile): LabelledReader | undefined {
  const knowing = readers.filter((reader) => reader.recognises(file))
  return knowing.find((reader) => hasEnding(reader, file)) ?? knowing[0]
}

function hasEnding({ extensions }: Reader, { name }: ImportFile): boolean {
  return extensions.some((extension) => name.toLowerCase().endsWith(extension))
}

function unknownKind(name: string, readers: LabelledReader[]): string {
  const kinds = readers.map(({ label }) => label).join(', ')
  if (/\.doc$/i.test(name))
    return 'This is a document of an old Word. Open it in Word, save it as .docx, and bring that in.'
  if (/\.(pages|odt|rtf|pdf)$/i.test(name))
    return `Copydesk does not read this kind of file. Save it as Word (.docx) or plain text. It reads: ${kinds}.`
  return `Copydesk does not know this kind of file. It reads: ${kinds}.`
}

/** No reader is believed either: what it gives holds against the schema, or the file is not taken. */
function hold(article: Imported): Result<Imported> {
  const body = readBody(article.body, schemaVersion)
  if (!body.ok) return fail('internal', `Reading this file gave no sound article. ${body.error.message}`)
  const meta = metaSchema.partial().safeParse(article.meta)
  if (!meta.success) {
    const [issue] = meta.error.issues
    return fail('internal', `Reading this file gave no sound article. ${issue?.path.join('.')}: ${issue?.message}`)
  }
  return ok({ ...article, body: body.value })
}
