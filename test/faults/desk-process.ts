/*
 * A core in a process of its own, without a door before it: opens the desk folder in argv[2], then does what comes on
 * stdin, a line of JSON each, and answers each with a line. Its clock and its zone are what it is told.
 */
import { createInterface } from 'node:readline'
import type { Caller } from '#main/core.ts'
import { openDesk } from '#main/open-desk.ts'
import { fail } from '#shared/result.ts'
import type { Answer, Order } from './desk-in-process.ts'

let shift = 0
const RealDate = Date
globalThis.Date = class extends RealDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(RealDate.now() + shift)
    else super(...(given as [number]))
  }
  static override now(): number {
    return RealDate.now() + shift
  }
} as DateConstructor

const [folder = '', clock = ''] = process.argv.slice(2)
if (clock) shift = RealDate.parse(clock) - RealDate.now()
const desk = await openDesk({ folder, version: '0.0.0-fault' })
const caller: Caller = {
  door: 'desktop',
  accountId: null,
  flushed: () => {},
  openLink: async () => fail('unsupported', 'No browser here.'),
  saveFiles: async () => fail('unsupported', 'No files here.')
}

answer(desk.failure ? { reply: { ok: false, error: desk.failure } } : { done: true })
for await (const line of createInterface({ input: process.stdin })) answer(await obey(JSON.parse(line) as Order))
await desk.close()

async function obey(order: Order): Promise<Answer> {
  if ('clock' in order) shift = RealDate.parse(order.clock) - RealDate.now()
  if ('zone' in order) process.env.TZ = order.zone
  if ('account' in order) caller.accountId = order.account
  if (!('ask' in order)) return { done: true }
  try {
    const [name, input] = order.ask
    const reply = await desk.dispatch(caller, name, input)
    return { reply }
  } catch (error) {
    return { thrown: String(error) }
  }
}

function answer(said: Answer): void {
  process.stdout.write(`${JSON.stringify(said)}\n`)
}
