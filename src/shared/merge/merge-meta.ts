import type { Credit, Meta, Subject } from '../article/article.ts'
import { partOf, creditParts } from './compare-meta.ts'
import type { Report } from './conflict.ts'
import { mergeList, mergeValue, textOfValue, type Three } from './fields.ts'

/** Everything about an article that is not its text, key by key; lists by what names their members. */
export function mergeMeta(metas: Three<Meta>, report: Report): Meta {
  const [base, first, second] = metas
  const merged: Record<string, unknown> = {}
  const of = <Value>(pickFrom: (meta: Meta) => Value) => metas.map(pickFrom) as [Value, Value, Value]
  for (const key of new Set([...Object.keys(first), ...Object.keys(second), ...Object.keys(base)]) as Set<keyof Meta>) {
    const field = `meta.${key}`
    if (key === 'credits')
      merged[key] = mergeCredits(
        of((meta) => meta.credits),
        report
      )
    else if (key === 'topics')
      merged[key] = mergeList(
        of((meta) => meta.topics),
        (topic) => topic,
        ([, one]) => one,
        listTold(report, field, (topic) => topic)
      )
    else if (key === 'subjects')
      merged[key] = mergeList(
        of((meta) => meta.subjects),
        (subject: Subject) => subject.uri ?? subject.name,
        (subjects) => mergeValue(subjects, report, { field }),
        listTold(report, field, textOfValue)
      )
    else if (key === 'dateline' || key === 'alternativeHeadlines') {
      const parts = of((meta) => meta[key] as Record<string, unknown>)
      merged[key] = Object.fromEntries(
        Object.keys(parts[1]).map((part) => [
          part,
          mergeValue([parts[0][part], parts[1][part], parts[2][part]], report, { field: `${field}.${part}` })
        ])
      )
    } else {
      const value = mergeValue(
        of((meta): unknown => meta[key]),
        report,
        { field }
      )
      if (value !== undefined) merged[key] = value
    }
  }
  return merged as Meta
}

function mergeCredits(credits: Three<Credit[]>, report: Report): Credit[] {
  return mergeList(
    credits,
    (credit) => credit.id,
    (three) => mergeCredit(three, report),
    listTold(report, 'meta.credits', ({ profile }) => textOfValue(profile))
  )
}

/** One credit part by part: a role that one hand changed does not bring back the biography that the other mended. */
function mergeCredit(credits: Three<Credit>, report: Report): Credit {
  const [base, first, second] = credits
  const merged = { ...first, profile: { ...first.profile } }
  for (const part of creditParts) {
    const value = mergeValue([partOf(base, part), partOf(first, part), partOf(second, part)], report, {
      field: 'meta.credits'
    })
    Object.assign(part in merged.profile ? merged.profile : merged, { [part]: value })
  }
  return merged
}

function listTold<Item>(report: Report, field: string, textOf: (item: Item) => string) {
  return {
    kept: (item: Item, before: Item, removed: 0 | 1) => {
      const text = textOf(item)
      report.add({ kind: 'deleted', field, before: textOf(before), texts: removed === 0 ? ['', text] : [text, ''] })
    },
    agreed: (item: Item, change: 'insertion' | 'deletion') => {
      const text = textOf(item)
      report.add({
        kind: 'same',
        field,
        ...(change === 'deletion' ? { before: text } : { texts: [text, text] as const })
      })
    }
  }
}
