import type { Reason } from '../result.ts'

/** What the agency says of an item: it may be used, not yet, or never. */
export const wireStatuses = ['usable', 'withheld', 'canceled'] as const
export type WireStatus = (typeof wireStatuses)[number]

/** How an article stands to the agency item that it came out of. */
export interface WireStanding {
  /** The agency's own name for the item, the same for all its versions. */
  uri: string
  /** The newest version that came, whether the article has its words or not. */
  version: string
  source: string
  status: WireStatus
  /** What the agency says to editors in that version: of a kill, why. */
  ednote: string
  /** When that version came, UTC. */
  at: string
  /** The revision with the agency's words that the article took last. */
  applied: string
  /** The revision that holds a version which nobody here has taken over yet; null where there is none. */
  newer: string | null
}

/** Less than zero when `a` is the older of two versions of an item: as numbers where both are, else as text. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [numberOf(a), numberOf(b)]
  if (one !== null && other !== null) return one - other
  return a < b ? -1 : a > b ? 1 : 0
}

function numberOf(version: string): number | null {
  return /^\s*\d{1,15}(?:\.\d+)?\s*$/.test(version) ? Number(version) : null
}

/** What to call whoever sent an item. */
export function agencyOf({ source }: Pick<WireStanding, 'source'>): string {
  return source || 'The agency'
}

/**
 * Why an article may not go out for what its agency says: a kill, or a hold without an end. One that has an end is an
 * embargo, and says so itself.
 */
export function wireReasons(wire: WireStanding | null, hasEmbargo: boolean): Reason[] {
  if (wire?.status === 'canceled') return [{ code: 'wire-killed', message: killSentence(wire) }]
  if (wire?.status !== 'withheld' || hasEmbargo) return []
  return [{ code: 'wire-withheld', message: `${agencyOf(wire)} withholds this item: it may not be used yet.` }]
}

export function killSentence(wire: Pick<WireStanding, 'source' | 'ednote'>): string {
  return `${agencyOf(wire)} has killed this item${wire.ednote === '' ? '.' : `: ${wire.ednote}`}`
}
