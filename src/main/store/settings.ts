import type { Settings } from '#shared/contract/desk.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

export const defaultSettings: Settings = {
  deskName: '',
  publisher: '',
  siteUrl: '',
  language: 'en-US',
  copyright: '',
  ownApproval: false,
  wireApproval: false,
  approvalsNeeded: 1,
  bylineStyles: {},
  checks: {}
}

export function readSettings(store: Store): Settings {
  const rows = statement<{ key: string; value: string }>(store, 'SELECT key, value FROM setting').all()
  const known = rows.filter(({ key }) => Object.hasOwn(defaultSettings, key))
  return { ...defaultSettings, ...Object.fromEntries(known.map(({ key, value }) => [key, JSON.parse(value)])) }
}

export function writeSettings(store: Store, settings: Settings): void {
  const put = statement(
    store,
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value'
  )
  for (const [key, value] of Object.entries(settings)) put.run(key, JSON.stringify(value))
}

/** How many approvals of its text an article owes before it goes out. */
export function readApprovalsNeeded(store: Store): number {
  const value = statement<string>(store, "SELECT value FROM setting WHERE key = 'approvalsNeeded'").pluck().get()
  return value === undefined ? defaultSettings.approvalsNeeded : Number(JSON.parse(value))
}

/** Whether somebody has named the desk. */
export function isFounded(store: Store): boolean {
  return readSettings(store).deskName !== ''
}
