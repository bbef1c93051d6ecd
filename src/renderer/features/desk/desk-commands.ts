import type { ArticleRow } from '#shared/contract/articles.ts'
import { registerCommands } from '#renderer/state/commands.svelte.ts'
import { handOver } from '#renderer/state/hand-over.svelte.ts'
import { savedSearches } from '#renderer/state/saved-searches.svelte.ts'
import { go, workspace } from '#renderer/state/workspace.svelte.ts'
import { startArticle, toggleSpike } from './article-moves.ts'
import { actions } from './desk-actions.svelte.ts'
import { board, list } from './list.ts'
import { severalExport } from './several-export.svelte.ts'

interface Screen {
  desk: () => string | undefined
  onBoard: () => boolean
  focusSearch: () => void
  toggleBoard: () => void
  saveSearch: () => void
}

/** The commands of the desk, for the article at hand or the ones that are chosen; returns the way to take them back. */
export function registerDeskCommands({ desk, onBoard, focusSearch, toggleBoard, saveSearch }: Screen): () => void {
  const current = () => (onBoard() ? board.current : list.current)
  const hasRow = () => current() !== null
  const chosen = (): ArticleRow[] => {
    if (!onBoard() && list.selection.rows.length > 0) return list.selection.rows
    const row = current()
    return row ? [row] : []
  }
  const one = (run: (row: ArticleRow) => void) => () => {
    const row = current()
    if (row) run(row)
  }
  const group = 'Desk'
  return registerCommands([
    // A letter starts an article only here: where people write, a letter is a letter.
    {
      id: 'article.new',
      label: 'New article',
      keys: ['n', 'Mod-N'],
      group: 'Articles',
      run: () => void startArticle(desk())
    },
    { id: 'article.find', label: 'Search the desk', keys: ['/', 'Mod-F'], group, run: focusSearch },
    { id: 'desk.board', label: onBoard() ? 'Show the list' : 'Show the board', keys: 'b', group, run: toggleBoard },
    { id: 'desk.saveSearch', label: 'Save this search…', group, run: saveSearch },
    {
      id: 'article.moveTo',
      label: 'Move to…',
      keys: 'm',
      group,
      run: one((row) => void actions.askMove(row)),
      when: hasRow
    },
    {
      id: 'article.assign',
      label: 'Assign…',
      keys: 'a',
      group,
      run: () => actions.ask('assign', chosen()),
      when: hasRow
    },
    {
      id: 'article.export',
      label: 'Export the chosen articles…',
      group,
      run: () => void severalExport.ask(chosen()),
      when: hasRow
    },
    { id: 'article.due', label: 'Due…', keys: 'd', group, run: () => actions.ask('due', chosen()), when: hasRow },
    {
      id: 'article.approveChosen',
      label: 'Approve the chosen articles…',
      group,
      run: () => actions.ask('approve', list.selection.rows),
      when: () => !onBoard() && list.selection.rows.length > 0 && workspace.account?.role !== 'reporter'
    },
    {
      id: 'article.handOver',
      label: 'Hand over as a file…',
      group,
      run: () => void handOver.give(chosen().map(({ id }) => id)),
      when: hasRow
    },
    {
      id: 'article.duplicate',
      label: 'Duplicate the article at hand',
      group,
      run: one((row) => void actions.duplicate(row)),
      when: hasRow
    },
    {
      id: 'article.spike',
      label: 'Spike or unspike the article at hand',
      keys: 's',
      group,
      run: one((row) => void toggleSpike(row)),
      when: hasRow
    },
    ...savedSearches.list.map(({ id, name, filters }) => ({
      id: `search.${id}`,
      label: `Saved search: ${name}`,
      group: 'Go to',
      run: () => void go({ screen: 'desk', ...filters, search: id })
    }))
  ])
}
