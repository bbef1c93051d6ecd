import type { PubStatus, State, WorkflowEvent } from './workflow.ts'

export interface Approval {
  by: string
  at: string
  revision: string
  articleHash: string
}

/** One text, as the record names it. */
export interface NamedText {
  revision: string
  articleHash: string
}

/** A published article that has been opened again, from the text that was published. */
export interface OpenCorrection extends NamedText {
  by: string
  at: string
  reason: string
  /** How many correction notes the published text had: the corrected one owes one more. */
  notes: number
  /** Those of the published text, which stand again when the correction is dropped. */
  approvals: Approval[]
}

/** A correction that has gone out: the text before, the text after, why, and who. */
export interface Correction {
  /** When the corrected text was published. */
  at: string
  /** Who opened it, and who published it. */
  openedBy: string
  publishedBy: string
  reason: string
  before: NamedText
  after: NamedText
}

/** A reason that an editor let pass, as it read then. */
export interface WaivedReason {
  code: string
  message: string
  place?: string
}

/** Reasons that an editor let pass, for one text alone. */
export interface Override {
  by: string
  at: string
  why: string
  articleHash: string
  reasons: WaivedReason[]
}

/** Where an article stands, folded from its events alone. */
export interface Standing {
  state: State
  pubstatus: PubStatus
  /** The state that unspiking returns to; null unless spiked. */
  spikedFrom: State | null
  createdBy: string | null
  createdAt: string | null
  submittedAt: string | null
  /** Of the present round: submitting and sending back begin a new one. One per person, the newest. */
  approvals: Approval[]
  /** As `approvals`, said by a file from another desk: they are shown, and count for nothing. */
  approvedElsewhere: Approval[]
  /** Everybody's newest approval, whatever round it was given in: since when what has changed is news to them. */
  lastApprovals: Approval[]
  /** When an approval was first given, ever: what exports call published until `publish` is recorded. */
  firstApprovedAt: string | null
  publishedAt: string | null
  /** When it first left as a file. */
  exportedAt: string | null
  /** The text that was published last, and the one that went out last, published or as a file. */
  published: NamedText | null
  lastOut: NamedText | null
  correcting: OpenCorrection | null
  /** Oldest first. */
  corrections: Correction[]
  killed: { reason: string; by: string; at: string } | null
  overrides: Override[]
  /** Ids of the articles that update this one, oldest first. */
  updatedBy: string[]
  /** The reason of the last send-back, shown until the article is submitted again. */
  sentBackWith: { reason: string; by: string; at: string } | null
  /** Who handled it, in order, each once: the sign-off. */
  handledBy: string[]
  /** Account of who is to write it, and of who said so; null is nobody. */
  assignee: string | null
  assignedBy: string | null
  /** When it is to be in, UTC; null is not set. */
  dueAt: string | null
}

export const emptyStanding: Standing = {
  state: 'draft',
  pubstatus: 'usable',
  spikedFrom: null,
  createdBy: null,
  createdAt: null,
  submittedAt: null,
  approvals: [],
  approvedElsewhere: [],
  lastApprovals: [],
  firstApprovedAt: null,
  publishedAt: null,
  exportedAt: null,
  published: null,
  lastOut: null,
  correcting: null,
  corrections: [],
  killed: null,
  overrides: [],
  updatedBy: [],
  sentBackWith: null,
  handledBy: [],
  assignee: null,
  assignedBy: null,
  dueAt: null
}

/** Events, oldest first, to the standing they add up to. Pure: the same events give the same standing anywhere. */
export function foldEvents(events: WorkflowEvent[]): Standing {
  return events.reduce(applyEvent, emptyStanding)
}

export function applyEvent(standing: Standing, event: WorkflowEvent): Standing {
  const handledBy = standing.handledBy.includes(event.actor) ? standing.handledBy : [...standing.handledBy, event.actor]
  const change = event.origin ? changeFrom(standing, event) : changeOf(standing, event)
  return { ...standing, handledBy, ...change, ...(change.approvals?.length === 0 && { approvedElsewhere: [] }) }
}

/**
 * What another desk's events add up to here. Handing in, taking back and sending back go as far as the article could have
 * been moved here too, and never touch what was approved, published or spiked here. An approval from elsewhere is an
 * article that is in review, with a name on it; a file assigns, spikes and publishes nothing.
 */
function changeFrom(standing: Standing, event: WorkflowEvent): Partial<Standing> {
  const { state } = standing
  const isWritten = state === 'draft' || state === 'changes_requested'
  switch (event.type) {
    case 'created':
      return standing.createdBy === null ? changeOf(standing, event) : {}
    case 'submit':
      return isWritten ? changeOf(standing, event) : {}
    case 'take_back':
    case 'send_back':
      return state === 'in_review' ? changeOf(standing, event) : {}
    case 'approve':
      return {
        ...(isWritten && { state: 'in_review' as const, submittedAt: event.at, sentBackWith: null }),
        approvedElsewhere: [...standing.approvedElsewhere.filter(({ by }) => by !== event.actor), approvalOf(event)]
      }
    case 'due':
      return standing.dueAt === null ? changeOf(standing, event) : {}
    default:
      return {}
  }
}

function approvalOf({ actor, at, revision, articleHash }: WorkflowEvent): Approval {
  return { by: actor, at, revision: revision ?? '', articleHash: articleHash ?? '' }
}

function changeOf(standing: Standing, event: WorkflowEvent): Partial<Standing> {
  switch (event.type) {
    case 'created':
      return { createdBy: event.actor, createdAt: event.at }
    case 'submit':
      return { state: 'in_review', submittedAt: event.at, approvals: [], sentBackWith: null }
    case 'take_back':
      return { state: 'draft', approvals: [] }
    case 'send_back':
      return {
        state: 'changes_requested',
        approvals: [],
        sentBackWith: { reason: event.reason, by: event.actor, at: event.at }
      }
    case 'approve': {
      const approval = approvalOf(event)
      const others = (list: Approval[]) => list.filter((earlier) => earlier.by !== event.actor)
      return {
        state: 'approved',
        approvals: [...others(standing.approvals), approval],
        lastApprovals: [...others(standing.lastApprovals), approval],
        firstApprovedAt: standing.firstApprovedAt ?? event.at
      }
    }
    case 'publish':
      return {
        state: 'published',
        publishedAt: standing.publishedAt ?? event.at,
        published: textOf(event),
        lastOut: textOf(event),
        correcting: null,
        corrections: [...standing.corrections, ...correctionOf(standing, event)]
      }
    case 'reopen':
    case 'correct':
      return { state: 'draft', approvals: [], sentBackWith: null, correcting: opened(standing, event) }
    case 'drop_correction':
      return {
        state: 'published',
        approvals: standing.correcting?.approvals ?? [],
        sentBackWith: null,
        correcting: null
      }
    case 'kill':
      return {
        state: 'published',
        pubstatus: 'canceled',
        correcting: null,
        sentBackWith: null,
        killed: { reason: event.reason, by: event.actor, at: event.at }
      }
    case 'updated': {
      const id = event.detail.by
      return typeof id === 'string' && !standing.updatedBy.includes(id)
        ? { updatedBy: [...standing.updatedBy, id] }
        : {}
    }
    case 'override':
      return { overrides: [...standing.overrides, overrideOf(event)] }
    case 'override_withdrawn':
      return { overrides: standing.overrides.filter(({ articleHash }) => articleHash !== event.articleHash) }
    case 'spike':
      return { state: 'spiked', spikedFrom: standing.state }
    case 'unspike':
      return { state: standing.spikedFrom ?? 'draft', spikedFrom: null }
    case 'assigned': {
      const assignee = typeof event.detail.assignee === 'string' ? event.detail.assignee : null
      return { assignee, assignedBy: assignee === null ? null : event.actor }
    }
    case 'due':
      return { dueAt: typeof event.detail.at === 'string' ? event.detail.at : null }
    case 'exported':
      // The notice that an article is killed is not the article.
      return event.detail.notice === undefined
        ? { exportedAt: standing.exportedAt ?? event.at, lastOut: textOf(event) }
        : {}
    case 'restored':
    case 'named':
      return {}
    case 'review_copy':
      // Who only reads has not handled it.
      return { handledBy: standing.handledBy }
  }
}

function textOf({ revision, articleHash }: WorkflowEvent): NamedText {
  return { revision: revision ?? '', articleHash: articleHash ?? '' }
}

function opened(standing: Standing, event: WorkflowEvent): OpenCorrection {
  const { notes } = event.detail
  return {
    ...(standing.published ?? textOf(event)),
    by: event.actor,
    at: event.at,
    reason: event.reason,
    notes: typeof notes === 'number' ? notes : 0,
    approvals: standing.approvals
  }
}

function correctionOf({ correcting }: Standing, event: WorkflowEvent): Correction[] {
  if (!correcting) return []
  const { by, reason, revision, articleHash } = correcting
  return [
    {
      at: event.at,
      openedBy: by,
      publishedBy: event.actor,
      reason,
      before: { revision, articleHash },
      after: textOf(event)
    }
  ]
}

function overrideOf({ actor, at, reason, articleHash, detail }: WorkflowEvent): Override {
  const reasons = Array.isArray(detail.reasons) ? (detail.reasons as WaivedReason[]) : []
  return { by: actor, at, why: reason, articleHash: articleHash ?? '', reasons }
}

/** Whether anybody outside may have it: it was published, or left as a file. */
export function hasGoneOut({ publishedAt, exportedAt }: Standing): boolean {
  return publishedAt !== null || exportedAt !== null
}

/** The approvals that name exactly this text. */
export function approvalsOf(standing: Standing, hash: string): Approval[] {
  return standing.approvals.filter((approval) => approval.articleHash === hash)
}

/** Approved once, and changed since. */
export function isStale(standing: Standing, hash: string): boolean {
  return standing.approvals.length > 0 && approvalsOf(standing, hash).length === 0
}
