import { fail, ok, type Result } from '../result.ts'
import { approvalsOf, hasGoneOut, type Standing } from './standing.ts'
import { stateNames, type Move, type Role, type State } from './workflow.ts'

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
