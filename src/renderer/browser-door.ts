import type { AnyEvent } from '#shared/contract/events.ts'
import { fail, type Result } from '#shared/result.ts'
import type { Door } from './bridge.ts'
import { createEventStream } from './event-stream.ts'
import { isUnchanging, onceForEach } from '#shared/unchanging.ts'

/** The door of a window that runs in a browser: the core answers over HTTP on this computer. */
export function openBrowserDoor(): Door {
  return { call: callOverHttp, listen: createEventStream((data) => readReply(data) as AnyEvent) }
}

async function callOverHttp(operation: string, input: unknown): Promise<Result<unknown>> {
  const { json, parts } = writeInput(input)
  const body = parts.length > 0 ? asForm(json, parts) : json
  const response = await fetch(`/call/${encodeURIComponent(operation)}`, {
    method: 'POST',
    body,
    ...(body === json ? { headers: { 'content-type': 'application/json' } } : {})
  })
  if (response.status === 401)
    return fail(
      'not-signed-in',
      'This browser is not let in any more. Start Copydesk again and open the address that it prints.'
    )
  return readReply(await response.text()) as Result<unknown>
}

function asForm(json: string, parts: Uint8Array[]): FormData {
  const form = new FormData()
  form.set('input', json)
  parts.forEach((bytes, number) => form.set(`p${number}`, new Blob([new Uint8Array(bytes)]), `p${number}`))
  return form
}

const marker = /^\$+(bytes|part)$/

function onlyKey(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const keys = Object.keys(value)
  return keys.length === 1 ? (keys[0] ?? null) : null
}

/** Bytes leave the JSON as parts of a form, each named where it stood. Told in full beside main's wire.ts. */
function writeInput(input: unknown): { json: string; parts: Uint8Array[] } {
  const parts: Uint8Array[] = []
  return { json: textOf(input, parts) ?? 'null', parts }
}

/** The JSON of a value. Of an article that is saved again only what has changed is written again. */
function textOf(value: unknown, parts: Uint8Array[]): string | undefined {
  if (isPlain(value)) {
    if (isUnchanging(value)) return unchangingText(value)
    if (Array.isArray(value)) return `[${value.map((item) => textOf(item, parts) ?? 'null').join(',')}]`
    const only = onlyKey(value)
    if (only === null || !marker.test(only)) return objectText(value, parts)
  }
  return stringify(value, parts)
}

function objectText(value: object, parts: Uint8Array[]): string {
  const entries = Object.entries(value).flatMap(([key, item]) => {
    const text = textOf(item, parts)
    return text === undefined ? [] : [`${JSON.stringify(key)}:${text}`]
  })
  return `{${entries.join(',')}}`
}

const unchangingText = onceForEach((value: object) => stringify(value, []) ?? 'null')

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array) && !('toJSON' in value)
}

function stringify(input: unknown, parts: Uint8Array[]): string | undefined {
  return JSON.stringify(input, (_key, value: unknown) => {
    if (value instanceof Uint8Array) return { $part: `p${parts.push(value) - 1}` }
    const only = onlyKey(value)
    return only !== null && marker.test(only) ? { [`$${only}`]: (value as Record<string, unknown>)[only] } : value
  })
}

function readReply(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    const only = onlyKey(value)
    if (only === null || !marker.test(only)) return value
    const inner = (value as Record<string, unknown>)[only]
    if (only === '$bytes' && typeof inner === 'string')
      return Uint8Array.from(atob(inner), (char) => char.charCodeAt(0))
    return { [only.slice(1)]: inner }
  })
}
