import { protocol, type Session } from 'electron'
import type { Core } from '#main/core.ts'
import { answerPage, answerText, type PageFiles } from '#main/page.ts'
import { answerFromDevServer } from './dev-server.ts'

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
export function serveHome(session: Session, files: PageFiles, core: Core, devServer: string | null): void {
  session.protocol.handle('app', async (request) => {
    if (!isHome(request.url)) return answerText(404, 'Not found.')
    if (request.method !== 'GET' && request.method !== 'HEAD') return answerText(405, 'Copydesk knows no such request.')
    try {
      const { pathname, search } = new URL(request.url)
      if (devServer && !pathname.startsWith('/media/')) return await answerFromDevServer(pathname + search, devServer)
      return await answerPage(pathname, files, core)
    } catch {
      return answerText(500, 'Copydesk could not answer this.')
    }
  })
}
