import { commentsOf } from '#renderer/state/article-comments.svelte.ts'
import { call } from '#renderer/bridge.ts'
import type { Approval } from '#shared/article/standing.ts'
import { notify, notifyFailure } from '#renderer/state/notices.svelte.ts'
import { go, workspace } from '#renderer/state/workspace.svelte.ts'
import type { ArticleSession } from '#renderer/state/article-session.svelte.ts'
import { giveArticle } from '#renderer/state/give-article.ts'
import { reviewCopies } from '#renderer/state/review-copy.svelte.ts'
import type { Command } from '#renderer/state/commands.svelte.ts'
import type { ArticleEditor } from './editor/article-editor.svelte.ts'
import { editingCommands } from './editing-commands.ts'
import { copyText, saveCopy } from './keep-copy.ts'
import { insert, insertable } from './editor/insert.ts'

/** What the palette can do in an article, beside its moves. */
export function articleCommands(
  session: ArticleSession,
  page: ArticleEditor,
  act: { togglePanel: () => void; leave: () => void }
): Command[] {
  const comments = commentsOf(session)
  const writable = () => session.writable && page.editor !== null
  const suggested = () => page.editor !== null && session.suggestions.count > 0
  return [
    { id: 'article.panel', label: 'Show or hide the panel', keys: 'Mod-\\', group: 'Article', run: act.togglePanel },
    { id: 'article.text', label: 'Go to the text', group: 'Article', run: () => void page.editor?.commands.focus() },
    { id: 'article.leave', label: 'Back to the desk', group: 'Article', run: act.leave },
    {
      id: 'article.handOver',
      label: 'Hand over as a file…',
      group: 'Article',
      run: () => void giveArticle(session)
    },
    {
      id: 'article.copyText',
      label: 'Copy the text',
      group: 'Article',
      when: () => session.raw === null,
      run: () => void copyText(session)
    },
    {
      id: 'article.saveCopy',
      label: 'Save a copy elsewhere…',
      group: 'Article',
      when: () => session.raw === null,
      run: () => void saveCopy(session)
    },
    {
      id: 'article.reviewCopy',
      label: 'Word copy for review…',
      group: 'Article',
      when: () => session.info.standing.killed === null,
      run: () => void reviewCopies.take(session)
    },
    {
      id: 'article.changes',
      label: 'Show what changed since the approval',
      group: 'Article',
      when: () => staleApproval(session, workspace.account?.id ?? null) !== null,
      run: () => showChanges(session)
    },
    {
      id: 'article.update',
      label: 'Begin an update…',
      group: 'Article',
      when: () => session.info.mayUpdate,
      run: () => void beginUpdate(session)
    },
    {
      id: 'article.store',
      label: 'Store now',
      keys: 'Mod-S',
      group: 'Article',
      when: writable,
      run: () => void session.flush()
    },
    {
      id: 'article.suggest',
      label: 'Suggest mode on or off',
      keys: 'Mod-Shift-E',
      group: 'Article',
      when: () => session.mayDecide,
      run: () => session.setSuggestMode(!session.suggestMode)
    },
    {
      id: 'article.suggestion.next',
      label: 'Next suggestion',
      keys: 'Mod-Alt-N',
      group: 'Article',
      when: suggested,
      run: () => page.nextSuggestion(1)
    },
    {
      id: 'article.suggestion.previous',
      label: 'Previous suggestion',
      keys: 'Mod-Alt-P',
      group: 'Article',
      when: suggested,
      run: () => page.nextSuggestion(-1)
    },
    {
      id: 'article.suggestion.accept',
      label: 'Accept the suggestion here',
      keys: 'Mod-Alt-Y',
      group: 'Article',
      when: () => suggested() && session.mayDecide,
      run: () => page.decideHere('accepted')
    },
    {
      id: 'article.suggestion.reject',
      label: 'Reject the suggestion here',
      keys: 'Mod-Alt-X',
      group: 'Article',
      when: () => suggested() && session.mayDecide,
      run: () => page.decideHere('rejected')
    },
    {
      id: 'article.suggestion.show',
      label: 'Show the suggestion here',
      keys: 'Mod-Alt-S',
      group: 'Article',
      when: suggested,
      run: () => {
        if (!page.suggestion.openHere()) notify('There is no suggestion at the caret.')
      }
    },
    {
      id: 'article.suggestion.all',
      label: 'Accept all suggestions',
      group: 'Article',
      when: () => suggested() && session.mayDecide,
      run: () =>
        session.decide(
          session.suggestions.open.map(({ id }) => id),
          'accepted'
        )
    },
    {
      id: 'article.picture',
      label: 'Put in a picture…',
      group: 'Article',
      when: writable,
      run: () => page.choosePictures()
    },
    { id: 'article.link', label: 'Link…', group: 'Article', when: writable, run: () => page.openLink() },
    {
      id: 'comment.new',
      label: 'Comment',
      keys: 'Mod-Alt-M',
      group: 'Comments',
      run: () => comments.begin()
    },
    {
      id: 'comment.article',
      label: 'Comment on the whole article',
      group: 'Comments',
      run: () => comments.begin('article')
    },
    { id: 'comment.next', label: 'Next comment', keys: 'F8', group: 'Comments', run: () => comments.step(1) },
    {
      id: 'comment.previous',
      label: 'Previous comment',
      keys: 'Shift-F8',
      group: 'Comments',
      run: () => comments.step(-1)
    },
    ...editingCommands(session, page),
    ...insertable.map(({ id, label }): Command => ({
      id: `article.insert.${id}`,
      label: `Insert: ${label.toLowerCase()}`,
      group: 'Article',
      when: writable,
      run: () => page.editor && insert(page.editor, id)
    }))
  ]
}

/** The approval since which what has changed matters to this account: its own, else the newest. Null where none has changed. */
export function staleApproval({ info }: ArticleSession, accountId: string | null): Approval | null {
  const { lastApprovals, approvals, killed, state } = info.standing
  if (killed || state === 'published' || state === 'spiked') return null
  const own = lastApprovals.find(({ by }) => by === accountId)
  if (own) return own.articleHash === info.articleHash ? null : own
  return info.stale ? (approvals.at(-1) ?? null) : null
}

/** Leads to the versions, which show what changed since one's own approval, or since the newest. */
export function showChanges(session: ArticleSession): void {
  session.wantedChanges = staleApproval(session, workspace.account?.id ?? null)?.revision ?? null
  session.onReveal('panel.versions')
}

/** Starts the article that brings this one up to date, and goes there. */
export async function beginUpdate({ id }: ArticleSession): Promise<void> {
  const begun = await call('articles.update', { id })
  if (begun.ok) await go({ screen: 'article', id: begun.value.id })
  else notifyFailure(begun.error)
}
