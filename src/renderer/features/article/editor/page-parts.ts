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
  return {
    byline,
    dateline,
    hasDateline: () => dateline.textContent !== '',
    render(meta, storedAt) {
      const text = meta.dateline.text.trim()
      dateline.textContent = text ? `${text} — ` : ''
      updated.textContent = storedAt ? `Updated ${clock(storedAt)}` : ''
      const parts = bylineParts(meta.credits, meta.language)
      const line = JSON.stringify(parts.map(({ kind, text }) => [kind, text]))
      if (line === shown) return
      shown = line
      const runs = parts.map(({ kind, text }) => (kind === 'name' ? words('b', text) : document.createTextNode(text)))
      credits.replaceChildren(...(runs.length > 0 ? runs : [words('span', 'No byline yet')]))
      credits.title = 'Change the credits'
    }
  }
}

function clock(at: string): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}
