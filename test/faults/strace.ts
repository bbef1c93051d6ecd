import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

/** Why system calls cannot be watched here, or null. */
export function noStrace(): string | null {
  const tried = spawnSync('strace', ['-o', '/dev/null', 'true'])
  return tried.status === 0 ? null : 'there is no strace on this machine, or it may not watch processes'
}

/** Watches, and spoils as `args` say, the system calls of a running process's own thread; gives how to let go of it. */
export async function watchCalls(pid: number, args: string[]): Promise<() => Promise<void>> {
  const strace = spawn('strace', ['-p', String(pid), ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  strace.stderr.setEncoding('utf8')
  await new Promise<void>((resolve, reject) => {
    strace.stderr.on('data', (text: string) => {
      said += text
      if (said.includes('attached')) resolve()
    })
    strace.once('exit', () => reject(new Error(`strace ended: ${said}`)))
  })
  return async () => {
    if (strace.exitCode !== null || strace.signalCode !== null) return
    const gone = once(strace, 'exit')
    strace.kill('SIGINT')
    await gone
  }
}
