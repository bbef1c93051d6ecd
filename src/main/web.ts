import { spawn } from 'node:child_process'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { deskFolder } from '#main/desk-folder.ts'
import { openDesk } from '#main/open-desk.ts'
import { openWebDoor } from '#main/web/door.ts'
import about from '../../package.json' with { type: 'json' }

const usage = 'Usage: copydesk [--folder DIR] [--port N] [--no-open]'

/** The whole program behind the browser door, start to finish. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  if (!options) return stop(usage)
  const { folder, port } = options

  const core = await openDesk({ folder, version: about.version })
  // Another instance has the folder, its door and its port: this one has nothing to serve.
  if (core.failure?.code === 'locked') return stop(core.failure.message)

  const door = await openWebDoor(core, folder, join(import.meta.dirname, '../renderer'), port)
  if (!door.ok) {
    await core.close()
    return stop(door.error.message)
  }

  let closing = false
  const close = async (): Promise<void> => {
    if (closing) return
    closing = true
    await door.value.close()
    await core.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close())

  process.stdout.write(`Copydesk is open at ${door.value.address}\n`)
  if (options.open) openBrowser(door.value.address)
}

interface Options {
  folder: string
  /** 0 lets the door choose. */
  port: number
  open: boolean
}

function readOptions(args: string[]): Options | null {
  try {
    const { values } = parseArgs({
      args,
      options: { folder: { type: 'string' }, port: { type: 'string' }, 'no-open': { type: 'boolean' } }
    })
    const port = Number(values.port ?? 0)
    if (!Number.isInteger(port) || port < 0 || port > 65535) return null
    const folder = values.folder ? resolve(values.folder) : deskFolder(process.env, process.platform, homedir())
    return { folder, port, open: !values['no-open'] }
  } catch {
    return null
  }
}

/** Only where there is a screen; whoever has none takes the address from the terminal. */
function openBrowser(address: string): void {
  const { platform, env } = process
  if (platform !== 'darwin' && platform !== 'win32' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return
  const [program, ...args] =
    platform === 'darwin' ? ['open'] : platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler'] : ['xdg-open']
  const child = spawn(program ?? 'xdg-open', [...args, address], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}

function stop(message: string): void {
  process.stderr.write(`${message}\n`)
  process.exitCode = 1
}

await main()
