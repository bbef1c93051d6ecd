import type { BodyNode } from '#shared/document/body.ts'
import { isTextblock } from '#shared/document/text.ts'
import type { ReadParagraph } from './read-paragraph.ts'

type Seam = 'split' | 'join'
const seams: [Seam, 'insertion' | 'deletion'][] = [
  ['split', 'insertion'],
  ['join', 'deletion']
]

/**
 * Word says of a line that its end was put in or is to go; the article says it of the line after it. `reads` are all paragraphs
 * of the document in order, those among them that came as no block too. Gives how many ends were told.
 */
export function placeSeams(
  blocks: BodyNode[],
  readOf: ReadonlyMap<BodyNode, ReadParagraph>,
  reads: readonly ReadParagraph[]
): number {
  const byOrder = new Map(reads.map((read) => [read.order, read]))
  const shown = new Set(readOf.values())
  const seamOf = (read: ReadParagraph, seam: Seam) => read.seams.find(({ attrs }) => attrs?.type === seam)
  let told = 0
  const visit = (siblings: BodyNode[]): void => {
    siblings.forEach((block, index) => {
      if (!isTextblock(block)) return visit(block.content ?? [])
      const own = readOf.get(block)
      for (const [seam, over] of seams) {
        // A line that goes whole takes its own end with it.
        if (block.marks?.some(({ type }) => type === over)) continue
        // What goes with the same decision may stand between.
        const before = siblings.slice(0, index).findLast((sibling) => !sibling.marks?.some(({ type }) => type === over))
        const first = before && isTextblock(before) ? readOf.get(before) : undefined
        if (!own || !first) continue
        const ends = [first]
        for (let order = first.order + 1; order < own.order; order++) {
          const between = byOrder.get(order)
          if (between && !shown.has(between) && between.drawings.length === 0) ends.push(between)
        }
        const marks = ends.map((read) => seamOf(read, seam))
        const last = marks.at(-1)
        // A line that stays empty keeps the two apart.
        if (!last || marks.includes(undefined)) continue
        block.marks = [...(block.marks ?? []), last]
        told += ends.length
      }
    })
  }
  visit(blocks)
  return told
}
