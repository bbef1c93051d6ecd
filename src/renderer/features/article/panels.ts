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

export interface PanelChoice {
  id: string
  open: boolean
}

/** The panel that was looked at last, where it is still there; else the first. */
export function choiceOf(panels: Panel[], kept: PanelChoice | undefined): PanelChoice {
  const id = panels.find((panel) => panel.id === kept?.id)?.id ?? panels[0]?.id ?? ''
  return { id, open: kept?.open ?? true }
}

/** Which panel a place belongs to: `panel.<id>` names it, `meta.<key>` lies in the details. */
export function panelOf(place: string, panels: Panel[]): string | null {
  const id = place.startsWith('panel.') ? place.slice('panel.'.length) : place.startsWith('meta.') ? 'details' : ''
  return panels.some((panel) => panel.id === id) ? id : null
}
