import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { Caller, Core } from '#main/core.ts'
import { fail } from '#shared/result.ts'
import { isHome } from './protocol.ts'

const callChannel = 'copydesk:call'
const eventChannel = 'copydesk:event'

/** The windows that this app has opened, each with who it is to the core. */
export type Windows = Map<WebContents, Caller>

/** The one way from a window to the core, and back. Returns the way to stop sending events. */
export function connectWindows(core: Core, windows: Windows): () => void {
  ipcMain.handle(callChannel, (event, operation: unknown, input: unknown) => {
    const caller = callerOf(event, windows)
    if (!caller) return fail('not-allowed', 'This page may not ask Copydesk anything.')
    if (typeof operation !== 'string') return fail('invalid-input', 'A question has a name.')
    return core.dispatch(caller, operation, input)
  })
  return core.onEvent((event) => {
    for (const contents of windows.keys()) tellWindow(contents, event)
  })
}

export function tellWindow(contents: WebContents, event: Parameters<Parameters<Core['onEvent']>[0]>[0]): void {
  if (!contents.isDestroyed()) contents.send(eventChannel, event)
}

/** Only the main frame of an own window, while it shows the app's own page. */
function callerOf(event: IpcMainInvokeEvent, windows: Windows): Caller | null {
  const { sender, senderFrame } = event
  if (senderFrame === null || senderFrame !== sender.mainFrame || !isHome(senderFrame.url)) return null
  return windows.get(sender) ?? null
}
