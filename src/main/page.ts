import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Core } from '#main/core.ts'
import type { PreviewSize } from '#shared/article/media.ts'

/** On every answer of both doors, refusals and errors too. */
export const doorHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store'
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.aff': 'text/plain; charset=utf-8',
  '.dic': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml'
}

/** The window's own files: address → file and content type. An address that is not listed does not exist. */
export type PageFiles = ReadonlyMap<string, { file: string; type: string }>

export function listPageFiles(folder: string): PageFiles {
  const files = new Map<string, { file: string; type: string }>()
  const walk = (inside: string, address: string): void => {
    for (const name of readdirSync(inside)) {
      const file = join(inside, name)
      const type = contentTypes[extname(name)]
      if (statSync(file).isDirectory()) walk(file, `${address}/${name}`)
      else if (type) files.set(`${address}/${name}`, { file, type })
    }
  }
  walk(folder, '')
  const index = files.get('/index.html')
  if (index) files.set('/', index)
  return files
}

const mediaAddress = /^\/media\/([0-9a-f]{64})\/(small|large)\.webp$/

/** Answers a GET for a file of the window or a preview. `path` is taken as it came, undecoded. */
export async function answerPage(path: string, files: PageFiles, core: Core): Promise<Response> {
  const found = files.get(path)
  if (found) {
    const hashed = path.startsWith('/assets/')
    return answer(
      200,
      readFileSync(found.file),
      found.type,
      hashed ? 'private, max-age=31536000, immutable' : 'no-store'
    )
  }
  const [, hash, size] = mediaAddress.exec(path) ?? []
  const preview = hash && size ? await core.preview(hash, size as PreviewSize) : null
  if (preview) return answer(200, preview, 'image/webp', 'private, max-age=86400, immutable')
  return answerText(404, 'Not found.')
}

export function answerText(status: number, text: string): Response {
  return answer(status, text, 'text/plain; charset=utf-8', 'no-store')
}

function answer(status: number, body: Uint8Array | string, type: string, cache: string): Response {
  const content = typeof body === 'string' ? body : new Uint8Array(body)
  return new Response(content, { status, headers: { ...doorHeaders, 'content-type': type, 'cache-control': cache } })
}
