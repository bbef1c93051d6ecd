import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const fetchLimit = 20_000
const fetchPause = 24 * 3600 * 1000

/** Where Electron's program is, or null when it is not on this machine. */
export function findElectron(root: string, env: NodeJS.ProcessEnv): string | null {
  const folder = join(root, 'node_modules/electron')
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : null
  const override = env.ELECTRON_OVERRIDE_DIST_PATH
  const program = override ? join(override, name ?? programName()) : name ? join(folder, 'dist', name) : null
  return program && existsSync(program) ? program : null
}

function programName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

/** Tries Electron's own download, at most once a day and never for long. */
export async function fetchElectron(root: string, env: NodeJS.ProcessEnv): Promise<void> {
  const folder = join(root, 'node_modules/.cache/copydesk')
  const tried = join(folder, 'electron-tried')
  if (existsSync(tried) && Date.now() - statSync(tried).mtimeMs < fetchPause) return
  const install = join(root, 'node_modules/electron/install.js')
  if (!existsSync(install)) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(tried, '')
  const child = spawn(process.execPath, [install], { env, stdio: 'ignore' })
  await new Promise<void>((resolve) => {
    const limit = setTimeout(() => child.kill('SIGKILL'), fetchLimit)
    const done = (): void => {
      clearTimeout(limit)
      resolve()
    }
    child.on('error', done).on('exit', done)
  })
}
