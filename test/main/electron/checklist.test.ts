import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { doorHeaders } from '#main/page.ts'
import { ensureBuilt } from '#test/support/build.ts'
import { runApp, type RunningApp } from '#test/support/electron-stand-in/index.ts'

/** The twenty points of Electron's security checklist, in its order, each held against the built app. */
const root = resolve(import.meta.dirname, '../../..')
const require = createRequire(import.meta.url)
let home: string
let app: RunningApp

beforeAll(async () => {
  await ensureBuilt()
  home = mkdtempSync(join(tmpdir(), 'copydesk-app-'))
  mkdirSync(join(home, 'userData'))
  app = runApp({ folder: join(home, 'desk'), home, packaged: true })
  await app.recorded('window.show')
}, 180_000)

afterAll(async () => {
  await app.kill()
  rmSync(home, { recursive: true, force: true })
})

/** Of every window that the app has opened; there has to be one. */
async function webPreferences(): Promise<Record<string, unknown>[]> {
  await app.recorded('window.new')
  return app.records
    .filter(({ what }) => what === 'window.new')
    .map(({ args }) => (args[1] as { webPreferences: Record<string, unknown> }).webPreferences)
}

async function everyWindowHas(name: string, value: unknown): Promise<void> {
  for (const preferences of await webPreferences()) expect(preferences[name], name).toBe(value)
}

async function noWindowNames(...names: string[]): Promise<void> {
  for (const preferences of await webPreferences())
    for (const name of names) expect(Object.keys(preferences)).not.toContain(name)
}

function switches(): unknown[][] {
  return app.records.filter(({ what }) => what === 'app.commandLine.appendSwitch').map(({ args }) => args)
}

/** What the build put into `out/`, as one text. */
function built(folder: 'main' | 'preload' | 'renderer', ending: string): string {
  return readdirSync(join(root, 'out', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(root, 'out', folder, name), 'utf8'))
    .join('\n')
}

const elsewhere = ['https://example.org/', 'http://127.0.0.1/', 'file:///etc/passwd', 'data:text/html,x', 'about:blank']

const points: [string, () => Promise<void> | void][] = [
  [
    'Only load secure content',
    async () => {
      const loaded = app.records.filter(({ what }) => what === 'window.loadURL').map(({ args }) => args[1])
      expect(new Set(loaded)).toEqual(new Set(['app://copydesk/']))
      for (const url of elsewhere) expect(await app.do('isCancelled', url), url).toBe(true)
      const html = built('renderer', '.html')
      expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)].filter(([, at]) => !at?.startsWith('./'))).toEqual([])
    }
  ],
  [
    'Do not enable Node.js integration for remote content',
    async () => {
      for (const name of ['nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames'])
        await everyWindowHas(name, false)
    }
  ],
  ['Enable context isolation', () => everyWindowHas('contextIsolation', true)],
  [
    'Enable process sandboxing',
    async () => {
      await everyWindowHas('sandbox', true)
      expect(app.records.map(({ what }) => what)).toContain('app.enableSandbox')
      expect(JSON.stringify(switches())).not.toContain('no-sandbox')
    }
  ],
  [
    'Handle session permission requests from remote content',
    async () => {
      for (const permission of [
        'media',
        'geolocation',
        'notifications',
        'midi',
        'clipboard-read',
        'openExternal',
        'usb'
      ])
        expect(await app.do('permissions', permission), permission).toEqual({
          request: false,
          check: false,
          device: false,
          display: null
        })
    }
  ],
  [
    'Do not disable webSecurity',
    async () => {
      await everyWindowHas('webSecurity', true)
      expect(JSON.stringify(switches())).not.toContain('web-security')
    }
  ],
  [
    'Define a Content Security Policy',
    async () => {
      for (const path of ['', 'index.html', 'no-such-file', 'media/x'])
        expect((await app.do('fetch', `app://copydesk/${path}`)).headers).toMatchObject(doorHeaders)
      const policy = doorHeaders['content-security-policy'] ?? ''
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/)
      expect(policy).not.toMatch(/unsafe|\*|https?:|data:/)
    }
  ],
  ['Do not enable allowRunningInsecureContent', () => everyWindowHas('allowRunningInsecureContent', false)],
  ['Do not enable experimental features', () => noWindowNames('experimentalFeatures')],
  [
    'Do not use enableBlinkFeatures',
    async () => {
      await noWindowNames('enableBlinkFeatures', 'disableBlinkFeatures')
      expect(JSON.stringify(switches())).not.toMatch(/blink-features|enable-features/i)
    }
  ],
  [
    'Do not use allowpopups for WebViews',
    async () => {
      await everyWindowHas('webviewTag', false)
      expect(built('renderer', '.js')).not.toMatch(/allowpopups/i)
    }
  ],
  [
    'Verify WebView options before creation',
    async () => expect(await app.do('emit', 'contents', 'will-attach-webview')).toBe(true)
  ],
  [
    'Disable or limit navigation',
    async () => {
      for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect'])
        for (const url of [...elsewhere, 'app://copydesk/', 'app://elsewhere/'])
          expect(await app.do('emit', 'contents', name, { url }), `${name} ${url}`).toBe(true)
      await everyWindowHas('navigateOnDragDrop', false)
    }
  ],
  [
    'Disable or limit creation of new windows',
    async () => {
      for (const url of [...elsewhere, 'app://copydesk/'])
        expect(await app.do('windowOpen', url), url).toEqual({ action: 'deny' })
    }
  ],
  [
    'Do not use shell.openExternal with untrusted content',
    async () => {
      const hostile = [
        'file:///etc/passwd',
        'javascript:x',
        'smb://h/s',
        'ms-msdt:/id',
        'vscode://x',
        '//h/s',
        'C:\\x.exe'
      ]
      for (const href of hostile)
        expect(await app.do('call', 'window.openLink', { href }), href).toMatchObject({ ok: false })
      await app.do('answer', 'message', { response: 1 })
      await app.do('call', 'window.openLink', { href: 'https://example.org/' })
      expect(app.records.some(({ what }) => what === 'shell.openExternal')).toBe(false)
    }
  ],
  [
    'Use a current version of Electron',
    () => {
      const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
      const [asked, locked, installed] = [
        read(join(root, 'package.json')).devDependencies.electron,
        read(join(root, 'package-lock.json')).packages['node_modules/electron'].version,
        read(require.resolve('electron/package.json')).version
      ]
      expect(installed).toBe(locked)
      // The newest line when this was written; every fix of it is taken by updating.
      expect(Number(locked.split('.')[0])).toBeGreaterThanOrEqual(45)
      expect(asked).toMatch(/^\^/)
    }
  ],
  [
    'Validate the sender of all IPC messages',
    async () => {
      expect(app.records.filter(({ what }) => what.startsWith('ipcMain.')).map(({ args }) => args[0])).toEqual([
        'copydesk:call'
      ])
      expect(built('main', '.js')).not.toMatch(/ipcMain\.(on|once|handleOnce)\(/)
      const strangers = [{ stranger: true }, { inner: true }, ...elsewhere.map((frame) => ({ frame }))]
      for (const from of strangers)
        expect(await app.do('call', 'desk.status', {}, from), JSON.stringify(from)).toMatchObject({
          ok: false,
          error: { code: 'not-allowed' }
        })
      expect(await app.do('call', 'desk.status', {}, { frame: 'app://copydesk/' })).toMatchObject({ ok: true })
    }
  ],
  [
    'Avoid usage of the file:// protocol and prefer usage of custom protocols',
    async () => {
      const [schemes] = (await app.recorded('protocol.registerSchemesAsPrivileged')).args as [
        { scheme: string; privileges: Record<string, boolean> }[]
      ]
      expect(schemes.map(({ scheme }) => scheme)).toEqual(['app'])
      expect(schemes[0]?.privileges).not.toHaveProperty('bypassCSP')
      expect(schemes[0]?.privileges).not.toHaveProperty('allowServiceWorkers')
      expect(app.records.map(({ what }) => what)).not.toContain('window.loadFile')
      expect(built('main', '.js')).not.toMatch(/\.loadFile\(/)
    }
  ],
  [
    'Check which fuses you can change',
    () => {
      const { electronFuses, asar } = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'))
      expect(asar).toBe(true)
      expect(electronFuses).toEqual({
        runAsNode: false,
        enableCookieEncryption: true,
        enableNodeOptionsEnvironmentVariable: false,
        enableNodeCliInspectArguments: false,
        enableEmbeddedAsarIntegrityValidation: true,
        onlyLoadAppFromAsar: true,
        grantFileProtocolExtraPrivileges: false,
        loadBrowserProcessSpecificV8Snapshot: false,
        resetAdHocDarwinSignature: true
      })
    }
  ],
  [
    'Do not expose Electron APIs to untrusted web content',
    async () => {
      const exposed: Record<string, object> = {}
      const heard: unknown[][] = []
      const sent: unknown[][] = []
      const electron = {
        contextBridge: { exposeInMainWorld: (name: string, value: object) => (exposed[name] = value) },
        ipcRenderer: {
          invoke: async (...args: unknown[]) => void sent.push(args),
          on: (_channel: string, hear: (...args: unknown[]) => void) =>
            hear({ sender: 'Electron’s own' }, { name: 'x' }),
          off: () => {}
        }
      }
      new Function('require', built('preload', '.cjs'))((name: string) =>
        name === 'electron' ? electron : expect.unreachable(name)
      )
      expect(Object.keys(exposed)).toEqual(['copydesk'])
      const door = exposed.copydesk as Record<string, (...args: unknown[]) => unknown>
      expect(Object.keys(door)).toEqual(['call', 'listen'])
      // The page hears the message and not the event that brought it, and names no channel.
      door.listen?.((...args: unknown[]) => heard.push(args))
      expect(heard).toEqual([[{ name: 'x' }]])
      await door.call?.('copydesk:other', 1, 'more')
      expect(sent).toEqual([['copydesk:call', 'copydesk:other', 1]])
    }
  ]
]

test('the list is whole', () => expect(points).toHaveLength(20))

test.each(points.map(([title, holds], index) => ({ point: index + 1, title, holds })))(
  '$point. $title',
  async ({ holds }) => {
    await holds()
  }
)
