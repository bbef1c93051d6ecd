import type { Meta } from '#shared/article/article.ts'
import { bylineParts } from '#shared/article/byline.ts'
import type { PageParts } from './page-decorations.ts'
import { element, words } from './figure-view.ts'

/** The byline and dateline on the page: rendered from meta, kept as the same two elements for the editor's life. */
export interface RenderedParts extends PageParts {
  render(meta: Meta, storedAt: string | null): void
}

export function createPageParts(reveal: (place: string) => void): RenderedParts {
  const byline = element('div', 'byline')
  byline.contentEditable = 'false'
  const credits = element('button', 'byline-credits')
  credits.type = 'button'
  credits.addEventListener('click', () => reveal('meta.credits'))
  const updated = element('span', 'byline-updated')
  byline.append(credits, updated)
  const dateline = element('span', 'dateline')
  dateline.contentEditable = 'false'
  dateline.addEventListener('click', () => reveal('meta.dateline'))
  let shown = ''
  let shownAt = ''
  let shownMeta: Meta | null = null
  return {
    byline,
    dateline,
    hasDateline: () => dateline.textContent !== '',
    render(meta, storedAt) {
      // These lie in the editor's own DOM, which it watches: nothing is written that stands there.
      const at = storedAt ? `Updated ${clock.format(new Date(storedAt))}` : ''
      if (at !== shownAt) updated.textContent = shownAt = at
      if (meta === shownMeta) return
      shownMeta = meta
      const text = meta.dateline.text.trim()
      const line = text ? `${text} — ` : ''
      if (dateline.textContent !== line) dateline.textContent = line
      const parts = bylineParts(meta.credits, meta.language, meta.bylineStyle)
      const credited = JSON.stringify(parts.map(({ kind, text }) => [kind, text]))
      if (credited === shown) return
      shown = credited
      const runs = parts.map(({ kind, text }) => (kind === 'name' ? words('b', text) : document.createTextNode(text)))
      credits.replaceChildren(...(runs.length > 0 ? runs : [words('span', 'No byline yet')]))
      credits.title = 'Change the credits'
    }
  }
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
