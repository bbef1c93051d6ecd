import { readFileSync } from 'node:fs'
import { screen, type BrowserWindow, type Rectangle } from 'electron'
import { z } from 'zod'
import { writeWholeFile } from '#main/whole-file.ts'

export interface WindowState {
  /** Null lets the system choose the place. */
  bounds: Rectangle | null
  maximised: boolean
}

const stateFile = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().min(400).max(20000), height: z.int().min(300).max(20000) }),
  maximised: z.boolean()
})

/** Where the window was, when a display is still there that shows enough of it to take hold of. */
export function readWindowState(file: string): WindowState {
  try {
    const { bounds, maximised } = stateFile.parse(JSON.parse(readFileSync(file, 'utf8')))
    return { bounds: isReachable(bounds) ? bounds : null, maximised }
  } catch {
    return { bounds: null, maximised: false }
  }
}

function isReachable(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const across = Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x)
    const below = workArea.y + workArea.height - bounds.y
    return across >= 200 && below >= 100 && bounds.y >= workArea.y - 20
  })
}

/** Keeps the file as the window is, a moment after it was moved, and once more when asked (before it closes). */
export function rememberWindowState(window: BrowserWindow, file: string): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()
  const write = (): Promise<void> => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isMinimized()) return writing
    const state = { bounds: window.getNormalBounds(), maximised: window.isMaximized() }
    writing = writing.then(() => writeWholeFile(file, `${JSON.stringify(state)}\n`)).catch(() => {})
    return writing
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void write(), 500)
  }
  window.on('resize', later).on('move', later).on('maximize', later).on('unmaximize', later)
  window.on('closed', () => clearTimeout(timer))
  return write
}
