import { beforeEach, expect, test, vi } from 'vitest'
import type { AnyEvent } from '#shared/contract/events.ts'
import type { DeskStatus } from '#shared/contract/desk.ts'
import { ok, type Result } from '#shared/result.ts'

const id = (letter: string) => `01JD000000000000000000000${letter}`

/** A window's address and history, as far as the workspace uses them. */
const address = { hash: '' }
const hashListeners = new Set<() => void>()
const put = (_state: unknown, _title: string, hash: string) => void (address.hash = hash)
const listeners = new Set<(event: AnyEvent) => void>()
const asked: [string, unknown][] = []
const answers: Record<string, () => Result<unknown>> = {}

Object.assign(globalThis, {
  location: address,
  history: { pushState: put, replaceState: put },
  window: {
    addEventListener: (_name: string, listener: () => void) => hashListeners.add(listener),
    removeEventListener: (_name: string, listener: () => void) => hashListeners.delete(listener),
    copydesk: {
      call: async (operation: string, input: unknown) => {
        asked.push([operation, input])
        return answers[operation]?.() ?? ok(null)
      },
      listen: (listener: (event: AnyEvent) => void) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      }
    }
  }
})
const { Workspace } = await import('#renderer/state/workspace.svelte.ts')

const ruth = {
  id: id('R'),
  personId: id('P'),
  name: 'Ruth Okafor',
  jobTitle: '',
  role: 'editor' as const,
  hasPassphrase: false,
  mustChange: false,
  disabled: false
}
const status = (account: typeof ruth | null) =>
  ({ firstRun: false, accounts: [ruth], account, preferences: {}, articles: 3 }) as unknown as DeskStatus
const names = () => asked.map(([operation]) => operation)

async function started(hash = ''): Promise<InstanceType<typeof Workspace>> {
  address.hash = hash
  const workspace = new Workspace()
  workspace.start()
  await vi.waitFor(() => expect(names()).toContain('articles.counts'))
  asked.length = 0
  return workspace
}

/** The person goes back or forward. */
function browse(hash: string) {
  address.hash = hash
  for (const listener of hashListeners) listener()
}

const settled = () => new Promise((done) => setTimeout(done))

beforeEach(() => {
  hashListeners.clear()
  listeners.clear()
  asked.length = 0
  answers['desk.status'] = () => ok(status(ruth))
  answers['articles.counts'] = () => ok({ views: { all: 3, spiked: 1 }, desks: [], authors: [] })
})

test('a reload returns to the same place, and an address that leads nowhere to the desk', async () => {
  expect((await started(`#/article/${id('A')}`)).route).toEqual({ screen: 'article', id: id('A') })
  expect((await started('#/nowhere')).route).toEqual({ screen: 'desk', view: 'working' })
  expect(address.hash).toBe('#/working')
})

test('leaving asks the guard first, and a guard that refuses keeps the place and the address', async () => {
  const workspace = await started(`#/article/${id('A')}`)
  let stored = false
  const stop = workspace.onLeave(async () => stored)
  expect(await workspace.go({ screen: 'people' })).toBe(false)
  expect([workspace.route.screen, address.hash]).toEqual(['article', `#/article/${id('A')}`])
  stored = true
  expect(await workspace.go({ screen: 'people' })).toBe(true)
  expect([workspace.route.screen, address.hash]).toEqual(['people', '#/people'])
  stored = false
  stop()
  expect(await workspace.go({ screen: 'settings' })).toBe(true)
})

test('going back is asked about too, and the address put right when one stays', async () => {
  const workspace = await started(`#/article/${id('A')}`)
  const stop = workspace.onLeave(async () => false)
  browse('#/review')
  await settled()
  expect([workspace.route.screen, address.hash]).toEqual(['article', `#/article/${id('A')}`])
  stop()
  browse('#/review')
  await settled()
  expect(workspace.route).toEqual({ screen: 'desk', view: 'review' })
})

test('of two journeys begun while the words are being stored the last one counts', async () => {
  const workspace = await started(`#/article/${id('A')}`)
  const waiting: ((leave: boolean) => void)[] = []
  workspace.onLeave(() => new Promise((resolve) => waiting.push(resolve)))
  const first = workspace.go({ screen: 'people' })
  const second = workspace.go({ screen: 'settings' })
  for (const leave of waiting) leave(true)
  expect([await first, await second, workspace.route.screen]).toEqual([false, true, 'settings'])
})

test('the way back to the desk is the list that was left', async () => {
  const workspace = await started('#/review')
  await workspace.go({ screen: 'desk', view: 'spiked', author: id('T') })
  await workspace.go({ screen: 'article', id: id('A') })
  expect(workspace.lastDesk).toEqual({ screen: 'desk', view: 'spiked', author: id('T') })
})

test('signing out and switching wait for the words: while they are not stored the account stays', async () => {
  const workspace = await started(`#/article/${id('A')}`)
  const stop = workspace.onLeave(async () => false)
  expect(await workspace.signOut()).toEqual(ok(false))
  await workspace.switchTo(ruth)
  expect(names()).not.toContain('accounts.signOut')
  expect(names()).not.toContain('accounts.signIn')
  stop()
  answers['desk.status'] = () => ok(status(null))
  await workspace.signOut()
  expect([workspace.account, workspace.counts, workspace.route.screen]).toEqual([null, null, 'desk'])
})

test('the closing window is told whether everything is stored, without asking the person', async () => {
  const workspace = await started(`#/article/${id('A')}`)
  const asks: string[] = []
  workspace.onLeave(async (how) => asks.push(how) < 0)
  for (const listener of listeners) listener({ name: 'window.closing', detail: {} })
  await vi.waitFor(() => expect(asked).toContainEqual(['window.flushed', { stored: false }]))
  expect(asks).toEqual(['close'])
})

test.each([
  ['by the address', async (_: unknown, to: string) => browse(`#/article/${id(to)}`)],
  [
    'by a list',
    async (workspace: InstanceType<typeof Workspace>, to: string) =>
      void workspace.go({ screen: 'article', id: id(to) })
  ]
])('who turns back %s while the article is still being stored stays in it', async (_, turn) => {
  const workspace = await started(`#/article/${id('A')}`)
  const waiting: ((stored: boolean) => void)[] = []
  workspace.onLeave(() => new Promise((resolve) => waiting.push(resolve)))
  await turn(workspace, 'B')
  await turn(workspace, 'A')
  for (const answer of waiting) answer(true)
  await vi.waitFor(() => expect(waiting).toHaveLength(1))
  await new Promise((resolve) => setTimeout(resolve))
  expect([workspace.route, address.hash]).toEqual([{ screen: 'article', id: id('A') }, `#/article/${id('A')}`])
})

test('a guard that throws counts as words that are not stored', async () => {
  const workspace = await started(`#/article/${id('A')}`)
  workspace.onLeave(async () => {
    throw new Error('no')
  })
  for (const listener of listeners) listener({ name: 'window.closing', detail: {} })
  await vi.waitFor(() => expect(asked).toContainEqual(['window.flushed', { stored: false }]))
})
