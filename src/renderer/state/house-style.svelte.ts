import { SvelteMap } from 'svelte/reactivity'
import { compileStyle, hitKey, type HouseStyle, type StyleRule } from '#shared/article/house-style.ts'
import type { HouseStyleList } from '#shared/contract/house-style.ts'
import type { Result } from '#shared/result.ts'
import { call, on } from '#renderer/bridge.ts'
import { IgnoredHits } from './ignored-hits.ts'
import { notify, notifyFailure } from './notices.svelte.ts'
import { workspace } from './workspace.svelte.ts'

/** Stands for the person where an article's id would. */
const personKey = () => `account ${workspace.account?.id ?? ''}`

/** The rules of the house as this window has them, and what has been ignored in its articles. */
export class HouseStyleState {
  rules = $state.raw<StyleRule[] | null>(null)
  version = $state.raw(0)
  /** Hit keys by article, and by person for what they ignore everywhere; kept on this computer. */
  #ignored = new SvelteMap<string, ReadonlySet<string>>()
  readonly #kept = new IgnoredHits('copydesk.style-ignored', localStorage)
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

  /** What is ignored in an article: there, and by this person everywhere. The same set while nothing of it changes. */
  ignoredIn(articleId: string): ReadonlySet<string> {
    return new Set([...this.#of(articleId), ...this.#of(personKey())])
  }

  ignore(articleId: string, key: string): void {
    this.#ignored.set(articleId, this.#kept.add(articleId, key))
  }

  /** Ignores words wherever a rule finds them: for the desk, as an exception of the rule, where that is the person's to say; else for them. */
  async ignoreAlways(rule: string, found: string): Promise<void> {
    if (workspace.account?.role !== 'admin') {
      this.ignore(personKey(), hitKey(rule, found))
      return void notify(`“${found}” is not shown to you again on this computer.`)
    }
    const reply = await call('houseStyle.except', { rule, words: found })
    if (!reply.ok) return void notifyFailure(reply.error)
    this.take(reply.value)
    notify(`“${found}” is right on this desk from now on. House style lists it among the rule’s exceptions.`)
  }

  #of(name: string): ReadonlySet<string> {
    return this.#ignored.get(name) ?? this.#kept.of(name)
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
