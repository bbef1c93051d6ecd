import { untrack } from 'svelte'
import { checkContext, type Finding } from '#shared/article/checks/check.ts'
import { runChecks } from '#shared/article/checks/index.ts'
import { hitKey, styleFindings, type StyleFinding } from '#shared/article/house-style.ts'
import type { ArticleSession } from '#renderer/state/article-session.svelte.ts'
import { houseStyle } from '#renderer/state/house-style.svelte.ts'
import { notify } from '#renderer/state/notices.svelte.ts'
import { workspace } from '#renderer/state/workspace.svelte.ts'

/** Milliseconds for which the article rests before it is read. */
const pause = 500

/** What there is to see to in one open article, read anew whenever it has rested. */
export class ArticleChecks {
  findings = $state.raw<Finding[]>([])
  style = $state.raw<StyleFinding[]>([])
  /** Whether the article has been read once. */
  ready = $state(false)
  readonly blocking: Finding[] = $derived(this.findings.filter(({ severity }) => severity === 'block'))
  readonly warnings: Finding[] = $derived(this.findings.filter(({ severity }) => severity === 'warn'))
  /** For the tab: what the desk asks for. House style is advice. */
  readonly count: number = $derived(this.findings.length)
  readonly #session: ArticleSession

  constructor(session: ArticleSession) {
    this.#session = session
  }

  /** Reads the article when it has been stored, or its details, the desk's settings or the house style have changed. Call it in an effect. */
  watch(): () => void {
    const session = this.#session
    const { meta, saving, raw } = session
    const style = houseStyle.styleFor(meta.language)
    const ignored = houseStyle.ignoredIn(session.id)
    const levels = workspace.status?.settings.checks ?? {}
    const published = session.info.standing.publishedAt !== null
    if (raw !== null || !saving) return () => {}
    let idle: number | undefined
    const read = () => {
      const article = { meta, body: session.body() }
      const context = checkContext(article, new Date(), published)
      this.findings = runChecks(article, levels, context)
      this.style = style ? styleFindings(context, style, ignored) : []
      this.ready = true
    }
    const timer = setTimeout(
      () => (idle = requestIdleCallback(read, { timeout: 2000 })),
      untrack(() => this.ready) ? pause : 0
    )
    return () => {
      clearTimeout(timer)
      if (idle !== undefined) cancelIdleCallback(idle)
    }
  }

  reveal({ place, range }: Finding): void {
    if (place !== undefined) this.#session.reveal(place, range)
  }

  mend({ mend }: Finding): void {
    if (mend && !this.#session.changeText(mend)) notify('The text has changed meanwhile. It is being read again.')
  }

  /** Ignores the words in this article. */
  ignoreHere({ rule, found }: StyleFinding): void {
    houseStyle.ignore(this.#session.id, hitKey(rule, found))
  }

  /** Ignores the words wherever the rule would find them: for the desk where that is the person's to say, else for them. */
  async ignoreAlways({ rule, found }: StyleFinding): Promise<void> {
    await houseStyle.ignoreAlways(rule, found)
  }
}

const open = new WeakMap<ArticleSession, ArticleChecks>()

/** The checks of an open article: the same for the tab's badge and for the panel. */
export function checksOf(session: ArticleSession): ArticleChecks {
  const kept = open.get(session) ?? new ArticleChecks(session)
  open.set(session, kept)
  return kept
}
