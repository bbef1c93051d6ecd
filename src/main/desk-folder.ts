import { isAbsolute, join, resolve } from 'node:path'

/**
 * Where this person's desk is. Both doors ask here, so that a machine that gets Electron later finds the words
 * that were written in a browser.
 */
export function deskFolder(env: Readonly<Record<string, string | undefined>>, platform: string, home: string): string {
  if (env.COPYDESK_FOLDER) return resolve(env.COPYDESK_FOLDER)
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Copydesk', 'desk')
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Copydesk', 'desk')
  const data = env.XDG_DATA_HOME && isAbsolute(env.XDG_DATA_HOME) ? env.XDG_DATA_HOME : join(home, '.local', 'share')
  return join(data, 'copydesk', 'desk')
}
