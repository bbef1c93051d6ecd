import type { Reason } from '../result.ts'
import type { Article } from './article.ts'
import { blockingFindings, type CheckLevels } from './checks/index.ts'
import { approvalsOf, isStale, type DeskRules, type Standing } from './workflow.ts'

export { tkPattern } from './checks/tk.ts'

/** What a desk asks of an article before it goes out. */
export interface ReleaseRules extends DeskRules {
  /** What the desk has said about checks; absent, each keeps its own level. */
  checks?: CheckLevels
}

/**
 * Every reason for which this text may not go out now, each leading to its place; empty means that it may.
 * `now` is UTC. Approval is held against `hash`, the hash of the article as it stands.
 */
export function releaseReasons(
  article: Article,
  hash: string,
  standing: Standing,
  rules: ReleaseRules,
  now: Date
): Reason[] {
  const findings = blockingFindings(article, rules.checks ?? {}, now).map(({ check, message, place }): Reason => ({
    code: check,
    message,
    ...(place === undefined ? {} : { place })
  }))
  return [...approvalReasons(hash, standing, rules), ...embargoReasons(article, now), ...findings]
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
  if (!meta.embargo || Date.parse(meta.embargo.at) <= now.getTime()) return []
  return [
    {
      code: 'embargo',
      message: `The article is under embargo until ${meta.embargo.at} (${meta.embargo.zone}).`,
      place: 'meta.embargo'
    }
  ]
}
