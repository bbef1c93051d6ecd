import type { ArticleCounts } from '#shared/contract/articles.ts'
import type { AccountInfo, DeskStatus } from '#shared/contract/desk.ts'
import type { Failure, Result } from '#shared/result.ts'
import { call, on } from '#renderer/bridge.ts'
import { preferences } from './preferences.svelte.ts'
import { hashOf, homeRoute, routeOf, type Route } from './routes.ts'

export type { Route } from './routes.ts'

/**
 * Asked before the window leaves what it shows; false keeps it there. On `go` it may ask the person; on `close` it only
 * says whether everything is stored, and the desktop asks.
 */
export type LeaveGuard = (how: 'go' | 'close') => Promise<boolean>

/** How long changes are gathered before the counts are asked for again, in milliseconds. */
const countsPause = 200
/** The same while somebody writes: a save hardly ever changes them. */
const countsPauseOfSaves = 2000

/** What the whole window shares: the desk, who sits at it, and where they are. */
export class Workspace {
  status = $state.raw<DeskStatus | null>(null)
  /** Why the desk is not there: the core could not be asked, or would not say. */
  failure = $state.raw<Failure | null>(null)
  /** The core is there and the desk is not open. */
  closed = $state(false)
  counts = $state.raw<ArticleCounts | null>(null)
  route = $state.raw<Route>(homeRoute)
  /** Where "back to the desk" leads: the list as it was left. */
  lastDesk: Route = homeRoute
  /** Every article on this computer, spiked ones too. */
  readonly articles: number = $derived(
    this.counts
      ? this.counts.views.all + this.counts.views.spiked + this.counts.views.killed
      : (this.status?.articles ?? 0)
  )
  /** Whom the sign-in screen asks for first: somebody with a passphrase who was switched to. */
  signInAs = $state<string | null>(null)
  readonly account: AccountInfo | null = $derived(this.status?.account ?? null)

  #guards = new Set<LeaveGuard>()
  /** Whose desk is shown: the next to sit down finds their own as they left it. */
  #sitter: string | null = null
  /** The address named a place: that goes before the place that was left. */
  #led = false
  #journey = 0
  #countsTimer: ReturnType<typeof setTimeout> | undefined
  #countsAsked = 0

  /** Begins to listen and asks for the desk; returns the way to stop. */
  start(): () => void {
    const asked = routeOf(location.hash)
    this.#led = asked !== null && hashOf(asked) !== hashOf(homeRoute)
    if (asked) this.#arrive(asked)
    history.replaceState(null, '', hashOf(this.route))
    const moved = () => void this.#followHash()
    window.addEventListener('hashchange', moved)
    const stops = [
      on('desk.changed', () => void this.refresh()),
      on('article.changed', ({ session }) => this.#countSoon(session === null ? countsPause : countsPauseOfSaves)),
      on('door.reopened', () => void this.refresh()),
      on('window.closing', () => void this.#close())
    ]
    void this.refresh()
    return () => {
      window.removeEventListener('hashchange', moved)
      clearTimeout(this.#countsTimer)
      for (const stop of stops) stop()
    }
  }

  /** Asks for the desk and the counts again. */
  async refresh(): Promise<void> {
    const result = await call('desk.status', {})
    if (result.ok) this.setStatus(result.value)
    else this.failure = result.error
    this.closed = !result.ok && result.error.code !== 'unreachable'
    if (this.account) await this.refreshCounts()
  }

  setStatus(status: DeskStatus): void {
    this.status = status
    this.failure = null
    this.closed = false
    if (!status.account) this.counts = null
    const sitter = status.account?.id ?? null
    if (sitter === this.#sitter) return
    this.#sitter = sitter
    preferences.take(status.preferences)
    if (sitter !== null) this.#takeUp()
  }

  /** The list as this account left it, unless the window is led somewhere else. */
  #takeUp(): void {
    const left = routeOf(preferences.current.desk ?? '')
    const kept = left?.screen === 'desk' ? left : null
    const led = this.#led
    this.#led = false
    if (this.route.screen !== 'desk' || !led) this.lastDesk = kept ?? homeRoute
    if (led || !kept || hashOf(this.route) !== hashOf(homeRoute)) return
    this.route = kept
    history.replaceState(null, '', hashOf(kept))
  }

  async refreshCounts(): Promise<void> {
    const asked = ++this.#countsAsked
    const result = await call('articles.counts', {})
    if (asked === this.#countsAsked && result.ok) this.counts = result.value
  }

  /** Goes there, unless a guard keeps the window where it is; resolves to whether it went. */
  async go(route: Route): Promise<boolean> {
    const hash = hashOf(route)
    // Who turns back to where they are has given up going where they were on their way to.
    const journey = ++this.#journey
    if (hash === hashOf(this.route)) return true
    if (!(await this.mayLeave()) || journey !== this.#journey) return false
    this.#arrive(route)
    history.pushState(null, '', hash)
    return true
  }

  /** Whatever is open is stored, or the person has said that it may be left. */
  async mayLeave(how: 'go' | 'close' = 'go'): Promise<boolean> {
    for (const guard of [...this.#guards]) if (!(await guard(how))) return false
    return true
  }

  /** Asks `guard` before the window leaves what it shows; returns the way to be asked no more. */
  onLeave(guard: LeaveGuard): () => void {
    this.#guards.add(guard)
    return () => this.#guards.delete(guard)
  }

  /** `next` takes the place of a passphrase that was good for one time. */
  async signIn(id: string, passphrase?: string, next?: string): Promise<Result<AccountInfo>> {
    const result = await call('accounts.signIn', { id, ...(passphrase && { passphrase }), ...(next && { next }) })
    if (result.ok) {
      this.signInAs = null
      await this.refresh()
    }
    return result
  }

  /** Stores what is open, then lets another account take the seat, by way of the sign-in screen if it has a passphrase. */
  async switchTo(account: AccountInfo): Promise<Result<unknown>> {
    if (account.hasPassphrase) {
      this.signInAs = account.id
      return this.signOut()
    }
    if (!(await this.mayLeave())) return { ok: true, value: false }
    this.#home()
    return this.signIn(account.id)
  }

  /** Stores what is open, then signs out; resolves to whether it did. */
  async signOut(): Promise<Result<boolean>> {
    if (!(await this.mayLeave())) return { ok: true, value: false }
    const result = await call('accounts.signOut', {})
    if (!result.ok) return result
    this.#home()
    await this.refresh()
    return { ok: true, value: true }
  }

  /** Back and forward: the address has changed already, so staying means putting it back. */
  async #followHash(): Promise<void> {
    const route = routeOf(location.hash)
    const journey = ++this.#journey
    if (route && hashOf(route) === hashOf(this.route)) return
    const free = route !== null && (await this.mayLeave())
    if (journey !== this.#journey) return
    if (free) this.#arrive(route)
    else history.replaceState(null, '', hashOf(this.route))
  }

  #arrive(route: Route): void {
    this.route = route
    if (route.screen !== 'desk') return
    this.lastDesk = route
    if (this.account) preferences.change({ desk: hashOf(route) })
  }

  /** Nobody's desk: between one who gets up and the next who sits down. */
  #home(): void {
    this.route = homeRoute
    history.replaceState(null, '', hashOf(homeRoute))
  }

  async #close(): Promise<void> {
    const stored = await this.mayLeave('close').catch(() => false)
    await call('window.flushed', { stored })
  }

  #countSoon(pause: number): void {
    clearTimeout(this.#countsTimer)
    this.#countsTimer = setTimeout(() => this.account && void this.refreshCounts(), pause)
  }
}

export const workspace = new Workspace()

/** The same as `workspace.go`, for who only goes. */
export function go(route: Route): Promise<boolean> {
  return workspace.go(route)
}

/** The same as `workspace.onLeave`. */
export function onLeave(guard: LeaveGuard): () => void {
  return workspace.onLeave(guard)
}
