import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const support = resolve(import.meta.dirname, '../support')
const watcher = pathToFileURL(join(support, 'watch-sockets.ts')).href
const strace = findStrace()
if (!strace)
  console.log('skipped: the system calls of a day (no strace on this machine); its sockets are watched in Node')

interface Watched {
  /** What the program and its threads began to connect to, or looked up. */
  sockets: string
  /** System calls that reach beyond this computer's own files; null without strace. */
  calls: string | null
  said: string
}

let folder: string
let day: { done: string[]; log: string; own: string; inside: string[] }
let watched: Watched

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'copydesk-day-'))
  watched = await watch('day', [join(support, 'a-day.ts'), join(folder, 'day.json')])
  day = JSON.parse(readFileSync(join(folder, 'day.json'), 'utf8'))
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function findStrace(): string | null {
  try {
    execFileSync('strace', ['-qq', '-e', 'trace=connect', 'true'], { stdio: 'ignore' })
    return 'strace'
  } catch {
    return null
  }
}

async function watch(name: string, args: string[]): Promise<Watched> {
  const [sockets, calls] = [join(folder, `${name}.sockets`), join(folder, `${name}.calls`)]
  writeFileSync(sockets, '')
  const node = ['--import', `${watcher}?to=${encodeURIComponent(sockets)}`, ...args]
  const [program, all] = strace
    ? [strace, ['-f', '-qq', '-e', 'trace=connect,sendto,sendmsg,sendmmsg', '-o', calls, process.execPath, ...node]]
    : [process.execPath, node]
  const { stdout, stderr } = await run(program, all as string[], {
    env: { ...process.env, NODE_OPTIONS: '' },
    maxBuffer: 1e8
  })
  const reaching = (text: string) =>
    text
      .split('\n')
      .filter((line) => /AF_INET|sin6?_addr/.test(line))
      .join('\n')
  return {
    sockets: readFileSync(sockets, 'utf8'),
    calls: strace && existsSync(calls) ? reaching(readFileSync(calls, 'utf8')) : null,
    said: stdout + stderr
  }
}

test('a program that does call out is seen to, from a thread too', async () => {
  const thread = join(folder, 'thread.mjs')
  const ask = "net.connect(54321, '127.0.0.1').on('error', () => {})"
  writeFileSync(thread, `import net from 'node:net'\n${ask}`)
  for (const [name, source] of [
    ['main', `const net = require('node:net'); ${ask}`],
    ['thread', `new (require('node:worker_threads').Worker)(${JSON.stringify(thread)}, { env: {} })`]
  ] as const) {
    const seen = await watch(name, ['-e', source])
    expect(seen.sockets).toContain('net.connect')
    if (strace) expect(seen.calls).toContain('127.0.0.1')
  }
})

test('the day was a whole one', () => {
  expect(day.done).toEqual([
    'founded',
    'written',
    'read',
    'imported true',
    expect.stringMatching(/^exported \d\d$/),
    'handed over 1',
    'backed up',
    'damaged'
  ])
})

test('in a whole day nothing is asked of anybody: no connection, no name looked up', () => {
  expect(watched.sockets).toBe('')
  if (strace) expect(watched.calls).toBe('')
})

test('logs tell of operations and of what failed, and hold nobody’s words', () => {
  expect(day.log).toContain('"operation":"articles.save"')
  expect(day.log).toContain('"thrown"')
  expect(day.log).not.toContain('quaxel')
  expect(watched.said).not.toContain('quaxel')
})

test.runIf(process.platform !== 'win32')('nobody else on this computer reads any of it', () => {
  expect(day.own).toBe('700')
  expect(day.inside).toEqual(['file 600', 'folder 700'])
})
