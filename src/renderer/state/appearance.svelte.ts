import { appearances, type Appearance } from '#shared/contract/preferences.ts'
import { preferences } from './preferences.svelte.ts'

export { appearances, type Appearance }

const memory = 'copydesk.appearance'

/** Light, dark, or as the computer is: each account's own choice. */
class AppearanceChoice {
  current = $state<Appearance>('system')

  /** Before it is known who sits here: as this window was last, so that nothing flashes. */
  restore(): void {
    this.#show(appearances.find((one) => one === recall()) ?? 'system')
  }

  /** Somebody has sat down. */
  take(appearance: Appearance = 'system'): void {
    remember(appearance)
    this.#show(appearance)
  }

  choose(appearance: Appearance): void {
    preferences.change({ appearance })
  }

  #show(appearance: Appearance): void {
    this.current = appearance
    if (appearance === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = appearance
  }
}

// A window without storage shows the computer's own look until somebody has signed in.
function recall(): string | null {
  try {
    return localStorage.getItem(memory)
  } catch {
    return null
  }
}

function remember(appearance: Appearance): void {
  try {
    localStorage.setItem(memory, appearance)
  } catch {
    return
  }
}

export const appearance = new AppearanceChoice()
