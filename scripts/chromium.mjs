import { existsSync } from 'node:fs'
import { findChromium } from '../test/support/chromium.ts'
import { runCommand } from './run-command.mjs'

const minute = 60_000

/** The path of a Chromium, fetched where there is none yet: by Playwright, else as Debian's package. Throws what to do. */
export async function ensureChromium() {
  const there = findChromium()
  if (there) return there

  console.log('No Chromium here yet: asking Playwright for one …')
  await runCommand('playwright', ['install', 'chromium'], { quiet: true, timeout: 3 * minute })
  const fetched = findChromium()
  if (fetched) return fetched

  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log('Playwright could not fetch one: installing Debian’s package chromium …')
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await runCommand('apt-get', ['-q', 'update'], { env, timeout: 5 * minute })
    await runCommand('apt-get', ['-q', 'install', '-y', '--no-install-recommends', 'chromium'], {
      env,
      timeout: 10 * minute
    })
    const installed = findChromium()
    if (installed) return installed
  }
  throw new Error(
    'The window tests need Chromium, and none could be fetched. Install chromium, Chrome or Edge (on Debian, as root: apt-get install chromium), or name one in CHROMIUM_PATH.'
  )
}
