import { protocol, type Session } from 'electron'
import type { Core } from '#main/core.ts'
import { answerPage, answerText, type PageFiles } from '#main/page.ts'

export const home = 'app://copydesk/'

/** Has to run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: false } }
  ])
}

export function isHome(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.protocol === 'app:' && url.host === 'copydesk'
}

/** Serves the window's files and the previews at app://copydesk/, and nothing else. */
export function serveHome(session: Session, files: PageFiles, core: Core): void {
  session.protocol.handle('app', async (request) => {
    if (!isHome(request.url)) return answerText(404, 'Not found.')
    if (request.method !== 'GET' && request.method !== 'HEAD') return answerText(405, 'Copydesk knows no such request.')
    try {
      return await answerPage(new URL(request.url).pathname, files, core)
    } catch {
      return answerText(500, 'Copydesk could not answer this.')
    }
  })
}
