import { creditRoles, type BylineStyle, type Credit, type Meta } from './article.ts'

export type { BylineStyle } from './article.ts'

const plain = { serialComma: false, capitals: false, order: [...creditRoles] }
const english: BylineStyle = {
  ...plain,
  labels: { by: 'by', reporting: 'additional reporting by', photographs: 'photographs by', editing: 'editing by' },
  and: 'and'
}

/**
 * How each language prints a byline where the house has not said otherwise. Articles that carry no style of their own
 * are printed by these, approved ones too: what stands here never changes, a language can only be added.
 */
export const bylineStyles: Record<string, BylineStyle> = {
  en: english,
  de: {
    ...plain,
    labels: { by: 'von', reporting: 'Mitarbeit:', photographs: 'Fotos:', editing: 'Redaktion:' },
    and: 'und'
  },
  fr: {
    ...plain,
    labels: { by: 'par', reporting: 'avec', photographs: 'photographies :', editing: 'édition :' },
    and: 'et'
  },
  es: {
    ...plain,
    labels: { by: 'por', reporting: 'con información de', photographs: 'fotografías de', editing: 'edición de' },
    and: 'y'
  },
  nb: {
    ...plain,
    labels: { by: 'av', reporting: 'med bidrag fra', photographs: 'foto:', editing: 'redaktør:' },
    and: 'og'
  }
}

/** "pt-BR" → "pt": what styles are kept by. */
export function baseLanguage(language: string): string {
  return language.replace(/-.*/s, '').toLowerCase()
}

/** The style of a language as the house has it, or as the language has it. */
export function houseStyle(house: Record<string, BylineStyle>, language: string): BylineStyle {
  const base = baseLanguage(language)
  return house[base] ?? bylineStyles[base] ?? english
}

/** What an article in this language carries of the house style: nothing where the house has said nothing. */
export function houseByline(house: Record<string, BylineStyle>, language: string): Pick<Meta, 'bylineStyle'> {
  const style = house[baseLanguage(language)]
  return style ? { bylineStyle: { ...style, language: baseLanguage(language) } } : {}
}

/** The style an article is printed by: its own while it is in the language that its style is for. */
function styleOf(language: string, own: Meta['bylineStyle']): BylineStyle {
  return own?.language === baseLanguage(language) ? own : houseStyle({}, language)
}

/** One run of the printed line: a name, or the words between names. */
export interface BylinePart {
  kind: 'words' | 'name'
  text: string
  credit?: Credit
}

/**
 * The printed line as parts: "By A and B; additional reporting by C; photographs by D". The label that stands first is
 * capitalised. `own` is the article's `meta.bylineStyle`. No credits give no parts.
 */
export function bylineParts(credits: Credit[], language: string, own: Meta['bylineStyle']): BylinePart[] {
  const style = styleOf(language, own)
  const parts: BylinePart[] = []
  for (const role of style.order) {
    const names = credits.filter((credit) => credit.role === role)
    if (names.length === 0) continue
    const words = introduction(style.labels[role].trim(), parts.length === 0)
    if (words !== '') parts.push({ kind: 'words', text: words })
    names.forEach((credit, index) => {
      if (index > 0) parts.push({ kind: 'words', text: joinWord(style, index, names.length) })
      const { name } = credit.profile
      parts.push({ kind: 'name', text: style.capitals ? name.toLocaleUpperCase(language) : name, credit })
    })
  }
  return parts
}

function introduction(label: string, first: boolean): string {
  const words = label === '' ? '' : `${label} `
  return first ? words.charAt(0).toUpperCase() + words.slice(1) : `; ${words}`
}

function joinWord(style: BylineStyle, index: number, count: number): string {
  const and = style.and.trim() === '' ? ', ' : ` ${style.and.trim()} `
  if (index < count - 1) return ', '
  return style.serialComma && count > 2 && style.and.trim() !== '' ? `,${and}` : and
}

/** The printed line as text; empty without credits. */
export function bylineText(credits: Credit[], language: string, own: Meta['bylineStyle']): string {
  return bylineParts(credits, language, own)
    .map((part) => part.text)
    .join('')
}
