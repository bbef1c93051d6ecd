import { owesReason } from '#shared/article/workflow-rules.ts'
import { stateNames, type Move } from '#shared/article/workflow.ts'
import type { ArticleInfo, ArticleRow, BulkReply } from '#shared/contract/articles.ts'
import type { InputOf } from '#shared/contract/index.ts'
import { fail, type Result } from '#shared/result.ts'
import { call } from '#renderer/bridge.ts'
import { notices, notify, notifyFailure } from '#renderer/state/notices.svelte.ts'
import { go, workspace } from '#renderer/state/workspace.svelte.ts'

type Act = InputOf<'articles.bulk'>['act']
type BulkMove = Extract<Act, { do: 'move' }>['move']

/** What the person is asked before something is done to these rows. */
export type Asking =
  | { what: 'move'; rows: [ArticleRow]; moves: Move[] }
  | { what: 'reason'; rows: ArticleRow[]; move: Move }
  | { what: 'comments'; rows: ArticleRow[]; open: number }
  | { what: 'assign' | 'due' | 'spike' | 'approve'; rows: ArticleRow[] }

/** What can be done to articles from where they are listed. A row changes when the core has said so, never before. */
export class DeskActions {
  asking = $state.raw<Asking | null>(null)
  busy = $state(false)
  /** Said to who cannot see the board or list change. */
  spoken = $state('')

  /** Asks where the article is to go: its moves, as the core allows them to this account. */
  async askMove(row: ArticleRow): Promise<void> {
    const info = await call('articles.info', { id: row.id })
    if (info.ok) this.asking = { what: 'move', rows: [row], moves: info.value.moves }
    else notifyFailure(info.error)
  }

  ask(what: 'assign' | 'due' | 'spike' | 'approve', rows: ArticleRow[]): void {
    if (rows.length > 0) this.asking = { what, rows }
  }

  /** Makes a move, after its reason where it owes one. Comments that are open ask before an approval, unless it is `sure`. */
  async move(rows: ArticleRow[], move: Move, reason?: string, sure = false): Promise<void> {
    if (owesReason(move) && reason === undefined) {
      this.asking = { what: 'reason', rows, move }
      return
    }
    this.asking = null
    const [row] = rows
    if (move === 'approve' && !sure && (await this.#asksFirst(rows))) return
    if (rows.length === 1 && row) await this.#moveOne(row, move, reason)
    else
      await this.bulk(rows, {
        do: 'move',
        move: move as BulkMove,
        ...(reason !== undefined && { reason }),
        ...(move === 'approve' && { seen: Object.fromEntries(rows.map(({ id, updatedAt }) => [id, updatedAt])) })
      })
  }

  /** Asks whether to approve articles with open comments; false where there are none. */
  async #asksFirst(rows: ArticleRow[]): Promise<boolean> {
    let open = 0
    for (const { id } of rows) {
      const threads = await call('comments.list', { articleId: id })
      if (!threads.ok) {
        notifyFailure(threads.error)
        return true
      }
      open += threads.value.filter(({ resolved }) => resolved === null).length
    }
    if (open > 0) this.asking = { what: 'comments', rows, open }
    return open > 0
  }

  /** Does one thing to each of them; what is refused is listed by its name, the others are done. */
  async bulk(rows: ArticleRow[], act: Act): Promise<void> {
    this.asking = null
    if (this.busy || rows.length === 0) return
    this.busy = true
    const reply = await call('articles.bulk', { ids: rows.slice(0, 500).map(({ id }) => id), act })
    this.busy = false
    if (!reply.ok) {
      notifyFailure(reply.error)
      return
    }
    this.#tell(rows, act, reply.value)
  }

  async duplicate(row: ArticleRow): Promise<void> {
    const copy = await call('articles.duplicate', { id: row.id })
    if (!copy.ok) notifyFailure(copy.error)
    else
      notify(`${nameOf(row)} is duplicated as a draft of yours.`, {
        action: { label: 'Open it', run: () => void go({ screen: 'article', id: copy.value.id }) }
      })
  }

  /** The text that is approved or published is the one that is stored now, and the reply names it. */
  async #moveOne(row: ArticleRow, move: Move, reason?: string): Promise<Result<ArticleInfo>> {
    if (this.busy) return fail('refused', 'Wait until the last move is done.')
    this.busy = true
    const info = await call('articles.info', { id: row.id })
    const moved: Result<ArticleInfo> = info.ok
      ? await call('workflow.move', {
          articleId: row.id,
          move,
          articleHash: info.value.articleHash,
          ...(reason !== undefined && { reason })
        })
      : info
    this.busy = false
    if (!moved.ok) {
      notices.notify(`${nameOf(row)}: ${moved.error.message}`, {
        tone: 'bad',
        lines: moved.error.reasons?.map(({ message }) => message) ?? []
      })
      this.spoken = moved.error.message
      return moved
    }
    this.spoken = `${nameOf(row)} is now ${stateNames[moved.value.standing.state].toLowerCase()}.`
    const back = ({ spike: 'unspike', unspike: 'spike', submit: 'take_back' } as Partial<Record<Move, Move>>)[move]
    notify(
      this.spoken,
      back && moved.value.moves.includes(back)
        ? { action: { label: 'Undo', run: () => void this.#moveOne(row, back) } }
        : undefined
    )
    return moved
  }

  #tell(rows: ArticleRow[], act: Act, { done, refused }: BulkReply): void {
    const words = `${done.length} ${done.length === 1 ? 'article is' : 'articles are'} ${doneWords(act)}.`
    const undone =
      act.do === 'move'
        ? ({ spike: 'unspike', unspike: 'spike' } as Partial<Record<BulkMove, BulkMove>>)[act.move]
        : undefined
    const action =
      undone && done.length > 0
        ? {
            label: 'Undo',
            run: () =>
              void this.bulk(
                rows.filter(({ id }) => done.includes(id)),
                { do: 'move', move: undone }
              )
          }
        : undefined
    if (done.length > 0) notify(words, action && { action })
    if (refused.length > 0)
      notices.notify(`${refused.length} of ${done.length + refused.length} could not be done:`, {
        tone: 'bad',
        lines: refused.map(({ name, message }) => `${name}: ${message}`)
      })
    this.spoken = [done.length > 0 ? words : '', refused.length > 0 ? `${refused.length} refused.` : '']
      .filter(Boolean)
      .join(' ')
  }
}

function doneWords(act: Act): string {
  if (act.do === 'due') return act.at === null ? 'due at no time' : 'due as you said'
  if (act.do === 'assign')
    return act.assignee === null ? 'assigned to nobody' : `assigned to ${accountName(act.assignee)}`
  return {
    submit: 'submitted',
    take_back: 'taken back',
    send_back: 'sent back',
    approve: 'approved',
    spike: 'spiked',
    unspike: 'unspiked'
  }[act.move]
}

/** Who has that account, by name; "you" is oneself. */
function accountName(id: string): string {
  if (id === workspace.account?.id) return 'you'
  return workspace.status?.accounts.find((account) => account.id === id)?.name ?? 'somebody'
}

export function nameOf(row: ArticleRow): string {
  return row.slugline || row.headline || 'An article without a name'
}

export const actions = new DeskActions()
