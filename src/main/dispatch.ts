import { isOperation, operations, type InputOf, type OperationName } from '#shared/contract/index.ts'
import type { Asker } from '#shared/contract/operation.ts'
import type { Role } from '#shared/article/workflow.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { Caller } from './core.ts'
import type { Context, Desk, Handler } from './handlers/context.ts'
import { handlers } from './handlers/index.ts'
import { thrownAt, type Log } from './log.ts'
import { readAccount, type AccountRow } from './store/accounts.ts'
import { storeFailure } from './store/failure.ts'

export type Dispatch = (caller: Caller, name: string, input: unknown) => Promise<Result<unknown>>

/**
 * The one way in, for both doors: validates the input, asks whether this account may ask at all, runs the handler,
 * logs the outcome, replies. Whatever is thrown below becomes a failure here and nowhere else.
 */
export function createDispatch(desk: Desk, log: Log): Dispatch {
  return async (caller, name, input) => {
    const started = performance.now()
    const account = whoAsks(caller)
    // What anybody may ask is answered also where the store cannot be read: words can still be carried away.
    const reply =
      account.ok || (isOperation(name) && operations[name].by === 'anybody')
        ? await answer({ ...desk, caller, account: account.ok ? account.value : null }, name, input)
        : account
    log.line({
      operation: isOperation(name) ? name : 'unknown',
      account: caller.accountId,
      outcome: reply.ok ? 'ok' : reply.error.code,
      ms: Math.round(performance.now() - started)
    })
    return reply
  }

  function whoAsks({ accountId }: Caller): Result<AccountRow | null> {
    try {
      const account = accountId === null ? null : readAccount(desk.store, accountId)
      return ok(account?.disabled ? null : account)
    } catch (error) {
      log.line({ operation: 'account', account: accountId, thrown: thrownAt(error) })
      return { ok: false, error: storeFailure(error) }
    }
  }

  async function answer(context: Context, name: string, input: unknown): Promise<Result<unknown>> {
    if (!isOperation(name)) return fail('invalid-input', `Copydesk knows no operation “${name.slice(0, 80)}”.`)
    try {
      const valid = readInput(name, input)
      if (!valid.ok) return valid
      const allowed = authorise(operations[name].by, context.account)
      if (!allowed.ok) return allowed
      return await run(name, context, valid.value)
    } catch (error) {
      log.line({
        operation: name,
        account: context.caller.accountId,
        thrown: thrownAt(error)
      })
      return { ok: false, error: storeFailure(error) }
    }
  }
}

function run<Name extends OperationName>(name: Name, context: Context, input: InputOf<Name>) {
  const handler = handlers[name] as unknown as Handler<Name>
  return handler(context, input)
}

/** What the operation takes, or a sentence that says what is wrong with what came. */
export function readInput<Name extends OperationName>(name: Name, input: unknown): Result<InputOf<Name>> {
  const parsed = operations[name].input.safeParse(input)
  if (parsed.success) return ok(parsed.data as InputOf<Name>)
  const [issue] = parsed.error.issues
  const message = issue?.message ?? 'it is not what is asked for'
  // What the contract says in a whole sentence is meant for whoever typed it.
  if (message.endsWith('.')) return fail('invalid-input', message)
  const place = readable(issue?.path.join('.') ?? '', 80)
  const what = place === '' ? 'what it was given' : `“${place}”`
  return fail('invalid-input', `Copydesk cannot do this with ${what}: ${readable(message, 160)}.`)
}

/** The start of a text that somebody may have sent, without what no sentence has. */
function readable(text: string, limit: number): string {
  const whole = text.replace(/[\p{C}\s]+/gu, ' ').trim()
  return whole.length > limit ? `${whole.slice(0, limit).toWellFormed()}…` : whole
}

function authorise(by: Asker, account: AccountRow | null): Result<true> {
  if (by === 'anybody') return ok(true)
  if (!account) return fail('not-signed-in', 'Nobody is signed in at this window. Sign in to go on.')
  if (by === 'signed-in' || (by as readonly Role[]).includes(account.role)) return ok(true)
  return fail('not-allowed', `Only ${(by as readonly Role[]).map((role) => `an ${role}`).join(' or ')} can do this.`)
}
