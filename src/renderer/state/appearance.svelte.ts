export const appearances = ['system', 'light', 'dark'] as const
export type Appearance = (typeof appearances)[number]

const memory = 'copydesk.appearance'

/** Light, dark, or as the computer is: kept on this computer. */
class AppearanceChoice {
  current = $state<Appearance>('system')

  /** Takes up what was chosen last time. */
  restore(): void {
    const kept = appearances.find((one) => one === localStorage.getItem(memory))
    this.#show(kept ?? 'system')
  }

  choose(appearance: Appearance): void {
    localStorage.setItem(memory, appearance)
    this.#show(appearance)
  }

  #show(appearance: Appearance): void {
    this.current = appearance
    if (appearance === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = appearance
  }
}

export const appearance = new AppearanceChoice()
