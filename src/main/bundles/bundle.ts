import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { canonicalJson, type RevisionContent } from '#shared/article/revision.ts'
import { bundleLimit } from '#shared/contract/bundles.ts'
import { pictureLimit } from '#shared/contract/media.ts'
import { readBody } from '#shared/document/body.ts'
import type { ExportFile } from '#shared/formats/format.ts'
import { zipFiles } from '#shared/formats/zip.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import {
  articleSchema,
  bundleVersion,
  contentSchema,
  manifestSchema,
  peopleSchema,
  picturesSchema,
  type BundleArticle,
  type BundlePeople,
  type BundlePicture,
  type Manifest
} from './format.ts'
import { readZip } from './read-zip.ts'

/** A hand-over, whole: what a file holds, before and after it is one. */
export interface Bundle {
  manifest: Omit<Manifest, 'format' | 'version' | 'articles' | 'entries'>
  articles: BundleArticle[]
  /** By hash. */
  revisions: ReadonlyMap<string, RevisionContent>
  people: BundlePeople
  pictures: BundlePicture[]
  /** Originals by hash. */
  media: ReadonlyMap<string, Uint8Array>
}

const limits = {
  entries: 40_000,
  entry: pictureLimit,
  total: 1024 * 1024 * 1024,
  name: /^(manifest\.json|people\.json|pictures\.json|articles\/[0-9A-HJKMNP-TV-Z]{26}\.json|revisions\/[0-9a-f]{64}\.json|media\/[0-9a-f]{64})$/
}
/** Bytes of the largest text in a file, far beyond any article. */
const largestText = 64 * 1024 * 1024

/** The bytes of a hand-over: the same content gives the same bytes, on every machine. */
export function writeBundle({ manifest, articles, revisions, people, pictures, media }: Bundle): Uint8Array {
  const json = (path: string, value: unknown): ExportFile => ({
    path,
    mediaType: 'application/json',
    bytes: new TextEncoder().encode(canonicalJson(value))
  })
  const sorted = <Value>(map: ReadonlyMap<string, Value>) => [...map].sort(([one], [other]) => (one < other ? -1 : 1))
  const files = [
    json('people.json', people),
    json('pictures.json', pictures),
    ...articles.map((article) => json(`articles/${article.id}.json`, article)),
    ...sorted(revisions).map(([id, content]) => json(`revisions/${id}.json`, content)),
    ...sorted(media).map(([hash, bytes]): ExportFile => ({ path: `media/${hash}`, mediaType: 'image/*', bytes }))
  ]
  const whole: Manifest = {
    format: 'copydesk-bundle',
    version: bundleVersion,
    ...manifest,
    articles: articles.map(({ id }) => id),
    entries: Object.fromEntries(files.map(({ path, bytes }) => [path, hashOf(bytes)]))
  }
  return zipFiles([json('manifest.json', whole), ...files])
}

/**
 * Reads a hand-over, or says why it is none: every entry is what its hash says, every text fits the schema, and whatever
 * is named is in it. What is already on this computer is for whoever takes it in.
 */
export function readBundle(bytes: Uint8Array): Result<Bundle> {
  if (bytes.length > bundleLimit) return refused('it is too large')
  try {
    return readWhole(bytes)
  } catch {
    return refused('something in it cannot be read')
  }
}

function readWhole(bytes: Uint8Array): Result<Bundle> {
  const unpacked = readZip(bytes, limits)
  if (!unpacked.ok) return unpacked
  const entries = unpacked.value
  const listed = readManifest(entries)
  if (!listed.ok) return listed
  const people = readJson(entries, 'people.json', peopleSchema)
  if (!people.ok) return people
  const pictures = readJson(entries, 'pictures.json', picturesSchema)
  if (!pictures.ok) return pictures
  const articles: BundleArticle[] = []
  for (const id of listed.value.articles) {
    const article = readJson(entries, `articles/${id}.json`, articleSchema)
    if (!article.ok) return article
    if (article.value.id !== id) return refused(`“articles/${id}.json” is another article`)
    articles.push(article.value)
  }
  const revisions = new Map<string, RevisionContent>()
  for (const name of entries.keys()) {
    const id = /^revisions\/(.*)\.json$/.exec(name)?.[1]
    if (id === undefined) continue
    const content = readContent(entries, name, id)
    if (!content.ok) return content
    revisions.set(id, content.value)
  }
  const media = new Map([...entries].filter(([name]) => name.startsWith('media/')).map(([n, b]) => [n.slice(6), b]))
  for (const [hash, picture] of media)
    if (hashOf(picture) !== hash) return refused('a picture is not what its hash says')
  const { device, desk, madeAt, madeBy } = listed.value
  return ok({
    manifest: { device, desk, madeAt, madeBy },
    articles,
    revisions,
    people: people.value,
    pictures: pictures.value,
    media
  })
}

/** The list of what is in the file, held against what is in it. */
function readManifest(entries: Map<string, Uint8Array>): Result<Manifest> {
  const version = readJson(entries, 'manifest.json', manifestSchema.pick({ format: true, version: true }).loose())
  if (!version.ok) return version
  if (version.value.version > bundleVersion)
    return fail(
      'newer-version',
      'This hand-over was written by a newer Copydesk. Update Copydesk here, then try again.'
    )
  const manifest = readJson(entries, 'manifest.json', manifestSchema)
  if (!manifest.ok) return manifest
  const { entries: hashes, articles } = manifest.value
  if (Object.keys(hashes).length !== entries.size - 1) return refused('its list of contents is not what is in it')
  for (const [name, bytes] of entries)
    if (name !== 'manifest.json' && (!Object.hasOwn(hashes, name) || hashes[name] !== hashOf(bytes)))
      return refused(`“${name}” is not what was written`)
  const files = [...entries.keys()].filter((name) => name.startsWith('articles/'))
  if (files.length !== articles.length || new Set(articles).size !== articles.length)
    return refused('its list of articles is not what is in it')
  return manifest
}

function readContent(entries: Map<string, Uint8Array>, name: string, id: string): Result<RevisionContent> {
  const content = readJson(entries, name, contentSchema)
  if (!content.ok) return content
  const body = readBody(content.value.article.body, content.value.schemaVersion)
  if (!body.ok && body.error.code === 'newer-version')
    return fail(
      'newer-version',
      'A version in this hand-over was written by a newer Copydesk. Update Copydesk here, then try again.'
    )
  if (!body.ok) return refused('a version in it does not fit what an article may contain')
  const whole = content.value as RevisionContent
  if (hashOf(Buffer.from(canonicalJson(whole))) !== id) return refused('a version in it is not what its hash says')
  return ok(whole)
}

function readJson<Schema extends z.ZodType>(
  entries: Map<string, Uint8Array>,
  name: string,
  schema: Schema
): Result<z.infer<Schema>> {
  const bytes = entries.get(name)
  if (!bytes) return refused(`“${name}” is missing`)
  if (bytes.length > largestText) return refused(`“${name}” is too large`)
  const parsed = schema.safeParse(JSON.parse(Buffer.from(bytes).toString()))
  if (parsed.success) return ok(parsed.data)
  return refused(`“${name}” is not as it should be (${parsed.error.issues[0]?.path.join('.') ?? ''})`)
}

export function refused(why: string): Result<never> {
  return fail('invalid-input', `This file was not taken in, and nothing was changed: ${why}.`)
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
