import type { Dateline } from '#shared/article/article.ts'
import type { BodyNode } from '#shared/document/body.ts'
import { textOf } from '#shared/document/text.ts'
import { fitted } from './read-meta.ts'
import { inlineContent } from './read-inline.ts'
import type { ImportNote } from './reader.ts'

/** As an item says it. `marked`: the copy itself marks these words as its dateline. */
export type KnownDateline = Dateline & { marked?: boolean }

export const noDateline: Dateline = { place: '', date: null, text: '' }

const dash = String.raw`\s*(?:—|–|--|-|_)\s+`
const capitals = String.raw`[\p{Lu}][\p{Lu}\p{M}.'’ /-]{2,40}`
const agency = String.raw`\((?:[A-Z][A-Z/ -]{1,14}|Reuters|dpa(?:/[a-z]{2,4})?)\)`
/** "PORT ELLEN, Tuesday — ", "GROSSETO, Italy (AP) -- ", "OSLO (NTB): "; in small letters only with an agency: "Berlin (dpa) - ". */
const opening = new RegExp(
  String.raw`^((${capitals})(?:,\s*[\p{L}\p{M}\d.,’ ]{2,40})?(?:\s*\([\p{L}/ .]{2,20}\))?|(\p{Lu}[\p{L}\p{M}.'’ /-]{2,40}?)\s*${agency})(?:${dash}|:\s+(?=\p{Lu}))`,
  'u'
)

/**
 * The dateline of copy that opens with one, taken out of it, since it has a place of its own. `known` is what the item
 * says besides; where the copy alone tells, a note says that it was guessed.
 */
export function takeDateline(
  blocks: BodyNode[],
  known: KnownDateline,
  notes: ImportNote[]
): { dateline: Dateline; blocks: BodyNode[] } {
  const { marked = false, ...own } = known
  const first = blocks.findIndex((block) => block.type === 'paragraph' && textOf(block).trim() !== '')
  const paragraph = blocks[first]
  if (!paragraph) return { dateline: own, blocks }
  const text = textOf(paragraph)
  const named = own.text !== '' && text.startsWith(own.text) ? own.text : ''
  const after = marked ? `(?:${dash}|\\s*$)` : dash
  const found = named ? new RegExp(`^${escaped(named)}${after}`).exec(text)?.[0] : opening.exec(text)?.[0]
  if (found === undefined) return { dateline: own, blocks }
  const printed = named || (opening.exec(text)?.[1] ?? '').trim()
  if (!named)
    notes.push({
      kind: 'guessed',
      message: `“${printed}” at the beginning of the copy was taken for the dateline.`,
      place: 'meta.dateline',
      kept: found
    })
  const dateline = {
    ...own,
    text: fitted(printed, 300, notes, 'dateline'),
    place: own.place || fitted(opening.exec(text)?.[2] ?? opening.exec(text)?.[3] ?? '', 200, notes, 'place')
  }
  const content = inlineContent('paragraph', cut(paragraph.content ?? [], found.length))
  const rest = content.length > 0 ? [{ ...paragraph, content }] : []
  return { dateline, blocks: [...blocks.slice(0, first), ...rest, ...blocks.slice(first + 1)] }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

/** Words without their first `length` characters. */
function cut(words: BodyNode[], length: number): BodyNode[] {
  let left = length
  return words.flatMap((node): BodyNode[] => {
    const own = node.type === 'hardBreak' ? 1 : (node.text ?? '').length
    const gone = Math.min(left, own)
    left -= gone
    if (gone === own) return own === 0 ? [node] : []
    return [gone === 0 ? node : { ...node, text: (node.text ?? '').slice(gone) }]
  })
}
