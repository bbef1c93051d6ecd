import { spawn } from 'node:child_process'
import { delimiter, join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

/** The environment in which the project's own Node and tools come first. */
export function projectEnv(extra = {}) {
  const bin = join(root, 'node_modules', '.bin')
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, ...extra }
}

/**
 * Runs a command in the project's folder to its end: `{ code, output, seconds }`. With `quiet` the output is kept and
 * not shown. `timeout` is in milliseconds; a command that is ended by it has code 124.
 */
export function runCommand(command, args, { quiet = false, env = {}, timeout = 0, stdin = 'ignore' } = {}) {
  return new Promise((done) => {
    const started = performance.now()
    const child = spawn(command, args, {
      cwd: root,
      env: projectEnv(env),
      stdio: [stdin, quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      shell: process.platform === 'win32'
    })
    const parts = []
    child.stdout?.on('data', (part) => parts.push(part))
    child.stderr?.on('data', (part) => parts.push(part))
    let late = false
    const timer = timeout > 0 ? setTimeout(() => ((late = true), child.kill('SIGKILL')), timeout) : undefined
    const end = (code, note = '') => {
      clearTimeout(timer)
      const output = Buffer.concat(parts).toString() + note
      done({ code: late ? 124 : code, output, seconds: (performance.now() - started) / 1000 })
    }
    child.on('error', (error) => end(127, `${command}: ${error.message}\n`))
    child.on('close', (code, signal) => end(code ?? 1, signal && !late ? `${command} was ended by ${signal}\n` : ''))
  })
}
