import { setFlagsFromString } from 'node:v8'

/**
 * Keeps the nursery for new objects as small as it is now, in a process that is running already: Electron's takes no
 * arguments of its own, and those for V8 that it is started with would go to the windows too.
 */
export function stopNurseryGrowing(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}
