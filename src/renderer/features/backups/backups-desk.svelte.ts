import type { BackedUpArticle, Backup, BackupStatus } from '#shared/contract/backups.ts'
import type { Article } from '#shared/article/article.ts'
import { call, on } from '#renderer/bridge.ts'
import { chooseFolder } from '#renderer/state/choose-folder.ts'
import { notify, notifyFailure } from '#renderer/state/notices.svelte.ts'
import { go } from '#renderer/state/workspace.svelte.ts'
import { momentWords } from './backup-words.ts'

const listed = 200
const typingPause = 150

/** An article of a copy that somebody looks at before it is taken. */
export interface Looked {
  row: BackedUpArticle
  article: Article
  schemaVersion: number
}

/** The copies of the desk, and what one of them holds. */
export class BackupsDesk {
  status = $state.raw<BackupStatus | null>(null)
  failure = $state<string | null>(null)
  /** The copy that is looked into, or null. */
  opened = $state.raw<Backup | null>(null)
  rows = $state.raw<BackedUpArticle[] | null>(null)
  query = $state('')
  looked = $state.raw<Looked | null>(null)
  /** The copy that somebody is asked about, before the whole desk goes back to it. */
  asked = $state.raw<Backup | null>(null)
  busy = $state(false)
  checking = $state(false)
  secondFolder = $state('')
  secondFolderError = $state<string | undefined>()
  #typing: ReturnType<typeof setTimeout> | undefined

  start(): () => void {
    void this.load()
    return on('backups.changed', () => void this.load())
  }

  async load(): Promise<void> {
    const reply = await call('backups.status', {})
    if (!reply.ok) return void (this.failure = reply.error.message)
    if (this.status === null) this.secondFolder = reply.value.secondFolder ?? ''
    this.status = reply.value
    this.failure = null
  }

  async make(): Promise<void> {
    const reply = await call('backups.make', {})
    if (!reply.ok) notifyFailure(reply.error)
    else notify('The desk is copied, and the copy has been read from end to end.')
    await this.load()
  }

  async check(): Promise<void> {
    this.checking = true
    const reply = await call('backups.check', {})
    this.checking = false
    if (!reply.ok) return void notifyFailure(reply.error)
    this.status = reply.value
    if (reply.value.damage.length === 0) notify('Everything on the desk was read and is what was stored.')
  }

  async chooseSecondFolder(): Promise<void> {
    const folder = await chooseFolder({ purpose: 'backups', from: this.secondFolder })
    if (folder === null) return
    this.secondFolder = folder
    await this.keepSecondFolder()
  }

  async keepSecondFolder(): Promise<void> {
    const path = this.secondFolder.trim()
    if (path === (this.status?.secondFolder ?? '')) return
    const reply = await call('backups.setSecondFolder', { path: path === '' ? null : path })
    if (!reply.ok) return void (this.secondFolderError = reply.error.message)
    this.secondFolderError = undefined
    this.status = reply.value
    notify(path === '' ? 'Copies stay in the desk folder alone.' : `Every copy goes to ${path} as well.`)
  }

  async open(backup: Backup): Promise<void> {
    this.opened = backup
    this.rows = null
    this.query = ''
    await this.#list()
  }

  close(): void {
    this.opened = null
    this.looked = null
  }

  find(query: string): void {
    this.query = query
    clearTimeout(this.#typing)
    this.#typing = setTimeout(() => void this.#list(), typingPause)
  }

  async look(row: BackedUpArticle): Promise<void> {
    if (!this.opened) return
    const reply = await call('backups.article', { id: this.opened.id, articleId: row.id })
    if (reply.ok) this.looked = { row, ...reply.value }
    else notifyFailure(reply.error)
  }

  async restoreArticle(): Promise<void> {
    const { opened, looked } = this
    if (!opened || !looked) return
    this.busy = true
    const reply = await call('backups.restoreArticle', { id: opened.id, articleId: looked.row.id })
    this.busy = false
    if (!reply.ok) return void notifyFailure(reply.error)
    const { articleId } = reply.value
    this.close()
    notify(`“${looked.row.name}” is again what it was on ${momentWords(looked.row.at)}.`, {
      action: { label: 'Open it', run: () => void go({ screen: 'article', id: articleId }) }
    })
  }

  async restoreDesk(): Promise<void> {
    const { asked } = this
    if (!asked) return
    this.busy = true
    const reply = await call('backups.restoreDesk', { id: asked.id })
    this.busy = false
    this.asked = null
    if (reply.ok) notify(`The desk is again what it was on ${momentWords(asked.at)}.`)
    else notifyFailure(reply.error)
  }

  async #list(): Promise<void> {
    const { opened, query } = this
    if (!opened) return
    const reply = await call('backups.articles', { id: opened.id, limit: listed, ...(query.trim() && { query }) })
    if (this.opened !== opened || this.query !== query) return
    if (reply.ok) this.rows = reply.value
    else {
      this.rows = []
      notifyFailure(reply.error)
    }
  }
}
