import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { takeGuesses } from '#shared/article/guesses.ts'
import { readBody, walkBody } from '#shared/document/body.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { captionOf, creditOf, figuresOf, findNode, textOf } from '#shared/document/text.ts'
import { reader } from '#shared/formats/html/read.ts'
import type { ImportFile } from '#shared/formats/reader.ts'
import { expectOk } from '#shared/result.ts'
import { readPublishedArticle } from '#test/support/published-article.ts'

const read = (html: string, beside: ImportFile[] = []) => {
  const [article] = expectOk(reader.read({ name: 'page.html', bytes: new TextEncoder().encode(html) }, beside))
  if (!article) throw new Error('No article.')
  expectOk(readBody(article.body, schemaVersion))
  const { meta, body, guesses = [], times = { published: null, updated: null } } = article
  return { article, taken: takeGuesses({ meta, body, times }, guesses) }
}

test('a published page gives headline, byline, times, pictures with captions and credits, author’s box and topics', () => {
  const { headline, lead, author, before, second, after, topics } = readPublishedArticle()
  const figure = (src: string, { caption, credit }: typeof lead) =>
    `<figure><img src="${src}" alt="What it shows"><figcaption>${caption} ${credit}</figcaption></figure>`
  const { article, taken } = read(
    `<!doctype html><html lang="en-US"><head><title>x</title>
    <script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"${headline.replaceAll('"', '')}","datePublished":"2026-03-19T09:00:00Z","dateModified":"2026-03-20T10:00:00Z","author":[{"@type":"Person","name":"${author.name}"}]}</script></head>
    <body><nav><a href="/">Home</a></nav><script>track()</script><img src="https://t.example/p.gif" width="1" height="1">
    <main><article><h1>${headline}</h1>${figure('media/lead.jpg', lead)}<p>${author.name}</p><p>Updated: March 20, 2026</p>
    ${before.map((text) => `<p>${text}</p>`).join('')}${figure('https://cdn.example/second.jpg', second)}${after.map((text) => `<p>${text}</p>`).join('')}
    <p>${author.name}</p><p>${author.jobTitle}</p><p>${author.biography} ${author.handle}</p>
    <h2>Related topics</h2><ul>${topics.map((topic) => `<li>${topic}</li>`).join('')}</ul></article></main></body></html>`,
    [{ name: 'saved/media/lead.jpg', bytes: Uint8Array.of(0xff, 0xd8, 0xff) }]
  )
  expect(textOf(findNode(taken.body, 'headline'))).toBe(headline)
  expect(figuresOf(taken.body).map((node) => ({ caption: captionOf(node), credit: creditOf(node) }))).toEqual([
    lead,
    second
  ])
  expect(taken.meta.credits?.map(({ profile, box }) => [profile.name, profile.jobTitle, box])).toEqual([
    [author.name, author.jobTitle, true]
  ])
  expect(taken.meta.topics).toEqual(topics)
  expect(taken.times).toEqual({ published: '2026-03-19T09:00:00.000Z', updated: '2026-03-20T00:00:00.000Z' })
  expect(article.pictures.map(({ bytes }) => bytes !== null)).toEqual([true, false])
  expect(article.notes.find(({ kept }) => kept === 'https://cdn.example/second.jpg')?.kind).toBe('left')
  expect(textOf(taken.body)).not.toContain('Home')
})

const hostile = new URL('../../../../../shared/samples/hostile/', import.meta.url)
test('hostile markup gives nodes of the schema and safe links alone', () => {
  if (!existsSync(hostile)) return void process.stdout.write('skipped: no ../shared\n')
  const payloads = ['dompurify-expect.json', 'h5sc-items.json'].flatMap((name) => {
    const found: string[] = []
    JSON.parse(readFileSync(new URL(name, hostile), 'utf8'), (_key, value: unknown) => {
      if (typeof value === 'string' && value.includes('<')) found.push(value)
      return value
    })
    return found
  })
  expect(payloads.length).toBeGreaterThan(100)
  for (const payload of payloads) {
    const { article } = read(`<html><body><p>Copy</p>${payload}</body></html>`)
    for (const { node } of walkBody(article.body))
      for (const mark of node.marks ?? []) if (mark.type === 'link') expect(isSafeLink(mark.attrs?.href)).toBe(true)
  }
})
