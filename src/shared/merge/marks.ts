import type { BodyMark, BodyNode } from '../document/body.ts'
import { schema, type MarkName } from '../document/schema.ts'
import type { Run } from '../document/tokens.ts'
import type { Report } from './conflict.ts'
import { isEqual } from './equal.ts'
import { pick, type Three } from './fields.ts'

const suggestionNames: readonly MarkName[] = ['insertion', 'deletion', 'modification']

export function isSuggestion({ type }: BodyMark): boolean {
  return suggestionNames.includes(type)
}

/** A node with a suggestion on it. One that is part of another suggestion already stays that. */
export function suggested(node: BodyNode, mark: BodyMark): BodyNode {
  const held = node.marks ?? []
  if (held.some(isSuggestion)) return node
  return { ...node, marks: inSchemaOrder([...held, mark]) }
}

/** The marks of a word, sign by sign: what one hand changed is changed. */
export function mergeMarks(words: Three<Run[]>, report: Report, block: string): Run[] {
  const picked = pick(words)
  if (picked) return picked.value
  const [base, first, second] = words.map(signsOf) as [Sign[], Sign[], Sign[]]
  const runs: Run[] = []
  base.forEach((sign, index) => {
    const three = [sign.marks, first[index]?.marks ?? [], second[index]?.marks ?? []] as const
    const names = new Set(three.flatMap((marks) => marks.map(({ type }) => type)))
    const marks = [...names].flatMap((name) => {
      const values = three.map((all) => all.filter(({ type }) => type === name)) as [BodyMark[], BodyMark[], BodyMark[]]
      const settled = pick(values)
      if (!settled && index === 0)
        report.add({ kind: 'value', block, field: name, values: [values[1][0]?.attrs, values[2][0]?.attrs] })
      return settled?.value ?? values[1]
    })
    const ordered = inSchemaOrder(marks)
    const last = runs.at(-1)
    if (last && isEqual(last.marks ?? [], ordered)) last.text += sign.text
    else runs.push(ordered.length > 0 ? { text: sign.text, marks: ordered } : { text: sign.text })
  })
  return runs
}

interface Sign {
  text: string
  marks: BodyMark[]
}

function signsOf(runs: Run[]): Sign[] {
  return runs.flatMap(({ text, marks = [] }) => text.split('').map((sign) => ({ text: sign, marks })))
}

/** Marks in the order, and only with those others, that the schema has them in. */
function inSchemaOrder(marks: BodyMark[]): BodyMark[] {
  let set = [] as ReturnType<typeof schema.mark>[]
  for (const mark of marks) set = schema.markFromJSON(mark).addToSet(set) as typeof set
  return set.map((mark) => mark.toJSON() as BodyMark)
}
