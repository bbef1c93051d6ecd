import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import type { Door } from '#renderer/bridge.ts'

/** What the page of `buildProbe` has as `window.probe`: its door, and every event that it has heard. */
export interface Probe {
  door: Door
  heard: unknown[]
}

/** A page that has the browser door and nothing else. */
export async function buildProbe(outDir: string): Promise<void> {
  const door = join(import.meta.dirname, '../../src/renderer/browser-door.ts')
  const html =
    '<!doctype html><title>Door</title><link rel="icon" href="data:," /><script type="module" src="/probe.ts"></script>'
  const script = `import { openBrowserDoor } from ${JSON.stringify(door)}
    const door = openBrowserDoor()
    const heard = []
    door.listen((event) => heard.push(event))
    window.probe = { door, heard }`
  const root = mkdtempSync(join(tmpdir(), 'copydesk-probe-'))
  writeFileSync(join(root, 'index.html'), html)
  writeFileSync(join(root, 'probe.ts'), script)
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, modulePreload: { polyfill: false } }
  })
  rmSync(root, { recursive: true, force: true })
}
