/**
 * What crosses a boundary: a value, or a failure that a person can act on.
 * Inside a layer code may throw for what cannot happen; across layers it returns a Result.
 */
export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure }

export const failureCodes = [
  'invalid-input',
  'not-signed-in',
  'wrong-passphrase',
  'not-allowed',
  'not-found',
  'conflict',
  'refused',
  'disk-full',
  'read-only',
  'locked',
  'damaged',
  'newer-version',
  'unsupported',
  'too-large',
  'unreachable',
  'internal'
] as const

export type FailureCode = (typeof failureCodes)[number]

/** `message` is a whole plain sentence for the screen; `reasons` are listed when there are several. */
export interface Failure {
  code: FailureCode
  message: string
  reasons?: Reason[]
}

/** One reason for a refusal. `place` leads the window there: a block id, `meta.<key>`, or a panel's name. */
export interface Reason {
  code: string
  message: string
  place?: string
}

export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function fail(code: FailureCode, message: string, reasons?: Reason[]): Result<never> {
  return { ok: false, error: reasons ? { code, message, reasons } : { code, message } }
}

/** The value, or a throw: for callers to whom a failure cannot happen. */
export function expectOk<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(`${result.error.code}: ${result.error.message}`)
}
