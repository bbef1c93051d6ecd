import type { Settings } from '#shared/contract/desk.ts'
import { call } from '#renderer/bridge.ts'
import { notifyFailure } from '#renderer/state/notices.svelte.ts'
import { workspace } from '#renderer/state/workspace.svelte.ts'
import { readSetting, type TextSetting } from './setting-values.ts'

/** Milliseconds without a key after which what reads as a setting is kept. */
const typingPause = 900

/** One setting that is typed. It is kept when the keys rest or the field is left; what cannot be kept stays, with the reason. */
export class SettingField {
  error = $state<string | undefined>()
  #typed = $state<string | null>(null)
  #name: TextSetting
  #pausing: ReturnType<typeof setTimeout> | undefined

  constructor(name: TextSetting) {
    this.#name = name
  }

  get text(): string {
    return this.#typed ?? workspace.status?.settings[this.#name] ?? ''
  }

  set text(typed: string) {
    this.#typed = typed
    this.error = undefined
    clearTimeout(this.#pausing)
    this.#pausing = setTimeout(() => {
      // Half a word of it is nobody's mistake yet.
      if (readSetting(this.#name, typed).ok) void this.keep()
    }, typingPause)
  }

  async keep(): Promise<void> {
    const typed = this.#typed
    clearTimeout(this.#pausing)
    if (typed === null) return
    const read = readSetting(this.#name, typed)
    if (!read.ok) return void (this.error = read.error.message)
    // Typed on meanwhile: that is kept next.
    if ((await changeSettings(read.value)) && this.#typed === typed) this.#typed = null
  }
}

/** Resolves to whether the settings are kept. */
export async function changeSettings(changes: Partial<Settings>): Promise<boolean> {
  const result = await call('desk.change', changes)
  if (result.ok) await workspace.refresh()
  else notifyFailure(result.error)
  return result.ok
}
