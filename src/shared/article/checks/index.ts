import type { Article } from '../article.ts'
import { bylineDiffers } from './byline-differs.ts'
import { bylineMissing } from './byline-missing.ts'
import { checkContext, type Check, type CheckContext, type CheckLevel, type Finding } from './check.ts'
import { dateline } from './dateline.ts'
import { doubledWords } from './doubled-words.ts'
import { embargoForm } from './embargo-form.ts'
import { embargoPassed } from './embargo-passed.ts'
import { headlineLength } from './headline-length.ts'
import { headlineMissing } from './headline-missing.ts'
import { length } from './length.ts'
import { links } from './links.ts'
import { names } from './names.ts'
import { pictures } from './pictures.ts'
import { quotationMarks } from './quotation-marks.ts'
import { straightQuotes } from './straight-quotes.ts'
import { suggestions } from './suggestions.ts'
import { tk } from './tk.ts'

/** Every check, in the order in which a desk settles things. */
export const checks: readonly Check[] = [
  headlineMissing,
  bylineMissing,
  tk,
  suggestions,
  ...pictures,
  dateline,
  embargoForm,
  embargoPassed,
  headlineLength,
  length,
  bylineDiffers,
  names,
  quotationMarks,
  straightQuotes,
  doubledWords,
  links
]

/** What the desk has said about checks, by their ids; a check that is not here keeps its own level. */
export type CheckLevels = Readonly<Record<string, CheckLevel>>

/** What a finding of this check does on this desk. */
export function levelOf(check: Check, levels: CheckLevels): CheckLevel {
  if (check.fixed) return check.level
  const level = levels[check.id] ?? check.level
  return check.advice && level === 'block' ? 'warn' : level
}

/** Everything to see to in an article, blocking findings first. `now` is UTC. */
export function runChecks(article: Article, levels: CheckLevels, context: CheckContext): Finding[] {
  const found = checks.flatMap((check) => {
    const severity = levelOf(check, levels)
    return severity === 'off'
      ? []
      : check.find(article, context).map((one): Finding => ({ check: check.id, severity, ...one }))
  })
  return [
    ...found.filter(({ severity }) => severity === 'block'),
    ...found.filter(({ severity }) => severity === 'warn')
  ]
}

/** What holds an article back, and nothing else is looked for. */
export function blockingFindings(article: Article, levels: CheckLevels, now: Date): Finding[] {
  const context = checkContext(article, now)
  return checks
    .filter((check) => levelOf(check, levels) === 'block')
    .flatMap((check) =>
      check.find(article, context).map((one): Finding => ({ check: check.id, severity: 'block', ...one }))
    )
}
