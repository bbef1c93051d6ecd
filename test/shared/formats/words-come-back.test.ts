import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyMeta, type Article } from '#shared/article/article.ts'
import { walkBody, type Body, type BodyNode } from '#shared/document/body.ts'
import { isTextblock, textOf } from '#shared/document/text.ts'
import { acceptedBody } from '#shared/formats/accepted.ts'
import type { ExportContext, Part } from '#shared/formats/format.ts'
import { findFormat } from '#shared/formats/index.ts'
import { articleFixtures, contextFor } from '#test/fixtures/articles.ts'
import { anyBody } from '#test/support/bodies.ts'
import { readBack } from '#test/support/imported.ts'

/**
 * Formats that show an article as a reader sees it, and set its fields apart by how they look: what comes back is the
 * page, every word of it in its order; which line is the byline is a guess for a person to confirm.
 */
const pages = ['html', 'docx', 'plain-text']

/** Letters and figures alone: how a format sets and spaces them is not what is asked here. */
const letters = (text: string) => text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '')

const parts: Partial<Record<BodyNode['type'], Part>> = {
  headline: 'headline',
  standfirst: 'standfirst',
  caption: 'captions',
  credit: 'credits',
  pullQuote: 'pull quotes',
  attribution: 'quotes',
  factBoxTitle: 'fact boxes'
}

/** The text of every block that the format says it carries, in the order of the article. */
function textsOf(body: Body, carries: (part: Part) => boolean): string[] {
  return [...walkBody(body)]
    .filter(({ node }) => isTextblock(node) && carries(parts[node.type] ?? 'copy'))
    .map(({ node }) => letters(textOf(node)))
    .filter(Boolean)
}

/** The first text that does not stand after the one before it; null when all do. */
function missing(texts: string[], page: string): string | null {
  let at = 0
  for (const text of texts) {
    const found = page.indexOf(text, at)
    if (found < 0) return text
    at = found + text.length
  }
  return null
}

describe.each(pages)('what goes out as %s and comes back', (id) => {
  const format = findFormat(id)
  if (!format) throw new Error(`There is no format ${id}.`)
  const carries = (part: Part) => format.carries[part] !== null

  async function lost(article: Article, context: ExportContext): Promise<string | null> {
    if (!format) throw new Error('There is no format.')
    const back = await readBack(format, format.write(article, context))
    const page = [...walkBody(back.body)].filter(({ node }) => isTextblock(node)).map(({ node }) => textOf(node))
    return missing(textsOf(acceptedBody(article.body), carries), letters(page.join('\n')))
  }

  it.each(articleFixtures.map(({ name, article, context }) => [name, article, context] as const))(
    'has every word in its order: %s',
    async (_, article, context) => {
      expect(await lost(article, context)).toBeNull()
    }
  )

  it('has every word in its order, for any article', async () => {
    await fc.assert(
      fc.asyncProperty(anyBody, async (body) => {
        const article: Article = { meta: emptyMeta, body }
        expect(await lost(article, contextFor(article))).toBeNull()
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 30) }
    )
  })
})
