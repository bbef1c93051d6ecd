import { hashOf, routeOf, type DeskRoute } from './routes.ts'

const key = (accountId: string) => `copydesk.desk.${accountId}`

/** The list as this account left it on this computer, or null. */
export function keptDesk(accountId: string, storage: Storage): DeskRoute | null {
  try {
    const route = routeOf(storage.getItem(key(accountId)) ?? '')
    return route?.screen === 'desk' ? route : null
  } catch {
    return null
  }
}

export function keepDesk(accountId: string, route: DeskRoute, storage: Storage): void {
  try {
    storage.setItem(key(accountId), hashOf(route))
  } catch {
    // Full or forbidden: the list is kept until the window closes.
  }
}
