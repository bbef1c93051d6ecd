import type { BodyNode } from '../document/body.ts'
import { idOf } from '../document/tokens.ts'
import { textOf } from '../document/text.ts'
import type { Report } from './conflict.ts'
import { isEqual } from './equal.ts'
import { mergeList, mergeValue, pick, type Three } from './fields.ts'
import { mergeLines, wholeText } from './flow.ts'
import { blocksOf, linesOf, type Line } from './lines.ts'
import { suggested } from './marks.ts'

export interface WholeOptions {
  language: string
  report: Report
}

/** One figure, table, embed or divider out of three of the same id. */
export function mergeWhole(blocks: Three<BodyNode>, options: WholeOptions): BodyNode {
  const picked = isEqual(blocks[1], blocks[2]) && !isEqual(blocks[0], blocks[1]) ? null : pick(blocks)
  if (picked) return picked.value
  const [base, first, second] = blocks
  if (base.type !== first.type || base.type !== second.type)
    return mergeValue(blocks, options.report, { block: idOf(base) })
  if (base.type === 'figure') return mergeFigure(blocks, options)
  if (base.type === 'table') return mergeTable(blocks, options)
  return withAttributes(blocks, Object.keys({ ...base.attrs, ...first.attrs, ...second.attrs }), options)
}

/** One textblock out of three, whatever their ids are. */
export function mergeTextblock(blocks: Three<BodyNode>, { language, report }: WholeOptions): BodyNode {
  const [base] = blocks
  const lines = blocks.map((block): Line[] => {
    const { content, text: _text, ...face } = block
    return [{ key: idOf(base) ?? base.type, face, path: [], content: content ?? [], whole: null }]
  }) as [Line[], Line[], Line[]]
  const [merged] = mergeLines(lines, { language, report, mergeWhole: ([, one]) => one })
  if (!merged) throw new Error(`A ${base.type} that all three have is gone.`)
  return { ...merged.face, type: base.type, ...(merged.content.length > 0 && { content: [...merged.content] }) }
}

/** What says which picture it is, and what only holds for that picture. */
const pictureAttributes = ['media', 'fileName', 'width', 'height'] as const
const ofThePicture = ['crop', 'focus', 'alt'] as const
const provenances = ['captionFrom', 'creditFrom'] as const

function mergeFigure(blocks: Three<BodyNode>, options: WholeOptions): BodyNode {
  const { report } = options
  const [base, first, second] = blocks
  const block = idOf(base)
  const pictures = blocks.map(({ attrs }) => pictureAttributes.map((name) => attrs?.[name])) as [
    unknown,
    unknown,
    unknown
  ]
  const [fresh, kept] = [1, 2].map((hand) => !isEqual(pictures[hand], pictures[0]))
  const apart = new Set<string>(pictureAttributes)
  const attrs: Record<string, unknown> = {}
  let node: BodyNode = base
  const settle = (names: readonly string[], values: Three<unknown>, field: string): 0 | 1 => {
    const picked = pick(values)
    if (picked) {
      if (isEqual(values[1], values[2]) && !isEqual(values[0], values[1]) && typeof values[1] === 'string')
        mergeValue(values, report, { block, field })
      return isEqual(picked.value, values[1]) ? 0 : 1
    }
    const [id] = reportValue(report, block, field, values)
    node = suggested(node, {
      type: 'modification',
      attrs: { id, type: 'attr', attrName: names[0], previousValue: plain(values[2]), newValue: plain(values[1]) }
    })
    return 0
  }
  const take = (names: readonly string[], hand: 0 | 1) => {
    for (const name of names)
      if ((hand === 0 ? first : second).attrs?.[name] !== undefined)
        attrs[name] = (hand === 0 ? first : second).attrs?.[name]
  }
  take(pictureAttributes, settle(pictureAttributes, pictures, 'media'))
  // Who put another picture in says how it is cut; what the other said of the old one is shown.
  if (fresh !== kept)
    for (const name of ofThePicture) {
      const hand = fresh ? 0 : 1
      const [own, others] = hand === 0 ? [first, second] : [second, first]
      if (isEqual(others.attrs?.[name] ?? null, base.attrs?.[name] ?? null)) continue
      if (isEqual(others.attrs?.[name] ?? null, own.attrs?.[name] ?? null)) continue
      apart.add(name)
      reportValue(report, block, name, [base.attrs?.[name], first.attrs?.[name], second.attrs?.[name]])
      const blank = name === 'alt' && own.attrs?.alt === base.attrs?.alt
      attrs[name] = blank ? others.attrs?.alt : own.attrs?.[name]
      if (attrs[name] === undefined) delete attrs[name]
    }
  for (const name of new Set([...Object.keys(first.attrs ?? {}), ...Object.keys(second.attrs ?? {})])) {
    if (apart.has(name)) continue
    const values = [base.attrs?.[name], first.attrs?.[name], second.attrs?.[name]] as const
    const isProvenance = (provenances as readonly string[]).includes(name)
    if (isProvenance && !pick(values)) attrs[name] = 'typed'
    else take([name], settle([name], values, name))
  }
  const part = (type: 'caption' | 'credit') =>
    mergeTextblock(
      blocks.map((one) => one.content?.find((child) => child.type === type) ?? { type }) as [
        BodyNode,
        BodyNode,
        BodyNode
      ],
      options
    )
  return { type: 'figure', attrs, ...(node.marks && { marks: node.marks }), content: [part('caption'), part('credit')] }
}

function reportValue(report: Report, block: string | null, field: string, values: Three<unknown>) {
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return report.add({
    kind: 'value',
    block,
    field,
    before: text(values[0]),
    texts: [text(values[1]), text(values[2])],
    values: [values[1], values[2]]
  })
}

function plain(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

/** Row by row and cell by cell where the columns are the same; else both tables stand, one behind the other. */
function mergeTable(blocks: Three<BodyNode>, options: WholeOptions): BodyNode {
  const widths = new Set(blocks.flatMap((table) => (table.content ?? []).map(widthOf)))
  if (widths.size !== 1 || widths.has(null)) return twoTables(blocks, options)
  const { report } = options
  const block = idOf(blocks[0])
  const rows = blocks.map((table) => table.content ?? []) as [BodyNode[], BodyNode[], BodyNode[]]
  const content = mergeList(
    rows,
    (row) => linesOf([row])[0]?.key ?? '',
    (three) => mergeRow(three, options),
    {
      kept: (row, before, removed) => {
        const words = textOf(row)
        report.add({ kind: 'deleted', block, before: textOf(before), texts: removed === 0 ? ['', words] : [words, ''] })
      },
      agreed: (row, change) => {
        const words = textOf(row)
        report.add({ kind: 'same', block, ...(change === 'deletion' ? { before: words } : { texts: [words, words] }) })
      }
    }
  )
  // Each took out the rows that the other left.
  if (content.length === 0) return twoTables(blocks, options)
  return { ...withAttributes(blocks, Object.keys(blocks[0].attrs ?? {}), options), content }
}

/** The cells of a row, or null where one spans several. */
function widthOf(row: BodyNode): number | null {
  const cells = row.content ?? []
  return cells.every(({ attrs }) => (attrs?.colspan ?? 1) === 1 && (attrs?.rowspan ?? 1) === 1) ? cells.length : null
}

function mergeRow(rows: Three<BodyNode>, options: WholeOptions): BodyNode {
  const picked = pick(rows)
  if (picked) return picked.value
  return {
    ...rows[1],
    content: (rows[1].content ?? []).map((cell, index) => {
      const cells = rows.map((row) => row.content?.[index] ?? cell) as [BodyNode, BodyNode, BodyNode]
      const lines = cells.map((one) => linesOf(one.content ?? [])) as [Line[], Line[], Line[]]
      const merged = mergeLines(lines, { ...options, mergeWhole: ([, one]) => one })
      const kind = mergeValue(
        cells.map(({ type }) => type) as [BodyNode['type'], BodyNode['type'], BodyNode['type']],
        options.report,
        { block: idOf(lines[1][0]?.face ?? rows[1]) }
      )
      const content = blocksOf(merged)
      return { ...cell, type: kind, content: content.length > 0 ? content : [{ type: 'paragraph' as const }] }
    })
  }
}

/** A table that both changed in a way that cannot be put together: the other one comes behind it. */
const pairs = new WeakMap<BodyNode, BodyNode>()

function twoTables([base, first, second]: Three<BodyNode>, { report }: WholeOptions): BodyNode {
  const [one, other] = report.add({
    kind: 'typed',
    block: idOf(base),
    before: wholeText(base),
    texts: [wholeText(first), wholeText(second)]
  })
  const table = suggested(first, { type: 'insertion', attrs: { id: one } })
  pairs.set(table, suggested(second, { type: 'insertion', attrs: { id: other } }))
  return table
}

/** The blocks with those that stand behind them because both hands made something else of one. */
export function withSecondTables(blocks: readonly BodyNode[]): BodyNode[] {
  return blocks.flatMap((block) => {
    const second = pairs.get(block)
    return second ? [block, second] : [block]
  })
}

function withAttributes(blocks: Three<BodyNode>, names: string[], { report }: WholeOptions): BodyNode {
  const attrs: Record<string, unknown> = {}
  for (const name of names) {
    const values = blocks.map((block) => block.attrs?.[name]) as [unknown, unknown, unknown]
    const value = mergeValue(values, report, { block: idOf(blocks[0]), field: name })
    if (value !== undefined) attrs[name] = value
  }
  const marks = pick(blocks.map((block) => block.marks) as [unknown, unknown, unknown])?.value as BodyNode['marks']
  const { attrs: _attrs, marks: _marks, ...rest } = blocks[1]
  return { ...rest, ...(Object.keys(attrs).length > 0 && { attrs }), ...(marks && { marks }) }
}
