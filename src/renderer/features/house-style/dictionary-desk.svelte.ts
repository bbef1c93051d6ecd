import { deskWordSchema, readWordList } from '#shared/article/spelling.ts'
import { call } from '#renderer/bridge.ts'
import { notify, notifyFailure } from '#renderer/state/notices.svelte.ts'
import { saveDownload } from '#renderer/state/save-download.ts'
import { spelling } from '#renderer/state/spelling.svelte.ts'
import { workspace } from '#renderer/state/workspace.svelte.ts'

/** Bytes of the largest word list that is read. */
const fileLimit = 2_000_000
/** How many words are shown at once. */
const shownLimit = 300

/** The desk's own words as its editors keep them. */
export class DictionaryDesk {
  word = $state('')
  query = $state('')
  error = $state<string | undefined>()
  readonly editor: boolean = $derived(workspace.account?.role === 'editor' || workspace.account?.role === 'admin')
  readonly count: number = $derived(spelling.words.length)
  readonly #found: string[] = $derived.by(() => {
    const query = this.query.trim().toLowerCase()
    return query === '' ? spelling.words : spelling.words.filter((word) => word.toLowerCase().includes(query))
  })
  readonly shown: string[] = $derived(this.#found.slice(0, shownLimit))
  readonly more: number = $derived(this.#found.length - this.shown.length)

  constructor() {
    void spelling.load()
  }

  async add(): Promise<void> {
    const read = deskWordSchema.safeParse(this.word)
    this.error = read.success ? undefined : 'A word has letters only, with hyphens and apostrophes between them.'
    if (read.success && (await spelling.add([read.data]))) this.word = ''
  }

  async remove(word: string): Promise<void> {
    await spelling.remove(word)
  }

  async readFile(file: File): Promise<void> {
    if (file.size > fileLimit) return void notify('This file is too large to be a word list.', { tone: 'bad' })
    const read = readWordList(await file.text())
    if (!read.ok) return void notifyFailure(read.error)
    if (read.value.length === 0) return void notify('There are no words in this file.', { tone: 'bad' })
    const before = spelling.words.length
    if (!(await spelling.add(read.value))) return
    const added = spelling.words.length - before
    notify(
      added === 0
        ? 'Every word of the file was in the dictionary already.'
        : `${added} ${added === 1 ? 'word' : 'words'} added to the dictionary.`
    )
  }

  async export(): Promise<void> {
    const reply = await call('dictionary.export', {})
    if (!reply.ok) return void notifyFailure(reply.error)
    const { savedTo, download } = reply.value
    if (download) saveDownload(download)
    else if (savedTo !== null) notify(`The dictionary is in ${savedTo}.`)
  }
}
