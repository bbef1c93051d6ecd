/** Opening and closing signs; spaces that belong inside stand with them. */
export interface QuoteStyle {
  double: [string, string]
  single: [string, string]
}

const nbsp = '\u00a0'
const english: QuoteStyle = { double: ['“', '”'], single: ['‘', '’'] }
const guillemets: QuoteStyle = { double: ['«', '»'], single: ['‘', '’'] }

const quoteStyles: Record<string, QuoteStyle> = {
  en: english,
  de: { double: ['„', '“'], single: ['‚', '‘'] },
  'de-ch': { double: ['«', '»'], single: ['‹', '›'] },
  fr: { double: [`«${nbsp}`, `${nbsp}»`], single: ['‹', '›'] },
  'fr-ch': { double: ['«', '»'], single: ['‹', '›'] },
  nb: guillemets,
  nn: guillemets,
  no: guillemets,
  da: { double: ['»', '«'], single: ['›', '‹'] },
  sv: { double: ['”', '”'], single: ['’', '’'] },
  fi: { double: ['”', '”'], single: ['’', '’'] },
  es: { double: ['«', '»'], single: ['‘', '’'] },
  it: { double: ['«', '»'], single: ['‘', '’'] },
  pt: english,
  nl: english,
  pl: { double: ['„', '”'], single: ['‚', '’'] },
  cs: { double: ['„', '“'], single: ['‚', '‘'] }
}

export function quoteStyle(language: string): QuoteStyle {
  const tag = language.toLowerCase()
  return quoteStyles[tag] ?? quoteStyles[tag.split('-')[0] ?? ''] ?? english
}

const opens = /(^|[\s\u00a0\u202f([{–—/«‹„‚“‘-])$/u

/** The sign of the language for a straight one that comes after `before`. */
export function curlyQuote(before: string, straight: '"' | "'", language: string): string {
  const { double, single } = quoteStyle(language)
  if (straight === '"') return double[opens.test(before) ? 0 : 1]
  const [open, close] = single
  if (opens.test(before)) return open
  if (close === '’') return '’'
  return before.split(open).length > before.split(close).length ? close : '’'
}
