import type { Credit, CreditRole } from './article.ts'

export interface BylineStyle {
  /** What introduces each role. */
  labels: Record<CreditRole, string>
  /** The word before the last of several names. */
  and: string
  /** Whether a serial comma stands before it. */
  serialComma: boolean
}

export const bylineStyles: Record<string, BylineStyle> = {
  en: { labels: { by: 'By', reporting: 'additional reporting by', photographs: 'photographs by', editing: 'editing by' }, and: 'and', serialComma: false },
  de: { labels: { by: 'Von', reporting: 'Mitarbeit:', photographs: 'Fotos:', editing: 'Redaktion:' }, and: 'und', serialComma: false },
  fr: { labels: { by: 'Par', reporting: 'avec', photographs: 'photographies :', editing: 'édition :' }, and: 'et', serialComma: false },
  es: { labels: { by: 'Por', reporting: 'con información de', photographs: 'fotografías de', editing: 'edición de' }, and: 'y', serialComma: false },
  nb: { labels: { by: 'Av', reporting: 'med bidrag fra', photographs: 'foto:', editing: 'redaktør:' }, and: 'og', serialComma: false }
}

/** One run of the printed line: a name, or the words between names. */
export interface BylinePart {
  kind: 'words' | 'name'
  text: string
  credit?: Credit
}

const order: CreditRole[] = ['by', 'reporting', 'photographs', 'editing']

/**
 * The printed line as parts: "By A and B; additional reporting by C; photographs by D". A name that the house
 * style's labels leave first is capitalised. No credits give no parts.
 */
export function bylineParts(credits: Credit[], language: string): BylinePart[] {
  const style = bylineStyles[language.split('-')[0]!.toLowerCase()] ?? bylineStyles.en!
  const parts: BylinePart[] = []
  for (const role of order) {
    const names = credits.filter((credit) => credit.role === role)
    if (names.length === 0) continue
    const label = style.labels[role]
    const first = parts.length === 0
    parts.push({ kind: 'words', text: `${first ? label.charAt(0).toUpperCase() + label.slice(1) : `; ${label}`} ` })
    names.forEach((credit, index) => {
      if (index > 0) parts.push({ kind: 'words', text: joinWord(style, index, names.length) })
      parts.push({ kind: 'name', text: credit.profile.name, credit })
    })
  }
  return parts
}

function joinWord(style: BylineStyle, index: number, count: number): string {
  if (index < count - 1) return ', '
  return style.serialComma && count > 2 ? `, ${style.and} ` : ` ${style.and} `
}

/** The printed line as text; empty without credits. */
export function bylineText(credits: Credit[], language: string): string {
  return bylineParts(credits, language).map((part) => part.text).join('')
}
