import type { Caller, Core } from '#main/core.ts'
import { readWire, writeWire } from '#main/wire.ts'
import { fail, type Result } from '#shared/result.ts'

/** Bytes of the largest request: the largest picture and what goes around it. */
export const bodyLimit = 130 * 1024 * 1024

/** One question as an HTTP request. Whatever is wrong with the request, the answer is a Result. */
export async function answerCall(core: Core, caller: Caller, operation: string, request: Request): Promise<Response> {
  const input = await readInput(request)
  return writeResult(input.ok ? await core.dispatch(caller, operation, input.value) : input)
}

export function writeResult(result: Result<unknown>, status = 200): Response {
  return new Response(writeWire(result), { status, headers: { 'content-type': 'application/json' } })
}

async function readInput(request: Request): Promise<Result<unknown>> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  try {
    if (type === 'application/json') return { ok: true, value: readWire(await request.text()) }
    if (type !== 'multipart/form-data')
      return fail('invalid-input', 'A question is sent as JSON or as a form with files.')
    const form = await request.formData()
    const input = form.get('input')
    if (typeof input !== 'string') return fail('invalid-input', 'The form has no field “input”.')
    const parts = new Map<string, Uint8Array>()
    for (const [name, part] of form)
      if (typeof part !== 'string') parts.set(name, new Uint8Array(await part.arrayBuffer()))
    return { ok: true, value: readWire(input, parts) }
  } catch {
    return fail('invalid-input', 'The question could not be read.')
  }
}
