import type { Caller, Core } from '#main/core.ts'
import type { AnyEvent } from '#shared/contract/events.ts'
import { ok } from '#shared/result.ts'

export interface FakeCore extends Core {
  asked: { caller: Caller; operation: string; input: unknown }[]
  tell(event: AnyEvent): void
  closed: boolean
}

export const fakePicture = 'a'.repeat(64)

/**
 * What stands behind a door while the door is tested. `echo` answers its input, `sign-in` signs in as its input,
 * `who` answers the account; there is one picture.
 */
export function createFakeCore(): FakeCore {
  const listeners = new Set<(event: AnyEvent) => void>()
  const core: FakeCore = {
    asked: [],
    closed: false,
    async dispatch(caller, operation, input) {
      core.asked.push({ caller, operation, input })
      if (operation === 'sign-in') caller.accountId = String(input)
      return ok(operation === 'who' ? caller.accountId : input)
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: (event) => listeners.forEach((listener) => listener(event)),
    preview: async (hash) => (hash === fakePicture ? new Uint8Array([1, 2, 3]) : null),
    async close() {
      core.closed = true
    }
  }
  return core
}
