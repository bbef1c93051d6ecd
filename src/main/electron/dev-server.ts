import { doorHeaders } from '#main/page.ts'

/** Where `electron-vite dev` serves the window's sources, or null; never in a packaged app. */
export function findDevServer(packaged: boolean, env: NodeJS.ProcessEnv): string | null {
  return packaged ? null : (env.ELECTRON_RENDERER_URL ?? null)
}

/** Where the page hears of changed sources. */
export function reloadAddress(server: string): string {
  const url = new URL(server)
  return `ws://${url.host}`
}

/**
 * Fetches a file of the window from the dev server, so that the page keeps its own address and everything else
 * stays as it ships. Only here the policy lets styles in line, which is how the dev server puts them in.
 */
export async function answerFromDevServer(path: string, server: string): Promise<Response> {
  const served = await fetch(new URL(path, server))
  const policy = doorHeaders['content-security-policy']
    ?.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    .replace("connect-src 'self'", `connect-src 'self' ${reloadAddress(server)}`)
  const headers = {
    ...doorHeaders,
    'content-security-policy': policy ?? '',
    'content-type': served.headers.get('content-type') ?? 'text/plain'
  }
  return new Response(await served.arrayBuffer(), { status: served.status, headers })
}
