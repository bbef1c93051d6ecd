import { SvelteMap } from 'svelte/reactivity'
import { compileStyle, type HouseStyle, type StyleRule } from '#shared/article/house-style.ts'
import type { HouseStyleList } from '#shared/contract/house-style.ts'
import type { Result } from '#shared/result.ts'
import { call, on } from '#renderer/bridge.ts'

const none: ReadonlySet<string> = new Set()

/** The rules of the house as this window has them, and what has been ignored in its articles. */
export class HouseStyleState {
  rules = $state.raw<StyleRule[] | null>(null)
  version = $state.raw(0)
  /** Hit keys by article: for as long as the window is open. Ignoring for good is an exception in the rule. */
  #ignored = new SvelteMap<string, ReadonlySet<string>>()
  #compiled = new Map<string, HouseStyle>()
  #asked = false

  /** The rules ready for an article's language; null until they are here. */
  styleFor(language: string): HouseStyle | null {
    this.#ask()
    const { rules } = this
    if (!rules) return null
    const kept = this.#compiled.get(language)
    if (kept) return kept
    const style = compileStyle(rules, language)
    this.#compiled.set(language, style)
    return style
  }

  ignoredIn(articleId: string): ReadonlySet<string> {
    return this.#ignored.get(articleId) ?? none
  }

  ignore(articleId: string, key: string): void {
    this.#ignored.set(articleId, new Set([...this.ignoredIn(articleId), key]))
  }

  take({ rules, version }: HouseStyleList): void {
    this.#compiled.clear()
    this.version = version
    this.rules = rules
  }

  async load(): Promise<Result<HouseStyleList>> {
    const reply = await call('houseStyle.get', {})
    if (reply.ok) this.take(reply.value)
    else this.#asked = false
    return reply
  }

  #ask(): void {
    if (this.#asked) return
    this.#asked = true
    on('desk.changed', ({ what }) => what === 'houseStyle' && void this.load())
    void this.load()
  }
}

export const houseStyle = new HouseStyleState()
