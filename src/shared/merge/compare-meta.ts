import type { Credit, Meta } from '../article/article.ts'
import { segmentsOf } from '../document/tokens.ts'
import { difference } from './difference.ts'
import { isEqual } from './equal.ts'

/** A run of a plain text that stayed, came or went. */
export interface TextStep {
  op: 'keep' | 'insert' | 'delete'
  text: string
}

/** The parts of a credit that can differ between two copies of it. */
export const creditParts = ['role', 'name', 'jobTitle', 'biography', 'handles', 'portrait', 'box', 'personId'] as const
export type CreditPart = (typeof creditParts)[number]

export interface CreditChange {
  change: 'inserted' | 'deleted' | 'changed' | 'moved'
  before: Credit | null
  after: Credit | null
  parts: CreditPart[]
}

/** Where a field stands in the article: `slugline`, or `dateline.place` for a part of one. */
export type FieldName =
  | Exclude<keyof Meta, 'dateline' | 'alternativeHeadlines'>
  | `dateline.${keyof Meta['dateline']}`
  | `alternativeHeadlines.${keyof Meta['alternativeHeadlines']}`

/** One field of meta that differs: a text word by word, a list by what is in it, credits one by one, the rest by value. */
export type FieldChange =
  | { kind: 'text'; field: FieldName; before: string; after: string; steps: TextStep[] }
  | {
      kind: 'list'
      field: 'topics' | 'subjects' | 'corrections'
      inserted: string[]
      deleted: string[]
      kept: string[]
      reordered: boolean
    }
  | { kind: 'credits'; field: 'credits'; credits: CreditChange[] }
  | { kind: 'value'; field: FieldName; before: unknown; after: unknown }

const texts = ['slugline', 'kicker', 'genre', 'summary', 'ednote', 'copyright', 'usageTerms'] as const
const values = ['desk', 'language', 'urgency', 'embargo', 'commissionedLength', 'bylineStyle', 'updates'] as const

/** Every field that differs, in the order in which Details shows them. */
export function compareMeta(before: Meta, after: Meta, language: string): FieldChange[] {
  const changes: (FieldChange | null)[] = [
    compareTextField('slugline', before.slugline, after.slugline, language),
    compareTextField('kicker', before.kicker, after.kicker, language),
    ...(['search', 'social', 'print'] as const).map((key) =>
      compareTextField(
        `alternativeHeadlines.${key}`,
        before.alternativeHeadlines[key],
        after.alternativeHeadlines[key],
        language
      )
    ),
    compareCredits(before.credits, after.credits),
    compareTextField('dateline.place', before.dateline.place, after.dateline.place, language),
    compareValue('dateline.date', before.dateline.date, after.dateline.date),
    compareTextField('dateline.text', before.dateline.text, after.dateline.text, language),
    ...values.map((field) => compareValue(field, before[field] ?? null, after[field] ?? null)),
    ...texts.slice(2).map((field) => compareTextField(field, before[field], after[field], language)),
    compareList('topics', before.topics, after.topics),
    compareList('subjects', before.subjects.map(subjectText), after.subjects.map(subjectText)),
    compareList('corrections', notesOf(before), notesOf(after))
  ]
  return changes.filter((change) => change !== null)
}

function compareTextField(field: FieldName, before: string, after: string, language: string): FieldChange | null {
  return before === after ? null : { kind: 'text', field, before, after, steps: compareTexts(before, after, language) }
}

function compareValue(field: FieldName, before: unknown, after: unknown): FieldChange | null {
  return isEqual(before, after) ? null : { kind: 'value', field, before, after }
}

/** Two plain texts as one, word by word. */
export function compareTexts(before: string, after: string, language: string): TextStep[] {
  const a = segmentsOf(before, language)
  const b = segmentsOf(after, language)
  const numbers = new Map<string, number>()
  const number = ({ text }: { text: string }) => {
    if (!numbers.has(text)) numbers.set(text, numbers.size)
    return numbers.get(text) ?? -1
  }
  const steps: TextStep[] = []
  for (const step of difference(a.map(number), b.map(number))) {
    const op = step.a < 0 ? 'insert' : step.b < 0 ? 'delete' : 'keep'
    const text = (step.a < 0 ? b[step.b] : a[step.a])?.text ?? ''
    const last = steps.at(-1)
    if (last?.op === op) last.text += text
    else steps.push({ op, text })
  }
  return steps
}

function compareList(
  field: 'topics' | 'subjects' | 'corrections',
  before: string[],
  after: string[]
): FieldChange | null {
  if (isEqual(before, after)) return null
  const left = [...before]
  const take = (text: string) => {
    const index = left.indexOf(text)
    if (index >= 0) left.splice(index, 1)
    return index >= 0
  }
  const kept: string[] = []
  const inserted: string[] = []
  for (const text of after) (take(text) ? kept : inserted).push(text)
  const stayed = [...before]
  for (const text of left) stayed.splice(stayed.lastIndexOf(text), 1)
  return { kind: 'list', field, inserted, deleted: left, kept, reordered: !isEqual(stayed, kept) }
}

function notesOf({ corrections = [] }: Meta): string[] {
  return corrections.map(({ at, text }) => `${at.slice(0, 10)}: ${text}`)
}

function subjectText({ name, uri }: Meta['subjects'][number]): string {
  return uri === null ? name : `${name} (${uri})`
}

function compareCredits(before: Credit[], after: Credit[]): FieldChange | null {
  if (isEqual(before, after)) return null
  const known = new Map(before.map((credit) => [credit.id, credit]))
  const stayed = new Set(after.map(({ id }) => id))
  const order = before.filter(({ id }) => stayed.has(id)).map(({ id }) => id)
  const present = after.filter(({ id }) => known.has(id)).map(({ id }) => id)
  // What has only been overtaken has not moved: the longest run in the old order stands still.
  const still = new Set(
    difference(
      order.map((_, index) => index),
      present.map((id) => order.indexOf(id))
    ).flatMap((step) => (step.a >= 0 && step.b >= 0 ? (order[step.a] ?? []) : []))
  )
  const credits: CreditChange[] = []
  for (const credit of before)
    if (!stayed.has(credit.id)) credits.push({ change: 'deleted', before: credit, after: null, parts: [] })
  for (const credit of after) {
    const old = known.get(credit.id)
    if (!old) credits.push({ change: 'inserted', before: null, after: credit, parts: [] })
    else {
      const parts = creditParts.filter((part) => !isEqual(partOf(old, part), partOf(credit, part)))
      if (parts.length > 0 || !still.has(credit.id))
        credits.push({ change: still.has(credit.id) ? 'changed' : 'moved', before: old, after: credit, parts })
    }
  }
  return { kind: 'credits', field: 'credits', credits }
}

export function partOf(credit: Credit, part: CreditPart): unknown {
  return part === 'role' || part === 'box' || part === 'personId' ? credit[part] : credit.profile[part]
}
