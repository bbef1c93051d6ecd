import { ulid } from 'ulid'
import type { ArticleRow } from '#shared/contract/articles.ts'
import {
  mostExported,
  usualEdge,
  type ManyExported,
  type ManyFormat,
  type PictureEdge
} from '#shared/contract/exports.ts'
import { call, on } from '#renderer/bridge.ts'
import { notify, notifyFailure } from '#renderer/state/notices.svelte.ts'
import { preferences } from '#renderer/state/preferences.svelte.ts'
import { saveDownload } from '#renderer/state/save-download.ts'

/** Several articles on their way out: in which formats, how far it is, what went and what was refused. */
export class SeveralExport {
  rows = $state.raw<ArticleRow[] | null>(null)
  formats = $state.raw<ManyFormat[]>([])
  ticked = $state.raw<string[]>([])
  /** Null while nothing runs. */
  progress = $state.raw<{ done: number; total: number } | null>(null)
  result = $state.raw<ManyExported | null>(null)
  #run = ''

  async ask(rows: ArticleRow[]): Promise<void> {
    if (rows.length === 0 || this.progress) return
    if (rows.length > mostExported)
      return void notify(`One export takes ${mostExported} articles: choose fewer, and export the others after them.`)
    const formats = await call('exports.formats', {})
    if (!formats.ok) return void notifyFailure(formats.error)
    this.formats = formats.value
    const remembered = preferences.current.formats ?? []
    this.ticked = this.#possible((id) => remembered.includes(id))
    this.result = null
    this.rows = rows
  }

  tick(id: string, on: boolean): void {
    this.ticked = this.#possible((other) => (other === id ? on : this.ticked.includes(other)))
    preferences.change({ formats: this.ticked })
  }

  get pictureEdge(): PictureEdge {
    return preferences.current.pictureEdge ?? usualEdge
  }

  set pictureEdge(pictureEdge: PictureEdge) {
    preferences.change({ pictureEdge })
  }

  async run(as: 'zip' | 'folder'): Promise<void> {
    const { rows } = this
    if (!rows || this.progress) return
    this.#run = ulid()
    this.result = null
    this.progress = { done: 0, total: rows.length }
    const stop = on('exports.progress', ({ run, done, total }) => {
      if (run === this.#run) this.progress = { done, total }
    })
    try {
      const result = await call('exports.runMany', {
        run: this.#run,
        articleIds: rows.map(({ id }) => id),
        formats: this.ticked,
        as,
        pictureEdge: this.pictureEdge
      })
      if (!result.ok) return void notifyFailure(result.error)
      if (result.value.cancelled) return void notify('Nothing was exported.')
      this.result = result.value
      if (result.value.download) saveDownload(result.value.download)
    } finally {
      stop()
      this.progress = null
    }
  }

  /** Stops what runs, or closes what is done. */
  leave(): void {
    if (this.progress) void call('exports.cancel', { run: this.#run })
    else this.rows = null
  }

  #possible(wanted: (id: string) => boolean): string[] {
    return this.formats.filter(({ id, needs }) => needs === null && wanted(id)).map(({ id }) => id)
  }
}

export const severalExport = new SeveralExport()
