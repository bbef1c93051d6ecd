import { compileStyle, readStyleFile, styleHits, type StyleHit, type StyleRule } from '#shared/article/house-style.ts'
import { call } from '#renderer/bridge.ts'
import { saveDownload } from '#renderer/state/save-download.ts'
import { houseStyle } from '#renderer/state/house-style.svelte.ts'
import { notify, notifyFailure } from '#renderer/state/notices.svelte.ts'
import { workspace } from '#renderer/state/workspace.svelte.ts'
import { draftOf, emptyDraft, readDraft, type RuleDraft } from './rule-draft.ts'

/** Bytes of the largest file that is read. */
const fileLimit = 5_000_000

/** The rules of the house as an administrator keeps them, and the sentence they are tried on. */
export class StyleDesk {
  query = $state('')
  sentence = $state('The fireman said that, at this point in time, he had utilised 20 % of the water.')
  /** The rule in the dialog, or null. */
  draft = $state<RuleDraft | null>(null)
  error = $state<string | undefined>()
  /** Rules of a file that wait for a yes, or null. */
  incoming = $state.raw<StyleRule[] | null>(null)
  resetting = $state(false)

  readonly language: string = $derived(workspace.status?.settings.language ?? 'en')
  readonly admin: boolean = $derived(workspace.account?.role === 'admin')
  readonly rules: StyleRule[] = $derived(houseStyle.rules ?? [])
  readonly shown: StyleRule[] = $derived.by(() => {
    const words = this.query.trim().toLowerCase()
    return words === '' ? this.rules : this.rules.filter((rule) => textOf(rule).includes(words))
  })
  /** The rules with the one in the dialog as it stands, so that it is tried before it is kept. */
  readonly #tried = $derived.by(() => {
    const { draft } = this
    const read = draft ? readDraft(draft, []) : null
    return read?.ok ? [...this.rules.filter(({ id }) => id !== draft?.id), read.value] : this.rules
  })
  readonly hits: StyleHit[] = $derived.by(() => styleHits(this.sentence, compileStyle(this.#tried, this.language)))

  async load(): Promise<void> {
    const reply = await houseStyle.load()
    if (!reply.ok) notifyFailure(reply.error)
  }

  add(): void {
    this.error = undefined
    this.draft = emptyDraft(this.language.split('-')[0] ?? 'en')
  }

  edit(rule: StyleRule): void {
    this.error = undefined
    this.draft = draftOf(rule)
  }

  async keepDraft(): Promise<void> {
    const { draft, rules } = this
    if (!draft) return
    const read = readDraft(
      draft,
      rules.map(({ id }) => id)
    )
    if (!read.ok) return void (this.error = read.error.message)
    const next =
      draft.id === null ? [read.value, ...rules] : rules.map((rule) => (rule.id === draft.id ? read.value : rule))
    if (await this.#save(next)) this.draft = null
  }

  async removeDraft(): Promise<void> {
    const { draft, rules } = this
    if (draft && (await this.#save(rules.filter(({ id }) => id !== draft.id)))) this.draft = null
  }

  async readFile(file: File): Promise<void> {
    if (file.size > fileLimit) return void notify('This file is too large to be a house style.', { tone: 'bad' })
    const read = readStyleFile(await file.text())
    if (read.ok) this.incoming = read.value
    else notifyFailure(read.error)
  }

  /** Takes the file's rules in: beside the desk's own, where those of the same name give way, or in their place. */
  async takeIn(how: 'add' | 'replace'): Promise<void> {
    const incoming = this.incoming ?? []
    const names = new Set(incoming.map(({ id }) => id))
    const next = how === 'replace' ? incoming : [...incoming, ...this.rules.filter(({ id }) => !names.has(id))]
    if (await this.#save(next)) {
      this.incoming = null
      notify(`${incoming.length} ${incoming.length === 1 ? 'rule' : 'rules'} taken in.`)
    }
  }

  async export(): Promise<void> {
    const reply = await call('houseStyle.export', {})
    if (!reply.ok) return void notifyFailure(reply.error)
    const { savedTo, download } = reply.value
    if (download) saveDownload(download)
    else if (savedTo !== null) notify(`The house style is in ${savedTo}.`)
  }

  async reset(): Promise<void> {
    this.resetting = false
    const reply = await call('houseStyle.reset', {})
    if (reply.ok) houseStyle.take(reply.value)
    else notifyFailure(reply.error)
  }

  async #save(rules: StyleRule[]): Promise<boolean> {
    const reply = await call('houseStyle.save', {
      version: houseStyle.version,
      rules: $state.snapshot(rules) as StyleRule[]
    })
    if (reply.ok) houseStyle.take(reply.value)
    else {
      notifyFailure(reply.error)
      if (reply.error.code === 'conflict') void this.load()
    }
    return reply.ok
  }
}

/** What a rule finds, in a line. */
export function patternText({ pattern }: StyleRule): string {
  return 'words' in pattern ? pattern.words.join(', ') : pattern.expression
}

function textOf(rule: StyleRule): string {
  return `${patternText(rule)} ${rule.suggestion ?? ''} ${rule.reason}`.toLowerCase()
}
