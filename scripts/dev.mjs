import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { build, isBuilt } from '../src/main/start/build.ts'
import { findElectron } from '../src/main/start/electron-binary.ts'
import { needNode24 } from './node-version.mjs'
import { projectEnv, root } from './run-command.mjs'

needNode24()

// With Electron the window reloads by itself. Without it, the browser door runs on a build that follows the sources.
const args = process.argv.slice(2)
if (findElectron(root, process.env))
  run('electron-vite', ['dev', ...args]).on('exit', (code) => process.exit(code ?? 1))
else await followSources()

async function followSources() {
  console.log(
    'Electron is not on this computer: building for the browser, and again at every change. Reload the page to see it.'
  )
  if (!isBuilt(root)) await rebuild()
  let door = openDoor()
  let building = false
  let changed = false
  let timer = null
  watch(join(root, 'src'), { recursive: true }, () => {
    changed = true
    clearTimeout(timer)
    timer = setTimeout(refresh, 300)
  })

  async function refresh() {
    if (building) return
    building = true
    while (changed) {
      changed = false
      if (await rebuild()) await reopen()
    }
    building = false
  }

  /** The port stays the same, so the page that is open finds its desk again. */
  async function reopen() {
    const gone = new Promise((resolve) => door.once('exit', resolve))
    door.kill()
    await gone
    door = openDoor()
  }
}

async function rebuild() {
  const failure = await build(root)
  console.log(failure ?? 'Built.')
  return failure === null
}

function openDoor() {
  return run(process.execPath, [join(root, 'out/main/web.js'), '--no-open', ...args])
}

function run(command, commandArgs) {
  const child = spawn(command, commandArgs, {
    cwd: root,
    env: projectEnv(),
    stdio: 'inherit',
    shell: process.platform === 'win32'
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (child.kill(signal), process.exit(0)))
  return child
}
