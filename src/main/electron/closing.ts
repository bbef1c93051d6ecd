import { dialog, type BrowserWindow } from 'electron'
import { tellWindow } from './ipc.ts'

/** How long a window may take to store what was typed before the person is asked. */
const patience = 10_000

export interface Closing {
  /** The window's answer to `window.closing`. */
  flushed(stored: boolean): void
}

/**
 * A window closes only when everything typed in it is stored, or when the person gives it up. `stays` is called
 * when the person wants to wait, `before` as the last thing.
 */
export function closeWhenStored(window: BrowserWindow, before: () => Promise<void>, stays: () => void): Closing {
  const contents = window.webContents
  let loaded = false
  let answer: ((stored: boolean) => void) | null = null
  contents.on('did-finish-load', () => (loaded = true))
  contents.on('render-process-gone', () => {
    loaded = false
    answer?.(true)
  })

  window.on('close', (event) => {
    event.preventDefault()
    if (answer) return
    void askToStore()
      .then((stored) => stored || giveUp())
      .then(async (closes) => {
        answer = null
        if (window.isDestroyed()) return
        if (!closes) return stays()
        await before()
        window.destroy()
      })
  })

  /** True when everything is stored, or when there is no page that could hold words. */
  function askToStore(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), patience)
      answer = (stored) => {
        clearTimeout(timer)
        resolve(stored)
      }
      if (loaded) tellWindow(contents, { name: 'window.closing', detail: {} })
      else answer(true)
    })
  }

  async function giveUp(): Promise<boolean> {
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: 'Some words are not stored yet',
      detail: 'If the window closes now, the words that were typed last are lost.',
      buttons: ['Wait', 'Close and lose them'],
      defaultId: 0,
      cancelId: 0,
      noLink: true
    })
    return response === 1
  }

  return { flushed: (stored) => answer?.(stored) }
}
