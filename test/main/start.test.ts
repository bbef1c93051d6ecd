import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { ensureBuilt, root } from '#test/support/build.ts'

/** `npm start` and the browser program, as a terminal runs them. */
let folder: string
const children: ChildProcess[] = []

beforeAll(ensureBuilt, 120_000)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copydesk-start-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

interface Run {
  child: ChildProcess
  out(): string
  err(): string
  ended: Promise<number | null>
  address(): Promise<string>
}

function run(program: string, args: string[], env: Record<string, string> = {}): Run {
  const nowhere = { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'nowhere'), DISPLAY: '', WAYLAND_DISPLAY: '' }
  const child = spawn(process.execPath, [join(root, program), ...args], { env: { ...process.env, ...nowhere, ...env } })
  children.push(child)
  let out = ''
  let err = ''
  child.stdout.on('data', (text: Buffer) => (out += text.toString()))
  child.stderr.on('data', (text: Buffer) => (err += text.toString()))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const address = (): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = /^Copydesk is open at (\S+)\n/m.exec(out)?.[1]
        if (found) resolve(found)
      }
      child.stdout.on('data', look)
      look()
      void ended.then(() => reject(new Error(out + err)))
    })
  return { child, out: () => out, err: () => err, ended, address }
}

const desk = () => join(folder, 'desk')

test.runIf(process.platform === 'linux')(
  'without Electron one line says so, one line gives the address, and a signal ends it cleanly',
  async () => {
    const start = run('src/main/start.ts', ['--folder', desk(), '--no-open'])
    const address = await start.address()
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?key=[\w-]{43}$/)
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(303)
    start.child.kill('SIGTERM')
    expect(await start.ended).toBe(0)
    expect(start.out()).toBe(`Copydesk is open at ${address}\n`)
    expect(start.err()).toBe('Electron is not on this computer: Copydesk opens in the browser instead.\n')
  }
)

test.runIf(process.platform === 'linux')(
  'with Electron and a screen it is Electron that runs, on the folder that was named',
  async () => {
    const dist = join(folder, 'dist')
    mkdirSync(dist)
    writeFileSync(join(dist, 'electron'), `#!/bin/sh\necho "$1 $COPYDESK_FOLDER" > ${join(folder, 'ran')}\nexit 7\n`)
    chmodSync(join(dist, 'electron'), 0o755)
    const start = run('src/main/start.ts', ['--folder', desk()], { ELECTRON_OVERRIDE_DIST_PATH: dist, DISPLAY: ':0' })
    expect(await start.ended).toBe(7)
    expect(readFileSync(join(folder, 'ran'), 'utf8')).toBe(`${root} ${desk()}\n`)
  }
)

test('the folder can be named by COPYDESK_FOLDER, and a killed core is found again at its address', async () => {
  const first = run('out/main/web.js', ['--no-open'], { COPYDESK_FOLDER: desk() })
  const entered = await fetch(await first.address(), { redirect: 'manual' })
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const { origin } = new URL(await first.address())
  const ask = async (operation: string, input: unknown): Promise<unknown> =>
    (
      await fetch(`${origin}/call/${operation}`, {
        method: 'POST',
        headers: { cookie, origin, 'content-type': 'application/json' },
        body: JSON.stringify(input)
      })
    ).json()
  expect(await ask('desk.found', { deskName: 'Daily', name: 'Mia', role: 'alone' })).toMatchObject({ ok: true })
  first.child.kill('SIGKILL')
  await first.ended
  const second = run('out/main/web.js', ['--no-open', '--folder', desk()])
  expect(new URL(await second.address()).origin).toBe(origin)
  expect(await ask('desk.status', {})).toMatchObject({ ok: true, value: { firstRun: false, account: { name: 'Mia' } } })
})

test('a desk that is open already is refused in words', async () => {
  await run('out/main/web.js', ['--no-open', '--folder', desk()]).address()
  const second = run('out/main/web.js', ['--no-open', '--folder', desk()])
  expect(await second.ended).toBe(1)
  expect(second.err()).toMatch(/\w+/)
  expect(second.out()).toBe('')
})

test.each([['--port', 'x'], ['--port', '70000'], ['--nonsense'], ['stray']])(
  '%s %s is answered with the usage',
  async (...args) => {
    const web = run('out/main/web.js', [...args, '--folder', desk()].filter(Boolean))
    expect(await web.ended).toBe(1)
    expect(web.err()).toBe('Usage: copydesk [--folder DIR] [--port N] [--no-open]\n')
  }
)
