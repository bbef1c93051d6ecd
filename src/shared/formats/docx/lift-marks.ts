import type { BodyMark, BodyNode } from '#shared/document/body.ts'
import type { NodeName } from '#shared/document/schema.ts'

/** What goes with the last thing in it. A cell stays. */
const holders: ReadonlySet<NodeName> = new Set<NodeName>([
  'bulletList',
  'orderedList',
  'listItem',
  'quote',
  'factBox',
  'table',
  'tableRow'
])

/** Word says of every line that it was put in or is to go; where that is all of a list, quote or table, it is said of that. */
export function liftMarks(blocks: BodyNode[]): void {
  for (const block of blocks) {
    if (!holders.has(block.type) && block.type !== 'tableCell' && block.type !== 'tableHeader') continue
    const content = block.content ?? []
    liftMarks(content)
    if (!holders.has(block.type)) continue
    const [first, ...others] = content
    const common = (first?.marks ?? []).filter(
      (mark) => isWhole(mark) && others.every(({ marks = [] }) => marks.some((other) => isSame(mark, other)))
    )
    if (common.length === 0) continue
    for (const child of content) {
      const kept = (child.marks ?? []).filter((mark) => !common.some((lifted) => isSame(lifted, mark)))
      if (kept.length > 0) child.marks = kept
      else delete child.marks
    }
    block.marks = [...(block.marks ?? []), ...common]
  }
}

function isWhole({ type }: BodyMark): boolean {
  return type === 'insertion' || type === 'deletion'
}

function isSame(one: BodyMark, other: BodyMark): boolean {
  return one.type === other.type && one.attrs?.id === other.attrs?.id
}
