import type { AnyEvent } from '#shared/contract/events.ts'
import { isOperation } from '#shared/contract/index.ts'
import { ok, type Failure, type Result } from '#shared/result.ts'
import type { Core } from './core.ts'
import { readInput } from './dispatch.ts'
import { openCore, type CoreOptions } from './open-core.ts'
import { replaceStore } from './safety/replace-store.ts'
import { openRescue, type Rescue } from './safety/rescue.ts'
import { storeFailure } from './store/failure.ts'

export interface DeskCore extends Core {
  /** Why the desk is not open, or null while it is. */
  readonly failure: Failure | null
}

const replacing = 'The desk is being put back to a copy. What you have typed stays in this window until it is there.'

/**
 * The core of a desk folder; where the desk cannot be opened, what rescues it stands in its place, behind the same door,
 * until it can. Also the one place where a desk's file is exchanged while windows are open.
 */
export async function openDesk(options: Omit<CoreOptions, 'replaceStore'>): Promise<DeskCore> {
  const { folder, now = () => new Date() } = options
  const listeners = new Set<(event: AnyEvent) => void>()
  let core: Core | null = null
  let rescue: Rescue | null = null
  let failure: Failure = { code: 'locked', message: replacing }

  const tell = (event: AnyEvent) => listeners.forEach((listener) => listener(event))

  async function open(): Promise<Result<null>> {
    const opened = await openCore({ ...options, replaceStore: replace })
    if (opened.ok) {
      await rescue?.close()
      rescue = null
      core = opened.value
      core.onEvent(tell)
      return ok(null)
    }
    await rescue?.close()
    failure = opened.error
    rescue = openRescue({ folder, failure, now, replace, tryAgain })
    return opened
  }

  async function tryAgain(): Promise<Result<null>> {
    const opened = await open()
    tell({ name: 'door.reopened', detail: {} })
    return opened
  }

  /** Nothing has the desk open while its file is exchanged; when that fails, what stood is opened again. */
  async function replace(file: string): Promise<Result<null>> {
    const before = core
    core = null
    if (before) failure = { code: 'locked', message: replacing }
    await before?.close()
    let replaced: Result<null> = ok(null)
    try {
      await replaceStore(folder, file, now())
    } catch (error) {
      replaced = { ok: false, error: storeFailure(error) }
    }
    const opened = await open()
    tell({ name: 'door.reopened', detail: {} })
    return replaced.ok ? opened : replaced
  }

  await open()

  return {
    get failure() {
      return core ? null : failure
    },
    async dispatch(caller, operation, input) {
      if (core) return core.dispatch(caller, operation, input)
      if (!isOperation(operation) || !operation.startsWith('rescue.') || !rescue) return { ok: false, error: failure }
      const name = operation as Parameters<Rescue['answer']>[0]
      const valid = readInput(name, input)
      return valid.ok ? rescue.answer(name, valid.value) : valid
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    preview: async (hash, size) => (core ? core.preview(hash, size) : null),
    async close() {
      await Promise.all([core?.close(), rescue?.close()])
      core = null
      rescue = null
      failure = { code: 'internal', message: 'The desk is being closed.' }
    }
  }
}
