import type { BodyNode } from '../document/body.ts'
import { schema, type NodeName } from '../document/schema.ts'
import { idOf, type Face } from '../document/tokens.ts'
import { isTextblock } from '../document/text.ts'

/** What a line stands in: a quote, a fact box, a list, an item of one. */
export interface Container {
  /** Found again by its id; an item, which has none, by that of its first line. */
  key: string
  face: Face
}

/** A textblock with where it stands; or a block that is merged as one: a figure, a table, an embed, a divider. */
export interface Line {
  /** Its id, or what it says where it has none. Unique among the lines of a text. */
  key: string
  face: Face
  path: readonly Container[]
  content: readonly BodyNode[]
  /** The whole block, where it is merged as one. */
  whole: BodyNode | null
}

const containers: ReadonlySet<NodeName> = new Set<NodeName>([
  'quote',
  'factBox',
  'bulletList',
  'orderedList',
  'listItem'
])

/**
 * Blocks as a flat list of lines. However lines of two texts are put together, `blocksOf` makes valid blocks of them:
 * that is why texts are merged in this form.
 */
export function linesOf(blocks: readonly BodyNode[]): Line[] {
  const lines: Line[] = []
  const keys = new Map<string, number>()
  const keyOf = (node: BodyNode, fallback: () => string): string => {
    const wanted = idOf(node) ?? `~${fallback()}`
    const times = keys.get(wanted) ?? 0
    keys.set(wanted, times + 1)
    return times === 0 ? wanted : `${wanted}~${times + 1}`
  }
  const visit = (node: BodyNode, path: readonly Container[]): void => {
    const { content, text: _text, ...face } = node
    if (containers.has(node.type)) {
      const first = firstLineOf(node)
      const key = idOf(node) ?? `in ${first ? (idOf(first) ?? JSON.stringify(first)) : ''}`
      const inside = [...path, { key, face }]
      for (const child of content ?? []) visit(child, inside)
    } else if (isTextblock(node))
      lines.push({
        key: keyOf(node, () => JSON.stringify(node)),
        face,
        path,
        content: content ?? [],
        whole: null
      })
    else lines.push({ key: keyOf(node, () => JSON.stringify(node)), face, path, content: [], whole: node })
  }
  for (const block of blocks) visit(block, [])
  return lines
}

function firstLineOf(node: BodyNode): BodyNode | undefined {
  return containers.has(node.type) ? node.content?.[0] && firstLineOf(node.content[0]) : node
}

/** The blocks that some lines make: always such as may stand in a body. `changed` hears of lines that had to become paragraphs. */
export function blocksOf(lines: readonly Line[], changed: (line: Line) => void = () => {}): BodyNode[] {
  const root: BodyNode[] = []
  const open: { container: Container; node: BodyNode & { content: BodyNode[] } }[] = []
  lines.forEach((line, index) => {
    let path = line.whole ? [] : line.path
    let same = 0
    while (same < open.length && same < path.length && open[same]?.container.key === path[same]?.key) same++
    // What an item begins with is a paragraph, never a list in it.
    const item = path.findIndex(({ face }, at) => at >= same && face.type === 'listItem')
    if (item >= 0) path = path.slice(0, item + 1)
    open.length = same
    for (const container of path.slice(same)) {
      const node = { ...container.face, content: [] as BodyNode[] }
      ;(open.at(-1)?.node.content ?? root).push(node)
      open.push({ container, node })
      // A fact box without its title gets an empty one.
      if (container.face.type === 'factBox' && !(line.face.type === 'factBoxTitle' && path.at(-1) === container))
        node.content.push({ type: 'factBoxTitle' })
    }
    const parent = open.at(-1)?.node
    const type = typeIn(parent, line, lines[index + 1])
    if (type !== line.face.type) changed(line)
    ;(parent?.content ?? root).push(nodeOf(line, type))
  })
  return root.map(completed)
}

/** What a line may be where it stands. */
function typeIn(parent: BodyNode | undefined, { face: { type }, whole, path }: Line, next: Line | undefined): NodeName {
  if (whole) return type
  if (!parent) return type === 'attribution' || type === 'factBoxTitle' ? 'paragraph' : type
  if (parent.type === 'quote' && type === 'attribution') {
    const key = path.at(-1)?.key
    const isLast = !next || next.path[path.length - 1]?.key !== key
    return isLast && (parent.content?.length ?? 0) > 0 ? type : 'paragraph'
  }
  if (parent.type === 'factBox' && type === 'factBoxTitle' && parent.content?.length === 0) return type
  return 'paragraph'
}

function nodeOf(line: Line, type: NodeName): BodyNode {
  if (line.whole) return line.whole
  const { face } = line
  const node: BodyNode =
    type === face.type
      ? { ...face }
      : {
          type,
          ...(face.attrs && { attrs: idOf(face) === null ? {} : { id: idOf(face) } }),
          ...(face.marks && { marks: face.marks })
        }
  const content = line.content.map((child) => allowed(child, type))
  if (content.length > 0) node.content = content
  return node
}

/** A run of text with those of its marks that its block may have. */
function allowed(node: BodyNode, type: NodeName): BodyNode {
  if (!node.marks) return node
  const inside = schema.nodes[type]
  const marks = node.marks.filter((mark) => {
    const found = schema.marks[mark.type]
    return found && inside?.allowsMarkType(found)
  })
  if (marks.length === node.marks.length) return node
  const { marks: _marks, ...bare } = node
  return marks.length > 0 ? { ...bare, marks } : bare
}

/** A fact box holds more than its title. */
function completed(node: BodyNode): BodyNode {
  if (node.type === 'factBox' && node.content?.length === 1)
    return { ...node, content: [...node.content, { type: 'paragraph' }] }
  return node
}
