import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build, isBuilt } from './start/build.ts'
import { coreArguments } from './start/core-arguments.ts'
import { fetchElectron, findElectron } from './start/electron-binary.ts'

/**
 * `npm start`: the desktop app where Electron is or can be had, else the same window in a browser. Runs on plain
 * Node, unbuilt; arguments go on to whichever door it is.
 */
const root = resolve(import.meta.dirname, '../..')
const args = process.argv.slice(2)

if (!isBuilt(root)) {
  process.stderr.write('Building Copydesk …\n')
  const failure = await build(root)
  if (failure !== null) {
    process.stderr.write(`${failure}\nCopydesk could not be built.\n`)
    process.exit(1)
  }
}

const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
let electron = findElectron(root, process.env)
if (!electron && hasScreen) {
  await fetchElectron(root, process.env)
  electron = findElectron(root, process.env)
}
if (electron && hasScreen) {
  const { values } = parseArgs({ args, strict: false, options: { folder: { type: 'string' } } })
  if (typeof values.folder === 'string') process.env.COPYDESK_FOLDER = resolve(values.folder)
  run(electron, [root, ...args])
} else if (electron) {
  process.stderr.write('There is no screen for Electron here: Copydesk opens for the browser instead.\n')
  run(process.execPath, [...coreArguments, join(root, 'out/main/web.js'), ...args])
} else {
  process.stderr.write('Electron is not on this computer: Copydesk opens in the browser instead.\n')
  run(process.execPath, [...coreArguments, join(root, 'out/main/web.js'), ...args])
}

function run(program: string, programArgs: string[]): void {
  const child = spawn(program, programArgs, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    process.stderr.write(`Copydesk could not be started: ${error.message}\n`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
