import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { findElectron } from '../src/main/start/electron-binary.ts'
import { ensureBuilt } from '../test/support/build.ts'
import { needNode24 } from './node-version.mjs'
import { projectEnv, root } from './run-command.mjs'

needNode24()

// With Electron the window reloads by itself. Without it, the browser door runs on a build that follows the sources.
const children = []
if (findElectron(root, process.env)) run('electron-vite', ['dev', ...process.argv.slice(2)])
else {
  console.log(
    'Electron is not on this computer: building for the browser, and again at every change. Reload the page to see it.'
  )
  await ensureBuilt()
  run('electron-vite', ['build', '--watch'])
  run(process.execPath, ['--watch-path=out/main', join(root, 'out/main/web.js'), '--no-open', ...process.argv.slice(2)])
}

function run(command, args) {
  const child = spawn(command, args, {
    cwd: root,
    env: projectEnv(),
    stdio: 'inherit',
    shell: process.platform === 'win32'
  })
  children.push(child)
  child.on('exit', (code) => {
    for (const other of children) other.kill()
    process.exitCode = code ?? 1
  })
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => children.forEach((child) => child.kill(signal)))
