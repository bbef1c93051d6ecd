import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { doorHeaders } from '#main/page.ts'
import { bodyLimit } from '#main/web/calls.ts'
import { openWebDoor, type WebDoor } from '#main/web/door.ts'
import { expectOk } from '#shared/result.ts'
import { createFakeCore, fakePicture, type FakeCore } from '#test/support/fake-core.ts'

let root: string
let core: FakeCore
let door: WebDoor

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'copydesk-web-'))
  mkdirSync(join(root, 'desk'))
  mkdirSync(join(root, 'page/assets'), { recursive: true })
  writeFileSync(join(root, 'page/index.html'), '<!doctype html><title>Copydesk</title>')
  writeFileSync(join(root, 'page/assets/main-1.js'), 'export {}')
  writeFileSync(join(root, 'secret.txt'), 'secret')
  core = createFakeCore()
  door = await open()
})

afterEach(async () => {
  await door.close()
  rmSync(root, { recursive: true, force: true })
})

async function open(port = 0): Promise<WebDoor> {
  return expectOk(await openWebDoor(core, join(root, 'desk'), join(root, 'page'), port))
}

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

/** The request exactly as it is written here: no client that tidies it. */
function send(
  method: string,
  path: string,
  headers: OutgoingHttpHeaders = {},
  body?: string | Uint8Array
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: door.port, method, path, headers, agent: false }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const keyPath = () => door.address.slice(door.address.indexOf('/?'))

async function enter(): Promise<string> {
  const answer = await send('GET', keyPath())
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

const own = () => ({ origin: `http://127.0.0.1:${door.port}`, 'content-type': 'application/json' })

async function ask(cookie: string, operation: string, input: unknown): Promise<unknown> {
  return JSON.parse((await send('POST', `/call/${operation}`, { ...own(), cookie }, JSON.stringify(input))).text)
}

test('the address lets one browser in, once, with a cookie that scripts and other sites cannot use', async () => {
  expect(keyPath()).toMatch(/^\/\?key=[\w-]{43}$/)
  const first = await send('GET', keyPath())
  expect(first.status).toBe(303)
  expect(first.headers.location).toBe('/')
  const [cookie] = first.headers['set-cookie'] ?? []
  expect(cookie).toMatch(/; HttpOnly/)
  expect(cookie).toMatch(/; SameSite=Strict/)
  expect(cookie).toMatch(/; Path=\//)
  const again = await send('GET', keyPath())
  expect(again.status).toBe(403)
  expect(again.text).toContain('Start Copydesk again')
  expect(again.headers['set-cookie']).toBeUndefined()
})

test('the browser that came in may open its address again', async () => {
  const cookie = await enter()
  expect((await send('GET', keyPath(), { cookie })).status).toBe(303)
})

test('a look ahead does not use the address up', async () => {
  expect((await send('GET', keyPath(), { 'sec-purpose': 'prefetch' })).status).toBe(503)
  expect((await send('HEAD', keyPath())).status).toBe(503)
  expect((await send('GET', keyPath())).status).toBe(303)
})

test('a wrong key is refused and does not use the address up', async () => {
  for (const key of ['', 'x', 'A'.repeat(43), `${keyPath().slice(6)}x`])
    expect((await send('GET', `/?key=${key}`)).status).toBe(403)
  expect((await send('GET', keyPath())).status).toBe(303)
})

const canBeSomebodyElse = process.platform === 'linux' && process.getuid?.() === 0
if (!canBeSomebodyElse) console.log('skipped: another user of this computer (only root can be one)')

test.runIf(canBeSomebodyElse)(
  'another user of this computer who has seen the address is not let in, and uses nothing up',
  async () => {
    const ask = `require('node:http').get(${JSON.stringify(door.address)}, (answer) => console.log(answer.statusCode, answer.headers['set-cookie'] ?? 'no cookie'))`
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', ask], { uid: 65534, gid: 65534, cwd: '/' })
    expect(stdout.trim()).toBe('403 no cookie')
    expect((await send('GET', keyPath())).status).toBe(303)
  }
)

test('nothing is there without the cookie', async () => {
  for (const path of [
    '/',
    '/index.html',
    '/assets/main-1.js',
    '/events',
    `/media/${fakePicture}/small.webp`,
    '/nothing'
  ])
    expect((await send('GET', path)).status, path).toBe(401)
  const call = await send('POST', '/call/echo', own(), '{}')
  expect(call.status).toBe(401)
  expect(JSON.parse(call.text)).toMatchObject({ ok: false, error: { code: 'not-signed-in' } })
  expect((await send('GET', '/', { cookie: `copydesk-${door.port}=guessed` })).status).toBe(401)
  expect(core.asked).toEqual([])
})

const foreign: [string, () => OutgoingHttpHeaders][] = [
  ['another name for this computer (DNS rebinding)', () => ({ host: `evil.example:${door.port}` })],
  ['this computer without the port', () => ({ host: '127.0.0.1' })],
  ['another port', () => ({ host: '127.0.0.1:1' })],
  ['another origin', () => ({ origin: 'https://evil.example' })],
  ['an origin on another port', () => ({ origin: 'http://127.0.0.1:1' })],
  ['no origin at all', () => ({ origin: undefined })],
  ['the null origin', () => ({ origin: 'null' })],
  ['localhost asking 127.0.0.1', () => ({ origin: `http://localhost:${door.port}` })],
  ['a request that the browser calls cross-site', () => ({ 'sec-fetch-site': 'cross-site' })],
  ['a request from another port of this computer', () => ({ 'sec-fetch-site': 'same-site' })],
  ['a question that the person typed', () => ({ 'sec-fetch-site': 'none' })]
]

test.each(foreign)('a question is refused from %s', async (_title, headers) => {
  const cookie = await enter()
  const all = Object.fromEntries(
    Object.entries({ ...own(), cookie, ...headers() }).filter(([, value]) => value !== undefined)
  )
  const answer = await send('POST', '/call/echo', all, '{}')
  expect(answer.status).toBe(403)
  expect(JSON.parse(answer.text)).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  expect(core.asked).toEqual([])
})

test('an address or a Host that is none is refused', async () => {
  const cookie = await enter()
  expect((await send('GET', '/..\\secret.txt', { cookie })).status).toBe(400)
  expect(
    (await send('POST', '/call/echo', { ...own(), cookie, host: `127.0.0.1:${door.port}.evil.example` }, '{}')).status
  ).toBe(400)
  expect(core.asked).toEqual([])
})

test('a page is refused to another site and to another name, and given to the person', async () => {
  const cookie = await enter()
  expect((await send('GET', '/', { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await send('GET', '/', { cookie, host: `evil.example:${door.port}` })).status).toBe(403)
  expect((await send('GET', '/', { cookie, 'sec-fetch-site': 'none' })).text).toContain('<title>Copydesk')
  expect((await send('GET', '/', { cookie, host: `localhost:${door.port}` })).status).toBe(200)
})

const outside = [
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/..%5csecret.txt',
  '/assets/../../secret.txt',
  '/assets/%2e%2e/%2e%2e/secret.txt',
  '/index.html%00',
  '/%00',
  '//etc/passwd',
  '/./index.html/',
  '/assets',
  '/assets/',
  '/%',
  `/media/${'b'.repeat(64)}/small.webp`,
  `/media/${fakePicture}/huge.webp`,
  `/media/${fakePicture}/../x`,
  `/media/..%2f..%2f${fakePicture}/small.webp`
]

test.each(outside)('%s is not there', async (path) => {
  const answer = await send('GET', path, { cookie: await enter() })
  expect(answer.status).toBe(404)
  expect(answer.text).toBe('Not found.')
  expect(answer.headers).toMatchObject({ ...doorHeaders })
})

test('files and previews have fixed types', async () => {
  const cookie = await enter()
  expect((await send('GET', '/', { cookie })).headers['content-type']).toBe('text/html; charset=utf-8')
  expect((await send('GET', '/assets/main-1.js', { cookie })).headers['content-type']).toBe(
    'text/javascript; charset=utf-8'
  )
  const picture = await send('GET', `/media/${fakePicture}/small.webp`, { cookie })
  expect(picture.headers['content-type']).toBe('image/webp')
  expect(picture.text).toBe('\x01\x02\x03')
})

test('the policy and its companions are on every kind of answer', async () => {
  const cookie = await enter()
  const answers = [
    await send('GET', '/', { cookie }),
    await send('GET', '/assets/main-1.js', { cookie }),
    await send('GET', `/media/${fakePicture}/large.webp`, { cookie }),
    await send('GET', '/nothing', { cookie }),
    await send('HEAD', '/', { cookie }),
    await send('GET', '/'),
    await send('GET', '/?key=x'),
    await send('GET', keyPath(), { cookie }),
    await send('PUT', '/', { cookie }),
    await send('OPTIONS', '/call/echo', { ...own(), cookie }),
    await send('GET', '/', { host: 'evil.example' }),
    await send('GET', '/', { host: 'not a host' }),
    await send('POST', '/call/echo', { ...own(), cookie }, '{}'),
    await send('POST', '/call/echo', { ...own(), cookie }, '{'),
    await send('POST', '/elsewhere', { ...own(), cookie }, '{}'),
    await send('POST', '/call/echo', { ...own(), cookie, 'content-length': String(bodyLimit + 1) }).catch(() => null)
  ]
  const { 'cache-control': _, ...always } = doorHeaders
  for (const answer of answers) if (answer) expect(answer.headers).toMatchObject(always)
  const nonsense = await new Promise<string>((resolve) => {
    let text = ''
    const socket = connect(door.port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'))
    socket.on('data', (chunk) => (text += chunk.toString())).on('close', () => resolve(text))
  })
  for (const [name, value] of Object.entries(always)) expect(nonsense).toContain(`${name}: ${value}`)
})

test('two tabs of one browser share who is signed in; another browser does not', async () => {
  const cookie = await enter()
  await ask(cookie, 'sign-in', 'mia')
  expect(await ask(cookie, 'who', null)).toEqual({ ok: true, value: 'mia' })
  await door.close()
  door = await open()
  expect(await ask(await enter(), 'who', null)).toEqual({ ok: true, value: null })
})

test('a restart keeps the port, the browser and who is signed in, and the file has no cookie in it', async () => {
  const cookie = await enter()
  await ask(cookie, 'sign-in', 'mia')
  const { port } = door
  await door.close()
  const file = join(root, 'desk/door.json')
  expect(readFileSync(file, 'utf8')).not.toContain(cookie.split('=')[1])
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  door = await open()
  expect(door.port).toBe(port)
  expect(await ask(cookie, 'who', null)).toEqual({ ok: true, value: 'mia' })
})

test('a door file that makes no sense lets nobody in and stops nothing', async () => {
  const cookie = await enter()
  await door.close()
  writeFileSync(join(root, 'desk/door.json'), '{"port":"x"}')
  door = await open()
  expect((await send('GET', '/', { cookie: cookie.replace(/-\d+=/, `-${door.port}=`) })).status).toBe(401)
})

test('a port that is asked for and taken is refused in words', async () => {
  const second = await openWebDoor(core, join(root, 'desk'), join(root, 'page'), door.port)
  expect(second).toMatchObject({
    ok: false,
    error: { code: 'refused', message: expect.stringContaining(String(door.port)) }
  })
})

test('bytes go in as parts of a form and come out as base64', async () => {
  const cookie = await enter()
  const form = new FormData()
  form.set('input', '{"fileName":"a.jpg","bytes":{"$part":"p0"}}')
  form.set('p0', new Blob([new Uint8Array([0, 255, 10])]), 'p0')
  const packed = new Response(form)
  const answer = await send(
    'POST',
    '/call/echo',
    { ...own(), cookie, 'content-type': packed.headers.get('content-type') ?? '' },
    new Uint8Array(await packed.arrayBuffer())
  )
  expect(core.asked[0]?.input).toEqual({ fileName: 'a.jpg', bytes: new Uint8Array([0, 255, 10]) })
  expect(JSON.parse(answer.text)).toEqual({ ok: true, value: { fileName: 'a.jpg', bytes: { $bytes: 'AP8K' } } })
})

const malformed: [string, string, string][] = [
  ['no JSON', 'application/json', '{'],
  ['an empty body', 'application/json', ''],
  ['a part that is not there', 'application/json', '{"$part":"p0"}'],
  ['JSON that is nested without end', 'application/json', '['.repeat(200_000)],
  ['another type', 'text/plain', '{}'],
  ['no type', '', '{}'],
  ['a form without a boundary', 'multipart/form-data', 'x'],
  [
    'a form that breaks off',
    'multipart/form-data; boundary=b',
    '--b\r\nContent-Disposition: form-data; name="input"\r\n\r\n{}'
  ],
  [
    'a form without input',
    'multipart/form-data; boundary=b',
    '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n{}\r\n--b--\r\n'
  ]
]

test.each(malformed)('%s is a failure, not a crash', async (_title, type, body) => {
  const cookie = await enter()
  const answer = await send('POST', '/call/echo', { ...own(), cookie, 'content-type': type }, body)
  expect(JSON.parse(answer.text)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  expect(core.asked).toEqual([])
  expect(await ask(cookie, 'echo', 1)).toEqual({ ok: true, value: 1 })
})

test('a body over the limit is refused, said and unsaid, and the door stays open', async () => {
  const cookie = await enter()
  const said = await send(
    'POST',
    '/call/echo',
    { ...own(), cookie, 'content-length': String(bodyLimit + 1) },
    'x'
  ).catch(() => null)
  if (said) expect(said.status).toBe(413)
  const unsaid = await send(
    'POST',
    '/call/echo',
    { ...own(), cookie, 'transfer-encoding': 'chunked' },
    Buffer.alloc(bodyLimit + 1, 32)
  )
  expect(unsaid.status).toBe(413)
  expect(JSON.parse(unsaid.text)).toMatchObject({ ok: false, error: { code: 'too-large' } })
  expect(core.asked).toEqual([])
  expect(await ask(cookie, 'echo', 1)).toEqual({ ok: true, value: 1 })
}, 30_000)

test('events reach a window that listens, and closing the door ends the stream', async () => {
  const cookie = await enter()
  const response = await fetch(`http://127.0.0.1:${door.port}/events`, { headers: { cookie } })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = (await reader?.read())?.value ?? ''
  core.tell({ name: 'desk.changed', detail: { what: 'people' } })
  while (!text.includes('data:')) text += (await reader?.read())?.value ?? ''
  expect(text).toContain('data: {"name":"desk.changed","detail":{"what":"people"}}\n\n')
  await door.close()
  expect((await reader?.read())?.done).toBe(true)
  door = await open()
})
