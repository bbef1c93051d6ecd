export const roles = ['reporter', 'editor', 'admin'] as const
export type Role = (typeof roles)[number]

export const states = ['draft', 'in_review', 'changes_requested', 'approved', 'published', 'spiked'] as const
export type State = (typeof states)[number]
export type PubStatus = 'usable' | 'withheld' | 'canceled'

/** What people do to an article. `created`, `edited` and `exported` are told, never asked for. */
export const moves = [
  'submit',
  'take_back',
  'send_back',
  'approve',
  'publish',
  'correct',
  'drop_correction',
  'kill',
  'spike',
  'unspike'
] as const
export type Move = (typeof moves)[number]
/**
 * All that is recorded. `review_copy`: the text was written into a file for people to read, which is no way out. `reopen` is
 * what `correct` was called once; `updated` says that another article replaces this one.
 */
export const eventTypes = [
  'created',
  'exported',
  'review_copy',
  'restored',
  'assigned',
  'due',
  'named',
  'override',
  'override_withdrawn',
  'updated',
  'reopen',
  ...moves
] as const
export type EventType = (typeof eventTypes)[number]

/** One row of the append-only record. `id` is a ULID and gives the order on one machine. */
export interface WorkflowEvent {
  id: string
  articleId: string
  type: EventType
  /** Account id. */
  actor: string
  /** The revision that it was done to; null where none is meant. */
  revision: string | null
  /** Hash of that revision's article: what an approval is held against. */
  articleHash: string | null
  reason: string
  /** UTC, from the actor's own clock. */
  at: string
  /** More that the type owes: formats and file hashes of an export. */
  detail: Record<string, unknown>
  /** The device where it was done, where that is another desk's: then it is told, and decides nothing here. */
  origin?: string | null
}

export const stateNames: Record<State, string> = {
  draft: 'Draft',
  in_review: 'In review',
  changes_requested: 'Changes asked',
  approved: 'Approved',
  published: 'Published',
  spiked: 'Spiked'
}
