import type { Dateline } from './article.ts'

interface DatelineStyle {
  /** Whether the place stands in capitals. */
  capitals: boolean
  /** Day and month of a calendar day given as UTC midnight. */
  day: (date: Date) => string
}

const day = 24 * 60 * 60 * 1000
const months = ['Jan.', 'Feb.', 'March', 'April', 'May', 'June', 'July', 'Aug.', 'Sept.', 'Oct.', 'Nov.', 'Dec.']

const styles: Record<string, DatelineStyle> = {
  en: { capitals: true, day: (date) => `${months[date.getUTCMonth()]} ${date.getUTCDate()}` },
  fr: { capitals: true, day: spelledDay('fr') },
  es: { capitals: true, day: spelledDay('es') },
  de: { capitals: false, day: spelledDay('de') },
  nb: { capitals: false, day: spelledDay('nb') }
}

function spelledDay(language: string): (date: Date) => string {
  return (date) => new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(date)
}

/**
 * The dateline that house style proposes: "PORT ELLEN, Tuesday", "PORT ELLEN, Jan. 5". A weekday stands for the six
 * days on either side of `today`, within which it names one day only; a day of another year has its year.
 * `today` and `date` are calendar days, YYYY-MM-DD. Neither place nor date gives an empty text.
 */
export function datelineText(
  { place, date }: Pick<Dateline, 'place' | 'date'>,
  language: string,
  today: string
): string {
  const tag = language.split('-')[0]?.toLowerCase() ?? 'en'
  const style = styles[tag] ?? styles.en
  if (!style) throw new Error('No dateline style for English.')
  const where = style.capitals ? place.trim().toLocaleUpperCase(language) : place.trim()
  return [where, date === null ? '' : dayText(date, today, styles[tag] ? tag : 'en', style)].filter(Boolean).join(', ')
}

function dayText(date: string, today: string, language: string, style: DatelineStyle): string {
  const at = new Date(`${date}T00:00:00Z`)
  const now = new Date(`${today}T00:00:00Z`)
  if (Math.abs(at.getTime() - now.getTime()) < 7 * day)
    return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(at)
  return at.getUTCFullYear() === now.getUTCFullYear() ? style.day(at) : `${style.day(at)}, ${at.getUTCFullYear()}`
}
