import { strFromU8 } from 'fflate'
import { keptCopyEntry, keptCopySchema, keptCopyVersion, type KeptCopy } from '#shared/article/kept-copy.ts'
import { newBlockId } from '#shared/document/attributes.ts'
import { readBody, type Body, type BodyNode } from '#shared/document/body.ts'
import { suggestionOf } from '#shared/document/suggestions.ts'
import { figuresOf } from '#shared/document/text.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { Imported, ImportedPicture, ImportFile, Reader } from '../reader.ts'
import { looksLikeZip, openZip, type Zip } from '../read-zip.ts'

/** Reads what a window kept of an article outside the desk: the same words, details and pictures, as a new draft. */
export const reader: Reader = { extensions: ['.zip'], recognises, read }

function recognises({ bytes }: ImportFile): boolean {
  if (!looksLikeZip(bytes)) return false
  const zip = openZip(bytes)
  return zip.ok && zip.value.entries.some(({ path }) => path === keptCopyEntry)
}

function read({ bytes }: ImportFile): Result<Imported[]> {
  const zip = openZip(bytes)
  if (!zip.ok) return zip
  const copy = readCopy(zip.value)
  if (!copy.ok) return copy
  const { article, schemaVersion, suggestions } = copy.value
  const body = readBody(article.body, schemaVersion)
  if (!body.ok) return fail(body.error.code, `This copy cannot be read. ${body.error.message}`)
  const ids = new Map<string, string>()
  const renewed = withNewIds(body.value, ids)
  const credits = article.meta.credits.map((credit) => ({ ...credit, id: newBlockId(), personId: null }))
  const meta = { ...article.meta, credits }
  const pictures = readPictures(zip.value, copy.value, renewed, credits)
  if (!pictures.ok) return pictures
  return ok([
    {
      meta,
      body: renewed,
      pictures: pictures.value,
      suggestions: suggestions.flatMap(({ id, author, at }) => {
        const now = ids.get(id)
        return now === undefined ? [] : [{ id: now, authorName: author, at }]
      }),
      comments: [],
      notes: [],
      wire: null
    }
  ])
}

function readCopy(zip: Zip): Result<KeptCopy> {
  const entry = zip.read(keptCopyEntry)
  if (!entry.ok) return entry
  const value = parse(entry.value ?? new Uint8Array())
  const version = (value as { version?: unknown } | null)?.version
  if (typeof version === 'number' && version > keptCopyVersion)
    return fail(
      'newer-version',
      'This copy was kept by a newer Copydesk. Update Copydesk here, then bring it in again.'
    )
  const copy = keptCopySchema.safeParse(value)
  if (copy.success) return ok(copy.data)
  const place = copy.error.issues[0]?.path.join('.')
  return fail(
    'damaged',
    `This copy is not whole${place ? ` (${place})` : ''}. Its words are in the text file beside it.`
  )
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strFromU8(bytes))
  } catch {
    return null
  }
}

/** Each picture once for every figure or portrait that shows it. One that is not in the file is known by its hash alone. */
function readPictures(
  zip: Zip,
  { pictures }: KeptCopy,
  body: Body,
  credits: { id: string; profile: { portrait: string | null } }[]
): Result<ImportedPicture[]> {
  const found: ImportedPicture[] = []
  for (const { hash, path } of pictures) {
    const bytes = zip.read(path)
    if (!bytes.ok) return bytes
    const places = [
      ...figuresOf(body).flatMap(({ attrs }) =>
        attrs?.media === hash ? [{ id: String(attrs.id), fileName: String(attrs.fileName ?? '') }] : []
      ),
      ...credits.flatMap(({ id, profile }) => (profile.portrait === hash ? [{ id, fileName: '' }] : []))
    ]
    const name = path.slice(path.lastIndexOf('/') + 1)
    for (const place of places)
      if (bytes.value) found.push({ id: place.id, fileName: place.fileName || name, bytes: bytes.value })
  }
  return ok(found)
}

/** Blocks and suggestions with ids of their own: the article that this was kept of may still be on the desk. */
function withNewIds(node: BodyNode, suggestions: Map<string, string>): BodyNode {
  const marks = node.marks?.map((mark) => {
    const id = suggestionOf(mark)
    if (id === null) return mark
    const now = suggestions.get(id) ?? newBlockId()
    suggestions.set(id, now)
    return { ...mark, attrs: { ...mark.attrs, id: now } }
  })
  return {
    ...node,
    ...(node.attrs && 'id' in node.attrs && node.attrs.id !== null
      ? { attrs: { ...node.attrs, id: newBlockId() } }
      : {}),
    ...(marks && { marks }),
    ...(node.content && { content: node.content.map((child) => withNewIds(child, suggestions)) })
  }
}
