import { untrack } from 'svelte'
import type { ImportNote } from '#shared/article/imported.ts'
import type { OutputOf } from '#shared/contract/index.ts'
import { call } from '#renderer/bridge.ts'
import { dayAndTime } from '#renderer/state/day-and-time.ts'

/** What an article keeps of the file that it came out of: asked for once, for it never changes. */
export class BroughtIn {
  record: OutputOf<'imports.record'> = $state.raw(null)

  constructor(articleId: () => string) {
    $effect(() => {
      const id = articleId()
      untrack(() => void this.#ask(id, articleId))
    })
  }

  /** "What happened on the way: 1 could not come, 3 changed, 2 guessed, 9 came". */
  get summary(): string {
    const count = (kind: ImportNote['kind']) => this.record?.notes.filter((note) => note.kind === kind).length ?? 0
    const [left, changed, guessed, came] = [count('left'), count('changed'), count('guessed'), count('came')]
    const parts = [
      left > 0 && `${left} could not come`,
      changed > 0 && `${changed} changed`,
      guessed > 0 && `${guessed} guessed`,
      came > 0 && `${came} came`
    ]
    return `What happened on the way: ${parts.filter((part) => part !== false).join(', ')}`
  }

  /** When it was printed where it comes from. */
  get printed(): string {
    const { published = null, updated = null } = this.record?.times ?? {}
    return [published && `published ${dayAndTime(published)}`, updated && `updated ${dayAndTime(updated)}`]
      .filter((part) => part !== null)
      .join(', ')
  }

  async #ask(id: string, articleId: () => string): Promise<void> {
    const reply = await call('imports.record', { articleId: id })
    if (reply.ok && articleId() === id) this.record = reply.value
  }
}
