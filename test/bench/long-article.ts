import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { build } from 'vite'
import type { Body } from '#shared/document/body.ts'
import { startWebDoor, type WebDoor } from '#test/support/app.ts'
import { chromiumArguments, findChromium } from '#test/support/chromium.ts'
import { addPictures, generateBody, longArticle, openDesk, writeArticle } from './generate.ts'

const viewport = { width: 1440, height: 900 }

/** The long article in the finished app, and the same document in a page with nothing but ProseMirror. */
export interface LongArticle {
  folder: string
  articleId: string
  /** The app's window, signed in, at the desk. */
  app: Page
  /** The bare page, with the editor in it. */
  bare: Page
  close(): Promise<void>
}

export async function openLongArticle(size: typeof longArticle = longArticle): Promise<LongArticle> {
  const executablePath = findChromium()
  if (!executablePath)
    throw new Error('There is no Chromium here: run "npm test" once, which fetches one, or name it in CHROMIUM_PATH.')
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-bench-'))
  const desk = await openDesk(folder)
  const pictures = await addPictures(desk, size.pictures)
  const plan = { seed: 1, words: size.words, pictures }
  const articleId = await writeArticle(desk, plan, size.slugline)
  const previews = new Map<string, Uint8Array>()
  for (const { hash } of pictures) {
    const preview = await desk.core.preview(hash, 'large')
    if (!preview) throw new Error(`No preview of ${hash}`)
    previews.set(`/media/${hash}/large.webp`, preview)
  }
  const { accountId } = desk
  await desk.core.close()

  const door: WebDoor = await startWebDoor({ folder })
  const bareServer = await serveBarePage(generateBody(plan), previews)
  const browser: Browser = await chromium.launch({ executablePath, args: chromiumArguments })
  const app = await (await browser.newContext({ viewport })).newPage()
  await app.goto(door.address)
  await app.evaluate(
    (id) =>
      fetch('/call/accounts.signIn', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id })
      }),
    accountId
  )
  await app.reload()
  await app.getByRole('listbox').waitFor()
  const bare = await (await browser.newContext({ viewport })).newPage()
  await bare.goto(`http://127.0.0.1:${(bareServer.address() as AddressInfo).port}/`)
  await bare.locator('.ProseMirror').waitFor()

  return {
    folder,
    articleId,
    app,
    bare,
    async close() {
      await browser.close()
      await door.end('SIGTERM')
      bareServer.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Brings the app's window to the article and waits until its editor takes text. */
export async function showArticle(app: Page, articleId: string): Promise<void> {
  await app.evaluate((hash) => (location.hash = hash), `#/article/${articleId}`)
  await app.locator('.ProseMirror[contenteditable="true"]').waitFor()
}

/** Puts the caret at the end of the paragraph that stands at `index` among the paragraphs. */
export async function placeCaret(page: Page, index: number): Promise<void> {
  await page.bringToFront()
  const paragraph = page.locator('.ProseMirror > p').nth(index)
  await paragraph.scrollIntoViewIfNeeded()
  await paragraph.click()
  await page.keyboard.press('End')
}

async function serveBarePage(body: Body, previews: Map<string, Uint8Array>): Promise<Server> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, 'pages'),
    build: { write: false, minify: true, modulePreload: false }
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error('The bare page could not be built')
  const files = new Map<string, string | Uint8Array>(
    output.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source])
  )
  files.set('/', files.get('/index.html') ?? '')
  files.set('/body.json', JSON.stringify(body))
  for (const [path, bytes] of previews) files.set(path, bytes)
  const types: Record<string, string> = {
    js: 'text/javascript',
    css: 'text/css',
    json: 'application/json',
    webp: 'image/webp'
  }
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const file = files.get(path)
    response.writeHead(file === undefined ? 404 : 200, {
      'content-type': types[path.split('.').pop() ?? ''] ?? 'text/html; charset=utf-8'
    })
    response.end(file)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
