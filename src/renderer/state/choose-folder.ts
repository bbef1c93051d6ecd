import type { InputOf } from '#shared/contract/index.ts'
import { call } from '#renderer/bridge.ts'
import { notifyFailure } from './notices.svelte.ts'
import { workspace } from './workspace.svelte.ts'

/** Whether this window's door can ask for a folder; where not, its path is typed. */
export function canChooseFolder(): boolean {
  return workspace.status?.door === 'desktop'
}

/** Asks the person for a folder; null when they cancelled or it could not be asked, which is told. */
export async function chooseFolder(input: InputOf<'window.chooseFolder'>): Promise<string | null> {
  const reply = await call('window.chooseFolder', input)
  if (!reply.ok) notifyFailure(reply.error)
  return reply.ok ? reply.value : null
}
