import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyMeta, type Article, type Credit, type Meta } from '#shared/article/article.ts'
import { walkBody, type Body, type BodyNode } from '#shared/document/body.ts'
import { captionOf, creditOf } from '#shared/document/text.ts'
import { acceptedBody } from '#shared/formats/accepted.ts'
import type { Format, FormatOptions, Part } from '#shared/formats/format.ts'
import { findFormat } from '#shared/formats/index.ts'
import { articleFixtures, contextFor, everything } from '#test/fixtures/articles.ts'
import { anyBody } from '#test/support/bodies.ts'
import { metaOf, outline, readBack, tidy } from '#test/support/imported.ts'

interface Way {
  id: string
  options?: FormatOptions
}

const ways: Way[] = [
  { id: 'nitf' },
  { id: 'nitf', options: { namespace: true } },
  { id: 'newsml-g2' },
  { id: 'newsml-g2', options: { nitf: true } },
  { id: 'ninjs-3.1' },
  { id: 'ninjs-2.2' },
  { id: 'ninjs-1.6' },
  { id: 'rss' },
  { id: 'wxr' },
  { id: 'markdown' }
]

function formatOf({ id }: Way): Format {
  const format = findFormat(id)
  if (!format) throw new Error(`There is no format ${id}.`)
  return format
}

/** What is left of a body where a format keeps some of it in another way. */
function expectedBody(body: Body, { id, options }: Way): string[] {
  const format = findFormat(id)
  const nitf = id === 'nitf' || options?.nitf === true
  const plainTitle = !nitf && id !== 'markdown'
  const change = (node: BodyNode): BodyNode => {
    const attrs = { ...node.attrs }
    if (node.type === 'figure') Object.assign(attrs, rightsKept(node, id, format?.carries['picture rights'] !== null))
    // NITF numbers every list with figures.
    if (node.type === 'orderedList' && (nitf || id === 'markdown')) attrs.type = null
    const content = (node.type === 'table' && id === 'markdown' ? asGrid(node) : node).content?.map(change)
    if (node.type === 'text' && node.text !== undefined) return { ...node, text: node.text }
    return { ...node, attrs, ...(content ? { content } : {}) }
  }
  const plain = (node: BodyNode): BodyNode =>
    (node.type === 'headline' && plainTitle) ||
    (node.type === 'standfirst' && plainTitle && !['rss', 'wxr'].includes(id))
      ? { ...node, content: node.content?.map(({ marks: _, ...each }) => each) ?? [] }
      : node
  return outline({
    ...body,
    content: (body.content ?? [])
      .filter((node) => !isNothing(node, id))
      .map(change)
      .map(plain)
  })
}

/** A feed says who made a picture where the credit does not, its rights in one line, and nothing of one that has no address. */
function rightsKept(figure: BodyNode, id: string, kept: boolean): Record<string, unknown> {
  const { creator = '', copyright = '', usageTerms = '', alt = '', media } = figure.attrs as Record<string, string>
  if (!kept) return { creator: '', copyright: '', usageTerms: '' }
  if (id !== 'rss') return {}
  if (!media) return { creator: '', copyright: '', usageTerms: '', alt: '' }
  return {
    alt,
    creator: creditOf(figure).includes(creator) ? '' : creator,
    copyright: [copyright, usageTerms].map(tidy).filter(Boolean).join(' — '),
    usageTerms: ''
  }
}

/** A table as Markdown has it: merged cells parted, and no heads but in the first row. */
function asGrid(table: BodyNode): BodyNode {
  const cell = (type: BodyNode['type'], content: BodyNode[] = []): BodyNode => ({ type, content })
  const grid: BodyNode[][] = (table.content ?? []).map(() => [])
  const headed = table.content?.[0]?.content?.every(({ type }) => type === 'tableHeader') ?? false
  table.content?.forEach((row, y) => {
    let x = 0
    for (const each of row.content ?? []) {
      while (grid[y]?.[x]) x++
      const type = headed && y === 0 ? 'tableHeader' : 'tableCell'
      for (let down = 0; down < Number(each.attrs?.rowspan ?? 1); down++)
        for (let across = 0; across < Number(each.attrs?.colspan ?? 1); across++) {
          const line = grid[y + down]
          if (line) line[x + across] = cell(type, [{ type: 'paragraph' }])
        }
      const line = grid[y]
      if (line) line[x] = cell(type, each.type !== type ? inBold(each).content : each.content)
    }
  })
  return { ...table, content: grid.map((content) => ({ type: 'tableRow', content })) }
}

function inBold(node: BodyNode): BodyNode {
  if (node.type !== 'text') return { ...node, content: node.content?.map(inBold) ?? [] }
  return { ...node, marks: [...(node.marks ?? []).filter(({ type }) => type !== 'bold'), { type: 'bold' }] }
}

/** A figure without picture and words, which only NITF, ninjs and NewsML-G2 have a place for. */
function isNothing(node: BodyNode, id: string): boolean {
  return (
    node.type === 'figure' &&
    ['rss', 'wxr', 'markdown'].includes(id) &&
    captionOf(node) + creditOf(node) === '' &&
    !node.attrs?.media
  )
}

/** The article as its context lets it out: without the pictures whose files are lost. */
function withoutLost(body: Body, pictures: { id: string }[]): Body {
  const there = new Set(pictures.map(({ id }) => id))
  return {
    ...body,
    content: (body.content ?? []).map((node) =>
      node.type === 'figure' && !there.has(String(node.attrs?.id))
        ? { ...node, attrs: { ...node.attrs, media: null } }
        : node
    )
  }
}

function people(credits: Credit[]): string[] {
  return credits.map(({ role, profile }) => `${role}: ${tidy(profile.name)}`).sort()
}

const lines = (text: string) => text.split(/\n+/).map(tidy).filter(Boolean)

function expectMeta(came: Meta, went: Meta, format: Format): void {
  const carries = (part: Part) => format.carries[part] !== null
  const same = (part: Part, key: keyof Meta) => {
    if (carries(part)) expect.soft(tidy(String(came[key])), `${format.id} ${part}`).toBe(tidy(String(went[key])))
  }
  same('slugline', 'slugline')
  same('kicker', 'kicker')
  same('genre', 'genre')
  if (!['rss'].includes(format.id)) same('language', 'language')
  if (carries('urgency'))
    expect.soft(came.urgency, 'urgency').toBe(format.id === 'nitf' && went.urgency === 9 ? 8 : went.urgency)
  if (carries('embargo'))
    expect.soft(came.embargo?.at ?? null, 'embargo').toBe(went.embargo ? new Date(went.embargo.at).toISOString() : null)
  if (carries('ednote')) expect.soft(lines(came.ednote), 'ednote').toEqual(lines(went.ednote))
  // Feeds, WordPress and front matter have one line for it.
  const asOne = ['rss', 'wxr', 'markdown'].includes(format.id)
  if (carries('summary'))
    expect
      .soft(asOne ? tidy(came.summary) : lines(came.summary), 'summary')
      .toEqual(asOne ? tidy(went.summary) : lines(went.summary))
}

/** Correction notes come back as the last words of the copy, which is looked at for itself. */
const uncorrected = articleFixtures.map(({ name, article, context }) => {
  const { corrections: _, updates: _updates, ...meta } = article.meta
  return [name, { ...article, meta }, context] as const
})

for (const way of ways)
  describe(`what goes out as ${way.id}${way.options ? ` (${Object.keys(way.options).join()})` : ''} and comes back`, () => {
    const format = formatOf(way)

    it.each(uncorrected)('is the same copy: %s', async (name, article, context) => {
      const back = await readBack(format, format.write(article, context, way.options))
      // A character that is no text can leave a space or nothing, and both are right.
      const squeezed = (lines: string[]) =>
        name === 'characters that XML has not' ? lines.map((line) => line.replaceAll(' ', '')) : lines
      // Markdown spells what an address may not hold as addresses do.
      const spelled = (lines: string[]) =>
        way.id === 'markdown'
          ? lines.map((line) => line.replace(/link:[^}]*/g, (href) => href.replace(/[`|"<>]/g, encodeURIComponent)))
          : lines
      expect(squeezed(spelled(outline(back.body)))).toEqual(
        squeezed(spelled(expectedBody(withoutLost(acceptedBody(article.body), context.pictures), way)))
      )
    })

    it.each(uncorrected)('says the same of it: %s', async (_, article, context) => {
      const back = await readBack(format, format.write(article, context, way.options))
      const { meta } = article
      const came = metaOf(back)
      expectMeta(came, meta, format)
      const printed = format.id === 'wxr' && meta.credits.every(({ role }) => role !== 'by')
      if (!printed) expect.soft([...new Set(people(came.credits))]).toEqual([...new Set(people(meta.credits))])
    })

    it('is the same copy for any article', async () => {
      await fc.assert(
        fc.asyncProperty(anyBody, async (body) => {
          const article: Article = { meta: emptyMeta, body }
          const back = await readBack(format, format.write(article, contextFor(article), way.options))
          expect(outline(back.body)).toEqual(expectedBody(body, way))
        }),
        { numRuns: Number(process.env.PROPERTY_RUNS ?? 40) }
      )
    })

    it('keeps the correction notes in the copy', async () => {
      const back = await readBack(format, format.write(everything.article, everything.context, way.options))
      const copy = outline(back.body).join('\n')
      for (const { text } of everything.article.meta.corrections ?? []) expect(copy).toContain(text)
    })

    it('has new ids, each once', async () => {
      for (const { article, context } of articleFixtures.slice(0, 3)) {
        const back = await readBack(format, format.write(article, context, way.options))
        const ids = [...walkBody(back.body)].map(({ node }) => node.attrs?.id).filter((id) => id !== undefined)
        expect(new Set(ids).size).toBe(ids.length)
      }
    })
  })
