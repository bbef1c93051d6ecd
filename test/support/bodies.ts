import fc from 'fast-check'
import type { Body, BodyNode } from '#shared/document/body.ts'

/** A textblock with plain text and an id. */
export function line(type: BodyNode['type'], text: string, id: string, attrs: Record<string, unknown> = {}): BodyNode {
  return { type, attrs: { id, ...attrs }, ...(text === '' ? {} : { content: [{ type: 'text', text }] }) }
}

export function figure(
  id: string,
  words: { caption?: string; credit?: string; alt?: string; media?: string | null } = {}
): BodyNode {
  const media = words.media === undefined ? 'a'.repeat(64) : words.media
  return {
    type: 'figure',
    attrs: {
      id,
      media,
      alt: words.alt ?? 'What it shows',
      fileName: 'quay.jpg',
      width: 1200,
      height: 800,
      role: 'inline',
      creator: '',
      copyright: '',
      usageTerms: ''
    },
    content: [
      line('caption', words.caption ?? 'The quay on Monday.', `${id}c`),
      line('credit', words.credit ?? 'Ines Moreau', `${id}d`)
    ]
  }
}

export function body(headline: string, ...blocks: BodyNode[]): Body {
  return { type: 'doc', content: [line('headline', headline, 'h'), ...blocks] }
}

export const paragraphs = (...texts: string[]) => texts.map((text, index) => line('paragraph', text, `p${index}`))

/** Bodies of random paragraphs, headings and figures: valid by construction. */
export const anyBody: fc.Arbitrary<Body> = fc
  .tuple(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.array(
      fc.tuple(fc.constantFrom('paragraph', 'heading', 'figure'), fc.string({ unit: 'grapheme', maxLength: 60 })),
      { minLength: 1, maxLength: 12 }
    )
  )
  .map(([headline, blocks]) =>
    body(
      headline,
      ...blocks.map(([type, text], index) =>
        type === 'figure'
          ? figure(`b${index}`, { caption: text })
          : line(type as 'paragraph', text, `b${index}`, type === 'heading' ? { level: 2 } : {})
      )
    )
  )
