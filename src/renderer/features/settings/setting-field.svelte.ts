import type { Settings } from '#shared/contract/desk.ts'
import { call } from '#renderer/bridge.ts'
import { notifyFailure } from '#renderer/state/notices.svelte.ts'
import { workspace } from '#renderer/state/workspace.svelte.ts'
import { readSetting, type TextSetting } from './setting-values.ts'

/** One setting that is typed. It is kept when the field is left; what cannot be kept stays, with the reason. */
export class SettingField {
  error = $state<string | undefined>()
  #typed = $state<string | null>(null)
  #name: TextSetting

  constructor(name: TextSetting) {
    this.#name = name
  }

  get text(): string {
    return this.#typed ?? workspace.status?.settings[this.#name] ?? ''
  }

  set text(typed: string) {
    this.#typed = typed
    this.error = undefined
  }

  async keep(): Promise<void> {
    if (this.#typed === null) return
    const read = readSetting(this.#name, this.#typed)
    if (!read.ok) return void (this.error = read.error.message)
    if (await changeSettings(read.value)) this.#typed = null
  }
}

/** Resolves to whether the settings are kept. */
export async function changeSettings(changes: Partial<Settings>): Promise<boolean> {
  const result = await call('desk.change', changes)
  if (result.ok) await workspace.refresh()
  else notifyFailure(result.error)
  return result.ok
}
