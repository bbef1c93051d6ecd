import { newBlockId } from '#shared/document/attributes.ts'
import type { BodyNode } from '#shared/document/body.ts'
import { childrenOf, isElement, type MarkupElement } from './markup.ts'
import { apart, asParagraphs, readBlocks, type HtmlPage } from './read-html.ts'
import { textblock } from './read-inline.ts'

/** A table, its caption before it; what no cell can hold follows it. One without cells is nothing but what is in it. */
export function readTable(element: MarkupElement, page: HtmlPage): BodyNode[] {
  const lifted: BodyNode[] = []
  const rows = rowsOf(element)
    .map(({ row, head }) => ({
      type: 'tableRow' as const,
      content: childrenOf(row)
        .filter(({ name }) => name === 'td' || name === 'th')
        .map((cell) => readCell(cell, head, page, lifted))
    }))
    .filter(({ content }) => content.length > 0)
  const caption = childrenOf(element, 'caption').flatMap((each) => readBlocks(each.children, page))
  if (rows.length === 0) return [...caption, ...lifted]
  return [...caption, { type: 'table', attrs: { id: newBlockId() }, content: rows }, ...lifted]
}

function rowsOf(element: MarkupElement, head = false): { row: MarkupElement; head: boolean }[] {
  return element.children
    .filter((child) => isElement(child))
    .flatMap((child) => {
      if (child.name === 'tr') return [{ row: child, head }]
      return ['thead', 'tbody', 'tfoot'].includes(child.name) ? rowsOf(child, child.name === 'thead') : []
    })
}

function readCell(cell: MarkupElement, head: boolean, page: HtmlPage, lifted: BodyNode[]): BodyNode {
  const { texts, others } = apart(readBlocks(cell.children, page))
  lifted.push(...others)
  const span = (name: string, most: number) =>
    Math.min(most, Math.max(1, Number.parseInt(cell.attributes[name] ?? '1', 10) || 1))
  return {
    type: head || cell.name === 'th' ? 'tableHeader' : 'tableCell',
    attrs: { colspan: span('colspan', 100), rowspan: span('rowspan', 1000), colwidth: null },
    content: texts.length > 0 ? asParagraphs(texts) : [textblock('paragraph', [])]
  }
}
