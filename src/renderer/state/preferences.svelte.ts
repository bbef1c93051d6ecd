import type { Preferences } from '#shared/contract/preferences.ts'
import { call } from '#renderer/bridge.ts'

/** What the account at this window has chosen for itself: kept in the store, so it is there whatever the address is. */
class OwnPreferences {
  current = $state.raw<Preferences>({})

  /** Somebody has sat down. */
  take(preferences: Preferences): void {
    this.current = preferences
  }

  /** A choice that cannot be kept holds until the window closes, which is no reason to interrupt anybody. */
  change(changes: Preferences): void {
    const news = Object.entries(changes).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(this.current[name as keyof Preferences])
    )
    if (news.length === 0) return
    this.current = { ...this.current, ...changes }
    void call('preferences.change', Object.fromEntries(news))
  }
}

export const preferences = new OwnPreferences()
