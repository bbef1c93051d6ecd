import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const built = ['out/main/index.js', 'out/main/web.js', 'out/preload/index.cjs', 'out/renderer/index.html']
const sources = ['src', 'package.json', 'electron.vite.config.ts']

/** Whether out/ is there and no source is newer. */
export function isBuilt(root: string): boolean {
  const outputs = built.map((path) => join(root, path))
  if (!outputs.every((file) => existsSync(file))) return false
  const oldest = Math.min(...outputs.map((file) => statSync(file).mtimeMs))
  return sources.every((path) => newestIn(join(root, path)) <= oldest)
}

function newestIn(path: string): number {
  if (!existsSync(path)) return 0
  const entry = statSync(path)
  if (!entry.isDirectory()) return entry.mtimeMs
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestIn(join(path, name))), 0)
}

/**
 * Builds out/ and puts it in place whole, so that a failed build leaves the last one and nobody meets half a build.
 * Gives what the build said when it failed, else null.
 */
export async function build(root: string): Promise<string | null> {
  const cache = join(root, 'node_modules/.cache/copydesk')
  const fresh = join(cache, `out-${process.pid}`)
  const old = `${fresh}-old`
  mkdirSync(cache, { recursive: true })
  try {
    const failure = await runBuild(root, fresh)
    if (failure !== null) return failure
    if (existsSync(join(root, 'out'))) renameSync(join(root, 'out'), old)
    renameSync(fresh, join(root, 'out'))
    return null
  } finally {
    for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true })
  }
}

function runBuild(root: string, folder: string): Promise<string | null> {
  const tool = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const env = { ...process.env, COPYDESK_OUT: folder }
  const child = spawn(process.execPath, [tool, 'build'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (text: Buffer) => (said += text.toString()))
  child.stderr.on('data', (text: Buffer) => (said += text.toString()))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) => resolve(code === 0 ? null : said))
  })
}
