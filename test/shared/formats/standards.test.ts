// @vitest-environment jsdom
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Ajv, type AnySchema } from 'ajv'
import { default as addFormats } from 'ajv-formats'
import { expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { modelOf, walkBody, type Body } from '#shared/document/body.ts'
import { suggestionIds } from '#shared/document/suggestions.ts'
import { writeReview } from '#shared/formats/docx/write-review.ts'
import type { FormatOptions } from '#shared/formats/format.ts'
import { findFormat } from '#shared/formats/index.ts'
import { articleFixtures, everything } from '#test/fixtures/articles.ts'
import { textOfFile, textOfPart } from '#test/support/exported.ts'
import { suggestSession } from '#test/support/suggest-session.ts'

const check = resolve('../shared/standards/check.mjs')
const feedProfile = resolve('../shared/standards/rss-atom/rss20-news-export.handwritten.rnc')
const lost = existsSync(check) ? '' : ' (skipped: no ../shared)'
const noJing = lost || (spawnSync('jing').error ? ' (skipped: no jing)' : '')

interface Named {
  name: string
  text: string
}

/** The texts as files of a folder that is gone afterwards. */
function inFiles<T>(texts: Named[], use: (files: string[]) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-standards-'))
  try {
    const files = texts.map(({ name, text }) => {
      const file = join(folder, name.replace(/\W+/g, '-'))
      writeFileSync(file, text)
      return file
    })
    return use(files)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Holds texts against the official schema of `standard`, in one run; gives the lines of those that are not valid. */
function invalid(standard: string, texts: Named[]): string[] {
  return inFiles(texts, (files) => {
    const run = spawnSync(process.execPath, [check, standard, ...files], { encoding: 'utf8' })
    if (run.status === null || run.status === 2) throw new Error(run.stderr)
    expect(run.stdout.match(/^(valid|INVALID)/gm)).toHaveLength(files.length)
    return run.stdout.split('\n').filter((line) => line !== '' && !line.startsWith('valid'))
  })
}

/** Holds ninjs 1.6 against its schema, which asks for an older JSON Schema than the GeoJSON that the check above loads beside it. */
function invalidNinjs16(texts: Named[]): string[] {
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true }))
  const validate = ajv.compile(
    JSON.parse(readFileSync(resolve('../shared/standards/ninjs/schema/ninjs-schema_1.6.json'), 'utf8')) as AnySchema
  )
  return texts.flatMap(({ name, text }) =>
    validate(JSON.parse(text))
      ? []
      : (validate.errors ?? []).map((error) => `${name} ${error.instancePath} ${error.message}`)
  )
}

/** Holds feeds against the news profile of RSS. */
function invalidFeeds(texts: Named[]): string[] {
  return inFiles(texts, (files) => {
    const run = spawnSync('jing', ['-c', feedProfile, ...files], { encoding: 'utf8' })
    if (run.error) throw run.error
    return `${run.stdout}${run.stderr}`.split('\n').filter((line) => /: (error|fatal):/.test(line))
  })
}

const wordSchemas = resolve('../shared/standards/ooxml/xsd')

/** Holds a part of a Word document against the schema of its kind; ours holds nothing that the schema does not know. */
async function invalidWord(schema: string, texts: Named[]): Promise<string[]> {
  const read = (fileName: string) => ({ fileName, contents: readFileSync(join(wordSchemas, fileName), 'utf8') })
  const preload = readdirSync(wordSchemas)
    .filter((name) => name.endsWith('.xsd') && name !== schema)
    .map(read)
  const run = await validateXML({
    xml: texts.map(({ name, text }) => ({ fileName: name.replace(/\W+/g, '-'), contents: text })),
    schema: [read(schema)],
    preload,
    initialMemoryPages: 512,
    maxMemoryPages: 4096
  })
  return run.errors.map((error) => error.message)
}

/** A post of Ghost’s import as its own interface takes one: what belongs to the file alone left out, what it points to put in. */
function ghostPost(text: string): string {
  const { data } = (JSON.parse(text) as { db: { data: Record<string, Record<string, unknown>[]> }[] }).db[0] ?? never()
  const [{ id, type, created_at, ...post } = never()] = data.posts ?? []
  const [{ post_id, ...meta } = { post_id: id }] = data.posts_meta ?? []
  expect([type, post_id, typeof created_at]).toEqual(['post', id, 'string'])
  const pointed = (rows: string) =>
    data[rows]?.map(({ name, slug, email }) => (rows === 'tags' ? { name, slug } : { slug, email }))
  return JSON.stringify({ posts: [{ ...post, ...meta, tags: pointed('tags'), authors: pointed('users') }] })
}

function never(): never {
  throw new Error('The import holds no post.')
}

/** The main file of every fixture. */
function written(id: string, options: FormatOptions = {}): Named[] {
  return articleFixtures.map(({ name, article, context }) => ({
    name,
    text: textOfFile(findFormat(id)?.write(article, context, options)[0])
  }))
}

const cases: { format: string; standard: string; options?: FormatOptions }[] = [
  { format: 'ninjs-3.1', standard: 'ninjs-3.1' },
  { format: 'ninjs-2.2', standard: 'ninjs-2.2' },
  { format: 'nitf', standard: 'nitf' },
  { format: 'nitf', standard: 'nitf', options: { namespace: true } },
  { format: 'newsml-g2', standard: 'newsml-g2' },
  { format: 'newsml-g2', standard: 'newsml-g2', options: { nitf: true } },
  { format: 'news-sitemap', standard: 'news-sitemap' },
  { format: 'apple-news', standard: 'apple-news' },
  { format: 'nitf', standard: 'xml' },
  { format: 'wxr', standard: 'xml' },
  { format: 'icml', standard: 'xml' },
  { format: 'newsml-g2', standard: 'xml' },
  { format: 'rss', standard: 'xml' },
  { format: 'news-sitemap', standard: 'xml' }
]

test.skipIf(lost).each(cases)(
  `every article as $format is valid $standard, with options $options${lost}`,
  { timeout: 60_000 },
  ({ format, standard, options }) => {
    expect(invalid(standard, written(format, options))).toEqual([])
  }
)

test.skipIf(lost)(
  `NITF inside NewsML-G2 is valid by its own schema, which NewsML-G2’s never looks at${lost}`,
  { timeout: 60_000 },
  () => {
    const texts = written('newsml-g2', { nitf: true }).map(({ name, text }) => ({
      name,
      text: /<nitf [\s\S]*<\/nitf>/.exec(text)?.[0] ?? ''
    }))
    expect(invalid('nitf', texts)).toEqual([])
  }
)

test.skipIf(lost)(`every post for Ghost is one that its own interface takes${lost}`, { timeout: 60_000 }, () => {
  expect(
    invalid(
      'ghost-post',
      written('ghost').map(({ name, text }) => ({ name, text: ghostPost(text) }))
    )
  ).toEqual([])
})

test.skipIf(lost).each([
  ['word/document.xml', 'wml.xsd'],
  ['word/styles.xml', 'wml.xsd'],
  ['word/numbering.xml', 'wml.xsd'],
  ['word/settings.xml', 'wml.xsd'],
  ['docProps/custom.xml', 'shared-documentPropertiesCustom.xsd']
])(`%s of every Word document is valid${lost}`, { timeout: 120_000 }, async (part, schema) => {
  const texts = articleFixtures.map(({ name, article, context }) => ({
    name,
    text: textOfPart(findFormat('docx')?.write(article, context)[0], part)
  }))
  expect(await invalidWord(schema, texts)).toEqual([])
})

test.skipIf(lost)(
  `copies for review are valid, with everything that may be suggested and said${lost}`,
  { timeout: 120_000 },
  async () => {
    // What Word is told to pass over is no part of its schemas.
    const plain = (text: string) => text.replace(/ (?:xmlns:(?:cd|mc|w14)|mc:Ignorable|cd:\w+|w14:paraId)="[^"]*"/g, '')
    const files = Array.from({ length: 8 }, (_, seed) => {
      const { article, context } = everything
      const session = suggestSession(modelOf(article.body), seed + 1, 30, ['ann', 'ben'])
      const body = session.states.at(-1)?.doc.toJSON() as Body
      const block = [...walkBody(body)].find(({ node }) => node.type === 'paragraph')?.node.attrs?.id
      const said = { authorName: 'Ann Lee', at: context.createdAt, text: 'Is it?\nReally?' }
      const comments = [
        { at: { block: String(block), start: 0, end: 2 }, quote: '', resolved: true, messages: [said, said] }
      ]
      const suggestions = suggestionIds(body).map((id) => ({ id, authorName: 'Ann Lee', at: context.createdAt }))
      return writeReview({ ...article, body }, context, { mark: 'For review', suggestions, comments })
    })
    for (const part of ['word/document.xml', 'word/comments.xml', 'word/header1.xml']) {
      const texts = files.map((file, index) => ({ name: `${index}`, text: plain(textOfPart(file, part)) }))
      expect(await invalidWord('wml.xsd', texts)).toEqual([])
    }
  }
)

test.skipIf(lost)(`the check of Word documents would notice${lost}`, { timeout: 60_000 }, async () => {
  const text =
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:t>x</w:t></w:p></w:body></w:document>'
  expect(await invalidWord('wml.xsd', [{ name: 'wrong', text }])).not.toEqual([])
})

test.skipIf(lost)(`every article as ninjs-1.6 is valid${lost}`, () => {
  expect(invalidNinjs16(written('ninjs-1.6'))).toEqual([])
  expect(invalidNinjs16([{ name: 'wrong', text: '{"uri":"urn:x:y","headlines":[]}' }])).not.toEqual([])
})

test.skipIf(noJing)(`every feed with a site fits the news profile of RSS${noJing}`, () => {
  const texts = articleFixtures
    .filter(({ context }) => context.siteUrl !== null)
    .map(({ name, article, context }) => ({ name, text: textOfFile(findFormat('rss')?.write(article, context)[0]) }))
  const set = {
    at: '2026-01-07T00:00:00.000Z',
    publisher: 'The Harbour Gazette',
    siteUrl: 'https://gazette.example',
    language: 'en-GB'
  }
  const items = articleFixtures.filter(({ context }) => context.siteUrl !== null)
  expect(
    invalidFeeds([...texts, { name: 'a set', text: textOfFile(findFormat('rss')?.writeSet?.(items, set)[0]) }])
  ).toEqual([])
})

test.skipIf(lost)(`every page’s JSON-LD uses schema.org’s own words where they belong${lost}`, () => {
  const texts = written('html').map(({ name, text }) => {
    const page = new DOMParser().parseFromString(text, 'text/html')
    return { name, text: page.querySelector('script')?.textContent ?? '' }
  })
  expect(invalid('jsonld', texts)).toEqual([])
})

test.skipIf(lost).each([
  ['ninjs-3.1', '{"uri":"urn:x:y","renditions":[{"name":"a","href":"media/a.jpg"}]}'],
  ['ninjs-2.2', '{"uri":"urn:x:y","pubStatus":"usable"}'],
  ['nitf', '<nitf><body><body.content><p><strong>x</strong></p></body.content></body></nitf>'],
  ['newsml-g2', '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet/></newsMessage>'],
  ['news-sitemap', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>'],
  ['xml', '<a>&nbsp;</b>'],
  [
    'apple-news',
    '{"version":"1.11","identifier":"a b","title":"x","language":"en","layout":{"columns":1,"width":1},"components":[],"componentTextStyles":{}}'
  ],
  ['ghost-post', `{"posts":[{"title":"x","custom_excerpt":"${'x'.repeat(301)}"}]}`],
  ['jsonld', '{"@type":"NewsArticle","datelime":"X"}']
])(`the check of %s would notice${lost}`, (standard, text) => {
  expect(invalid(standard, [{ name: 'wrong', text }])).not.toEqual([])
})

test.skipIf(noJing)(`the check of feeds would notice${noJing}`, () => {
  const [feed] = written('rss').filter(({ text }) => text.includes('<atom:link'))
  if (!feed) throw new Error('No feed has a site.')
  expect(invalidFeeds([{ ...feed, text: feed.text.replace(/ \+0000/g, ' UTC') }])).not.toEqual([])
})
