import { fork, type ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Actions } from './driver.ts'
import type { Recorded } from './electron.ts'

const root = resolve(import.meta.dirname, '../../..')
const hooks = pathToFileURL(resolve(import.meta.dirname, 'hooks.ts')).href

export interface StandInOptions {
  /** The desk folder. */
  folder: string
  /** Where Electron's own folders (userData, documents) would be. */
  home: string
  packaged?: boolean
  dark?: boolean
  /** Another instance holds the lock. */
  second?: boolean
  /** How many times faster long waits pass. */
  haste?: number
  /** Beside what a run is given anyway. */
  env?: Record<string, string>
}

/** The built app, running in a process of its own on the stand-in for Electron. */
export interface RunningApp {
  readonly records: readonly Recorded[]
  readonly process: ChildProcess
  /** Settles with the first record of that name, now or later, after the first `skip`. */
  recorded(what: string, skip?: number): Promise<Recorded>
  onRecord(listener: (record: Recorded) => void): void
  do<Name extends keyof Actions>(
    action: Name,
    ...args: Parameters<Actions[Name]>
  ): Promise<Awaited<ReturnType<Actions[Name]>>>
  /** The exit code, when it has ended by itself. */
  ended: Promise<number | null>
  /** What it wrote to the terminal. */
  said(): string
  kill(): Promise<void>
}

export function runApp(options: StandInOptions): RunningApp {
  const child = fork(resolve(root, 'out/main/index.js'), [], {
    cwd: root,
    execArgv: ['--import', hooks],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      COPYDESK_FOLDER: options.folder,
      STAND_IN_HOME: options.home,
      STAND_IN_PACKAGED: options.packaged ? '1' : '',
      STAND_IN_DARK: options.dark ? '1' : '',
      STAND_IN_SECOND: options.second ? '1' : '',
      STAND_IN_HASTE: String(options.haste ?? 1),
      ...options.env
    }
  })
  const records: Recorded[] = []
  const listeners = new Set<(record: Recorded) => void>()
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let said = ''
  let asked = 0
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (said += text.toString()))

  child.on('message', (message: { record?: Recorded; id?: number; value?: unknown; thrown?: string }) => {
    if (message.record) {
      records.push(message.record)
      for (const listener of listeners) listener(message.record)
    }
    if (message.id === undefined) return
    const one = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.thrown === undefined) one?.resolve(message.value)
    else one?.reject(new Error(message.thrown))
  })
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`the app has ended: ${said}`))
  })

  return {
    records,
    process: child,
    ended,
    said: () => said,
    onRecord: (listener) => void listeners.add(listener),
    recorded(what, skip = 0) {
      const found = (): Recorded | undefined => records.filter((record) => record.what === what)[skip]
      return new Promise((resolve, reject) => {
        const look = (): void => {
          const record = found()
          if (!record) return
          listeners.delete(look)
          resolve(record)
        }
        listeners.add(look)
        look()
        void ended.then(() => reject(new Error(`the app ended before ${what}: ${said}`)))
      })
    },
    do(action, ...args) {
      return new Promise((resolve, reject) => {
        if (!child.connected) return reject(new Error(`the app has ended: ${said}`))
        const id = ++asked
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
        child.send({ id, action, args })
      })
    },
    async kill() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await ended
    }
  }
}
