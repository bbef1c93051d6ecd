import type { Body, BodyMark, BodyNode } from '../document/body.ts'
import { isSuggested } from '../document/suggestions.ts'
import { textOf } from '../document/text.ts'
import { fail, ok, type Result } from '../result.ts'
import type { PlacementField } from './placements.ts'

export interface Cell {
  figureId: string
  field: PlacementField
  /** The plain words that whoever writes has seen. */
  from: string
  to: string
}

/**
 * The body with one picture's words written anew. What stands around the change keeps its bold, italic and links. Fails
 * with `conflict` where other words stand by now, and where suggestions wait in the text for an answer.
 */
export function writePlacement(body: Body, cell: Cell): Result<Body> {
  const found = change(body, cell)
  return found ?? fail('conflict', 'This picture is no longer in the article.')
}

function change(node: BodyNode, cell: Cell): Result<BodyNode> | null {
  if (node.type === 'figure' && node.attrs?.id === cell.figureId) return writeFigure(node, cell)
  for (const [index, child] of (node.content ?? []).entries()) {
    const changed = change(child, cell)
    if (changed?.ok) return ok({ ...node, content: (node.content ?? []).with(index, changed.value) })
    if (changed) return changed
  }
  return null
}

const changedSince = 'The words have been changed in the article since. Look at them, then write yours.'

function writeFigure(figure: BodyNode, { field, from, to }: Cell): Result<BodyNode> {
  if (field === 'alt') {
    if (String(figure.attrs?.alt ?? '') !== from) return fail('conflict', changedSince)
    if (to.length > 2000) return fail('invalid-input', 'An alt text has at most 2,000 characters.')
    return ok({ ...figure, attrs: { ...figure.attrs, alt: oneLine(to) } })
  }
  const index = (figure.content ?? []).findIndex((child) => child.type === field)
  const part = figure.content?.[index]
  if (!part) throw new Error(`A figure without its ${field}.`)
  if (part.content?.some(isSuggested))
    return fail('refused', 'Suggestions wait in these words. Accept or reject them in the article first.')
  if (textOf(part) !== from) return fail('conflict', changedSince)
  const { content: _, ...bare } = part
  const content = rewriteInline(part.content ?? [], tidy(to))
  return ok({
    ...figure,
    attrs: { ...figure.attrs, [`${field}From`]: 'typed' },
    content: (figure.content ?? []).with(index, content.length > 0 ? { ...bare, content } : bare)
  })
}

/** Lines stay lines; what cannot be seen at either end goes. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .trim()
}

function oneLine(text: string): string {
  return tidy(text).replace(/\s+/g, ' ')
}

/** One UTF-16 unit, or a line break, with its marks. */
interface Unit {
  text: string
  marks: BodyMark[] | undefined
}

/** Plan: what both texts begin and end with keeps its marks; what is new between takes those that hold on both its sides. */
export function rewriteInline(content: BodyNode[], to: string): BodyNode[] {
  const old = content.flatMap((node): Unit[] =>
    node.type === 'text'
      ? (node.text ?? '').split('').map((text) => ({ text, marks: node.marks }))
      : [{ text: '\n', marks: node.marks }]
  )
  const from = old.map(({ text }) => text).join('')
  let start = 0
  while (start < Math.min(from.length, to.length) && from[start] === to[start]) start++
  let end = 0
  while (end < Math.min(from.length, to.length) - start && from.at(-1 - end) === to.at(-1 - end)) end++
  const [before, after] = [old[start - 1], old[old.length - end]]
  const marks = sharedMarks(before, after, old.slice(start, old.length - end))
  const middle = to
    .slice(start, to.length - end)
    .split('')
    .map((text) => ({ text, marks }))
  return nodesOf([...old.slice(0, start), ...middle, ...old.slice(old.length - end)])
}

/** The marks of what was replaced when it had the same all through; else those of both neighbours. */
function sharedMarks(before: Unit | undefined, after: Unit | undefined, replaced: Unit[]): BodyMark[] | undefined {
  const [first] = replaced
  if (first) return replaced.every((unit) => isSameMarks(unit.marks, first.marks)) ? first.marks : undefined
  return before && after && isSameMarks(before.marks, after.marks) ? before.marks : undefined
}

function isSameMarks(one: BodyMark[] | undefined, other: BodyMark[] | undefined): boolean {
  return JSON.stringify(one ?? []) === JSON.stringify(other ?? [])
}

function nodesOf(units: Unit[]): BodyNode[] {
  const nodes: BodyNode[] = []
  for (const { text, marks } of units) {
    const last = nodes.at(-1)
    const given = marks && marks.length > 0 ? { marks } : {}
    if (text === '\n') nodes.push({ type: 'hardBreak', ...given })
    else if (last?.type === 'text' && isSameMarks(last.marks, marks)) last.text = (last.text ?? '') + text
    else nodes.push({ type: 'text', text, ...given })
  }
  return nodes
}
