import type { BylineStyle, CreditRole } from '#shared/article/article.ts'
import { baseLanguage, bylineStyles, bylineText, houseStyle } from '#shared/article/byline.ts'
import { workspace } from '#renderer/state/workspace.svelte.ts'
import { exampleCredits, movedRole } from './byline-order.ts'
import { changeSettings } from './setting-field.svelte.ts'

export const roleNames: Record<CreditRole, string> = {
  by: 'Writers',
  reporting: 'Reporting',
  photographs: 'Photographs',
  editing: 'Editing'
}

/** The house style of the byline as it is being changed, one language at a time. Every change is kept at once. */
export class BylineForm {
  language = $state('')
  #names = new Intl.DisplayNames(['en'], { type: 'language' })

  readonly house: Record<string, BylineStyle> = $derived(workspace.status?.settings.bylineStyles ?? {})
  readonly current: string = $derived.by(
    () => this.language || baseLanguage(workspace.status?.settings.language ?? 'en')
  )
  readonly style: BylineStyle = $derived.by(() => houseStyle(this.house, this.current))
  /** Whether the house has said anything about this language. */
  readonly own: boolean = $derived.by(() => this.house[this.current] !== undefined)
  readonly example: string = $derived.by(() =>
    bylineText(exampleCredits, this.current, { ...this.style, language: this.current })
  )
  /** Every language that has a style of its own or of the house's, and the one that articles begin in. */
  readonly languages = $derived.by(() =>
    [...new Set([this.current, ...Object.keys(bylineStyles), ...Object.keys(this.house)])]
      .map((value) => ({ value, label: this.#names.of(value) ?? value }))
      .toSorted((a, b) => a.label.localeCompare(b.label))
  )

  change(part: Partial<BylineStyle>): Promise<boolean> {
    const next = $state.snapshot({ ...this.style, ...part }) as BylineStyle
    return changeSettings({ bylineStyles: { ...this.house, [this.current]: next } })
  }

  label(role: CreditRole, words: string): Promise<boolean> {
    return this.change({ labels: { ...this.style.labels, [role]: words } })
  }

  move(role: CreditRole, steps: number): Promise<boolean> {
    return this.change({ order: movedRole(this.style.order, role, steps) })
  }

  /** The language's own style again. */
  reset(): Promise<boolean> {
    const { [this.current]: _gone, ...others } = this.house
    return changeSettings({ bylineStyles: others })
  }
}
