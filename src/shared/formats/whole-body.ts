import { readBody, walkBody, type Body, type BodyNode } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { isTextblock, textOf } from '#shared/document/text.ts'
import { textblock, wordsOf } from './read-inline.ts'
import type { ImportNote } from './reader.ts'

/** The parts of a body as a reader found them: words, or nothing. */
export interface BodyParts {
  headline: BodyNode[]
  standfirst: BodyNode[]
  blocks: BodyNode[]
}

/**
 * The body that these parts make; it holds against the schema, always: a block that does not comes as its words, and
 * a note says so.
 */
export function wholeBody({ headline, standfirst, blocks }: BodyParts, notes: ImportNote[]): Body {
  const above = [
    textblock('headline', headline),
    ...(standfirst.length > 0 ? [textblock('standfirst', standfirst)] : [])
  ]
  const body = (below: BodyNode[]): Body => ({
    type: 'doc',
    content: [...above, ...(below.length > 0 ? below : [textblock('paragraph', [])])]
  })
  const whole = readBody(body(blocks), schemaVersion)
  if (whole.ok) return whole.value
  const mended = blocks.flatMap((block): BodyNode[] => {
    if (readBody(body([block]), schemaVersion).ok) return [block]
    notes.push({
      kind: 'changed',
      message: 'A part of the copy could not be kept as it was set: its words came as paragraphs.'
    })
    return [...walkBody(block)]
      .filter(({ node }) => isTextblock(node) && textOf(node).trim() !== '')
      .map(({ node }) => textblock('paragraph', wordsOf(textOf(node))))
  })
  const again = readBody(body(mended), schemaVersion)
  if (!again.ok) throw new Error(again.error.message)
  return again.value
}
