import type { View } from '#shared/contract/articles.ts'
import { startArticle } from './features/desk/article-moves.ts'
import { appearance, type Appearance } from './state/appearance.svelte.ts'
import type { Command } from './state/commands.svelte.ts'
import { importing } from './state/importing.svelte.ts'
import { handOver } from './state/hand-over.svelte.ts'
import { notifyFailure } from './state/notices.svelte.ts'
import { go, workspace } from './state/workspace.svelte.ts'

const views: { view: View; label: string }[] = [
  { view: 'review', label: 'To review' },
  { view: 'mine', label: 'Mine' },
  { view: 'working', label: 'All working' },
  { view: 'approved', label: 'Approved' },
  { view: 'published', label: 'Published' },
  { view: 'spiked', label: 'Spiked' }
]
const appearances: { id: Appearance; label: string }[] = [
  { id: 'system', label: 'Appearance: as this computer' },
  { id: 'light', label: 'Appearance: light' },
  { id: 'dark', label: 'Appearance: dark' }
]

interface Openers {
  palette: () => void
  articles: () => void
  keys: () => void
}

/** The commands of the whole window, from every screen. */
export function appCommands(open: Openers): Command[] {
  const signedIn = () => workspace.account !== null
  const list: Command[] = [
    { id: 'article.new', label: 'New article', keys: 'Mod-N', group: 'Articles', run: () => void startArticle() },
    {
      id: 'article.bringIn',
      label: 'Bring in articles…',
      keys: 'Mod-Shift-O',
      group: 'Articles',
      run: () => importing.choose()
    },
    { id: 'desk.takeIn', label: 'Take in a hand-over…', group: 'Articles', run: () => handOver.choose() },
    { id: 'article.pick', label: 'Open article…', keys: 'Mod-P', group: 'Articles', run: open.articles },
    {
      id: 'go.desk',
      label: 'Back to the desk',
      keys: 'Mod-Shift-D',
      group: 'Go to',
      run: () => void go(workspace.lastDesk),
      when: awayFromDesk,
      hidden: true
    },
    ...views.map(({ view, label }, index) => ({
      id: `view.${view}`,
      label,
      keys: `Mod-${index + 1}`,
      group: 'Go to',
      run: () => void go({ screen: 'desk', view })
    })),
    {
      id: 'view.all',
      label: 'All articles',
      keys: 'Mod-7',
      group: 'Go to',
      run: () => void go({ screen: 'desk', view: 'all' })
    },
    {
      id: 'go.waiting',
      label: 'Waiting for you',
      keys: 'Mod-0',
      group: 'Go to',
      run: () => void go({ screen: 'waiting' })
    },
    { id: 'go.pictures', label: 'Pictures', keys: 'Mod-9', group: 'Go to', run: () => void go({ screen: 'pictures' }) },
    { id: 'go.captions', label: 'Caption desk', group: 'Go to', run: () => void go({ screen: 'captions' }) },
    { id: 'go.people', label: 'People', keys: 'Mod-8', group: 'Go to', run: () => void go({ screen: 'people' }) },
    { id: 'go.houseStyle', label: 'House style', group: 'Go to', run: () => void go({ screen: 'house-style' }) },
    {
      id: 'go.wires',
      label: 'Wires',
      group: 'Go to',
      run: () => void go({ screen: 'wires' }),
      when: () => workspace.account !== null && workspace.account.role !== 'reporter'
    },
    { id: 'go.settings', label: 'Settings', keys: 'Mod-,', group: 'Go to', run: () => void go({ screen: 'settings' }) },
    {
      id: 'go.backups',
      label: 'Backups',
      group: 'Go to',
      run: () => void go({ screen: 'backups' }),
      when: () => workspace.account?.role === 'admin'
    },
    { id: 'palette.open', label: 'Command palette', keys: ['Mod-Shift-P', 'F1'], hidden: true, run: open.palette },
    { id: 'keys.show', label: 'Keyboard shortcuts', keys: '?', run: open.keys },
    ...appearances.map(({ id, label }) => ({ id: `appearance.${id}`, label, run: () => appearance.choose(id) })),
    { id: 'account.signOut', label: 'Sign out', run: () => void signOut() }
  ]
  return list.map((command) => ({ ...command, when: () => signedIn() && (command.when?.() ?? true) }))
}

function awayFromDesk(): boolean {
  return workspace.route.screen !== 'desk'
}

async function signOut(): Promise<void> {
  const result = await workspace.signOut()
  if (!result.ok) notifyFailure(result.error)
}
