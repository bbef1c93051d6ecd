import type { BodyMark, BodyNode } from '#shared/document/body.ts'
import type { MarkName, NodeName } from '#shared/document/schema.ts'

/** How a format writes each node; `Page` is what it must know besides. A new node fails to compile until it answers. */
export type NodeTable<Page> = Record<NodeName, (node: BodyNode, page: Page) => string>

/** How a format writes each mark around what it covers, given as it is already written. */
export type MarkTable<Page = void> = Record<MarkName, (inner: string, mark: BodyMark, page: Page) => string>

export function renderNode<Page>(table: NodeTable<Page>, node: BodyNode, page: Page): string {
  return table[node.type](node, page)
}

/** Every child that is written as something, in order. */
export function renderChildren<Page>(table: NodeTable<Page>, node: BodyNode, page: Page): string[] {
  return (node.content ?? []).map((child) => renderNode(table, child, page)).filter((text) => text !== '')
}

/** A textblock's content. Neighbours that share a mark share its markup: `<b>a<i>b</i></b>`, never `<b>a</b><b><i>b</i></b>`. */
export function renderInline<Page>(
  nodes: NodeTable<Page>,
  marks: MarkTable<Page>,
  node: BodyNode | undefined,
  page: Page
): string {
  return run((node?.content ?? []).map((child) => ({ child, marks: child.marks ?? [] })))

  function run(items: { child: BodyNode; marks: BodyMark[] }[]): string {
    let text = ''
    for (let at = 0; at < items.length;) {
      const here = items[at]
      if (!here) break
      const widest = here.marks.map((mark) => ({ mark, end: endOf(items, at, mark) })).sort((a, b) => b.end - a.end)[0]
      if (!widest) {
        text += renderNode(nodes, here.child, page)
        at += 1
        continue
      }
      const inner = items
        .slice(at, widest.end)
        .map((item) => ({ ...item, marks: item.marks.filter((mark) => !sameMark(mark, widest.mark)) }))
      text += marks[widest.mark.type](run(inner), widest.mark, page)
      at = widest.end
    }
    return text
  }
}

function endOf(items: { marks: BodyMark[] }[], from: number, mark: BodyMark): number {
  let end = from
  while (items[end]?.marks.some((other) => sameMark(other, mark))) end += 1
  return end
}

function sameMark(a: BodyMark, b: BodyMark): boolean {
  return a.type === b.type && JSON.stringify(a.attrs ?? {}) === JSON.stringify(b.attrs ?? {})
}

/** An attribute as text; absent is empty. */
export function textAttribute(node: BodyNode, name: string): string {
  const value = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}

/** An attribute as a number, or `fallback`. */
export function numberAttribute(node: BodyNode, name: string, fallback: number): number {
  const value = node.attrs?.[name]
  return typeof value === 'number' ? value : fallback
}
