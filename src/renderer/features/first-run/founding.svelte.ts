import { call } from '#renderer/bridge.ts'
import { workspace } from '#renderer/state/workspace.svelte.ts'
import type { Role } from '#shared/article/workflow.ts'

export type FirstRole = Role | 'alone'

export const firstRoles: { value: FirstRole; label: string; words: string }[] = [
  { value: 'alone', label: 'I work alone', words: 'You write, and you approve what you wrote.' },
  { value: 'admin', label: 'I edit', words: 'You review and approve the work of others, and keep the desk.' },
  { value: 'reporter', label: 'I report', words: 'You write and submit; an editor approves.' }
]

/** The answers of the first run, and what is still missing in them. */
export class Founding {
  deskName = $state('')
  name = $state('')
  role = $state<FirstRole>('alone')
  editorName = $state('')
  /** By field; shown once somebody has tried to go on. */
  readonly missing: { deskName?: string; name?: string; editorName?: string } = $derived(this.#findMissing())
  tried = $state(false)
  busy = $state(false)
  failure = $state('')

  async found(): Promise<void> {
    this.tried = true
    if (this.busy || Object.keys(this.missing).length > 0) return
    this.busy = true
    this.failure = ''
    const { deskName, name, role, editorName } = this
    const result = await call('desk.found', {
      deskName,
      name,
      role,
      language: new Intl.Locale(navigator.language).baseName,
      ...(role === 'reporter' && { editorName })
    })
    this.busy = false
    if (!result.ok) {
      this.failure = result.error.message
      return
    }
    workspace.setStatus(result.value)
    await workspace.refresh()
  }

  #findMissing() {
    const missing: { deskName?: string; name?: string; editorName?: string } = {}
    if (!this.deskName.trim()) missing.deskName = 'Give the desk a name.'
    if (!this.name.trim()) missing.name = 'Give your name.'
    if (this.role === 'reporter' && !this.editorName.trim())
      missing.editorName = 'Give the editor’s name: somebody has to approve what you write.'
    return missing
  }
}
