import type { Move } from '#shared/article/workflow.ts'
import type { ArticleInfo } from '#shared/contract/articles.ts'

/** The moves that this account may make now, as the bar offers them. */
export interface OfferedMoves {
  /** The one black button, or null. */
  primary: Move | null
  /** A button beside it, or null. */
  quiet: Move | null
  /** In the menu. */
  more: Move[]
}

export const moveLabels: Record<Move, string> = {
  submit: 'Submit',
  take_back: 'Take back',
  send_back: 'Send back…',
  approve: 'Approve',
  publish: 'Publish',
  correct: 'Correct…',
  drop_correction: 'Drop the correction',
  kill: 'Kill…',
  spike: 'Spike',
  unspike: 'Unspike'
}

export function offeredMoves(info: Pick<ArticleInfo, 'moves' | 'approvals' | 'approvalsNeeded'>): OfferedMoves {
  const approved = info.approvals >= info.approvalsNeeded
  const order: Move[] = approved
    ? ['submit', 'publish', 'approve', 'unspike']
    : ['submit', 'approve', 'publish', 'unspike']
  const primary = order.find((move) => info.moves.includes(move)) ?? null
  const quiet =
    (['send_back', 'take_back', 'correct'] as const).find((move) => move !== primary && info.moves.includes(move)) ??
    null
  return { primary, quiet, more: info.moves.filter((move) => move !== primary && move !== quiet) }
}

/** What the window says after a move. */
export const moved: Record<Move, string> = {
  submit: 'Submitted: the article is with the editors.',
  take_back: 'Taken back: it is a draft again.',
  send_back: 'Sent back to its writers.',
  approve: 'Approved.',
  publish: 'Recorded as published.',
  correct: 'Open for correction, from the text that was published.',
  drop_correction: 'The article stands as it was published. What was begun is kept as a version.',
  kill: 'Killed. The notice can be exported under Publish.',
  spike: 'Spiked.',
  unspike: 'Unspiked.'
}
