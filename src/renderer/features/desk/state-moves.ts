import { moves, stateNames, type Move, type State } from '#shared/article/workflow.ts'
import type { ArticleRow } from '#shared/contract/articles.ts'

/** Where each move leads; unspiking leads back to where the article was. */
const leadsTo: Record<Move, State | null> = {
  submit: 'in_review',
  take_back: 'draft',
  send_back: 'changes_requested',
  approve: 'approved',
  publish: 'published',
  correct: 'draft',
  drop_correction: null,
  kill: null,
  spike: 'spiked',
  unspike: null
}
const startsIn: Record<Move, State[]> = {
  submit: ['draft', 'changes_requested'],
  take_back: ['in_review'],
  send_back: ['in_review', 'approved'],
  approve: ['in_review', 'approved'],
  publish: ['approved'],
  correct: ['published'],
  drop_correction: [],
  kill: [],
  spike: ['draft', 'in_review', 'changes_requested', 'approved'],
  unspike: ['spiked']
}

/** Under which state the lists have it: what lacks approvals of its present text waits among what is in review. */
export function listedState({ state, stale, approvals }: Pick<ArticleRow, 'state' | 'stale' | 'approvals'>): State {
  return state === 'approved' && (stale || approvals) ? 'in_review' : state
}

/** What a card's way from one column to another means, or the sentence that says why there is none. */
export function moveBetween(from: State, to: State): { move: Move } | { refused: string } {
  const move = moves.find((one) => startsIn[one].includes(from) && leadsTo[one] === to)
  if (move && from !== to) return { move }
  if (to === 'approved') return { refused: 'Only an article that is in review can be approved. Submit it first.' }
  if (to === 'published') return { refused: 'Only an approved article can be published.' }
  if (to === 'changes_requested') return { refused: 'Changes are asked of an article that is in review or approved.' }
  if (from === 'published')
    return { refused: 'A published article is opened for a correction first: move it to Draft.' }
  if (from === 'approved')
    return { refused: 'An approved article is sent back with a reason: move it to Changes asked.' }
  return { refused: `An article that is ${stateNames[from].toLowerCase()} cannot go to ${stateNames[to]} from there.` }
}

/** A move in the words of a menu: where it leads, and what it is called. */
export const moveMenu: Record<Move, { to: string; word: string }> = {
  submit: { to: 'In review', word: 'submit' },
  take_back: { to: 'Draft', word: 'take back' },
  send_back: { to: 'Changes asked…', word: 'send back' },
  approve: { to: 'Approved', word: 'approve' },
  publish: { to: 'Published', word: 'record as published' },
  correct: { to: 'Draft…', word: 'correct' },
  drop_correction: { to: 'Published', word: 'drop the correction' },
  kill: { to: 'Killed…', word: 'withdraw for good' },
  spike: { to: 'Spiked', word: 'spike' },
  unspike: { to: 'Where it was', word: 'unspike' }
}
