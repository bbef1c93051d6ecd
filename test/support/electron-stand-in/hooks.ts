import { registerHooks } from 'node:module'

/** `node --import …/hooks.ts out/main/index.js` runs the built app on plain Node, with the stand-in for Electron. */
const standIn = new URL('./electron.ts', import.meta.url).href
registerHooks({ resolve: (specifier, context, next) => next(specifier === 'electron' ? standIn : specifier, context) })

// The app waits ten seconds for a window to store its words: a test need not.
const wait = globalThis.setTimeout
const haste = Number(process.env.STAND_IN_HASTE ?? 1)
if (haste > 1)
  globalThis.setTimeout = ((run: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) =>
    wait(run, delay >= 5000 ? delay / haste : delay, ...args)) as typeof setTimeout

await import('./driver.ts')
