import type { IncomingHttpHeaders } from 'node:http'

/**
 * Why a request is refused before anything looks at it, or null. A page of another site can make a browser send
 * requests here; what it cannot do is say the right Host, Origin and Sec-Fetch-Site.
 */
export function refusal(method: string, headers: IncomingHttpHeaders, port: number): string | null {
  const host = headers.host
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)
    return 'Copydesk answers only at its own address on this computer.'
  const { origin } = headers
  if (origin !== undefined && origin !== `http://${host}`) return 'Another site may not ask Copydesk anything.'
  const site = headers['sec-fetch-site']
  if (method === 'POST') {
    if (origin === undefined) return 'Only Copydesk’s own window may ask this.'
    if (site !== undefined && site !== 'same-origin') return 'Another site may not ask Copydesk anything.'
  }
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return 'Another site has led here. Copy the address into the browser’s address bar yourself.'
  return null
}
