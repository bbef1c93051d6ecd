import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { doorHeaders } from '#main/page.ts'
import { ensureBuilt } from '#test/support/build.ts'
import { runApp, type RunningApp, type StandInOptions } from '#test/support/electron-stand-in/index.ts'

/** The built desktop app, on the stand-in for Electron and on the real core. */
const roots: string[] = []
const apps: RunningApp[] = []

beforeAll(ensureBuilt, 120_000)

function start(options: Partial<StandInOptions> = {}): RunningApp & { root: string } {
  const root = mkdtempSync(join(tmpdir(), 'copydesk-app-'))
  roots.push(root)
  mkdirSync(join(root, 'userData'))
  const app = runApp({ folder: join(root, 'desk'), home: root, ...options })
  apps.push(app)
  return Object.assign(app, { root })
}

async function startShown(options: Partial<StandInOptions> = {}): Promise<RunningApp & { root: string }> {
  const app = start(options)
  await app.recorded('window.show')
  return app
}

async function endAll(): Promise<void> {
  await Promise.all(apps.splice(0).map((app) => app.kill()))
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true })
}

describe('one running app', () => {
  let app: RunningApp & { root: string }
  beforeAll(async () => {
    app = await startShown()
  })
  afterAll(endAll)

  test('its window is shut in: sandbox, isolation, no Node, the preload and nothing more', async () => {
    const { args } = await app.recorded('window.new')
    expect(args[1]).toMatchObject({
      show: false,
      webPreferences: {
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        preload: expect.stringMatching(/preload[\\/]index\.cjs$/)
      }
    })
    expect(app.records.map(({ what }) => what)).toContain('app.enableSandbox')
    expect((await app.recorded('window.loadURL')).args[1]).toBe('app://copydesk/')
  })

  test('the preload gives the page two functions and no Electron', () => {
    const source = readFileSync(join(import.meta.dirname, '../../../out/preload/index.cjs'), 'utf8')
    const exposed: Record<string, unknown> = {}
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, value: unknown) => (exposed[name] = value) },
      ipcRenderer: {}
    }
    new Function('require', source)((name: string) => (name === 'electron' ? electron : expect.unreachable(name)))
    expect(Object.keys(exposed)).toEqual(['copydesk'])
    expect(Object.keys(exposed.copydesk as object)).toEqual(['call', 'listen'])
  })

  test('its scheme is standard and secure, and streams nothing', async () => {
    expect((await app.recorded('protocol.registerSchemesAsPrivileged')).args[0]).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: false } }
    ])
  })

  test('the page comes from the scheme with the policy, and everything in it loads from there', async () => {
    const page = await app.do('fetch', 'app://copydesk/')
    expect(page.status).toBe(200)
    expect(page.headers).toMatchObject(doorHeaders)
    const html = new TextDecoder().decode(page.body)
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)|data:|https?:/)
    const links = [...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, path]) => path)
    expect(links.length).toBeGreaterThan(0)
    for (const path of links) {
      const file = await app.do('fetch', `app://copydesk/${path}`)
      expect(file.status).toBe(200)
      expect(file.headers['content-type']).toMatch(/^(text\/(javascript|css)|image\/png)/)
    }
  })

  test.each([
    'app://copydesk/../package.json',
    'app://copydesk/%2e%2e/%2e%2e/package.json',
    'app://copydesk/..%2f..%2fpackage.json',
    'app://copydesk/..\\..\\package.json',
    'app://copydesk/%00',
    'app://copydesk/assets/',
    `app://copydesk/media/${'0'.repeat(64)}/small.webp`,
    'app://copydesk/media/../../desk.sqlite',
    'app://elsewhere/',
    'app://elsewhere/index.html'
  ])('%s is not there', async (url) => {
    const answer = await app.do('fetch', url)
    expect(answer.status).toBe(404)
    expect(answer.headers).toMatchObject(doorHeaders)
  })

  test('nothing is sent to the scheme', async () => {
    expect((await app.do('fetch', 'app://copydesk/', 'POST')).status).toBe(405)
  })

  test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'hid', 'fullscreen'])(
    '%s is not permitted',
    async (permission) => {
      expect(await app.do('permissions', permission)).toEqual({
        request: false,
        check: false,
        device: false,
        display: null
      })
    }
  )

  test.each([
    ['https://example.org/', true],
    ['http://127.0.0.1:80/', true],
    ['ws://127.0.0.1/', true],
    ['file:///etc/passwd', true],
    ['app://elsewhere/', true],
    ['blob:https://example.org/1', true],
    ['app://copydesk/assets/a.js', false],
    ['blob:app://copydesk/1', false]
  ])('a request to %s: cancelled %s', async (url, cancelled) => {
    expect(await app.do('isCancelled', url)).toBe(cancelled)
  })

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    '%s is refused',
    async (name) => {
      expect(await app.do('emit', 'contents', name)).toBe(true)
    }
  )

  test('no window is opened and nothing is downloaded by a page', async () => {
    expect(await app.do('windowOpen', 'app://copydesk/')).toEqual({ action: 'deny' })
    expect(await app.do('emit', 'session', 'will-download')).toBe(true)
  })

  test.runIf(process.platform !== 'darwin')('no dictionary is fetched', async () => {
    expect((await app.recorded('session.setSpellCheckerEnabled')).args).toEqual([false])
    expect((await app.recorded('session.setSpellCheckerDictionaryDownloadURL')).args[0]).toMatch(/^app:\/\/copydesk\//)
    expect((await app.recorded('window.new')).args[1]).toMatchObject({ webPreferences: { spellcheck: false } })
  })

  // What the program itself has taken to start; left alone it grows to 64 MB and more.
  test('the nursery of the core grows no more once it has started', async () => {
    expect(await app.do('nursery')).toBeLessThan(33 * 1024 * 1024)
  })

  test('there is one channel, and its answers are the core’s own', async () => {
    expect(app.records.filter(({ what }) => what === 'ipcMain.handle').map(({ args }) => args[0])).toEqual([
      'copydesk:call'
    ])
    expect(await app.do('call', 'no.such', {})).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    expect(await app.do('call', 'articles.counts', {})).toMatchObject({ ok: false, error: { code: 'not-signed-in' } })
    expect(await app.do('call', 7, {})).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  })

  test.each([
    ['a window that the app has not opened', { stranger: true }],
    ['a frame inside the page', { inner: true }],
    ['another site', { frame: 'https://example.org/' }],
    ['a look-alike', { frame: 'app://copydesk.example/' }],
    ['another scheme', { frame: 'http://copydesk/' }],
    ['a file', { frame: 'file:///index.html' }]
  ])('a call from %s is refused', async (_title, from) => {
    expect(await app.do('call', 'articles.counts', {}, from)).toMatchObject({
      ok: false,
      error: { code: 'not-allowed' }
    })
    await app.do('call', 'articles.counts', {}, { frame: 'app://copydesk/' })
  })

  test('a link is opened only after the person has seen the whole address', async () => {
    const href = 'https://example.org/a?b=c#d'
    await app.do('answer', 'message', { response: 1 })
    expect(await app.do('call', 'window.openLink', { href })).toEqual({ ok: true, value: null })
    expect((await app.recorded('dialog.message')).args[1]).toMatchObject({ detail: href, defaultId: 1, cancelId: 1 })
    expect(app.records.some(({ what }) => what === 'shell.openExternal')).toBe(false)
    await app.do('answer', 'message', { response: 0 })
    await app.do('call', 'window.openLink', { href })
    expect((await app.recorded('shell.openExternal')).args).toEqual([href])
  })

  test.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://host/share',
    'app://copydesk/',
    'java\nscript:alert(1)'
  ])('%j is never opened', async (href) => {
    const dialogs = app.records.filter(({ what }) => what === 'dialog.message').length
    expect(await app.do('call', 'window.openLink', { href })).toMatchObject({ ok: false })
    expect(app.records.filter(({ what }) => what === 'dialog.message')).toHaveLength(dialogs)
  })

  test('the menu tells the page which command was chosen', async () => {
    for (const id of [
      'article.new',
      'article.find',
      'article.pick',
      'go.desk',
      'go.people',
      'go.settings',
      'palette.open',
      'keys.show'
    ]) {
      const told = app.records.filter(({ what }) => what === 'contents.send').length
      expect(await app.do('clickMenu', id)).toBe(true)
      const { args } = await app.recorded('contents.send', told)
      expect(args.slice(1)).toEqual(['copydesk:event', { name: 'menu.command', detail: { command: id } }])
    }
  })

  test('a second start brings the first window to the front', async () => {
    await app.do('minimise')
    await app.do('emit', 'app', 'second-instance')
    await app.recorded('window.restore')
    await app.recorded('window.focus')
    expect(await app.do('countWindows')).toBe(1)
  })
})

describe('an app of one’s own', () => {
  afterEach(endAll)

  test('a second instance ends at once and opens no window', async () => {
    const app = start({ second: true })
    expect(await app.ended).toBe(0)
    expect(app.records.some(({ what }) => what === 'window.new')).toBe(false)
  })

  test('the tools for developers are only in a development build', async () => {
    const packaged = await startShown({ packaged: true })
    expect((await packaged.recorded('window.new')).args[1]).toMatchObject({ webPreferences: { devTools: false } })
    expect(JSON.stringify((await packaged.recorded('Menu.setApplicationMenu')).args)).not.toContain('toggleDevTools')
    expect(await packaged.do('isCancelled', 'devtools://devtools/bundled/x.js')).toBe(true)
  })

  test('the page may come from a dev server, at its own address, in a development build alone', async () => {
    const sources = createServer((request, response) =>
      response.setHeader('content-type', 'text/javascript').end(`// ${request.url}`)
    )
    await new Promise<void>((resolve) => sources.listen(0, 'localhost', resolve))
    const { port } = sources.address() as AddressInfo
    const env = { ELECTRON_RENDERER_URL: `http://localhost:${port}` }
    try {
      const app = await startShown({ env })
      const served = await app.do('fetch', 'app://copydesk/main.ts?t=1')
      expect(new TextDecoder().decode(served.body)).toBe('// /main.ts?t=1')
      expect(served.headers['content-security-policy']).toContain(`connect-src 'self' ws://localhost:${port};`)
      expect(await app.do('isCancelled', `ws://localhost:${port}/?token=1`)).toBe(false)
      expect(await app.do('isCancelled', `http://localhost:${port}/main.ts`)).toBe(true)
      const packaged = await startShown({ env, packaged: true })
      expect((await packaged.do('fetch', 'app://copydesk/')).headers).toMatchObject(doorHeaders)
      expect(await packaged.do('isCancelled', `ws://localhost:${port}/`)).toBe(true)
    } finally {
      sources.close()
    }
  })

  test('the background is the theme’s before the page is there', async () => {
    const dark = await startShown({ dark: true })
    expect((await dark.recorded('window.new')).args[1]).toMatchObject({ backgroundColor: '#17181a' })
  })

  test('closing waits until the page says that everything is stored, then ends cleanly', async () => {
    const app = await startShown()
    await app.do('closeWindow')
    expect((await app.recorded('contents.send')).args.slice(1)).toEqual([
      'copydesk:event',
      { name: 'window.closing', detail: {} }
    ])
    expect(await app.do('countWindows')).toBe(1)
    void app.do('call', 'window.flushed', { stored: true }).catch(() => {})
    expect(await app.ended).toBe(0)
    expect(app.records.some(({ what }) => what.startsWith('dialog.'))).toBe(false)
  })

  test('words that are not stored are asked about, and Wait keeps the window and the app', async () => {
    const app = await startShown()
    await app.do('answer', 'message', { response: 0 })
    await app.do('quit')
    await app.recorded('contents.send')
    await app.do('call', 'window.flushed', { stored: false })
    expect((await app.recorded('dialog.message')).args[1]).toMatchObject({
      message: 'Some words are not stored yet',
      buttons: ['Wait', 'Close and lose them'],
      defaultId: 0,
      cancelId: 0
    })
    expect(await app.do('countWindows')).toBe(1)
    // Closing can be tried again, and goes through when the words are stored by then.
    await app.do('closeWindow')
    await app.recorded('contents.send', 1)
    void app.do('call', 'window.flushed', { stored: true }).catch(() => {})
    expect(await app.ended).toBe(0)
  })

  test('a page that does not answer is asked about too, and the person may give the words up', async () => {
    const app = await startShown({ haste: 50 })
    await app.do('answer', 'message', { response: 1 })
    await app.do('closeWindow')
    expect((await app.recorded('dialog.message')).args[1]).toMatchObject({ message: 'Some words are not stored yet' })
    expect(await app.ended).toBe(0)
  })

  test('quitting stores first and then goes through', async () => {
    const app = await startShown()
    await app.do('quit')
    await app.recorded('contents.send')
    expect(await app.do('countWindows')).toBe(1)
    void app.do('call', 'window.flushed', { stored: true }).catch(() => {})
    expect(await app.ended).toBe(0)
  })

  test('a page that has crashed can be opened again', async () => {
    const app = await startShown()
    await app.do('answer', 'message', { response: 0 })
    await app.do('emit', 'contents', 'render-process-gone', { reason: 'crashed' })
    await app.recorded('contents.reload')
  })

  test('the window comes back where it was, unless no display shows that place', async () => {
    const first = await startShown()
    await first.do('moveWindow', { x: 40, y: 50, width: 900, height: 700 })
    await first.do('closeWindow')
    await first.recorded('contents.send')
    void first.do('call', 'window.flushed', { stored: true }).catch(() => {})
    await first.ended
    const state = join(first.root, 'userData/window.json')
    expect(JSON.parse(readFileSync(state, 'utf8'))).toEqual({
      bounds: { x: 40, y: 50, width: 900, height: 700 },
      maximised: false
    })
    const opened = async (written: string) => {
      writeFileSync(state, written)
      const app = runApp({ folder: join(first.root, 'desk'), home: first.root })
      apps.push(app)
      await app.recorded('window.show')
      await app.kill()
      return app
    }
    const place = async (written: string) => (await (await opened(written)).recorded('window.new')).args[1]
    expect(await place('{"bounds":{"x":40,"y":50,"width":900,"height":700},"maximised":false}')).toMatchObject({
      x: 40,
      y: 50,
      width: 900,
      height: 700
    })
    expect(await place('{"bounds":{"x":5000,"y":50,"width":900,"height":700},"maximised":false}')).not.toHaveProperty(
      'x'
    )
    expect(await place('{"bounds":')).not.toHaveProperty('x')
    const maximised = await opened('{"bounds":{"x":0,"y":0,"width":900,"height":700},"maximised":true}')
    expect(maximised.records.some(({ what }) => what === 'window.maximize')).toBe(true)
  })

  test('a desk that cannot be opened has its window all the same, which knows why and where', async () => {
    const root = mkdtempSync(join(tmpdir(), 'copydesk-app-'))
    roots.push(root)
    mkdirSync(join(root, 'userData'))
    writeFileSync(join(root, 'desk'), 'a file where the folder should be')
    const app = runApp({ folder: join(root, 'desk'), home: root })
    apps.push(app)
    await app.recorded('window.show')
    expect(await app.do('call', 'desk.status', {})).toMatchObject({ ok: false, error: { code: 'unreachable' } })
    expect(await app.do('call', 'rescue.status', {})).toMatchObject({
      ok: true,
      value: { folder: join(root, 'desk'), failure: { code: 'unreachable' } }
    })
  })

  test('nothing of the desk stays locked after the app has ended', async () => {
    const app = await startShown()
    await app.do('quit')
    await app.recorded('contents.send')
    void app.do('call', 'window.flushed', { stored: true }).catch(() => {})
    await app.ended
    const again = runApp({ folder: join(app.root, 'desk'), home: app.root })
    apps.push(again)
    await again.recorded('window.show')
    expect(existsSync(join(app.root, 'desk'))).toBe(true)
    expect(readdirSync(join(app.root, 'userData'))).toEqual(['window.json'])
  })
})
