import { isAbsolute, normalize } from 'node:path'
import { articleHash } from '#shared/article/revision.ts'
import { mayEdit } from '#shared/article/workflow-rules.ts'
import type { WireReport } from '#shared/contract/wires.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { Caller } from '../core.ts'
import { readAccount } from '../store/accounts.ts'
import { newId } from '../store/ids.ts'
import { write } from '../store/open.ts'
import { readRevision } from '../store/revisions.ts'
import { countArrivals, forgetFailedFile, listArrivals } from '../store/wire-files.ts'
import { putWireItem, readWireItem } from '../store/wire-items.ts'
import { deleteWatch, insertWatch, listWatches, pauseWatch } from '../store/wire-watches.ts'
import { listFolder } from '../wires/folder-files.ts'
import type { BringItem } from '../wires/wires.ts'
import { accountNames, readRecord } from './article-record.ts'
import { accountOf, actorOf, type Context, type Desk, type HandlersOf } from './context.ts'
import { mergeHeads } from './merging.ts'
import { takeItem } from './wire-items.ts'

/** Arrivals that a report holds. */
const arrivalsShown = 200
const watchesAtMost = 20

export const wireHandlers: HandlersOf<'wires'> = {
  'wires.report': (context) => ok(report(context)),
  'wires.watch': async (context, { folder }) => {
    const found = await readFolder(folder)
    if (!found.ok) return found
    const watches = listWatches(context.store)
    if (watches.some((watch) => watch.folder === found.value))
      return fail('refused', 'This folder is watched already. Go on with that watch, or remove it first.')
    if (watches.length >= watchesAtMost)
      return fail('refused', `At most ${watchesAtMost} folders are watched. Remove a watch first.`)
    const watch = {
      id: newId(),
      folder: found.value,
      accountId: accountOf(context).id,
      at: context.now().toISOString(),
      paused: false
    }
    write(context.store, () => insertWatch(context.store, watch))
    await context.wires.refresh()
    return ok({ id: watch.id })
  },
  'wires.pause': async (context, { id, paused }) => {
    if (!write(context.store, () => pauseWatch(context.store, id, paused))) return noWatch()
    await context.wires.refresh()
    return ok(null)
  },
  'wires.remove': async (context, { id }) => {
    if (!write(context.store, () => deleteWatch(context.store, id))) return noWatch()
    await context.wires.refresh()
    return ok(null)
  },
  'wires.bringIn': async (context, { folder }) => {
    const found = await readFolder(folder)
    return found.ok ? context.wires.bringIn(accountOf(context).id, found.value) : found
  },
  'wires.cancel': (context, { id }) => {
    context.wires.cancel(id)
    return ok(null)
  },
  'wires.again': async (context, { sha256 }) => {
    const folder = write(context.store, () => forgetFailedFile(context.store, sha256))
    if (folder === null) return fail('not-found', 'This file is not one of those that could not be read.')
    await context.wires.again(folder)
    return ok(null)
  },
  'wires.take': (context, { articleId }) => settle(context, articleId, take),
  'wires.leave': (context, { articleId }) => settle(context, articleId, leave)
}

/** For whoever looks at folders: brings an item in as the doing of the account that set the watch. */
export function bringFor(desk: () => Desk): BringItem {
  return async (accountId, imported, origin) => {
    const taken = await takeItem(contextOf(desk(), accountId), imported, origin)
    return taken.ok ? ok(null) : taken
  }
}

/** Why nothing may come in for an account any more, or null. */
export function wireRefusal({ store }: Pick<Desk, 'store'>, accountId: string): string | null {
  const account = readAccount(store, accountId)
  return account && !account.disabled && account.role !== 'reporter'
    ? null
    : 'Whoever set this watch may not bring in items any more. Remove it, and set it again.'
}

function contextOf(desk: Desk, accountId: string): Context {
  const nobody: Caller = {
    door: 'desktop',
    accountId,
    flushed: () => undefined,
    openLink: async () => fail('unsupported', 'There is no window here.')
  }
  return { ...desk, caller: nobody, account: readAccount(desk.store, accountId) }
}

function report(context: Context): WireReport {
  const { store, wires } = context
  const names = accountNames(store)
  return {
    watches: listWatches(store).map(({ id, folder, accountId, at, paused }) => ({
      id,
      folder,
      byName: names[accountId] ?? '',
      at,
      paused,
      ...wires.stateOf(id),
      ...countArrivals(store, folder)
    })),
    runs: wires.runs(),
    arrivals: listArrivals(store, arrivalsShown)
  }
}

/** A folder that is there and may be read, spelled in one way. */
async function readFolder(typed: string): Promise<Result<string>> {
  if (!isAbsolute(typed)) return fail('invalid-input', 'Give the whole path of the folder, from its beginning.')
  const folder = normalize(typed).replace(/(?<=.)[/\\]$/, '')
  const listed = await listFolder(folder)
  if (listed.ok) return ok(folder)
  return listed.error.code === 'not-found'
    ? fail('not-found', 'There is no folder at this place. Look at how it is written.')
    : listed
}

function noWatch(): Result<never> {
  return fail('not-found', 'This watch has been removed already.')
}

function settle(
  context: Context,
  articleId: string,
  how: (context: Context, articleId: string) => Result<null>
): Result<null> {
  const reply = write(context.store, () => how(context, articleId))
  if (!reply.ok) return reply
  context.indexSoon()
  context.tell({ name: 'article.changed', detail: { articleId, session: null } })
  return reply
}

/** What the agency has changed since the words that were taken last, put into what stands. */
function take(context: Context, articleId: string): Result<null> {
  const { store } = context
  const waiting = readWaiting(context, articleId)
  if (!waiting.ok) return waiting
  const { item, newer } = waiting.value
  const merged = mergeHeads(context, articleId, newer)
  if (!merged.ok) return merged
  const revision = readRevision(store, newer)
  if (!revision.ok) return revision
  const { content } = revision.value
  const appliedHash = articleHash(content.schemaVersion, content.article)
  putWireItem(store, { ...item, applied: newer, appliedHash, newer: null })
  return ok(null)
}

function leave(context: Context, articleId: string): Result<null> {
  const waiting = readWaiting(context, articleId)
  if (!waiting.ok) return waiting
  putWireItem(context.store, { ...waiting.value.item, newer: null })
  return ok(null)
}

function readWaiting(context: Context, articleId: string) {
  const read = readRecord(context.store, articleId)
  if (!read.ok) return read
  const allowed = mayEdit(actorOf(context), read.value.subjected)
  if (!allowed.ok) return allowed
  const item = readWireItem(context.store, articleId)
  if (!item || item.newer === null)
    return fail('not-found', 'No newer version waits here: somebody has taken it or left it already.')
  return ok({ item, newer: item.newer })
}
