import { dialog, shell, type BrowserWindow } from 'electron'
import { isSafeLink } from '#shared/document/links.ts'
import { fail, ok, type Result } from '#shared/result.ts'

/** Opens a link outside when the person, who is shown the whole address, says so. */
export async function openLink(window: BrowserWindow, href: string): Promise<Result<null>> {
  const address = isSafeLink(href) ? URL.parse(href)?.href : undefined
  if (!address || !isSafeLink(address)) return fail('refused', 'Only http, https, mailto and tel links can be opened.')
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'Open this link outside Copydesk?',
    detail: address,
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true
  })
  if (response !== 0) return ok(null)
  try {
    await shell.openExternal(address)
    return ok(null)
  } catch {
    return fail('refused', 'No program on this computer opens such a link.')
  }
}
