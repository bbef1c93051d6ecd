import { tick } from 'svelte'
import type { ArticleList, ArticleRow } from '#shared/contract/articles.ts'
import type { Result } from '#shared/result.ts'
import { keysOf, type Command } from '#renderer/state/commands.svelte.ts'

export interface Choice {
  id: string
  group: string
  kind: 'command' | 'article'
  label: string
  /** Beside the label, quieter. */
  more: string
  keys: string
  run: () => void
}

const typingPause = 60
const mostArticles = 8
/** Fewer letters than this find everything. */
const fewestLetters = 2

interface Sources {
  commands: () => Command[]
  find: (query: string, limit: number, lane: string) => Promise<Result<ArticleList>>
  openArticle: (id: string) => void
}

/** Everything that can be done, and every article, by a few letters of its name. */
export class Palette {
  open = $state(false)
  query = $state('')
  /** Only articles: "Open article…" was chosen. */
  articlesOnly = $state(false)
  at = $state(0)
  #found = $state.raw<ArticleRow[]>([])
  #available = $state.raw<Command[]>([])
  #asked = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #sources: Sources
  /** Names the palette to the core, which drops its older searches for its newer ones. */
  readonly #lane = crypto.randomUUID()

  readonly choices: Choice[] = $derived([...this.#commandChoices(), ...this.#articleChoices()])

  constructor(sources: Sources) {
    this.#sources = sources
  }

  show(articlesOnly = false): void {
    this.#available = this.#sources.commands().filter((command) => !command.hidden)
    this.articlesOnly = articlesOnly
    this.type('')
    this.open = true
  }

  type(query: string): void {
    this.query = query
    this.at = 0
    clearTimeout(this.#timer)
    const asked = ++this.#asked
    if (query.trim().length < fewestLetters && !this.articlesOnly) this.#found = []
    else this.#timer = setTimeout(() => void this.#search(asked), typingPause)
  }

  moveBy(step: number): void {
    const length = this.choices.length
    if (length > 0) this.at = (this.at + step + length) % length
  }

  /** Closes first, so that the focus is back where the command is meant. */
  async choose(choice: Choice | undefined): Promise<void> {
    if (!choice) return
    this.open = false
    await tick()
    await new Promise((done) => setTimeout(done))
    choice.run()
  }

  async #search(asked: number): Promise<void> {
    const result = await this.#sources.find(this.query.trim(), mostArticles, this.#lane)
    if (asked === this.#asked && result.ok) this.#found = result.value.rows
  }

  #commandChoices(): Choice[] {
    if (this.articlesOnly) return []
    return rankCommands(this.#available, this.query).map((command) => ({
      id: command.id,
      group: command.group ?? 'Copydesk',
      kind: 'command' as const,
      label: command.label,
      more: '',
      keys: keysOf(command)[0] ?? '',
      run: command.run
    }))
  }

  #articleChoices(): Choice[] {
    return this.#found.map((row) => ({
      id: row.id,
      group: 'Articles found',
      kind: 'article' as const,
      label: row.headline || 'No headline yet',
      more: row.slugline,
      keys: '',
      run: () => this.#sources.openArticle(row.id)
    }))
  }
}

/** The commands whose words begin with every word typed, groups kept together in the order of their best command. */
export function rankCommands(commands: Command[], query: string): Command[] {
  const words = fold(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const found = commands.filter((command) => {
    const named = fold(`${command.group ?? ''} ${command.label}`).split(/[^\p{L}\p{N}]+/u)
    return words.every((word) => named.some((name) => name.startsWith(word)))
  })
  const groups = [...new Set(found.map((command) => command.group ?? ''))]
  return groups.flatMap((group) => found.filter((command) => (command.group ?? '') === group))
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
