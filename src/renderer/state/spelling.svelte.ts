import { SvelteMap } from 'svelte/reactivity'
import { dictionaryFor, dictionaryNames, KnownWords, plainWord, type DictionaryName } from '#shared/article/spelling.ts'
import type { DeskDictionary } from '#shared/contract/dictionary.ts'
import type { Result } from '#shared/result.ts'
import { call, on } from '#renderer/bridge.ts'
import { SpellingThread, type Dictionaries } from '#renderer/spelling/spelling-thread.ts'
import { notify, notifyFailure } from './notices.svelte.ts'
import { IgnoredHits } from './ignored-hits.ts'

const switchKey = 'copydesk.spelling'

/** What a text is spelled by: the same object for as long as nothing of it has changed. */
export interface SpellingSource {
  /** Whether a word is right; undefined while the dictionary has not been asked. */
  isRight(word: string): boolean | undefined
  /** Asks the dictionary about words; true when it has answered. */
  ask(words: string[]): Promise<boolean>
}

/** Spelling in this window: whether it is on, the desk's own words, and what the dictionaries have said so far. */
export class Spelling {
  on = $state(readSwitch(localStorage))
  words = $state.raw<string[]>([])
  #names = $state.raw<string[]>([])
  readonly #known = $derived(new KnownWords([...this.words, ...this.#names]))
  readonly #ignored = new SvelteMap<string, ReadonlySet<string>>()
  readonly #kept = new IgnoredHits('copydesk.spelling-ignored', localStorage)
  readonly #said: Record<DictionaryName, Map<string, boolean>> = { 'en-GB': new Map(), 'en-US': new Map() }
  readonly #dictionaries: Dictionaries
  #asked = false
  #failed = false

  constructor(dictionaries: Dictionaries) {
    this.#dictionaries = dictionaries
  }

  turn(on: boolean): void {
    this.on = on
    try {
      localStorage.setItem(switchKey, on ? 'on' : 'off')
    } catch {
      // Full or forbidden: the switch holds until the window closes.
    }
  }

  /** What an article is spelled by, or null: switched off, or no dictionary ships for its language. */
  sourceFor(articleId: string, language: string, credited: readonly string[]): SpellingSource | null {
    const dictionary = dictionaryFor(language)
    if (!this.on || dictionary === null) return null
    this.#ask()
    const desk = this.#known
    const names = new KnownWords(credited)
    const ignored = this.ignoredIn(articleId)
    const said = this.#said[dictionary]
    return {
      isRight: (word) => (ignored.has(word) || desk.has(word) || names.has(word) ? true : said.get(word)),
      ask: (words) => this.#check(dictionary, words)
    }
  }

  /** What the status line says of the spelling of an article. */
  wordsFor(language: string): string {
    const dictionary = dictionaryFor(language)
    if (dictionary === null) return `No spelling for ${languageName(language)}`
    return this.on ? `Spelling: ${dictionaryNames[dictionary]}` : 'Spelling is off'
  }

  async suggest(language: string, word: string): Promise<string[]> {
    const dictionary = dictionaryFor(language)
    if (dictionary === null) return []
    const meant = await this.#dictionaries.suggest(dictionary, plainWord(word)).catch(() => [])
    // In the apostrophes that stand in the copy.
    return word.includes('’') || !word.includes("'") ? meant.map((one) => one.replace(/'/g, '’')) : meant
  }

  ignoredIn(articleId: string): ReadonlySet<string> {
    return this.#ignored.get(articleId) ?? this.#kept.of(articleId)
  }

  ignore(articleId: string, word: string): void {
    this.#ignored.set(articleId, this.#kept.add(articleId, plainWord(word)))
  }

  /** Makes words right on this desk. */
  async add(words: string[]): Promise<boolean> {
    return this.#take(await call('dictionary.add', { words: words.map(plainWord) }))
  }

  async remove(word: string): Promise<boolean> {
    return this.#take(await call('dictionary.remove', { word }))
  }

  async load(): Promise<void> {
    this.#take(await call('dictionary.get', {}))
  }

  #take(reply: Result<DeskDictionary>): boolean {
    if (!reply.ok) {
      notifyFailure(reply.error)
      return false
    }
    this.words = reply.value.words
    this.#names = reply.value.names
    return true
  }

  #ask(): void {
    if (this.#asked) return
    this.#asked = true
    on('desk.changed', ({ what }) => (what === 'dictionary' || what === 'people') && void this.load())
    void this.load()
  }

  async #check(dictionary: DictionaryName, words: string[]): Promise<boolean> {
    const said = this.#said[dictionary]
    try {
      const wrong = new Set(await this.#dictionaries.wrong(dictionary, words))
      for (const word of words) said.set(word, !wrong.has(word))
      return true
    } catch {
      if (!this.#failed)
        notify(
          'The dictionary could not be read, so spelling is not checked. Opening the article again tries it again.'
        )
      this.#failed = true
      return false
    }
  }
}

function readSwitch(storage: Storage): boolean {
  return storage.getItem(switchKey) !== 'off'
}

function languageName(language: string): string {
  try {
    return new Intl.DisplayNames('en-GB', { type: 'language' }).of(language) ?? language
  } catch {
    return language
  }
}

export const spelling = new Spelling(new SpellingThread())
