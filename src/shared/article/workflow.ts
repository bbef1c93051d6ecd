import { ok, fail, type Result } from '../result.ts'

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
/** All that is recorded. `review_copy`: the text was written into a file for people to read, which is no way out. `reopen` is what `correct` was called once; `updated` says that another article replaces this one. */
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

/** Who asks: an account, with the person whom it signs in. */
export interface Actor {
  accountId: string
  personId: string
  role: Role
}

/** What a rule needs to know of an article. */
export interface Subjected {
  standing: Standing
  /** Account of who started it. */
  ownerId: string
  /** Person ids in the credits. */
  creditedIds: string[]
  /** Hash of the article as it stands now. */
  articleHash: string
  /** The words are an agency’s, and nobody here has changed them: who brought them in has not written them. */
  asSent?: boolean
}

export interface DeskRules {
  /** Whether one may approve an article in whose credits one stands. "I work alone" turns it on. */
  ownApproval: boolean
  /** Whether one may approve an agency's item that one has brought in, while it stands as it was sent. */
  wireApproval?: boolean
  approvalsNeeded: number
}

const working: State[] = ['draft', 'in_review', 'changes_requested', 'approved']
const from: Record<Move, State[]> = {
  submit: ['draft', 'changes_requested'],
  take_back: ['in_review'],
  send_back: ['in_review', 'approved'],
  approve: ['in_review', 'approved'],
  publish: ['approved'],
  correct: ['published'],
  drop_correction: working,
  kill: [...working, 'published'],
  spike: working,
  unspike: ['spiked']
}
const editorsOnly: Move[] = ['send_back', 'approve', 'publish', 'correct', 'drop_correction', 'kill']
const reasonOwed: Move[] = ['send_back', 'correct', 'kill']

export const stateNames: Record<State, string> = {
  draft: 'Draft',
  in_review: 'In review',
  changes_requested: 'Changes asked',
  approved: 'Approved',
  published: 'Published',
  spiked: 'Spiked'
}
const moveNames: Record<Move, string> = {
  submit: 'submitted',
  take_back: 'taken back',
  send_back: 'sent back',
  approve: 'approved',
  publish: 'published',
  correct: 'corrected',
  drop_correction: 'left as it was published',
  kill: 'killed',
  spike: 'spiked',
  unspike: 'unspiked'
}

export function isOwn(actor: Actor, article: Subjected): boolean {
  return article.ownerId === actor.accountId || article.creditedIds.includes(actor.personId)
}

/**
 * Whether it is this person's to write: their own, or given to them by somebody else, or taken by themselves while
 * nobody was credited. Taking an article that is in another's name gives nobody a hand in its words.
 */
export function isTheirs(actor: Actor, article: Subjected): boolean {
  const { assignee, assignedBy } = article.standing
  if (isOwn(actor, article)) return true
  return assignee === actor.accountId && (assignedBy !== actor.accountId || article.creditedIds.length === 0)
}

/** Whether this person may give the article to `assignee` (an account; null is nobody), or the sentence that says why not. */
export function mayAssign(actor: Actor, assignee: string | null, article: Subjected): Result<true> {
  if (actor.role !== 'reporter') return ok(true)
  const held = article.standing.assignee
  if (assignee === actor.accountId && (held === null || held === actor.accountId || isOwn(actor, article)))
    return ok(true)
  if (assignee === null && held === actor.accountId) return ok(true)
  if (assignee === actor.accountId)
    return fail('not-allowed', 'This article is assigned to somebody else already. An editor can give it to you.')
  return fail(
    'not-allowed',
    'A reporter can take an article or hand back one they took; an editor gives it to somebody else.'
  )
}

/** Whether this person may say when the article is due. */
export function maySetDue(actor: Actor, article: Subjected): Result<true> {
  if (actor.role !== 'reporter' || isOwn(actor, article)) return ok(true)
  return fail('not-allowed', 'Only its writers and editors say when an article is due.')
}

export function owesReason(move: Move): boolean {
  return reasonOwed.includes(move)
}

/** Whether this person may make this move now, or the sentence that says why not. */
export function mayMove(actor: Actor, move: Move, article: Subjected, rules: DeskRules): Result<true> {
  const { standing } = article
  if (standing.killed) return fail('refused', 'The article has been killed: nothing more is done to it.')
  if (!from[move].includes(standing.state))
    return fail(
      'refused',
      `An article that is ${stateNames[standing.state].toLowerCase()} cannot be ${moveNames[move]}.`
    )
  if (move === 'drop_correction' && !standing.correcting)
    return fail('refused', 'No correction of the article is open.')
  if (move === 'kill' && !hasGoneOut(standing))
    return fail('refused', 'Nobody outside has the article yet, so there is nothing to kill. It can be spiked.')
  if (move === 'spike' && standing.correcting)
    return fail('refused', 'The article is out and is being corrected. Drop the correction, or kill the article.')
  if (editorsOnly.includes(move) && actor.role === 'reporter')
    return fail('not-allowed', `Only an editor can do this: the article can be ${moveNames[move]} by nobody else.`)
  if (actor.role === 'reporter' && !isTheirs(actor, article))
    return fail('not-allowed', 'A reporter can do this only to an article of their own.')
  if (actor.role === 'reporter' && move === 'spike' && !isOwn(actor, article))
    return fail('not-allowed', 'A reporter can spike only a draft of their own.')
  if (actor.role === 'reporter' && move === 'spike' && !['draft', 'changes_requested'].includes(standing.state))
    return fail('not-allowed', 'A reporter can spike only a draft of their own.')
  if (move === 'approve') return mayApprove(actor, article, rules)
  return ok(true)
}

/** Whether it is this person's doing that the words are as they are. */
function hasWritten(actor: Actor, article: Subjected, rules: DeskRules): boolean {
  return article.asSent && rules.wireApproval ? article.creditedIds.includes(actor.personId) : isOwn(actor, article)
}

function mayApprove(actor: Actor, article: Subjected, rules: DeskRules): Result<true> {
  if (hasWritten(actor, article, rules) && !rules.ownApproval)
    return fail(
      'not-allowed',
      article.asSent && !article.creditedIds.includes(actor.personId)
        ? 'You have brought this agency item in: on this desk somebody else approves it.'
        : 'Nobody approves an article of their own on this desk: somebody else has to.'
    )
  if (approvalsOf(article.standing, article.articleHash).some((approval) => approval.by === actor.accountId))
    return fail('refused', 'You have approved exactly this text already.')
  return ok(true)
}

const suggestedOn: State[] = ['draft', 'in_review', 'changes_requested']

/**
 * Whether this person may suggest changes to the article now, or the sentence that says why not. Whoever reads may; but
 * nothing is put into a text that was approved, which it would change.
 */
export function maySuggest(_actor: Actor, article: Subjected): Result<true> {
  const { state } = article.standing
  if (suggestedOn.includes(state)) return ok(true)
  return fail(
    'not-allowed',
    `Nobody suggests changes to an article that is ${stateNames[state].toLowerCase()}: what was approved stays as it is.`
  )
}

/** Whether this person may let a reason pass that holds the article back: an editor, and not for an article of their own. */
export function mayOverride(actor: Actor, article: Subjected, rules: DeskRules): Result<true> {
  if (actor.role === 'reporter') return fail('not-allowed', 'Only an editor lets an article out against a reason.')
  if (hasWritten(actor, article, rules) && !rules.ownApproval)
    return fail('not-allowed', 'Nobody lets an article of their own out against a reason: another editor has to.')
  return ok(true)
}

/** Whether this person may begin an article that updates this one, or the sentence that says why not. */
export function mayUpdate(actor: Actor, article: Subjected): Result<true> {
  if (article.standing.killed)
    return fail('refused', 'The article has been killed: nothing goes out again with its words. Begin a new one.')
  if (article.standing.state !== 'published')
    return fail('refused', 'Only a published article is updated; one that is not out yet is edited.')
  if (actor.role !== 'reporter' || isTheirs(actor, article)) return ok(true)
  return fail('not-allowed', 'A reporter can update only an article of their own.')
}

/** Whether this person may give a version a name, or the sentence that says why not. */
export function mayName(actor: Actor, article: Subjected): Result<true> {
  if (actor.role !== 'reporter' || isTheirs(actor, article)) return ok(true)
  return fail('not-allowed', 'Only the article’s writers and editors name its versions.')
}

/** Whether this person may type into the article now, or the sentence that says why not. */
export function mayEdit(actor: Actor, article: Subjected): Result<true> {
  const { state, killed } = article.standing
  if (killed) return fail('not-allowed', 'The article has been killed. It is kept as it was, to be read.')
  if (state === 'published')
    return fail('not-allowed', 'Published articles are not edited. An editor can open it for a correction.')
  if (state === 'spiked') return fail('not-allowed', 'A spiked article is not edited. Unspike it first.')
  if (actor.role !== 'reporter') return ok(true)
  if (!isTheirs(actor, article))
    return fail('not-allowed', 'You can read this article; only its writers and editors edit it.')
  if (state === 'in_review')
    return fail('not-allowed', 'The article is with the editors. Take it back to go on writing.')
  if (state === 'approved') return fail('not-allowed', 'The article is approved. An editor can send it back to you.')
  return ok(true)
}
