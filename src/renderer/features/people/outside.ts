import { call } from '#renderer/bridge.ts'
import { notifyFailure } from '#renderer/state/notices.svelte.ts'
import { workspace } from '#renderer/state/workspace.svelte.ts'

/** Follows a link out of the window: a browser does it by itself, the desktop app asks the person first. */
export async function followOutside(event: MouseEvent, href: string): Promise<void> {
  if (workspace.status?.door !== 'desktop') return
  event.preventDefault()
  const reply = await call('window.openLink', { href })
  if (!reply.ok) notifyFailure(reply.error)
}
