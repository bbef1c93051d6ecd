import {
  usualEdge,
  type EarlierExport,
  type ExportCheck,
  type ExportResult,
  type FormatInfo,
  type PictureEdge
} from '#shared/contract/exports.ts'
import type { Failure, Reason } from '#shared/result.ts'
import { call, on } from '#renderer/bridge.ts'
import type { ArticleSession } from '#renderer/state/article-session.svelte.ts'
import { notify, notifyFailure } from '#renderer/state/notices.svelte.ts'
import { preferences } from '#renderer/state/preferences.svelte.ts'
import { saveDownload } from '#renderer/state/save-download.ts'
import { tickedFormats } from './export-words.ts'

/** Milliseconds after a save before the check is made again: one check for a run of typing. */
const checkPause = 800

/** One article on its way out: why it may not go, in which formats, and what has gone. */
export class Publishing {
  check = $state.raw<ExportCheck | null>(null)
  failure = $state.raw<Failure | null>(null)
  ticked = $state.raw<string[]>([])
  running = $state(false)
  /** Somebody is choosing what to let pass. */
  overriding = $state(false)
  result = $state.raw<ExportResult | null>(null)
  /** What has left before, the newest first. */
  earlier = $state.raw<EarlierExport[]>([])
  /** By format, then by option. */
  options = $state.raw<Record<string, Record<string, boolean>>>({})
  preview = $state.raw<{ format: FormatInfo; path: string; text: string | null } | null>(null)
  #session: () => ArticleSession
  #asked = 0

  constructor(session: () => ArticleSession) {
    this.#session = session
  }

  /** Checks now, and again whenever something has been stored: storing more then would hurry the autosave. */
  watch(): () => void {
    void this.load()
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = on('article.changed', ({ articleId, session }) => {
      if (articleId !== this.#session().id) return
      clearTimeout(timer)
      timer = setTimeout(() => void this.#check(), session === null ? 0 : checkPause)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }

  /** Checks what is stored, after storing what this window still has. */
  async load(): Promise<void> {
    await this.#session().flush()
    await this.#check()
  }

  async #check(): Promise<void> {
    const asked = ++this.#asked
    const { id } = this.#session()
    const [result, earlier] = await Promise.all([
      call('exports.check', { articleId: id }),
      call('exports.earlier', { articleId: id })
    ])
    if (asked !== this.#asked) return
    this.earlier = earlier.ok ? earlier.value : []
    this.failure = result.ok ? null : result.error
    if (!result.ok) return
    if (this.check === null) this.ticked = tickedFormats(preferences.current.formats ?? [], result.value.formats)
    this.check = result.value
    this.ticked = this.ticked.filter((id) => this.possible.some((format) => format.id === id))
  }

  tick(id: string, on: boolean): void {
    const formats = this.check?.formats ?? []
    this.ticked = formats
      .map((format) => format.id)
      .filter((other) => (other === id ? on : this.ticked.includes(other)))
    preferences.change({ formats: this.ticked })
  }

  /** The longest edge of the pictures, as it was chosen last. */
  get pictureEdge(): PictureEdge {
    return preferences.current.pictureEdge ?? usualEdge
  }

  set pictureEdge(pictureEdge: PictureEdge) {
    preferences.change({ pictureEdge })
  }

  /** The formats that lack nothing. */
  get possible(): FormatInfo[] {
    return (this.check?.formats ?? []).filter(({ needs }) => needs === null)
  }

  choose(format: string, option: string, on: boolean): void {
    this.options = { ...this.options, [format]: { ...this.options[format], [option]: on } }
  }

  tickAll(on: boolean): void {
    this.ticked = on ? this.possible.map(({ id }) => id) : []
    preferences.change({ formats: this.ticked })
  }

  async show(format: FormatInfo): Promise<void> {
    const session = this.#session()
    await session.flush()
    const result = await call('exports.preview', {
      articleId: session.id,
      format: format.id,
      options: this.options[format.id],
      pictureEdge: this.pictureEdge
    })
    if (result.ok) this.preview = { format, ...result.value }
    else notifyFailure(result.error)
  }

  /** Writes the ticked formats, all or none. Nothing goes out while words of this window are not stored. */
  async run(as: 'zip' | 'folder'): Promise<void> {
    const session = this.#session()
    this.running = true
    this.result = null
    try {
      const stored = await session.flush()
      if (!stored.ok) return void notifyFailure(stored.error)
      const result = await call('exports.run', {
        articleId: session.id,
        formats: this.ticked,
        as,
        options: this.options,
        pictureEdge: this.pictureEdge
      })
      if (!result.ok) return this.#refused(result.error)
      const { download, savedTo } = result.value
      if (!download && savedTo === null) return void notify('Nothing was exported.')
      this.result = result.value
      if (download) saveDownload(download)
    } finally {
      this.running = false
    }
  }

  /** Lets these reasons pass for the text that is stored now, after storing what this window still has. */
  async override(reasons: Reason[], why: string): Promise<void> {
    const session = this.#session()
    const { articleHash } = session.info
    const waived = reasons.map(({ code, message, place }) => ({ code, message, ...(place !== undefined && { place }) }))
    this.running = true
    const done = await call('workflow.override', { articleId: session.id, articleHash, why, reasons: waived })
    this.running = false
    if (!done.ok) return void notifyFailure(done.error)
    this.overriding = false
    notify('Overridden, for exactly this text.')
    await this.#check()
  }

  async withdrawOverride(): Promise<void> {
    const { id, info } = this.#session()
    const done = await call('workflow.withdrawOverride', { articleId: id, articleHash: info.articleHash })
    if (!done.ok) return void notifyFailure(done.error)
    notify('The override is taken back.')
    await this.#check()
  }

  async markPublished(): Promise<void> {
    const moved = await this.#session().move('publish')
    if (!moved.ok) return void notifyFailure(moved.error)
    notify('The article is marked as published.')
  }

  #refused(failure: Failure): void {
    const reasons: Reason[] | undefined = failure.reasons
    if (reasons && this.check) this.check = { ...this.check, reasons }
    else notifyFailure(failure)
  }
}
