import { hashOf, routeOf, type DeskRoute } from './routes.ts'

const key = (accountId: string) => `copydesk.desk.${accountId}`

/** The list as this account left it on this computer, or null. */
export function keptDesk(accountId: string): DeskRoute | null {
  try {
    const route = routeOf(localStorage.getItem(key(accountId)) ?? '')
    return route?.screen === 'desk' ? route : null
  } catch {
    // Forbidden here: the desk begins anew.
    return null
  }
}

export function keepDesk(accountId: string, route: DeskRoute): void {
  try {
    localStorage.setItem(key(accountId), hashOf(route))
  } catch {
    // Full or forbidden: the list is kept until the window closes.
  }
}
