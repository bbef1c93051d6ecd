import type { Component } from 'svelte'
import type { ArticleSession } from '#renderer/state/article-session.svelte.ts'

/** One panel at the article's side. */
export interface Panel {
  id: string
  label: string
  /** A number beside the label, where there is something to see to. */
  badge?: number
  component: Component<{ session: ArticleSession }>
}

const key = 'copydesk.panel'

export interface PanelChoice {
  id: string
  open: boolean
}

/** The panel that was looked at last, on this computer. */
export function readChoice(panels: Panel[], storage: Storage): PanelChoice {
  const first = panels[0]?.id ?? ''
  try {
    const kept = JSON.parse(storage.getItem(key) ?? '{}') as Partial<PanelChoice>
    return { id: panels.find(({ id }) => id === kept.id)?.id ?? first, open: kept.open ?? true }
  } catch {
    return { id: first, open: true }
  }
}

export function keepChoice(choice: PanelChoice, storage: Storage): void {
  try {
    storage.setItem(key, JSON.stringify(choice))
  } catch {
    // Full or forbidden: the choice holds until the window closes.
  }
}

/** Which panel a place belongs to: `panel.<id>` names it, `meta.<key>` lies in the details. */
export function panelOf(place: string, panels: Panel[]): string | null {
  const id = place.startsWith('panel.') ? place.slice('panel.'.length) : place.startsWith('meta.') ? 'details' : ''
  return panels.some((panel) => panel.id === id) ? id : null
}
