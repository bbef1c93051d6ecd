import type { PictureMetadata, PictureRecord } from '#shared/article/media.ts'
import type { PictureDetail } from '#shared/contract/pictures.ts'
import { call } from '#renderer/bridge.ts'
import { notify, notifyFailure } from '#renderer/state/notices.svelte.ts'
import type { PictureLibrary } from './library.svelte.ts'

/** The record of the picture that is looked at, as it is being changed. */
export class RecordDraft {
  changes = $state.raw<Partial<PictureRecord>>({})
  saving = $state(false)
  readonly #library: PictureLibrary
  readonly detail: PictureDetail

  constructor(library: PictureLibrary, detail: PictureDetail) {
    this.#library = library
    this.detail = detail
  }

  readonly dirty: boolean = $derived(Object.keys(this.changes).length > 0)

  textOf(field: keyof PictureMetadata): string {
    const value = this.changes[field] ?? this.detail.record[field]
    return Array.isArray(value) ? value.join(', ') : value
  }

  set(field: keyof PictureMetadata, text: string): void {
    const value = field === 'keywords' ? keywordsOf(text) : text
    const { [field]: _, ...others } = this.changes
    const same = JSON.stringify(value) === JSON.stringify(this.detail.record[field])
    this.changes = same ? others : { ...others, [field]: value }
  }

  discard(): void {
    this.changes = {}
  }

  async save(): Promise<boolean> {
    if (!this.dirty || this.saving) return !this.dirty
    const { picture, version } = this.detail
    this.saving = true
    const changes = Object.fromEntries(
      Object.entries(this.changes).map(([field, value]) => [field, typeof value === 'string' ? value.trim() : value])
    )
    const reply = await call('pictures.change', { hash: picture.hash, version, changes })
    this.saving = false
    if (!reply.ok) {
      notifyFailure(reply.error)
      return false
    }
    this.changes = {}
    this.#library.take(reply.value)
    notify(`The record of ${picture.fileName} is saved.`)
    return true
  }
}

function keywordsOf(text: string): string[] {
  const words = text.split(/[,;\n]/).map((word) => word.trim().slice(0, 200))
  return [...new Set(words.filter((word) => word !== ''))].slice(0, 100)
}
