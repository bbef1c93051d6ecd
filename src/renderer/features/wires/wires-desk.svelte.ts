import type { WatchReport, WireArrival, WireReport } from '#shared/contract/wires.ts'
import type { OperationName, InputOf } from '#shared/contract/index.ts'
import type { Result } from '#shared/result.ts'
import { call, on } from '#renderer/bridge.ts'
import { chooseFolder } from '#renderer/state/choose-folder.ts'
import { notify, notifyFailure } from '#renderer/state/notices.svelte.ts'

/** The folders that agencies' items come in by, and what has come. */
export class WiresDesk {
  report = $state.raw<WireReport | null>(null)
  failure = $state<string | null>(null)
  folder = $state('')
  /** Why the folder that was typed is not taken. */
  folderError = $state<string | undefined>()
  busy = $state(false)
  /** The watch that somebody is asked about before it ends. */
  asked = $state.raw<WatchReport | null>(null)

  start(): () => void {
    void this.load()
    const stops = [on('wires.changed', () => void this.load()), on('door.reopened', () => void this.load())]
    return () => stops.forEach((stop) => stop())
  }

  async load(): Promise<void> {
    const reply = await call('wires.report', {})
    this.failure = reply.ok ? null : reply.error.message
    if (reply.ok) this.report = reply.value
  }

  async choose(): Promise<void> {
    const folder = await chooseFolder({ purpose: 'wires', from: this.folder })
    if (folder === null) return
    this.folder = folder
    this.folderError = undefined
  }

  async watch(): Promise<void> {
    if (await this.#withFolder('wires.watch')) notify('The folder is watched from now on.')
  }

  async bringIn(): Promise<void> {
    await this.#withFolder('wires.bringIn')
  }

  async pause({ id, paused }: WatchReport): Promise<void> {
    await this.#do(call('wires.pause', { id, paused: !paused }))
  }

  async remove(): Promise<void> {
    const asked = this.asked
    this.asked = null
    if (asked) await this.#do(call('wires.remove', { id: asked.id }))
  }

  async cancel(id: string): Promise<void> {
    await this.#do(call('wires.cancel', { id }))
  }

  async again({ sha256 }: WireArrival): Promise<void> {
    await this.#do(call('wires.again', { sha256 }))
  }

  /** What was typed is kept where it is refused, and its field says why. */
  async #withFolder<Name extends OperationName & ('wires.watch' | 'wires.bringIn')>(operation: Name): Promise<boolean> {
    const folder = this.folder.trim()
    if (folder === '') {
      this.folderError = 'Give the whole path of a folder on this computer.'
      return false
    }
    this.busy = true
    const reply = await call(operation, { folder } as InputOf<Name>)
    this.busy = false
    this.folderError = reply.ok ? undefined : reply.error.message
    if (reply.ok) this.folder = ''
    await this.load()
    return reply.ok
  }

  async #do(asked: Promise<Result<null>>): Promise<void> {
    const reply = await asked
    if (!reply.ok) notifyFailure(reply.error)
    await this.load()
  }
}
