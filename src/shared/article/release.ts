import type { Reason } from '../result.ts'
import type { Article } from './article.ts'
import { blockingFindings, type CheckLevels } from './checks/index.ts'
import { embargoMoment, isEmbargoed } from './embargo.ts'
import { approvalsOf, isStale, type Standing } from './standing.ts'
import type { DeskRules } from './workflow-rules.ts'
import { wireReasons, type WireStanding } from './wire.ts'

export { tkPattern } from './checks/tk.ts'

/** What a desk asks of an article before it goes out. */
export interface ReleaseRules extends DeskRules {
  /** What the desk has said about checks; absent, each keeps its own level. */
  checks?: CheckLevels
}

/** A reason that holds no more, because an editor let it pass for this very text. */
export interface Overridden extends Reason {
  by: string
  at: string
  why: string
}

export interface ReleaseGate {
  /** Why the text may not go out, all at once; empty means that it may. */
  reasons: Reason[]
  /** What would have held it back, and who let it pass. */
  overridden: Overridden[]
}

/** What nobody lets pass: the workflow owes it, and there is another way to settle it. */
const firm: readonly string[] = ['killed', 'wire-killed', 'spiked', 'stale', 'not-approved', 'suggestions', 'conflicts']

/** Whether an editor may let this reason pass. */
export function isOverridable({ code }: Pick<Reason, 'code'>): boolean {
  return !firm.includes(code)
}

/**
 * The one gate before everything that goes out: every reason for which this text may not go out now, each leading to
 * its place, without those that an editor let pass for exactly this text. `now` is UTC; approvals and overrides are held
 * against `hash`, the hash of the article as it stands. `wire` is the agency item that it came out of.
 */
export function releaseGate(
  article: Article,
  hash: string,
  standing: Standing,
  rules: ReleaseRules,
  now: Date,
  wire: WireStanding | null = null
): ReleaseGate {
  const findings = blockingFindings(article, rules.checks ?? {}, now).map(({ check, message, place }): Reason => ({
    code: check,
    message,
    ...(place === undefined ? {} : { place })
  }))
  const all = [
    ...approvalReasons(hash, standing, rules),
    ...wireReasons(wire, article.meta.embargo !== null),
    ...embargoReasons(article, now),
    ...correctionReasons(article, standing),
    ...findings
  ]
  const waived = waivers(standing, hash)
  const overridden = all.flatMap((reason) => {
    const waiver = isOverridable(reason) ? waived.get(keyOf(reason)) : undefined
    return waiver ? [{ ...reason, ...waiver }] : []
  })
  const passed = new Set(overridden.map(keyOf))
  return { reasons: all.filter((reason) => !passed.has(keyOf(reason))), overridden }
}

/** The reasons of the gate alone. */
export function releaseReasons(...asked: Parameters<typeof releaseGate>): Reason[] {
  return releaseGate(...asked).reasons
}

/** Who let which reason pass for the text of this hash; a reason counts as the same only if it reads the same. */
function waivers({ overrides }: Standing, hash: string): Map<string, Pick<Overridden, 'by' | 'at' | 'why'>> {
  return new Map(
    overrides
      .filter(({ articleHash }) => articleHash === hash)
      .flatMap(({ by, at, why, reasons }) => reasons.map((reason) => [keyOf(reason), { by, at, why }] as const))
  )
}

function keyOf({ code, message, place }: Reason): string {
  return JSON.stringify([code, place ?? null, message])
}

function approvalReasons(hash: string, standing: Standing, rules: DeskRules): Reason[] {
  if (standing.pubstatus === 'canceled') return [{ code: 'killed', message: 'The article has been killed.' }]
  if (standing.state === 'spiked') return [{ code: 'spiked', message: 'The article is spiked.' }]
  if (isStale(standing, hash))
    return [
      {
        code: 'stale',
        message: 'The article has changed since it was approved: the approval names another text.',
        place: 'panel.versions'
      }
    ]
  const missing = rules.approvalsNeeded - approvalsOf(standing, hash).length
  if (missing <= 0) return []
  return [
    {
      code: 'not-approved',
      message: missing === 1 ? 'The article needs 1 more approval.' : `The article needs ${missing} more approvals.`
    }
  ]
}

function embargoReasons({ meta }: Article, now: Date): Reason[] {
  if (!meta.embargo || !isEmbargoed(meta, now)) return []
  return [{ code: 'embargo', message: `Embargoed until ${embargoMoment(meta.embargo)}.`, place: 'meta.embargo' }]
}

/** A text that is corrected tells its readers so. */
function correctionReasons({ meta }: Article, { correcting }: Standing): Reason[] {
  if (!correcting || (meta.corrections?.length ?? 0) > correcting.notes) return []
  return [
    {
      code: 'correction-note',
      message: 'The correction has no note yet: it tells readers what was wrong.',
      place: 'meta.corrections'
    }
  ]
}
